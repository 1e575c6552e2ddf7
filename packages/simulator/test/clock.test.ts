import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Simulator } from '../src/index.ts';
import { control, pay, startFor, startShop } from './support.ts';

const dayMs = 24 * 60 * 60 * 1000;
const noonMs = Date.UTC(2026, 0, 15, 12);

const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

async function clock(simulator: Simulator, change?: Record<string, unknown>) {
  const response = await control(simulator, change === undefined ? 'GET' : 'POST', 'clock', change);
  return (await response.json()) as Record<string, unknown>;
}

describe('/_sim/clock', () => {
  test('it is set, frozen, moved and read', async () => {
    const simulator = await startFor(null);
    expect(await clock(simulator, { frozen: true, to: '2026-01-15T12:00:00Z' })).toEqual({
      now: '2026-01-15T12:00:00.000Z',
      frozen: true,
      speed: 1,
      waiting: 0,
      next: null,
    });
    await pay(simulator);
    expect(await clock(simulator)).toMatchObject({
      now: '2026-01-15T12:00:00.000Z',
      waiting: 1,
      next: '2026-01-22T12:00:00.000Z',
    });
    await clock(simulator, { advance: '7d' });
    expect(simulator.control.transactions()[0]).toMatchObject({
      status: 'Cancelled',
      cancelledAtMs: noonMs + 7 * dayMs,
    });
    expect(await clock(simulator, { to: '2026-01-16' })).toMatchObject({
      now: '2026-01-16T00:00:00.000Z',
    });
  });

  test('a hold of seven days is over in a moment when the clock runs fast', async () => {
    const simulator = await startFor(null);
    await pay(simulator);
    await clock(simulator, { speed: 6_048_000 });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(simulator.control.transactions()[0]?.status).toBe('Cancelled');
  });

  test('DELETE gives it back the machine’s time', async () => {
    const simulator = await startFor(null);
    await clock(simulator, { frozen: true, to: '2020-01-01', speed: 5 });
    await control(simulator, 'DELETE', 'clock');
    const { now, frozen, speed } = await clock(simulator);
    expect([frozen, speed]).toEqual([false, 1]);
    expect(Math.abs(Date.parse(String(now)) - Date.now())).toBeLessThan(1000);
  });

  const refusals: readonly (readonly [object, string])[] = [
    [{}, 'bad_clock'],
    [{ by: '7d' }, 'bad_clock'],
    [{ advance: 'soon' }, 'bad_number'],
    [{ advanceMs: -1 }, 'bad_number'],
    [{ advance: null }, 'bad_number'],
    [{ speed: 0 }, 'bad_number'],
    [{ speed: 1e9 }, 'bad_number'],
    [{ to: 'noon' }, 'bad_date'],
    [{ frozen: 'perhaps' }, 'bad_flag'],
  ];

  test('what it cannot be is refused, and it stays as it was', async () => {
    const simulator = await startFor(null, { clock: { atMs: noonMs, frozen: true } });
    for (const [change, code] of refusals) {
      const response = await control(simulator, 'POST', 'clock', change);
      expect([response.status, await response.json()]).toMatchObject([422, { code }]);
    }
    expect(simulator.control.clock.read()).toMatchObject({ nowMs: noonMs, frozen: true, speed: 1 });
  });
});

describe('a restart', () => {
  const startWith = async (options: Parameters<typeof startFor>[1]) => {
    const journalFile = join(directories[0] ?? '', 'journal.jsonl');
    return startFor(null, { journalFile, ...options });
  };
  const newDirectory = () => directories.push(mkdtempSync(join(tmpdir(), 'clock-')));

  test('keeps a frozen clock where it stood', async () => {
    newDirectory();
    const first = await startWith({});
    await clock(first, { frozen: true, to: '2026-01-15T12:00:00Z' });
    await first.control.advance(dayMs);
    await first.close();
    expect(await clock(await startWith({}))).toMatchObject({
      now: '2026-01-16T12:00:00.000Z',
      frozen: true,
    });
  });

  test('keeps a moved clock moved, and the time between has passed', async () => {
    newDirectory();
    let realMs = noonMs;
    const first = await startWith({ now: () => realMs });
    await first.control.advance(3 * dayMs);
    await first.close();
    realMs += 5000;
    expect(await clock(await startWith({ now: () => realMs }))).toMatchObject({
      now: '2026-01-18T12:00:05.000Z',
      frozen: false,
      speed: 1,
    });
  });

  test('keeps the speed; the clock never shows a time that has been', async () => {
    newDirectory();
    const first = await startWith({});
    await clock(first, { speed: 1000 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const before = Date.parse(String((await clock(first)).now));
    await first.close();
    const again = await clock(await startWith({}));
    expect(again.speed).toBe(1000);
    expect(Date.parse(String(again.now))).toBeGreaterThanOrEqual(before);
  });

  test('with another clock configured begins with that one', async () => {
    newDirectory();
    const first = await startWith({ clock: { atMs: noonMs, frozen: true } });
    await first.control.advance(dayMs);
    await first.close();
    const second = await startWith({ clock: { atMs: 0, frozen: true } });
    expect(await clock(second)).toMatchObject({ now: '1970-01-01T00:00:00.000Z' });
  });
});

test('redelivery and a hold happen in their order when the clock is turned far', async () => {
  const shop = await startShop();
  shop.reply = (request) => (request.url.endsWith('pay') ? { status: 500 } : {});
  const simulator = await startFor(shop, { clock: { atMs: noonMs, frozen: true } });
  await pay(simulator);
  await simulator.control.advance(8 * dayMs);
  const { attempts } = simulator.control.deliveries()[1] ?? { attempts: [] };
  expect(shop.types().at(-1)).toBe('cancel');
  expect(shop.types().filter((type) => type === 'pay')).toHaveLength(100);
  expect(attempts.at(-1)?.startedAtMs).toBe(noonMs + (1 + 2 + 5 + 10 + 95 * 30) * 60_000);
});
