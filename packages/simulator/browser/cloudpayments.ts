import { type Intent, isPaid, type WidgetResult } from './messages.ts';
import { publish, runShopCode, warn } from './shop/developer.ts';
import { intentFromOptions, intentFromStart } from './shop/intent.ts';
import { type Overlay, openOverlay } from './shop/overlay.ts';
import { type GivenParameters, isRecord } from './shop/parameters.ts';
import { scriptUrl } from './shop/script-origin.ts';
import { readDefaults } from './shop/widget-options.ts';

/**
 * The widget script: `window.cp.CloudPayments` with the entry points of all three generations.
 * `?generation=a|b|c` leaves only that generation's, for shops that test which one they call.
 */

type Callback = ((...args: unknown[]) => void) | string | undefined;

type Callbacks = {
  readonly onSuccess?: Callback;
  readonly onFail?: Callback;
  readonly onComplete?: Callback;
};

type Listener<Told extends readonly unknown[]> = ((...told: Told) => void) | null;

/** A class because shops and their tests look for its methods on the prototype. */
class CloudPayments {
  oncomplete: Listener<[WidgetResult]> = null;
  onclose: Listener<[WidgetResult]> = null;
  oncryptogram: Listener<[string]> = null;
  onpendingpayment: Listener<[]> = null;
  readonly #given: GivenParameters;
  #overlay: Overlay | null = null;

  constructor(options?: GivenParameters) {
    this.#given = isRecord(options) ? options : {};
  }

  /** Generation C. Older samples pass callbacks too; they are called as `pay` would. */
  async start(parameters: GivenParameters, ...older: Callback[]): Promise<WidgetResult> {
    const given = isRecord(parameters) ? parameters : {};
    const intent = intentFromStart(given, readDefaults(this.#given));
    const [onSuccess, onFail] = older;
    if (older.length > 0) warn('start takes no callbacks: use its promise and oncomplete');
    const result = await this.#open(intent);
    if (older.length > 0) tellOutcome(result, { onSuccess, onFail }, given);
    const next = isPaid(result) ? intent.successRedirectUrl : intent.failRedirectUrl;
    const isOver = result.type !== 'cancel' && result.type !== 'cryptogram';
    if (next !== null && isOver) location.assign(next);
    return result;
  }

  /** Generation B. */
  async pay(
    scheme: string,
    options: GivenParameters,
    calls: Callbacks = {},
  ): Promise<WidgetResult> {
    if (scheme === 'auth' || scheme === 'charge') return this.#payAs(scheme, options, calls);
    throw new Error('The first argument of pay is "charge" or "auth"');
  }

  /** Generation A, one-stage. */
  charge(
    options: GivenParameters,
    onSuccess?: Callback,
    onFail?: Callback,
    onComplete?: Callback,
  ): void {
    void this.#payAs('charge', options, { onSuccess, onFail, onComplete });
  }

  /** Generation A, two-stage. */
  auth(
    options: GivenParameters,
    onSuccess?: Callback,
    onFail?: Callback,
    onComplete?: Callback,
  ): void {
    void this.#payAs('auth', options, { onSuccess, onFail, onComplete });
  }

  close(): void {
    this.#overlay?.close();
  }

  async #payAs(
    scheme: 'auth' | 'charge',
    options: GivenParameters,
    calls: Callbacks,
  ): Promise<WidgetResult> {
    const given = isRecord(options) ? options : {};
    const complete = (result: WidgetResult) => {
      const { message = null, data } = result;
      // A redirect here is forbidden (reference 1.4), so a URL is not followed.
      if (typeof calls?.onComplete !== 'function') return;
      calls.onComplete({ success: isPaid(result), message, ...data }, given);
    };
    try {
      const intent = intentFromOptions(scheme, given, readDefaults(this.#given));
      const result = await this.#open(intent, complete);
      tellOutcome(result, calls ?? {}, given);
      return result;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      warn(message);
      const result: WidgetResult = { type: 'error', status: 'fail', message };
      tellOutcome(result, calls ?? {}, given);
      return result;
    }
  }

  /** Opens the overlay; settles when it is gone. */
  #open(intent: Intent, complete?: (result: WidgetResult) => void): Promise<WidgetResult> {
    return new Promise((resolve, reject) => {
      if (this.#overlay !== null) throw new Error('The widget is already open');
      const gone = () => {
        this.#overlay = null;
      };
      const events = {
        onComplete: (result: WidgetResult) => {
          runShopCode(() => complete?.(result));
          runShopCode(() => this.oncomplete?.(result));
        },
        onPending: () => runShopCode(() => this.onpendingpayment?.()),
        onCryptogram: (cryptogram: string) => runShopCode(() => this.oncryptogram?.(cryptogram)),
        onClose: (result: WidgetResult) => {
          gone();
          runShopCode(() => this.onclose?.(result));
          resolve(result);
        },
        onCannotStart: (message: string) => {
          gone();
          reject(new Error(message));
        },
      };
      this.#overlay = openOverlay(scriptUrl.origin, intent, events, containerOf(this.#given));
    });
  }
}

/** `onFail` is also what happens when the payer closes the widget (reference 1.4). */
function tellOutcome(result: WidgetResult, calls: Callbacks, given: GivenParameters): void {
  if (isPaid(result)) run(calls.onSuccess, given);
  else if (result.type !== 'cryptogram') {
    run(calls.onFail, result.message ?? 'User has cancelled', given);
  }
}

function run(callback: Callback, ...args: unknown[]): void {
  if (typeof callback === 'string' && callback !== '') location.assign(callback);
  else if (typeof callback === 'function') runShopCode(() => callback(...args));
}

/** Where the shop wants it drawn: an element, or a selector or an id of one. */
function containerOf({ container }: GivenParameters): HTMLElement | undefined {
  if (container instanceof HTMLElement) return container;
  if (typeof container !== 'string' || container === '') return undefined;
  const found = document.getElementById(container) ?? document.querySelector(container);
  return found instanceof HTMLElement ? found : undefined;
}

const entryPoints = { a: ['charge', 'auth'], b: ['pay'], c: ['start'] } as const;

function keepGeneration(generation: string | null): void {
  if (generation !== 'a' && generation !== 'b' && generation !== 'c') return;
  const kept: readonly string[] = entryPoints[generation];
  for (const name of Object.values(entryPoints).flat()) {
    if (!kept.includes(name)) Reflect.deleteProperty(CloudPayments.prototype, name);
  }
}

keepGeneration(scriptUrl.searchParams.get('generation'));

/** The numbers that older code gives a safe deal (widget reference 1.4). */
const constant = { escrow: { NToOne: 0, OneToN: 1 } };

publish({ CloudPayments, constant });
