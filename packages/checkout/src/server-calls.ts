import type { CheckoutStatus, WidgetData } from '@kopeck/api';

/** `moved_on`: the order is paid, expired, cancelled or gone; the page must be drawn again. */
export type CreateAnswer =
  | { readonly kind: 'ready'; readonly data: WidgetData }
  | { readonly kind: 'moved_on' }
  | { readonly kind: 'unavailable' };

export async function createPayment(token: string): Promise<CreateAnswer> {
  const answer = await post('/api/payment/create', { order: token });
  if (answer?.ok) {
    const data: WidgetData | null = await answer.json().catch(() => null);
    if (data !== null) return { kind: 'ready', data };
  }
  const movedOn = answer !== null && [404, 409, 410].includes(answer.status);
  return { kind: movedOn ? 'moved_on' : 'unavailable' };
}

/** Tells the server that the widget says it is done, so that it looks up a lost notification. */
export async function reportFinished(token: string): Promise<void> {
  await post(`${checkoutPath(token)}/finished`, {});
}

/** Null when the server cannot be reached or cannot answer now. */
export async function fetchStatus(token: string): Promise<CheckoutStatus | null> {
  try {
    const answer = await fetch(`${checkoutPath(token)}/status`, { cache: 'no-store' });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

export function openEvents(token: string): EventSource {
  return new EventSource(`${checkoutPath(token)}/events`);
}

function checkoutPath(token: string): string {
  return `/api/checkout/${encodeURIComponent(token)}`;
}

async function post(path: string, body: object): Promise<Response | null> {
  try {
    return await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      keepalive: true,
    });
  } catch {
    return null;
  }
}
