import type { Text } from '../text.ts';
import type { Delivered } from './webhook.ts';

export const secretUnknown: Text = {
  ru: 'нечем подписать: см. CLOUDPAYMENTS_API_SECRET выше',
  en: 'nothing to sign with: see CLOUDPAYMENTS_API_SECRET above',
};

/** The library is part of Kopeck: if it is wrong, the copy is. */
export const reinstall: Text = {
  ru: 'Код изменён или установлен не целиком. Верните его (git status, npm ci) и запустите npm test.',
  en: 'The code was altered or is not installed whole. Restore it (git status, npm ci) and run npm test.',
};

export const onTheWay: Text = {
  ru: 'Проверьте прокси перед сервером: он не должен менять тело и заголовки. Без прокси: --url http://127.0.0.1:3000',
  en: 'Check the proxy in front of the server: it must not change body or headers. Without it: --url http://127.0.0.1:3000',
};

/** What came instead of the expected answer. */
export function came(delivered: Delivered): Text {
  if (delivered.kind === 'unreachable') {
    return {
      ru: `Ответа нет (${delivered.detail}).`,
      en: `There is no answer (${delivered.detail}).`,
    };
  }
  const { status, code } = delivered;
  if (code === null) return { ru: `Ответ ${status}.`, en: `The answer is ${status}.` };
  return { ru: `Ответ ${status}, код ${code}.`, en: `The answer is ${status} with code ${code}.` };
}
