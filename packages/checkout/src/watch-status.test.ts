import type { CheckoutStatus } from '@kopeck/api';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchStatus } from './watch-status.ts';

const awaiting: CheckoutStatus = { status: 'awaiting_payment', message: '' };
const paid: CheckoutStatus = { status: 'paid', message: '' };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function watching(readyState: 0 | 1 | 2) {
  const source = { readyState, close: vi.fn(), onmessage: null as EventSource['onmessage'] };
  const fetchStatus = vi.fn(async (): Promise<CheckoutStatus | null> => awaiting);
  const onStatus = vi.fn();
  const watch = watchStatus({
    // Only these three members of an EventSource are used.
    openEvents: () => source as unknown as EventSource,
    fetchStatus,
    onStatus,
  });
  const emit = (data: string) =>
    source.onmessage?.call(source as unknown as EventSource, new MessageEvent('message', { data }));
  return { source, fetchStatus, onStatus, watch, emit };
}

test('while events flow nothing is polled', async () => {
  const { fetchStatus, onStatus, emit } = watching(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(fetchStatus).not.toHaveBeenCalled();
  emit(JSON.stringify(paid));
  expect(onStatus).toHaveBeenCalledExactlyOnceWith(paid);
});

test('a broken event stream is replaced by polling that slows down', async () => {
  const { fetchStatus, onStatus } = watching(2);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(onStatus).toHaveBeenCalledExactlyOnceWith(awaiting);
  await vi.advanceTimersByTimeAsync(118_000);
  expect(fetchStatus.mock.calls.length).toBeGreaterThan(8);
  expect(fetchStatus.mock.calls.length).toBeLessThan(20);
});

test('while the payer waits, a silent open stream is polled as well', async () => {
  const { fetchStatus, watch } = watching(1);
  watch.setUrgent(true);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(fetchStatus.mock.calls.length).toBeGreaterThanOrEqual(3);
});

test('an event that is not JSON is ignored', () => {
  const { onStatus, emit } = watching(1);
  emit('<html>');
  expect(onStatus).not.toHaveBeenCalled();
});

test('after stop nothing is asked, told or kept open', async () => {
  const { source, fetchStatus, onStatus, watch, emit } = watching(2);
  watch.stop();
  emit(JSON.stringify(paid));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(source.close).toHaveBeenCalledOnce();
  expect(fetchStatus).not.toHaveBeenCalled();
  expect(onStatus).not.toHaveBeenCalled();
});
