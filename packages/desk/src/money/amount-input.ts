/** Why a typed amount was not understood. `ambiguous`: `1,000` may be a thousand or one rouble. */
export type AmountInputError =
  | 'empty'
  | 'not_a_number'
  | 'too_many_decimals'
  | 'ambiguous'
  | 'zero'
  | 'too_long';

export type AmountInput =
  | { readonly ok: true; readonly minor: bigint }
  | { readonly ok: false; readonly error: AmountInputError };

const fail = (error: AmountInputError): AmountInput => ({ ok: false, error });

/**
 * Reads an amount as people type or paste it: `1 000,50`, `1000.5`, `1 000,50 ₽`, `1,000.50`, `1.000,50`.
 * A comma or a point may be either the decimal sign or a group sign; where both readings are possible
 * (`1,000`) it refuses instead of guessing, since the guess would move money.
 */
export function parseAmountInput(text: string): AmountInput {
  const bare = text
    .replace(/[\s\u00a0\u2009\u202f'’]/g, '')
    .replace(/(₽|руб\.?|р\.?|rub|rur)$/i, '')
    .replace(/^(₽|\+)/, '');
  if (bare === '') return fail('empty');
  if (!/^[\d.,]+$/.test(bare) || !/\d/.test(bare)) return fail('not_a_number');
  const split = splitDecimals(bare);
  if (typeof split === 'string') return fail(split);
  const { whole, decimals } = split;
  if (decimals.length > 2) return fail('too_many_decimals');
  if (whole.length > 12) return fail('too_long');
  const minor = BigInt(whole === '' ? '0' : whole) * 100n + BigInt(decimals.padEnd(2, '0'));
  return minor === 0n ? fail('zero') : { ok: true, minor };
}

type Split = { readonly whole: string; readonly decimals: string };

function splitDecimals(bare: string): Split | AmountInputError {
  const commas = bare.split(',').length - 1;
  const points = bare.split('.').length - 1;
  if (commas === 0 && points === 0) return { whole: bare, decimals: '' };
  if (commas > 0 && points > 0) {
    const decimal = bare.lastIndexOf(',') > bare.lastIndexOf('.') ? ',' : '.';
    const group = decimal === ',' ? '.' : ',';
    const [head = '', tail = '', extra] = bare.split(decimal);
    if (extra !== undefined || tail.includes(group)) return 'not_a_number';
    return grouped(head, group)
      ? { whole: head.replaceAll(group, ''), decimals: tail }
      : 'not_a_number';
  }
  const sign = commas > 0 ? ',' : '.';
  if (commas + points > 1) {
    return grouped(bare, sign)
      ? { whole: bare.replaceAll(sign, ''), decimals: '' }
      : 'not_a_number';
  }
  const [whole = '', decimals = ''] = bare.split(sign);
  if (decimals.length === 3 && whole.length >= 1 && whole.length <= 3 && whole !== '0')
    return 'ambiguous';
  return { whole, decimals };
}

const grouped = (digits: string, sign: string): boolean =>
  new RegExp(`^\\d{1,3}(\\${sign}\\d{3})+$`).test(digits);
