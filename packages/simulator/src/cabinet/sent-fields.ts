import { isObject, parseExact, textOf } from '../json.ts';
import type { Delivery } from '../notifications/delivery.ts';

export type SentField = { readonly name: string; readonly value: string };

/** The fields of a notification as a person reads them; none when the body is something else. */
export function sentFields(
  delivery: Pick<Delivery, 'sent' | 'contentType' | 'encoding'>,
): readonly SentField[] {
  if (/json/i.test(delivery.contentType)) return jsonFields(delivery.sent);
  const label = delivery.encoding === 'UTF8' ? 'utf-8' : 'windows-1251';
  return delivery.sent
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return { name: decoded(name, label), value: decoded(value, label) };
    });
}

function jsonFields(sent: string): readonly SentField[] {
  try {
    const parsed = parseExact(sent);
    if (!isObject(parsed)) return [];
    return Object.entries(parsed).map(([name, value]) => {
      return { name, value: textOf(value) ?? (value === null ? '' : JSON.stringify(value)) };
    });
  } catch {
    return [];
  }
}

/** Percent signs stand for bytes, and the bytes are of the encoding that the account has. */
function decoded(text: string, label: 'utf-8' | 'windows-1251'): string {
  const plain = text.replaceAll('+', ' ');
  if (!plain.includes('%')) return plain;
  const bytes: number[] = [];
  for (let at = 0; at < plain.length; at += 1) {
    const hex = /^%([0-9a-f]{2})/i.exec(plain.slice(at, at + 3));
    if (hex === null) bytes.push(...Buffer.from(plain[at] ?? '', 'utf8'));
    else {
      bytes.push(Number.parseInt(hex[1] ?? '0', 16));
      at += 2;
    }
  }
  return new TextDecoder(label).decode(Uint8Array.from(bytes));
}
