import { type GivenParameters, intentFromOptions, intentFromStart } from './intent.ts';
import type { Intent, WidgetResult } from './messages.ts';
import { type Overlay, openOverlay } from './overlay.ts';

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

type WidgetOptions = { readonly language?: string; readonly email?: string };

type Widget = {
  start?: (parameters: GivenParameters) => Promise<WidgetResult>;
  pay?: (scheme: string, options: GivenParameters, calls?: Callbacks) => Promise<WidgetResult>;
  charge?: FirstGeneration;
  auth?: FirstGeneration;
  close?: () => void;
  oncomplete?: ((result: WidgetResult) => void) | null;
};

type FirstGeneration = (
  options: GivenParameters,
  onSuccess?: Callback,
  onFail?: Callback,
  onComplete?: Callback,
) => void;

const script = document.currentScript as HTMLScriptElement | null;
const scriptUrl = new URL(script?.src ?? location.href);
const { origin } = scriptUrl;
const generation = scriptUrl.searchParams.get('generation');

function createWidget(options: WidgetOptions = {}): Widget {
  let overlay: Overlay | null = null;
  const defaults = { language: options.language ?? 'ru-RU', email: options.email ?? null };

  /** Opens the overlay; settles when it is gone. */
  const open = (intent: Intent, onComplete: (result: WidgetResult) => void) =>
    new Promise<WidgetResult>((resolve, reject) => {
      if (overlay !== null) throw new Error('The widget is already open');
      const gone = () => {
        overlay = null;
      };
      overlay = openOverlay(origin, intent, {
        onComplete,
        onClose: (result) => {
          gone();
          resolve(result);
        },
        onCannotStart: (message) => {
          gone();
          reject(new Error(message));
        },
      });
    });

  const payAs = (scheme: 'auth' | 'charge', given: GivenParameters, calls: Callbacks) => {
    const settle = (result: WidgetResult) => {
      if (result.status === 'success') run(calls.onSuccess, given);
      else run(calls.onFail, result.message ?? 'User has cancelled', given);
      return result;
    };
    const failed = (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      return settle({ type: 'error', status: 'fail', message });
    };
    return open(intentFromOptions(scheme, given, defaults), (result) => {
      const { status, message, data } = result;
      // A redirect here is forbidden (reference 1.4), so a URL is not followed.
      if (typeof calls.onComplete !== 'function') return;
      calls.onComplete({ success: status === 'success', message: message ?? null, ...data }, given);
    }).then(settle, failed);
  };

  const first =
    (scheme: 'auth' | 'charge'): FirstGeneration =>
    (given, onSuccess, onFail, onComplete) => {
      void payAs(scheme, given, { onSuccess, onFail, onComplete });
    };

  const widget: Widget = { close: () => overlay?.close() };
  if (generation === null || generation === 'a') {
    widget.charge = first('charge');
    widget.auth = first('auth');
  }
  if (generation === null || generation === 'b') {
    widget.pay = async (scheme, given, calls = {}) => {
      if (scheme === 'auth' || scheme === 'charge') return payAs(scheme, given, calls);
      throw new Error('The first argument of pay is "charge" or "auth"');
    };
  }
  if (generation === null || generation === 'c') {
    widget.oncomplete = null;
    widget.start = async (parameters) => {
      const complete = (result: WidgetResult) => widget.oncomplete?.(result);
      const result = await open(intentFromStart(parameters), complete);
      const paid = result.status === 'success';
      const next = paid ? parameters.successRedirectUrl : parameters.failRedirectUrl;
      if (typeof next === 'string' && result.type !== 'cancel') location.assign(next);
      return result;
    };
  }
  return widget;
}

function run(callback: Callback, ...args: unknown[]): void {
  if (typeof callback === 'string') location.assign(callback);
  else callback?.(...args);
}

/** Called with `new`, as every shop does; the object it returns is the widget. */
function CloudPayments(options?: WidgetOptions): Widget {
  return createWidget(options);
}

declare global {
  interface Window {
    cp?: Record<string, unknown>;
  }
}

window.cp = { ...window.cp, CloudPayments };
