import { type Environment, isPort, reachable } from '../settings/environment.ts';
import type { Failure } from '../text.ts';

export type ServerAddress =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly failure: Failure };

/**
 * Where the running server is: `--url`, else PUBLIC_URL, else HOST and PORT of this machine. Without a slash
 * at the end.
 */
export function serverAddress(given: Environment, url: string | undefined): ServerAddress {
  const named = url ?? given.PUBLIC_URL;
  if (named !== undefined) return fromText(named, url === undefined ? 'PUBLIC_URL' : '--url');
  const port = given.PORT ?? '3000';
  if (!isPort(port) || port === '0') return refuse('PORT', port);
  const host = given.HOST ?? '127.0.0.1';
  return { ok: true, url: `http://${reachable(host)}:${port}` };
}

function fromText(text: string, setting: string): ServerAddress {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return refuse(setting, text);
  return { ok: true, url: `${url.origin}${url.pathname}`.replace(/\/+$/, '') };
}

function refuse(setting: string, value: string): ServerAddress {
  return {
    ok: false,
    failure: {
      code: 'address_unknown',
      message: {
        ru: `${setting}=${value}: по этому значению адрес сервера не узнать.`,
        en: `${setting}=${value}: this does not say where the server is.`,
      },
      fix: {
        ru: 'Назовите адрес, который показал npm start: --url http://127.0.0.1:3000',
        en: 'Name the address that npm start has shown: --url http://127.0.0.1:3000',
      },
    },
  };
}
