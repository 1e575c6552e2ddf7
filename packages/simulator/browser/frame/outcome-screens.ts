import { button, h } from '../dom.ts';
import type { Intent, Look, WidgetResult } from '../messages.ts';
import type { Words } from './words.ts';

/** How an attempt ended, in a heading that screen readers are told of. */

type Context = {
  readonly intent: Intent;
  readonly look: Look;
  readonly words: Words;
  readonly onClose: () => void;
};

export function approvedScreen(
  { intent, look, words, onClose }: Context,
  { result, email }: { readonly result: WidgetResult; readonly email: string | null },
): HTMLElement {
  const title = result.type === 'installment' ? words.granted : words.approved;
  const closes = !look.embedded && intent.autoClose !== null;
  const countdown = closes ? h('p', { class: 'hint' }) : null;
  if (countdown !== null) {
    countDown(intent.autoClose ?? 0, (left) => {
      countdown.textContent = words.closing(left);
      if (left === 0) onClose();
    });
  }
  return message('approved', title, [
    email ? h('p', {}, words.receiptTo(email)) : null,
    look.embedded ? null : button(words.back, onClose),
    countdown,
  ]);
}

/** `retry` is null when only the way back to the shop is offered. */
export function declinedScreen(
  { look, words, onClose }: Context,
  reason: string,
  retry: { readonly label: string; readonly action: () => void } | null,
): HTMLElement {
  const kind = retry === null ? 'primary' : 'secondary';
  return message('declined', words.declined, [
    reason === '' ? null : h('p', {}, reason),
    retry === null ? null : button(retry.label, retry.action),
    look.embedded ? null : button(words.back, onClose, kind),
  ]);
}

/** Something that is not a refusal: the connection is away, the time is over. */
export function troubleScreen(
  title: string,
  text: string,
  next: { readonly label: string; readonly action: () => void } | null,
): HTMLElement {
  const buttons = next === null ? [] : [button(next.label, next.action)];
  return message('lost', title, [h('p', {}, text), ...buttons]);
}

function message(
  screen: string,
  title: string,
  parts: readonly (HTMLElement | null)[],
): HTMLElement {
  const heading = h('h2', { tabindex: '-1' }, title);
  const mark = h('div', { class: `mark ${screen}`, 'aria-hidden': 'true' });
  const section = h(
    'section',
    { 'data-screen': screen, class: 'message', role: 'status' },
    mark,
    heading,
    ...parts,
  );
  // Once it is on the page.
  queueMicrotask(() => heading.focus());
  return section;
}

function countDown(seconds: number, tell: (left: number) => void): void {
  tell(seconds);
  if (seconds > 0) setTimeout(() => countDown(seconds - 1, tell), 1000);
}
