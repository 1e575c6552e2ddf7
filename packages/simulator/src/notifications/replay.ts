import { request } from './request.ts';
import type { DispatcherState } from './state.ts';
import { notificationTypeOf } from './types.ts';

/** The same bytes under the same signature, at the address of another type: neither is signed (4.2). */
export async function playAgain(
  state: DispatcherState,
  id: string,
  typeName: string,
): Promise<void> {
  const delivery = state.deliveries.get(id);
  const type = notificationTypeOf(typeName);
  if (delivery === undefined || type === null) return;
  const { isEnabled, address } = state.settings.get(type);
  if (!isEnabled) return;
  const url = delivery.method === 'POST' ? address : `${address.split('?')[0]}?${delivery.sent}`;
  const { attempt: again } = await request(
    state,
    { ...delivery, url },
    { timeoutMs: state.answerTimeoutMs, faults: false },
  );
  const current = state.deliveries.get(id);
  if (current !== undefined) state.note(current, { ...again, fault: 'replay' });
}
