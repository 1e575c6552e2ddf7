import encodeQr from 'qr';

/** Pixels of a PNG per module of the QR: sharp on any screen, and still a small file. */
const scale = 8;
const quietModules = 4;

/** A QR that a camera reads, as an SVG document. */
export function qrSvg(text: string): string {
  return encodeQr(text, 'svg', { border: quietModules });
}

/** The same as a PNG, black on white. */
export async function qrPng(text: string): Promise<Buffer> {
  const { PNG } = await import('pngjs');
  const rows = encodeQr(text, 'raw', { border: quietModules });
  const side = rows.length * scale;
  const png = new PNG({ width: side, height: side, colorType: 0 });
  for (let y = 0; y < side; y += 1) {
    const row = rows[Math.floor(y / scale)] ?? [];
    for (let x = 0; x < side; x += 1) {
      const shade = row[Math.floor(x / scale)] ? 0 : 255;
      const at = (y * side + x) * 4;
      png.data.fill(shade, at, at + 3);
      png.data[at + 3] = 255;
    }
  }
  return PNG.sync.write(png, { colorType: 0, inputColorType: 6 });
}
