import { h } from './dom.ts';
import type { Intent } from './messages.ts';
import type { AttemptResult, Session } from './payments-api.ts';
import type { Words } from './words.ts';

type BankVisit = Extract<AttemptResult, { kind: 'three_ds' }>;

export type Screens = {
  readonly show: (content: HTMLElement) => void;
  readonly showBusy: () => void;
  /** The bank's page in a frame; resolves when the payer is back from it. */
  readonly showBank: (visit: BankVisit) => Promise<void>;
  readonly showApproved: (email: string | null) => void;
  /** `retry` is null when only the way back to the shop is offered. */
  readonly showDeclined: (message: string, retry: (() => void) | null) => void;
  readonly showLost: (checkAgain: () => void) => void;
};

/** The widget's screens: a fixed head with what is paid, and one changing body. */
export function createScreens(context: {
  readonly intent: Intent;
  readonly session: Session;
  readonly words: Words;
  readonly onClose: () => void;
}): Screens {
  const { intent, session, words, onClose } = context;
  const closeButton = h('button', { type: 'button', class: 'close', 'aria-label': words.close });
  closeButton.addEventListener('click', onClose);
  const body = h('main');
  const what = intent.description ?? (intent.invoiceId ? words.order(intent.invoiceId) : '');
  document.body.replaceChildren(
    h('p', { class: 'banner' }, words.simulator),
    h(
      'header',
      {},
      h('div', { class: 'what' }, h('p', {}, what), h('h1', {}, session.sum)),
      closeButton,
    ),
    body,
  );

  const show = (content: HTMLElement) => {
    document.body.dataset.screen = content.dataset.screen ?? 'form';
    closeButton.disabled = false;
    body.replaceChildren(content);
  };

  const button = (label: string, action: () => void, kind = 'primary') => {
    const element = h('button', { type: 'button', class: kind }, label);
    element.addEventListener('click', action);
    return element;
  };

  const message = (screen: string, title: string, ...rest: readonly (Node | null)[]) => {
    const heading = h('h2', { tabindex: '-1' }, title);
    const mark = h('div', { class: `mark ${screen}`, 'aria-hidden': 'true' });
    const section = h('section', { 'data-screen': screen, class: 'message' }, mark, heading);
    section.setAttribute('role', 'status');
    section.append(...rest.filter((child) => child !== null));
    show(section);
    heading.focus();
  };

  return {
    show,
    showBusy: () => {
      const form = body.querySelector('form');
      closeButton.disabled = true;
      if (form === null) {
        show(h('section', { 'data-screen': 'busy', class: 'message' }, busyMark(words)));
        closeButton.disabled = true;
        return;
      }
      const submit = form.querySelector<HTMLButtonElement>('button.primary');
      for (const field of form.querySelectorAll('input, button'))
        field.setAttribute('disabled', '');
      if (submit !== null) submit.textContent = words.paying;
    },
    showBank: (visit) => openBank(visit, words, show),
    showApproved: (email) => {
      const back = button(words.back, onClose);
      const note = email ? h('p', {}, words.receiptTo(email)) : null;
      const countdown = intent.autoClose === null ? null : h('p', { class: 'hint' });
      message('approved', words.approved, note, back, countdown);
      if (countdown !== null && intent.autoClose !== null) {
        countDown(intent.autoClose, (left) => {
          countdown.textContent = words.closing(left);
          if (left === 0) onClose();
        });
      }
    },
    showDeclined: (reason, retry) => {
      message(
        'declined',
        words.declined,
        h('p', {}, reason),
        retry === null ? null : button(words.another, retry),
        button(words.back, onClose, retry === null ? 'primary' : 'secondary'),
      );
    },
    showLost: (checkAgain) => {
      message('lost', words.lost, h('p', {}, words.lostText), button(words.checkAgain, checkAgain));
    },
  };
}

function busyMark(words: Words): HTMLElement {
  return h('p', { role: 'status' }, words.paying);
}

/** Sends the payer to the bank's page as the protocol says: a POST form with MD, PaReq, TermUrl. */
function openBank(
  visit: BankVisit,
  words: Words,
  show: (content: HTMLElement) => void,
): Promise<void> {
  const frame = h('iframe', { name: 'cloudpayments-acs', title: words.acsTitle, class: 'bank' });
  const field = (name: string, value: string) => h('input', { type: 'hidden', name, value });
  const form = h(
    'form',
    { method: 'post', action: visit.acsUrl, target: 'cloudpayments-acs', hidden: true },
    field('MD', String(visit.transactionId)),
    field('PaReq', visit.paReq),
    field('TermUrl', visit.termUrl),
  );
  show(h('section', { 'data-screen': 'bank' }, frame, form));
  form.submit();
  return new Promise((resolve) => {
    const back = (event: MessageEvent<{ kind?: string }>) => {
      const ours = event.origin === location.origin && event.source === frame.contentWindow;
      if (!ours || event.data.kind !== 'bank_returned') return;
      window.removeEventListener('message', back);
      resolve();
    };
    window.addEventListener('message', back);
  });
}

function countDown(seconds: number, tell: (left: number) => void): void {
  tell(seconds);
  if (seconds > 0) setTimeout(() => countDown(seconds - 1, tell), 1000);
}
