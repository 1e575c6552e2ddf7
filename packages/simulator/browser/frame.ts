import './frame.css';
import { h } from './dom.ts';
import { createPayment, type Payment } from './frame/payment.ts';
import { createSession, Refused } from './frame/payments-api.ts';
import { applyTheme } from './frame/theme.ts';
import { wordsFor } from './frame/words.ts';
import { type FromFrame, type Intent, type Look, plainIntent, type ToFrame } from './messages.ts';

/**
 * The page inside the widget's frame. It trusts one window, its parent, and answers only the origin
 * that the parent's first message came from.
 */

let shopOrigin = '*';
let payment: Payment | null = null;
/** What the shop asked for last; the form may still be on its way. */
let wanted: Intent | null = null;

function tellShop(message: FromFrame): void {
  // Before the shop has spoken there is nothing to keep from anyone: only `ready` goes to `*`.
  if (shopOrigin !== '*' || message.kind === 'ready') parent.postMessage(message, shopOrigin);
}

window.addEventListener('message', (event: MessageEvent<ToFrame>) => {
  if (event.source !== parent || parent === window) return;
  const message = event.data;
  if (message.kind === 'open' && shopOrigin === '*') {
    shopOrigin = event.origin;
    void open({ ...plainIntent, ...message.intent }, message.look);
  } else if (event.origin !== shopOrigin) return;
  else if (message.kind === 'ask_to_close') close();
  else if (message.kind === 'screen') payment?.setPhone(message.phone);
  else if (message.kind === 'update') void update({ ...plainIntent, ...message.intent });
});

window.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') close();
});

new ResizeObserver(() => {
  tellShop({ kind: 'height', px: document.body.scrollHeight });
}).observe(document.body);

tellShop({ kind: 'ready' });

/** Before there is a form, nothing keeps the payer. */
function close(): void {
  if (payment === null) tellShop({ kind: 'close', result: { type: 'cancel' } });
  else payment.close();
}

async function open(intent: Intent, look: Look): Promise<void> {
  wanted = intent;
  const { dataset } = document.documentElement;
  dataset.skin = intent.skin;
  if (look.embedded) dataset.embedded = '';
  applyTheme(look.theme);
  tellShop({ kind: 'height', px: document.body.scrollHeight });
  try {
    const session = await createSession(intent);
    payment = createPayment({ intent, look, session, tell: tellShop });
    tellShop({ kind: 'opened' });
    if (wanted !== intent) await payment.update(wanted);
  } catch (error) {
    cannotStart(error, intent);
  }
}

/** Parameters that will not do leave the form as it is; before there is a form, they end it. */
async function update(intent: Intent): Promise<void> {
  wanted = intent;
  try {
    await payment?.update(intent);
  } catch (error) {
    cannotStart(error, intent);
  }
}

function cannotStart(error: unknown, intent: Intent): void {
  const words = wordsFor(intent.culture);
  const message = error instanceof Refused ? error.message : words.noConnection;
  tellShop({ kind: 'cannot_start', message });
  if (payment !== null) return;
  const text = h('section', { class: 'message', role: 'alert' }, h('h1', {}, words.cannotStart));
  text.append(h('p', {}, message));
  document.body.replaceChildren(h('main', {}, text));
}
