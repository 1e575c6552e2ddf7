import type { CheckoutStatus } from '@kopeck/api';
import {
  currentPage,
  enableButtons,
  focusFirst,
  isChecking,
  isNews,
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

/** The life of a payable page: the button, the widget, and then the server's word for what is true. */
export function startCheckout(page: HTMLElement): void {
  const token = page.dataset.checkout ?? '';
  const script = createWidgetScript(page.dataset.widgetUrl ?? '');
  let watch: ReturnType<typeof watchStatus> | null = null;
  let opening = false;
  let widgetOpen = false;
  let swapping: Promise<boolean> | null = null;
  let checkingSinceMs = 0;

  const redraw = async () => {
    swapping ??= swapPage();
    const done = await swapping;
    swapping = null;
    if (!done) return;
    checkingSinceMs = 0;
    if (currentPage()?.dataset.watch === undefined) watch?.stop();
    watch?.setUrgent(isChecking());
    if (!widgetOpen) focusFirst('h1');
  };
  const onStatus = (status: CheckoutStatus) => {
    const shown = currentPage();
    if (shown !== null && isNews(shown, status)) void redraw();
  };
  const follow = () => {
    watch ??= watchStatus({
      openEvents: () => openEvents(token),
      fetchStatus: () => fetchStatus(token),
      onStatus,
    });
    return watch;
  };

  const check = () => {
    checkingSinceMs = Date.now();
    show('checking');
    focusFirst('[data-view="checking"] h1');
    follow().setUrgent(true);
  };
  const backToButton = (notice?: Parameters<typeof show>[1]) => {
    checkingSinceMs = 0;
    watch?.setUrgent(false);
    show('pay', notice);
    focusFirst('[data-pay]');
  };
  const afterWidget = async (outcome: WidgetOutcome, attemptBeforeMs: number) => {
    if (currentPage()?.dataset.watch === undefined) return focusFirst('h1');
    if (outcome.kind === 'closed') return backToButton();
    const reasonShown = !Object.is(shownAttemptMs(currentPage()), attemptBeforeMs);
    if (outcome.kind === 'failed' && reasonShown) return focusFirst('h1');
    check();
    await reportFinished(token);
    await follow().checkNow();
    if (outcome.kind === 'finished') return;
    await new Promise((resolve) => setTimeout(resolve, refusalWaitMs));
    if (isChecking()) backToButton('unfinished');
  };

  const pay = async () => {
    if (opening || isChecking()) return;
    opening = true;
    showBusy(true);
    const [widget, created] = await Promise.all([script.load(), createPayment(token)]);
    opening = false;
    if (created.kind === 'moved_on') {
      await redraw();
      return showBusy(false);
    }
    if (created.kind === 'unavailable') return backToButton('offline');
    if (widget === null) return backToButton('blocked');
    opening = true;
    setTimeout(() => {
      opening = false;
    }, doubleClickMs);
    show('pay');
    follow();
    const attemptBeforeMs = shownAttemptMs(currentPage());
    widgetOpen = true;
    const outcome = await openWidget(widget, created.data);
    widgetOpen = false;
    await afterWidget(outcome, attemptBeforeMs);
  };

  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('[data-pay]')) void pay();
    if (target?.closest('[data-back]')) backToButton();
  });
  // A phone freezes a page while the bank's app is in front: ask again as soon as it is seen.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || currentPage()?.dataset.watch === undefined)
      return;
    void fetchStatus(token).then((status) => status && onStatus(status));
  });
  setInterval(() => {
    if (checkingSinceMs > 0) showPatience((Date.now() - checkingSinceMs) / 1_000);
  }, 1_000);

  enableButtons();
  if (page.dataset.watch === undefined) return;
  if (page.dataset.watch === 'now') follow();
  if (isChecking()) check();
  else void script.load();
  if (page.dataset.openAtOnce !== undefined) void pay();
}
