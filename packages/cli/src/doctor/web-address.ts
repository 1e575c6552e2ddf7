import { isIP } from 'node:net';
import type { Text } from '../text.ts';

/** The path under which the server takes notifications. */
export const webhookPath = '/api/cloudpayments/webhook';

/** Two spellings of one address; the names of this very machine count as one. */
export function sameAddress(one: string, other: string): boolean {
  const [left, right] = [normalized(one), normalized(other)];
  return left !== null && left === right;
}

function normalized(text: string): string | null {
  const url = URL.parse(text);
  if (url === null) return null;
  if (isLoopback(url.hostname)) url.hostname = 'localhost';
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url.href;
}

/** Why the gateway could not send to this address, or null when it looks as if it could. */
export function addressProblem(text: string): Text | null {
  const url = URL.parse(text);
  if (url === null) return { ru: 'это не адрес.', en: 'this is not an address.' };
  if (url.protocol !== 'https:') return { ru: 'нужен https.', en: 'https is needed.' };
  if (isPrivate(url.hostname)) {
    return {
      ru: 'такой адрес виден только изнутри, шлюз до него не достучится.',
      en: 'such an address is seen only from inside, the gateway cannot reach it.',
    };
  }
  if (url.port !== '') {
    return {
      ru: 'кабинет принимает только обычный порт https.',
      en: 'the account takes only the standard port of https.',
    };
  }
  if (!url.pathname.replace(/\/+$/, '').endsWith(webhookPath)) {
    return {
      ru: `путь должен кончаться на ${webhookPath}.`,
      en: `the path must end with ${webhookPath}.`,
    };
  }
  return null;
}

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);

/** RFC 1918, 6598, 3927, 4193 and names that no public DNS has. */
function isPrivate(hostname: string): boolean {
  if (isLoopback(hostname)) return true;
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) === 4) {
    return /^(0\.|10\.|127\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(
      host,
    );
  }
  if (isIP(host) === 6) return /^(::$|::1$|f[cd]|fe[89ab])/.test(host);
  return (
    !host.includes('.') || /\.(local|localhost|internal|lan|home|test|example|invalid)$/.test(host)
  );
}
