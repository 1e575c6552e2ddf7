import type { Words } from '../wire/languages.ts';

/** Why a signature does not match, when that can be told. */
export type LikelyMistake =
  | 'header_missing'
  | 'hex_instead_of_base64'
  | 'base64url_instead_of_base64'
  | 'malformed_header'
  | 'headers_swapped'
  | 'body_reencoded'
  | 'body_reserialized'
  | 'line_break_added_or_removed'
  | 'question_mark_included'
  | 'decoded_wrongly'
  | 'empty_body_signed'
  | 'other_secret'
  | 'secret_with_extra_characters';

/** What each mistake is and how to mend it. */
export const mistakeWords: Readonly<Record<LikelyMistake, Words>> = {
  header_missing: {
    ru: 'Нет ни Content-HMAC, ни X-Content-HMAC. Шлюз присылает оба: их мог срезать прокси.',
    en: 'Neither Content-HMAC nor X-Content-HMAC is present. The gateway sends both: a proxy may drop them.',
  },
  hex_instead_of_base64: {
    ru: 'Подпись записана шестнадцатеричными цифрами. Нужен base64, 44 знака.',
    en: 'The signature is in hex. It must be base64, 44 characters.',
  },
  base64url_instead_of_base64: {
    ru: 'Подпись записана в base64url. Нужен обычный base64 с «+», «/» и «=» в конце.',
    en: 'The signature is in base64url. It must be plain base64 with +, / and a final =.',
  },
  malformed_header: {
    ru: 'Значение заголовка не похоже на подпись: нужен base64, 44 знака.',
    en: 'The header’s value is not a signature: it must be base64, 44 characters.',
  },
  headers_swapped: {
    ru: 'Заголовки перепутаны: Content-HMAC считается по телу как есть, X-Content-HMAC по раскодированному тексту.',
    en: 'The headers are swapped: Content-HMAC is over the body as sent, X-Content-HMAC over the decoded text.',
  },
  body_reencoded: {
    ru: 'Подписано или проверено перекодированное тело (регистр %-кодов, «+» и %20). Нужны те самые байты.',
    en: 'A re-encoded body was signed or checked (case of %-escapes, + and %20). The very bytes are needed.',
  },
  body_reserialized: {
    ru: 'JSON был разобран и записан заново (например, 99.90 стало 99.9). Нужны те самые байты.',
    en: 'The JSON was parsed and written again (for example 99.90 became 99.9). The very bytes are needed.',
  },
  line_break_added_or_removed: {
    ru: 'В конце тела добавлен или убран перевод строки.',
    en: 'A line break was added to or removed from the end of the body.',
  },
  question_mark_included: {
    ru: 'Подписана строка запроса вместе с «?». Знак вопроса в подпись не входит.',
    en: 'The query string was signed with its question mark. The mark is not part of it.',
  },
  decoded_wrongly: {
    ru: 'Текст раскодирован неверно: «+» не стал пробелом, раскодировано дважды, или раскодирован JSON.',
    en: 'The text was decoded wrongly: + did not become a space, it was decoded twice, or it is JSON.',
  },
  empty_body_signed: {
    ru: 'Подписано пустое тело: его мог прочитать кто-то раньше проверки.',
    en: 'An empty body was signed: something may have read it before the check.',
  },
  other_secret: {
    ru: 'Подписано другим секретом: пустым, прежним или секретом другого терминала.',
    en: 'It was signed with another secret: an empty one, an earlier one or another terminal’s.',
  },
  secret_with_extra_characters: {
    ru: 'Секрет в настройках с лишними знаками: пробелом, переводом строки или кавычками.',
    en: 'The configured secret has extra characters: a space, a line break or quotes.',
  },
};
