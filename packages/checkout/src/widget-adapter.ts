import type { WidgetData } from '@kopeck/api';

/**
 * How a session with the gateway's widget ended, in the widget's own opinion. It is never proof of
 * anything (reference, widget section 1.9): `finished` only means "ask the server now".
 */
export type WidgetOutcome =
  | { readonly kind: 'closed' }
  | { readonly kind: 'finished' }
  | { readonly kind: 'failed'; readonly message: string };

/** What a loaded widget script leaves in `window.cp`; every member belongs to someone else's code. */
export type WidgetGlobal = { readonly CloudPayments: new (options: object) => object };

type Settle = (outcome: WidgetOutcome) => void;

/** The scheme's name in each generation (reference, widget section 0.2). */
const schemeNames = {
  dual: { start: 'Dual', pay: 'auth' },
  single: { start: 'Single', pay: 'charge' },
} as const satisfies Record<WidgetData['scheme'], { start: string; pay: string }>;

/**
 * Opens the widget with the newest entry point the loaded script has: `start`, else `pay`, else
 * `auth` or `charge`. This is the only caller of the widget in the whole product. It never throws.
 */
export async function openWidget(cp: WidgetGlobal, data: WidgetData): Promise<WidgetOutcome> {
  const refusal = refuseData(data);
  if (refusal !== null) return failed(refusal);
  try {
    const widget = new cp.CloudPayments({ language: data.culture });
    const start = method(widget, 'start');
    if (start) return await openWithStart(start, data);
    const pay = method(widget, 'pay');
    if (pay) return await openWithPay(pay, data);
    const named = method(widget, schemeNames[data.scheme].pay);
    if (named) return await openWithNamedMethod(named, data);
    return failed('The widget script has no known entry point.');
  } catch (error) {
    return failed(messageOf(error));
  }
}

/** A wrong scheme would take money that should be held, so nothing is opened on a contradiction. */
function refuseData(data: WidgetData): string | null {
  if (!Object.hasOwn(schemeNames, data.scheme)) return 'The payment scheme is unknown.';
  const asked = data.generations.start.paymentSchema;
  if (asked !== undefined && asked !== schemeNames[data.scheme].start) {
    return 'The payment scheme contradicts itself.';
  }
  return null;
}

async function openWithStart(start: Method, data: WidgetData): Promise<WidgetOutcome> {
  const paymentSchema = schemeNames[data.scheme].start;
  return fromResult(await start({ ...data.generations.start, paymentSchema }));
}

function openWithPay(pay: Method, data: WidgetData): Promise<WidgetOutcome> {
  return new Promise((settle) => {
    const calls = callbacks(settle);
    const returned = pay(schemeNames[data.scheme].pay, data.generations.pay, calls);
    // Later builds also return a promise of the result; earlier ones return nothing of use.
    Promise.resolve(returned).then(
      (result) => isResult(result) && settle(fromResult(result)),
      (error: unknown) => settle(failed(messageOf(error))),
    );
  });
}

function openWithNamedMethod(open: Method, data: WidgetData): Promise<WidgetOutcome> {
  return new Promise((settle) => {
    const { onSuccess, onFail, onComplete } = callbacks(settle);
    open(data.generations.pay, onSuccess, onFail, onComplete);
  });
}

/**
 * `onFail` is called after a refusal and also when the payer closes the form. A refusal was announced
 * by `onComplete` first; a closed form was not, and its reason says so.
 */
function callbacks(settle: Settle) {
  let refused: string | null = null;
  return {
    onSuccess: () => settle({ kind: 'finished' }),
    onFail: (reason: unknown) => {
      if (refused !== null) settle(failed(refused || messageOf(reason)));
      else if (saysClosed(reason)) settle({ kind: 'closed' });
      else settle(failed(messageOf(reason)));
    },
    onComplete: (result: unknown) => {
      refused = field(result, 'success') === false ? messageOf(result) : null;
    },
  };
}

function saysClosed(reason: unknown): boolean {
  if (reason === undefined || reason === null || reason === '') return true;
  return typeof reason === 'string' && /cancel|clos|закры|отмен/i.test(reason);
}

/** Reference, widget section 1.6. Types that tell nothing final (a bank's app) count as finished. */
function fromResult(result: unknown): WidgetOutcome {
  const type = field(result, 'type');
  if (type === 'cancel') return { kind: 'closed' };
  if (type === 'error' || field(result, 'status') === 'fail') return failed(messageOf(result));
  return { kind: 'finished' };
}

function isResult(value: unknown): boolean {
  return typeof field(value, 'type') === 'string';
}

type Method = (...args: readonly unknown[]) => unknown;

function method(widget: object, name: string): Method | null {
  const member = field(widget, name);
  return typeof member === 'function' ? (...args) => member.apply(widget, args) : null;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function messageOf(cause: unknown): string {
  if (typeof cause === 'string') return cause;
  const message = field(cause, 'message');
  return typeof message === 'string' ? message : '';
}

function failed(message: string): WidgetOutcome {
  return { kind: 'failed', message };
}
