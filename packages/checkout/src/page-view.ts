import type { CheckoutStatus } from '@kopeck/api';

/** The server-rendered page. Every text is in it already; this file only shows, hides and swaps. */
export type Notice = 'blocked' | 'offline' | 'unfinished';

export function currentPage(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[data-checkout]');
}

/** Shows the button or «Проверяем оплату…», with at most one notice. A final page has neither. */
export function show(view: 'pay' | 'checking', notice?: Notice): void {
  for (const part of parts('[data-view]')) part.hidden = part.dataset.view !== view;
  for (const part of parts('[data-notice]')) part.hidden = part.dataset.notice !== notice;
  for (const part of parts('[data-after-seconds]')) part.hidden = true;
  if (view === 'pay' && notice) parts('[data-attempt]').forEach(hide);
  showBusy(false);
}

/** Shows the sentences that are meant for someone who has waited this long. */
export function showPatience(waitedSeconds: number): void {
  for (const part of parts('[data-after-seconds]')) {
    if (waitedSeconds >= Number(part.dataset.afterSeconds)) part.hidden = false;
  }
}

export function showBusy(busy: boolean): void {
  for (const button of parts('[data-pay]')) button.setAttribute('aria-busy', String(busy));
}

/** The button is inert in the HTML: without this script it could do nothing. */
export function enableButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-pay]')) {
    button.disabled = false;
  }
}

export function isChecking(): boolean {
  return parts('[data-view="checking"]').some((part) => !part.hidden);
}

export function focusFirst(selector: string): void {
  parts(selector)
    .find((part) => part.offsetParent !== null)
    ?.focus({ preventScroll: true });
}

/** Does the server's news need another page than the one shown? */
export function isNews(page: HTMLElement, status: CheckoutStatus): boolean {
  const payable = status.status === 'checkout_initiated' || status.status === 'awaiting_payment';
  if ((payable ? 'payable' : status.status) !== page.dataset.status) return true;
  return (
    payable &&
    status.attempt !== undefined &&
    Date.parse(status.attempt.at) !== shownAttemptMs(page)
  );
}

/** When the refused attempt on the page happened, epoch milliseconds; NaN when there is none. */
export function shownAttemptMs(page: HTMLElement | null): number {
  return Date.parse(page?.dataset.attemptAt ?? '');
}

/** Takes the page anew from the server and puts it in place without a reload. False when it cannot. */
export async function swapPage(): Promise<boolean> {
  try {
    const answer = await fetch(location.href, { cache: 'no-store' });
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const page = next.querySelector<HTMLElement>('[data-checkout]');
    if (page === null) return false;
    document.title = next.title;
    currentPage()?.replaceWith(document.adoptNode(page));
    enableButtons();
    return true;
  } catch {
    return false;
  }
}

function parts(selector: string): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selector)];
}

function hide(part: HTMLElement): void {
  part.hidden = true;
}
