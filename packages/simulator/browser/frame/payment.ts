import type { AppMethod, AttemptView, LinkView, SessionView } from '../../src/widget/contract.ts';
import { cryptogramOf } from '../cards/cryptogram.ts';
import { type FromFrame, type Intent, isPaid, type Look, type WidgetResult } from '../messages.ts';
import { visitBank } from './bank-visit.ts';
import { createFormScreen, type FormScreen, type Typed } from './form-screen.ts';
import { createLinkScreen, linkSkeleton } from './link-screen.ts';
import { type Decided, isDecided, resultOf } from './outcome.ts';
import { approvedScreen, declinedScreen, troubleScreen } from './outcome-screens.ts';
import {
  type CardInput,
  createSession,
  lastAttempt,
  NoSession,
  openLink,
  payByCard,
  Refused,
} from './payments-api.ts';
import { createShell, type Shell } from './shell.ts';
import { type Watch, watchAttempt } from './watch.ts';
import { type Words, wordsFor } from './words.ts';

export type Payment = {
  /** Other parameters for the next attempt; what the payer has typed stays. */
  readonly update: (intent: Intent) => Promise<void>;
  readonly setPhone: (phone: boolean) => void;
  /** Leaves, unless an outcome is being waited for. */
  readonly close: () => void;
};

type Deps = {
  readonly tell: (message: FromFrame) => void;
  readonly session: SessionView;
  readonly intent: Intent;
  readonly look: Look;
};

type State = Deps & {
  session: SessionView;
  intent: Intent;
  look: Look;
  readonly words: Words;
  readonly shell: Shell;
  readonly close: () => void;
  readonly watches: Map<number, Watch>;
  /** The form, while it is what the payer sees. */
  form: FormScreen | null;
  typed: Typed | null;
  /** What closing the form now would report. */
  result: WidgetResult;
  /** The payer pressed Pay and the outcome is not known yet: closing has to wait. */
  busy: boolean;
};

/** One opening of the form: from the first screen through as many attempts as the payer makes. */
export function createPayment(deps: Deps): Payment {
  const { intent, look, session } = deps;
  const words = wordsFor(intent.culture);
  const close = () => {
    if (state.busy || state.look.embedded) return;
    stopWatching(state);
    deps.tell({ kind: 'close', result: state.result });
  };
  const state: State = {
    ...deps,
    words,
    close,
    shell: createShell({ intent, look, session, words, onClose: close }),
    watches: new Map(),
    form: null,
    typed: null,
    result: { type: 'cancel' },
    busy: false,
  };
  markPhone(look);
  showForm(state);
  return {
    close,
    update: (next) => update(state, next),
    setPhone: (phone) => {
      state.look = { ...state.look, phone };
      markPhone(state.look);
    },
  };
}

function showForm(state: State): void {
  leaveLinks(state);
  const { intent, look, session, words } = state;
  const form = createFormScreen({
    intent,
    look,
    session,
    words,
    typed: state.typed,
    onCard: (card) => void (session.key === null ? pay(state, card) : encrypt(state, card)),
    onApp: (method, email) => void payInApp(state, method, email),
  });
  state.form = form;
  state.shell.show(form.element);
  // The shop's page keeps the focus of its own while nobody has touched the form in it.
  if (!look.embedded) form.focus();
}

function show(state: State, screen: HTMLElement): void {
  if (state.form !== null) state.typed = { email: state.form.typed().email, card: null };
  state.form = null;
  state.shell.show(screen);
}

async function update(state: State, intent: Intent): Promise<void> {
  const session = await createSession(intent);
  state.intent = intent;
  state.session = session;
  state.shell.setSession(session);
  if (state.form === null || state.busy) return;
  state.typed = state.form.typed();
  showForm(state);
}

/** Gives the shop the card, encrypted: nothing is paid. */
function encrypt(state: State, card: CardInput): void {
  const { session, intent, tell, look } = state;
  if (session.key === null) return;
  const [month = '', year = ''] = card.expiry.split('/');
  const { number, cvv } = card;
  const cryptogram = cryptogramOf({ number, cvv, month, year }, intent.publicId, session.key);
  tell({ kind: 'cryptogram', cryptogram });
  if (look.embedded) return;
  tell({ kind: 'close', result: { type: 'cryptogram', data: { cryptogram } } });
}

async function pay(state: State, card: CardInput): Promise<void> {
  begin(state);
  try {
    await settle(state, await inSession(state, (id) => payByCard(id, card)), card);
  } catch (error) {
    if (!(error instanceof Refused)) return lookUp(state, card);
    finish(state, { type: 'error', status: 'fail', message: error.message }, card.email);
  }
}

/** The payer waits, and must not leave: the money may be moving. */
function begin(state: State): void {
  state.busy = true;
  state.form?.freeze();
  state.shell.setClosable(false);
}

/** The simulator may have been restarted under the form: then a new session takes its place. */
async function inSession<T>(state: State, work: (sessionId: string) => Promise<T>): Promise<T> {
  try {
    return await work(state.session.id);
  } catch (error) {
    if (!(error instanceof NoSession)) throw error;
    state.session = await createSession(state.intent);
    return work(state.session.id);
  }
}

/** The answer to Pay was lost: ask what became of it instead of paying again. */
async function lookUp(state: State, card: CardInput): Promise<void> {
  for (const pauseMs of [0, 300, 800, 1500, 3000]) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    const found = await lastAttempt(state.session.id).catch(() => null);
    if (found !== null && found.kind !== 'none') return settle(state, found, card);
  }
  state.busy = false;
  const { words } = state;
  const again = () => {
    begin(state);
    void lookUp(state, card);
  };
  const next = { label: words.checkAgain, action: again };
  show(state, troubleScreen(words.lost, words.lostText, next));
}

async function settle(state: State, attempt: AttemptView, card: CardInput): Promise<void> {
  if (attempt.kind === 'three_ds') {
    // The payer may leave the bank's page by closing the form: nothing is being decided meanwhile.
    state.busy = false;
    state.result = { type: 'cancel' };
    await visitBank(attempt, state, (screen) => show(state, screen));
    begin(state);
    return lookUp(state, card);
  }
  if (!isDecided(attempt)) return lookUp(state, card);
  finish(state, resultOf(attempt, 'Card'), card.email);
}

function finish(state: State, result: WidgetResult, email: string | null): void {
  state.busy = false;
  // Paid in the bank's app meanwhile: what came second changes nothing.
  if (isPaid(state.result)) return;
  state.result = result;
  state.tell({ kind: 'complete', result });
  const context = { ...state, onClose: state.close };
  if (isPaid(result)) {
    stopWatching(state);
    show(state, approvedScreen(context, { result, email }));
  } else show(state, declinedScreen(context, result.message ?? '', retryOf(state)));
}

function retryOf(state: State) {
  const { words, session, intent } = state;
  if (!intent.retryPayment) return null;
  const onlyCard = session.methods.every((method) => method === 'Card');
  return {
    label: onlyCard ? words.another : words.anotherWay,
    action: () => showForm(state),
  };
}

async function payInApp(state: State, method: AppMethod, email: string | null): Promise<void> {
  begin(state);
  const wanted = { method, email };
  show(state, linkSkeleton(method, state.words));
  try {
    const opened = await inSession(state, (id) => openLink(id, wanted));
    state.busy = false;
    if (opened.kind === 'link') followLink(state, opened, email);
    else afterLink(state, opened, { method, email });
  } catch (error) {
    state.busy = false;
    if (error instanceof Refused) {
      finish(state, { type: 'error', status: 'fail', message: error.message }, email);
      return;
    }
    const { words } = state;
    const again = { label: words.tryAgain, action: () => void payInApp(state, method, email) };
    show(state, troubleScreen(words.notBegun, words.notBegunText, again));
  }
}

/** Shows the way to the bank's app and waits for what the payer does there. */
function followLink(state: State, link: LinkView, email: string | null): void {
  const { words, session } = state;
  const { method, transactionId } = link;
  const onBack = session.methods.length > 1 ? () => showForm(state) : null;
  const screen = createLinkScreen(link, { words, phone: isPhone(state.look), onBack });
  state.tell({ kind: 'pending' });
  show(state, screen.element);
  screen.focus();
  state.watches.get(transactionId)?.stop();
  const watch = watchAttempt(transactionId, {
    onConnection: screen.setConnected,
    onSettled: (attempt) => {
      state.watches.delete(transactionId);
      const seen = screen.element.isConnected;
      // Of what the payer has turned away from, only money is news.
      if (seen || attempt.kind === 'approved') afterLink(state, attempt, { method, email });
    },
  });
  state.watches.set(transactionId, watch);
}

function afterLink(
  state: State,
  attempt: AttemptView,
  { method, email }: { readonly method: AppMethod; readonly email: string | null },
): void {
  if (isDecided(attempt)) {
    finishWhenFree(state, attempt, method, email);
    return;
  }
  const { words, intent, close } = state;
  const next = intent.retryPayment
    ? { label: words.tryAgain, action: () => showForm(state) }
    : { label: words.back, action: close };
  show(state, troubleScreen(words.outOfTime, words.outOfTimeText, next));
}

/** A payment by card may be under way at the same moment: its outcome is shown first. */
function finishWhenFree(
  state: State,
  attempt: Decided,
  method: AppMethod,
  email: string | null,
): void {
  if (state.busy) setTimeout(() => finishWhenFree(state, attempt, method, email), 200);
  else finish(state, resultOf(attempt, method), email);
}

function leaveLinks({ watches }: State): void {
  for (const watch of watches.values()) watch.setVisible(false);
}

function stopWatching({ watches }: State): void {
  for (const watch of watches.values()) watch.stop();
  watches.clear();
}

/** The style sheet leaves long lists whole on a phone, where the page scrolls with a finger. */
function markPhone(look: Look): void {
  document.documentElement.toggleAttribute('data-phone', isPhone(look));
}

function isPhone({ phone }: Look): boolean {
  return phone || /Android|iPhone|iPad|iPod|Mobile/.test(navigator.userAgent);
}
