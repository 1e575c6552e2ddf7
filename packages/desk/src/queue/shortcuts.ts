/** The commands of the queue's keyboard. */
export type Shortcut = 'next' | 'previous' | 'confirm' | 'void' | 'help' | 'search' | 'close';

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey'>;

/** By the key's place, so that they work while a Russian layout is on. */
const byPlace: Readonly<Record<string, Shortcut>> = {
  KeyJ: 'next',
  KeyK: 'previous',
  KeyC: 'confirm',
  KeyV: 'void',
};

/** Single letters that can be switched off (WCAG 2.1.4); Escape is not one of them. */
export const isLetter: Record<Shortcut, boolean> = {
  next: true,
  previous: true,
  confirm: true,
  void: true,
  help: true,
  search: true,
  close: false,
};

/** What a key press means, or null: nothing is taken from the browser's own combinations. */
export function shortcutOf(pressed: Pressed): Shortcut | null {
  if (pressed.altKey || pressed.ctrlKey || pressed.metaKey) return null;
  if (pressed.key === 'Escape') return 'close';
  if (pressed.key === '?') return 'help';
  if (pressed.key === '/') return 'search';
  return byPlace[pressed.code] ?? null;
}

/** The neighbour of the current row; at an end it stays, without a current row it starts at the top. */
export function neighbour(
  ids: readonly string[],
  current: string | null,
  step: 1 | -1,
): string | null {
  const index = current === null ? -1 : ids.indexOf(current);
  if (index === -1) return ids[0] ?? null;
  return ids[index + step] ?? ids[index] ?? null;
}
