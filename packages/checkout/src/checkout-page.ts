import type { CheckoutStatus } from '@kopeck/api';
import {
  currentPage,
  enableButtons,
  focusFirst,
  isChecking,
  isNews,
  type Notice,
  show,
  showBusy,
  shownAttemptMs,
  showPatience,
  swapPage,
} from './page-view.ts';
import { createPayment, fetchStatus, openEvents, reportFinished } from './server-calls.ts';
import { watchStatus } from './watch-status.ts';
import { openWidget, type WidgetOutcome } from './widget-adapter.ts';
import { createWidgetScript } from './widget-script.ts';

/** A second click of a double click comes sooner than this after the widget was told to open. */
const doubleClickMs = 1_000;
/** How long a refusal told by the widget waits for the bank's reason from the server. */
const refusalWaitMs = 6_000;

/** What the page remembers between events. Everything the payer sees is in the document instead. */
type Session = {
  readonly token: string;
  readonly script: ReturnType<typeof createWidgetScript>;
  watch: ReturnType<typeof watchStatus> | null;
  /** From the click until the widget was told to open, and the length of a double click after it. */
  opening: boolean;
  widgetOpen: boolean;
  swapping: Promise<boolean> | null;
  /** 0 when the page is not checking. */
  checkingSinceMs: number;
};

/** The life of a payable page: the button, the widget, and then the server's word for what is true. */
export function startCheckout(page: HTMLElement): void {
  const session: Session = {
    token: page.dataset.checkout ?? '',
    script: createWidgetScript(page.dataset.widgetUrl ?? ''),
    watch: null,
    opening: false,
    widgetOpen: false,
    swapping: null,
    checkingSinceMs: 0,
  };
  enableButtons();
  if (!isPayable()) return;
  listen(session);
  if (page.dataset.watch === 'now') follow(session);
  if (isChecking()) check(session);
  else void session.script.load();
  if (page.dataset.openAtOnce !== undefined) void pay(session);
}

function listen(session: Session): void {
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('[data-pay]')) void pay(session);
    if (target?.closest('[data-back]')) backToButton(session);
  });
  // A phone freezes a page while the bank's app is in front: ask again as soon as it is seen.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || !isPayable()) return;
    void fetchStatus(session.token).then((status) => status && heed(session, status));
  });
  setInterval(() => {
    const { checkingSinceMs } = session;
    if (checkingSinceMs > 0) showPatience((Date.now() - checkingSinceMs) / 1_000);
  }, 1_000);
}

async function pay(session: Session): Promise<void> {
  if (session.opening || isChecking()) return;
  session.opening = true;
  showBusy(true);
  const [widget, created] = await Promise.all([
    session.script.load(),
    createPayment(session.token),
  ]);
  session.opening = false;
  if (created.kind === 'moved_on') {
    await redraw(session);
    return showBusy(false);
  }
  if (created.kind === 'unavailable') return backToButton(session, 'offline');
  if (widget === null) return backToButton(session, 'blocked');
  session.opening = true;
  setTimeout(() => {
    session.opening = false;
  }, doubleClickMs);
  show('pay');
  follow(session);
  const attemptBeforeMs = shownAttemptMs(currentPage());
  session.widgetOpen = true;
  const outcome = await openWidget(widget, created.data);
  session.widgetOpen = false;
  await afterWidget(session, outcome, attemptBeforeMs);
}

/** The widget's opinion only decides what to show until the server has spoken. */
async function afterWidget(
  session: Session,
  outcome: WidgetOutcome,
  attemptBeforeMs: number,
): Promise<void> {
  if (!isPayable()) return focusFirst('h1');
  if (outcome.kind === 'closed') return backToButton(session);
  const reasonShown = !Object.is(shownAttemptMs(currentPage()), attemptBeforeMs);
  if (outcome.kind === 'failed' && reasonShown) return focusFirst('h1');
  check(session);
  await reportFinished(session.token);
  await follow(session).checkNow();
  if (outcome.kind === 'finished') return;
  await new Promise((resolve) => setTimeout(resolve, refusalWaitMs));
  if (isChecking()) backToButton(session, 'unfinished');
}

function check(session: Session): void {
  session.checkingSinceMs = Date.now();
  show('checking');
  focusFirst('[data-view="checking"] h1');
  follow(session).setUrgent(true);
}

function backToButton(session: Session, notice?: Notice): void {
  session.checkingSinceMs = 0;
  session.watch?.setUrgent(false);
  show('pay', notice);
  focusFirst('[data-pay]');
}

function follow(session: Session): ReturnType<typeof watchStatus> {
  session.watch ??= watchStatus({
    openEvents: () => openEvents(session.token),
    fetchStatus: () => fetchStatus(session.token),
    onStatus: (status) => heed(session, status),
  });
  return session.watch;
}

function heed(session: Session, status: CheckoutStatus): void {
  const page = currentPage();
  if (page !== null && isNews(page, status)) void redraw(session);
}

/** Takes the page from the server again. News that comes meanwhile share one request. */
async function redraw(session: Session): Promise<void> {
  session.swapping ??= swapPage();
  const swapped = await session.swapping;
  session.swapping = null;
  if (!swapped) return;
  session.checkingSinceMs = isChecking() ? Date.now() : 0;
  if (!isPayable()) session.watch?.stop();
  session.watch?.setUrgent(isChecking());
  if (!session.widgetOpen) focusFirst('h1');
}

/** A page that can be paid is followed; one that is at its end is not. */
function isPayable(): boolean {
  return currentPage()?.dataset.watch !== undefined;
}
