import type { SessionView } from '../../src/widget/contract.ts';
import { h } from '../dom.ts';
import type { Intent, Look } from '../messages.ts';
import type { Words } from './words.ts';

export type Shell = {
  /** Puts a screen in the place of the last one. */
  readonly show: (screen: HTMLElement) => void;
  /** Whether the payer may leave now. */
  readonly setClosable: (closable: boolean) => void;
  /** The sum changed under the form. */
  readonly setSession: (session: SessionView) => void;
};

/** What stands around the screens: the head with what is paid; in a shop's page, next to nothing. */
export function createShell(context: {
  readonly intent: Intent;
  readonly look: Look;
  readonly session: SessionView;
  readonly words: Words;
  readonly onClose: () => void;
}): Shell {
  const { look, words } = context;
  const body = h('main');
  const closeButton = h('button', { type: 'button', class: 'close', 'aria-label': words.close });
  closeButton.addEventListener('click', context.onClose);
  const sum = h('h1', {}, context.session.sum);
  document.title = words.title;
  document.body.replaceChildren(
    ...(look.embedded ? embedded(body, words) : overlay(context, { body, sum, closeButton })),
  );
  return {
    show: (screen) => {
      closeButton.disabled = false;
      body.replaceChildren(screen);
    },
    setClosable: (closable) => {
      closeButton.disabled = !closable;
    },
    setSession: (session) => {
      sum.textContent = session.sum;
    },
  };
}

function overlay(
  { intent, words }: { readonly intent: Intent; readonly words: Words },
  parts: Readonly<Record<'body' | 'sum' | 'closeButton', HTMLElement>>,
): readonly HTMLElement[] {
  const { description, invoiceId } = intent;
  const what = description ?? (invoiceId === null ? '' : words.order(invoiceId));
  const head = h(
    'div',
    { class: 'head' },
    h('div', { class: 'what' }, what === '' ? null : h('p', {}, what), parts.sum),
    parts.closeButton,
  );
  return [h('header', {}, h('p', { class: 'banner' }, words.simulator), head), parts.body];
}

function embedded(body: HTMLElement, words: Words): readonly HTMLElement[] {
  const title = h('h1', { class: 'unseen' }, words.title);
  const note = h('footer', {}, h('p', { class: 'hint centred' }, words.simulator));
  return [h('header', { class: 'unseen' }, title), body, note];
}
