import type { WidgetData } from '@kopeck/api';
import { describe, expect, test, vi } from 'vitest';
import { openWidget, type WidgetGlobal } from './widget-adapter.ts';

function widgetData(overrides: Partial<WidgetData> = {}): WidgetData {
  return {
    publicId: 'test_api_00000000000000000000002',
    description: 'Заказ 1024',
    amount: 1500,
    currency: 'RUB',
    invoiceId: '1024',
    email: 'anna@example.ru',
    accountId: null,
    scheme: 'dual',
    culture: 'ru-RU',
    generations: {
      start: { publicTerminalId: 'test_api_00000000000000000000002', amount: 1500 },
      pay: { publicId: 'test_api_00000000000000000000002', amount: 1500 },
    },
    ...overrides,
  };
}

/** A loaded script of one generation: exactly the given methods, and what its constructor was told. */
function scriptWith(methods: Record<string, unknown>): {
  cp: WidgetGlobal;
  constructed: ReturnType<typeof vi.fn>;
} {
  const constructed = vi.fn();
  class CloudPayments {
    constructor(options: object) {
      constructed(options);
      Object.assign(this, methods);
    }
  }
  return { cp: { CloudPayments }, constructed };
}

type Callbacks = {
  onSuccess: (options?: unknown) => void;
  onFail: (reason?: unknown, options?: unknown) => void;
  onComplete: (result: unknown, options?: unknown) => void;
};

describe('which entry point is used', () => {
  test('start wins over every older method, and a two-stage payment is Dual', async () => {
    const start = vi.fn(async () => ({ type: 'payment', status: 'success' }));
    const older = vi.fn();
    const { cp, constructed } = scriptWith({ start, pay: older, auth: older, charge: older });
    await openWidget(cp, widgetData());
    expect(start).toHaveBeenCalledExactlyOnceWith({
      publicTerminalId: 'test_api_00000000000000000000002',
      amount: 1500,
      paymentSchema: 'Dual',
    });
    expect(older).not.toHaveBeenCalled();
    expect(constructed).toHaveBeenCalledExactlyOnceWith({ language: 'ru-RU' });
  });

  test('a one-stage payment is Single', async () => {
    const start = vi.fn(async (_: unknown) => ({ type: 'payment', status: 'success' }));
    await openWidget(scriptWith({ start }).cp, widgetData({ scheme: 'single' }));
    expect(start.mock.calls[0]?.[0]).toMatchObject({ paymentSchema: 'Single' });
  });

  test.each([
    ['dual', 'auth'],
    ['single', 'charge'],
  ] as const)('without start, a %s payment calls pay(%s)', async (scheme, word) => {
    const pay = vi.fn((_word: string, _options: unknown, calls: Callbacks) => calls.onSuccess());
    const never = vi.fn();
    const data = widgetData({ scheme });
    const { cp } = scriptWith({ pay, auth: never, charge: never });
    expect(await openWidget(cp, data)).toEqual({ kind: 'finished' });
    expect(pay.mock.calls).toHaveLength(1);
    expect(pay.mock.calls[0]?.[0]).toBe(word);
    expect(pay.mock.calls[0]?.[1]).toBe(data.generations.pay);
    expect(never).not.toHaveBeenCalled();
  });

  test.each([
    ['dual', 'auth', 'charge'],
    ['single', 'charge', 'auth'],
  ] as const)('the first generation takes a %s payment with %s', async (scheme, used, unused) => {
    const open = vi.fn((_options: unknown, ok: () => void) => ok());
    const never = vi.fn();
    const data = widgetData({ scheme });
    const { cp } = scriptWith({ [used]: open, [unused]: never });
    expect(await openWidget(cp, data)).toEqual({ kind: 'finished' });
    expect(open.mock.calls[0]?.[0]).toBe(data.generations.pay);
    expect(never).not.toHaveBeenCalled();
  });

  test('money that should be held is never charged because auth is missing', async () => {
    const charge = vi.fn();
    const { cp } = scriptWith({ charge });
    expect(await openWidget(cp, widgetData())).toMatchObject({ kind: 'failed' });
    expect(charge).not.toHaveBeenCalled();
  });

  test('a method finds its widget in `this`', async () => {
    const { cp } = scriptWith({
      mark: 'ok',
      start(this: { mark?: string }) {
        return Promise.resolve({
          type: this.mark === 'ok' ? 'payment' : 'error',
          status: 'success',
        });
      },
    });
    expect(await openWidget(cp, widgetData())).toEqual({ kind: 'finished' });
  });
});

describe('how start ended', () => {
  const cases = [
    [{ type: 'cancel' }, { kind: 'closed' }],
    [{ type: 'payment', status: 'success', data: { transactionId: 1 } }, { kind: 'finished' }],
    [
      { type: 'error', status: 'fail', message: 'Недостаточно средств' },
      { kind: 'failed', message: 'Недостаточно средств' },
    ],
    [
      { type: 'payment', status: 'fail', message: 'Отказ' },
      { kind: 'failed', message: 'Отказ' },
    ],
    [{ type: 'sbp' }, { kind: 'finished' }],
    [undefined, { kind: 'finished' }],
  ] as const;
  test.each(cases)('%j', async (result, outcome) => {
    const { cp } = scriptWith({ start: async () => result });
    expect(await openWidget(cp, widgetData())).toEqual(outcome);
  });

  test('a start that rejects is a failure with its message', async () => {
    const { cp } = scriptWith({ start: () => Promise.reject(new Error('bad parameters')) });
    expect(await openWidget(cp, widgetData())).toEqual({
      kind: 'failed',
      message: 'bad parameters',
    });
  });
});

describe('how pay ended', () => {
  const outcomeOf = (play: (calls: Callbacks) => unknown) =>
    openWidget(
      scriptWith({ pay: (_w: string, _o: unknown, calls: Callbacks) => play(calls) }).cp,
      widgetData(),
    );

  test('onFail with no announced refusal and no reason is a closed form', async () => {
    expect(await outcomeOf((calls) => calls.onFail())).toEqual({ kind: 'closed' });
    expect(await outcomeOf((calls) => calls.onFail('User has cancelled'))).toEqual({
      kind: 'closed',
    });
  });

  test('onFail after an announced refusal is a failure with its message', async () => {
    const outcome = await outcomeOf((calls) => {
      calls.onComplete({ success: false, message: 'Карта просрочена' });
      calls.onFail('User has cancelled');
    });
    expect(outcome).toEqual({ kind: 'failed', message: 'Карта просрочена' });
  });

  test('a refused card followed by a good one in the same form is finished', async () => {
    const outcome = await outcomeOf((calls) => {
      calls.onComplete({ success: false, message: 'Недостаточно средств' });
      calls.onComplete({ success: true, message: null });
      calls.onSuccess();
    });
    expect(outcome).toEqual({ kind: 'finished' });
  });

  test('an unexplained failure is a failure, not a closed form', async () => {
    expect(await outcomeOf((calls) => calls.onFail('Terminal not found'))).toEqual({
      kind: 'failed',
      message: 'Terminal not found',
    });
  });

  test('onComplete alone ends nothing: the form is still open', async () => {
    const ended = vi.fn();
    void outcomeOf((calls) => calls.onComplete({ success: true })).then(ended);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(ended).not.toHaveBeenCalled();
  });

  test('a later build may answer with a promise of the result instead', async () => {
    expect(await outcomeOf(async () => ({ type: 'cancel' }))).toEqual({ kind: 'closed' });
    expect(await outcomeOf(() => Promise.reject(new Error('no frame')))).toEqual({
      kind: 'failed',
      message: 'no frame',
    });
  });
});

describe('the first generation', () => {
  test('tells a refusal through its third and fourth arguments', async () => {
    const auth = (
      _options: unknown,
      _ok: unknown,
      onFail: (reason: string) => void,
      onComplete: (result: unknown) => void,
    ) => {
      onComplete({ success: false, message: 'Недостаточно средств' });
      onFail('Недостаточно средств');
    };
    expect(await openWidget(scriptWith({ auth }).cp, widgetData())).toEqual({
      kind: 'failed',
      message: 'Недостаточно средств',
    });
  });
});

describe('what is refused before anything opens', () => {
  test('parameters whose scheme contradicts the order', async () => {
    const start = vi.fn();
    const data = widgetData();
    const outcome = await openWidget(scriptWith({ start }).cp, {
      ...data,
      generations: { ...data.generations, start: { paymentSchema: 'Single' } },
    });
    expect(outcome).toMatchObject({ kind: 'failed' });
    expect(start).not.toHaveBeenCalled();
  });

  test('a scheme nobody knows', async () => {
    const start = vi.fn();
    // A server of another version could send this; the type cannot forbid what comes over the wire.
    const data = { ...widgetData(), scheme: 'triple' as 'dual' };
    expect(await openWidget(scriptWith({ start }).cp, data)).toMatchObject({ kind: 'failed' });
    expect(start).not.toHaveBeenCalled();
  });

  test('a script with no entry point, and a constructor that throws', async () => {
    expect(await openWidget(scriptWith({}).cp, widgetData())).toMatchObject({ kind: 'failed' });
    class CloudPayments {
      constructor() {
        throw new Error('no document');
      }
    }
    expect(await openWidget({ CloudPayments }, widgetData())).toEqual({
      kind: 'failed',
      message: 'no document',
    });
  });
});
