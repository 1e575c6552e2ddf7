/** The part of a card's number that may be shown: `•••• 4242`, or null when there is none. */
export function lastFour(card: string | null): string | null {
  const digits = card === null ? null : /(\d{4})\D*$/.exec(card);
  return digits?.[1] === undefined ? null : `•••• ${digits[1]}`;
}
