/** What the parameters of a notification say, read byte by byte and by nobody else's parser. */

export type Parameter = readonly [name: string, value: string];

/** The parameters in the order they were sent. Values are decoded as UTF-8 unless told otherwise. */
export function parametersOf(sent: string, encoding = 'utf-8'): readonly Parameter[] {
  if (sent === '') return [];
  const decoder = new TextDecoder(encoding);
  const read = (text: string) => decoder.decode(bytesOf(text));
  return sent.split('&').map((pair): Parameter => {
    const split = pair.indexOf('=');
    return split === -1
      ? [read(pair), '']
      : [read(pair.slice(0, split)), read(pair.slice(split + 1))];
  });
}

/** The whole text with every escape undone: what `X-Content-HMAC` is over (reference 4.1). */
export function decodedText(sent: string): string {
  return Buffer.from(bytesOf(sent)).toString('utf8');
}

/** `+` is a space, `%xx` a byte; a stray `%` stays itself. */
function bytesOf(text: string): Uint8Array {
  const source = Buffer.from(text, 'utf8');
  const bytes: number[] = [];
  for (let index = 0; index < source.length; index += 1) {
    const byte = source[index] ?? 0;
    const code = byte === 0x25 ? source.toString('latin1', index + 1, index + 3) : '';
    if (/^[0-9a-f]{2}$/i.test(code)) {
      bytes.push(Number.parseInt(code, 16));
      index += 2;
    } else bytes.push(byte === 0x2b ? 0x20 : byte);
  }
  return Uint8Array.from(bytes);
}

/**
 * What is wrong with the spelling of a form; empty when it is the gateway's: lower-case hex, a space
 * as `+`, everything that is not a plain character escaped (reference 3.4).
 */
export function misspelled(sent: string): readonly string[] {
  const problems: string[] = [];
  const upper = sent.match(/%[0-9a-f]*[A-F][0-9A-F]*/g);
  if (upper !== null) problems.push(`upper-case hex: ${upper[0]}`);
  if (/%20/.test(sent)) problems.push('a space as %20');
  if (/%(?![0-9a-fA-F]{2})/.test(sent)) problems.push('a stray %');
  const raw = /[^A-Za-z0-9\-_.!*()+%&=]/.exec(sent)?.[0];
  if (raw !== undefined) problems.push(`not escaped: ${JSON.stringify(raw)}`);
  return problems;
}
