import { type Failure, same } from '../text.ts';
import type { Answer } from './client.ts';

/** A call that did not end with an answer, in words and with what to do. */
export function failureOf(
  url: string,
  answer: Exclude<Answer<never>, { kind: 'answered' }>,
): Failure {
  switch (answer.kind) {
    case 'unreachable':
      return {
        code: 'server_unreachable',
        message: {
          ru: `Сервер ${url} не отвечает (${answer.detail}).`,
          en: `The server ${url} does not answer (${answer.detail}).`,
        },
        fix: {
          ru: 'Запустите его: npm start. Если он на другом адресе, назовите его: --url https://pay.shop.ru',
          en: 'Start it: npm start. If it is elsewhere, name the address: --url https://pay.shop.com',
        },
      };
    case 'unreadable':
      return notKopeck(url, answer.status);
    case 'refused':
      return refusal(url, answer);
  }
}

function refusal(url: string, answer: Extract<Answer<never>, { kind: 'refused' }>): Failure {
  const { status, problem } = answer;
  if (problem === null) return notKopeck(url, status);
  if (status === 401) {
    return {
      code: 'key_refused',
      message: {
        ru: `Сервер ${url} не принял ключ.`,
        en: `The server ${url} did not accept the key.`,
      },
      fix: {
        ru: 'Ключ отозван или от другого сервера. На машине сервера команда работает без ключа, в его папке.',
        en: "The key is revoked or another server's. On the server's machine, in its folder, no key is needed.",
      },
    };
  }
  if (problem.code === 'forbidden') {
    return {
      code: 'forbidden',
      message: { ru: 'Прав этого ключа не хватает.', en: 'This key does not have the right.' },
      fix: {
        ru: 'Нужен ключ с ролью admin или all: npm run kopeck key create -- --role admin --name "…"',
        en: 'A key of role admin or all is needed: npm run kopeck key create -- --role admin --name "…"',
      },
    };
  }
  if (problem.code === 'not_found') return notKopeck(url, status);
  return { code: problem.code, message: same(problem.detail), fix: null };
}

function notKopeck(url: string, status: number): Failure {
  return {
    code: 'not_kopeck',
    message: {
      ru: `По адресу ${url} отвечает не Kopeck или другая его версия (код ${status}).`,
      en: `What answers at ${url} is not Kopeck, or another version of it (status ${status}).`,
    },
    fix: {
      ru: 'Проверьте PUBLIC_URL и прокси перед сервером или назовите адрес: --url http://127.0.0.1:3000',
      en: 'Check PUBLIC_URL and the proxy in front of the server, or name the address: --url http://127.0.0.1:3000',
    },
  };
}
