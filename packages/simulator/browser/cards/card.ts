/** What the form knows of cards: grouping, brand, check digit, expiry. */

export type Brand = 'visa' | 'mastercard' | 'mir' | 'maestro' | null;

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '').slice(0, 19);
}

export function grouped(digits: string): string {
  return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}

export function brandOf(digits: string): Brand {
  if (/^220[0-4]/.test(digits)) return 'mir';
  if (digits.startsWith('4')) return 'visa';
  if (/^(5[1-5]|2[2-7])/.test(digits)) return 'mastercard';
  return /^(50|5[6-9]|6)/.test(digits) ? 'maestro' : null;
}

export function isCardNumber(digits: string): boolean {
  if (digits.length < 13) return false;
  const sum = [...digits].reverse().reduce((total, character, index) => {
    const value = Number(character) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

export function formatExpiry(text: string): string {
  const digits = text.replace(/\D/g, '').slice(0, 4);
  return digits.length > 2 ? `${digits.slice(0, 2)}/${digits.slice(2)}` : digits;
}

/** A card is good through the last day of its month. */
export function expiryProblem(text: string, now: Date): 'wrong' | 'expired' | null {
  const match = /^(\d{2})\/(\d{2})$/.exec(text);
  const month = Number(match?.[1]);
  if (match === null || month < 1 || month > 12) return 'wrong';
  const firstAfter = new Date(2000 + Number(match[2]), month, 1);
  return firstAfter <= now ? 'expired' : null;
}
