import { createHmac } from 'node:crypto';
import { secretsEqual } from './secrets.ts';

/** Attributes of every cookie of ours; `__Host-` makes the browser insist on Secure, Path=/ and no Domain. */
export type SessionCookie = {
  /** What the library puts before its own cookie names. */
  readonly prefix: string;
  readonly attributes: {
    readonly httpOnly: true;
    readonly sameSite: 'lax';
    readonly secure: boolean;
    readonly path: '/';
  };
  /** The token in a Cookie header whose signature is ours, or null. */
  read(cookieHeader: string | undefined): string | null;
  /** The Set-Cookie value that makes the browser forget it. */
  readonly expired: string;
};

/**
 * The cookie a session lives in: `token.signature`, URL-encoded, as better-auth writes it (HMAC-SHA-256
 * in base64). We read it ourselves so that one query answers who is asking.
 */
export function sessionCookie(options: {
  readonly secret: string;
  readonly secure: boolean;
}): SessionCookie {
  const prefix = options.secure ? '__Host-kopeck' : 'kopeck';
  const name = `${prefix}.session_token`;
  return {
    prefix,
    attributes: { httpOnly: true, sameSite: 'lax', secure: options.secure, path: '/' },
    read: (cookieHeader) => readToken(cookieHeader ?? '', name, options.secret),
    expired: `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${options.secure ? '; Secure' : ''}`,
  };
}

/** Of cookies with one name the first whose signature holds counts: a neighbour cannot push ours aside. */
function readToken(cookieHeader: string, name: string, secret: string): string | null {
  for (const pair of cookieHeader.split(';')) {
    const [key = '', ...rest] = pair.split('=');
    if (key.trim() !== name) continue;
    const token = verifiedToken(decode(rest.join('=').trim()), secret);
    if (token !== null) return token;
  }
  return null;
}

function verifiedToken(value: string, secret: string): string | null {
  const dot = value.lastIndexOf('.');
  if (dot <= 0) return null;
  const token = value.slice(0, dot);
  const signature = createHmac('sha256', secret).update(token, 'utf8').digest('base64');
  return secretsEqual(value.slice(dot + 1), signature) ? token : null;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return ''; // A broken escape is somebody else's cookie or an attack; either way it is no session.
  }
}
