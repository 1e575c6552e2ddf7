import './order-page.css';
import { type Intent, plainIntent, type WidgetResult } from './messages.ts';
import { openOverlay } from './shop/overlay.ts';
import { submitOnce } from './submit-once.ts';

/**
 * The page of an order: pays by card in the widget of the same origin. What is true is asked of the
 * server, never taken from the widget.
 */

const { order = '', state = '', successUrl = '', failUrl = '' } = document.body.dataset;
const button = document.querySelector<HTMLButtonElement>('#by-card');

submitOnce();

if (button !== null) {
  button.disabled = false;
  button.addEventListener('click', () => {
    button.disabled = true;
    openWidget({ ...plainIntent, ...(JSON.parse(button.dataset.intent ?? '{}') as Intent) });
  });
}

function openWidget(intent: Intent): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const enable = () => {
    if (button !== null) button.disabled = false;
  };
  openOverlay(
    location.origin,
    { ...intent, skin: dark ? 'modern' : 'classic' },
    {
      onComplete: () => undefined,
      onClose: (result) => {
        enable();
        leave(result);
      },
      onCannotStart: (message) => {
        enable();
        const problem = document.querySelector<HTMLElement>('#cannot-start');
        if (problem === null) return;
        problem.textContent = message;
        problem.hidden = false;
      },
    },
  );
}

function leave(result: WidgetResult): void {
  const next = result.status === 'success' ? successUrl : failUrl;
  if (result.type === 'cancel') void renew();
  else if (next !== '') location.assign(next);
  else location.reload();
}

/** Shows the page anew when the order is no longer what it shows: paid elsewhere, cancelled. */
async function renew(): Promise<void> {
  const answer = await fetch(`/d/${order}/state`).catch(() => null);
  const now = answer?.ok ? ((await answer.json()) as { readonly state: string }).state : state;
  if (now !== state) location.reload();
}

// Back from the bank's app, or from another tab.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void renew();
});
window.addEventListener('pageshow', (event) => {
  if (event.persisted) void renew();
});

const decisionPollMs = 1500;
if (state === 'pending') setInterval(() => void renew(), decisionPollMs);
