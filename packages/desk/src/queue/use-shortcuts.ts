import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { isLetter, type Shortcut, shortcutOf } from './shortcuts.ts';

/** Whether single letters act; remembered. */
export const useLettersEnabled = () =>
  useLocalStorage({ key: 'kopeck-shortcuts', defaultValue: true, getInitialValueInEffect: false });

/** Runs the page's shortcuts, except while someone types or a dialog is open. */
export function useShortcuts(handlers: Partial<Record<Shortcut, () => void>>): void {
  const [enabled] = useLettersEnabled();
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const shortcut = shortcutOf(event);
      if (shortcut === null || event.defaultPrevented || event.repeat === undefined) return;
      if (isLetter[shortcut] && (!enabled || isTyping(event.target))) return;
      if (document.querySelector('[aria-modal="true"], [role="menu"]') !== null) return;
      const handler = latest.current[shortcut];
      if (handler === undefined) return;
      event.preventDefault();
      handler();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [enabled]);
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
