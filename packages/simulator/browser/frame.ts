import './frame.css';
import { createCardForm } from './card-form.ts';
import type { FromFrame, Intent, ToFrame, WidgetResult } from './messages.ts';
import {
  type AttemptResult,
  type CardInput,
  createSession,
  lastAttempt,
  payByCard,
  Refused,
  type Session,
} from './payments-api.ts';
import { createScreens, type Screens } from './screens.ts';
import { wordsFor } from './words.ts';

/**
 * The page inside the widget's frame. It trusts one window, its parent, and answers only the origin
 * that the parent's first message came from.
 */

type Payment = {
  readonly intent: Intent;
  readonly screens: Screens;
  session: Session;
  /** What closing the widget now would report. */
  result: WidgetResult;
  /** The payer pressed Pay and the outcome is not known yet: closing has to wait. */
  busy: boolean;
};

let shopOrigin = '*';
let payment: Payment | null = null;

function tellShop(message: FromFrame): void {
  // Before the shop has spoken there is nothing to keep from anyone: only `ready` goes to `*`.
  if (shopOrigin !== '*' || message.kind === 'ready') parent.postMessage(message, shopOrigin);
}

window.addEventListener('message', (event: MessageEvent<ToFrame>) => {
  if (event.source !== parent || parent === window) return;
  if (event.data.kind === 'open' && payment === null) {
    shopOrigin = event.origin;
    void open(event.data.intent);
  } else if (event.data.kind === 'ask_to_close' && event.origin === shopOrigin) close();
});

window.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') close();
});

new ResizeObserver(() => {
  tellShop({ kind: 'height', px: document.body.scrollHeight });
}).observe(document.body);

tellShop({ kind: 'ready' });

async function open(intent: Intent): Promise<void> {
  const words = wordsFor(intent.culture);
  document.documentElement.dataset.skin = intent.skin;
  try {
    const session = await createSession(intent);
    const screens = createScreens({ intent, session, words, onClose: close });
    payment = { intent, screens, session, result: { type: 'cancel' }, busy: false };
    showForm(payment);
  } catch (error) {
    const message = error instanceof Refused ? error.message : words.noConnection;
    tellShop({ kind: 'cannot_start', message });
  }
}

function close(): void {
  if (payment === null || payment.busy) return;
  tellShop({ kind: 'close', result: payment.result });
}

function showForm(current: Payment): void {
  const { intent, session, screens } = current;
  const words = wordsFor(intent.culture);
  const form = createCardForm({
    intent,
    session,
    words,
    onSubmit: (card) => void pay(current, card),
  });
  screens.show(form.element);
  form.focus();
}

async function pay(current: Payment, card: CardInput): Promise<void> {
  current.busy = true;
  current.screens.showBusy();
  try {
    await settle(current, await payByCard(current.session.id, card), card);
  } catch (error) {
    await afterFailedCall(current, card, error);
  }
}

/** The simulator may have been restarted under the form: then a new session takes its place. */
async function afterFailedCall(current: Payment, card: CardInput, error: unknown): Promise<void> {
  if (!(error instanceof Refused)) return lookUp(current, card);
  try {
    current.session = await createSession(current.intent);
    await settle(current, await payByCard(current.session.id, card), card);
  } catch (again) {
    current.busy = false;
    const message = again instanceof Error ? again.message : String(again);
    finish(current, { type: 'error', status: 'fail', message }, card);
  }
}

/** The answer to Pay was lost: ask what became of it instead of paying again. */
async function lookUp(current: Payment, card: CardInput): Promise<void> {
  for (const pauseMs of [0, 300, 800, 1500, 3000]) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    const found = await lastAttempt(current.session.id).catch(() => null);
    if (found !== null && found.kind !== 'none') return settle(current, found, card);
  }
  current.busy = false;
  current.screens.showLost(() => {
    current.busy = true;
    current.screens.showBusy();
    void lookUp(current, card);
  });
}

async function settle(current: Payment, attempt: AttemptResult, card: CardInput): Promise<void> {
  if (attempt.kind === 'three_ds') {
    // The payer may leave the bank's page by closing the widget: nothing is being decided meanwhile.
    current.busy = false;
    current.result = { type: 'cancel' };
    await current.screens.showBank(attempt);
    current.busy = true;
    current.screens.showBusy();
    return lookUp(current, card);
  }
  if (attempt.kind === 'none') return lookUp(current, card);
  current.busy = false;
  const { transactionId } = attempt;
  const result: WidgetResult =
    attempt.kind === 'approved'
      ? { type: 'payment', status: 'success', data: { transactionId } }
      : {
          type: 'error',
          status: 'fail',
          message: attempt.message,
          data: { transactionId, ReasonCode: attempt.reasonCode },
        };
  finish(current, result, card);
}

function finish(current: Payment, result: WidgetResult, card: CardInput): void {
  current.result = result;
  tellShop({ kind: 'complete', result });
  if (result.status === 'success') current.screens.showApproved(card.email);
  else {
    const retry = current.intent.retryPayment ? () => showForm(current) : null;
    current.screens.showDeclined(result.message ?? '', retry);
  }
}
