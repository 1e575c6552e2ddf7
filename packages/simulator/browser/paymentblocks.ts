import { type FromFrame, isPaid, type WidgetResult } from './messages.ts';
import { intentFromBlocks } from './shop/blocks-intent.ts';
import { readCustomization } from './shop/customization.ts';
import { publish, runShopCode, warn } from './shop/developer.ts';
import { type GivenParameters, isRecord } from './shop/parameters.ts';
import { createPaymentFrame, type PaymentFrame, phoneQuery, style } from './shop/payment-frame.ts';
import { scriptUrl } from './shop/script-origin.ts';

/** The form inside the shop's page: `window.cp.PaymentBlocks` (widget reference 1.8). */

type BlocksEvent = 'success' | 'fail' | 'destroy' | 'init' | 'cryptogram';

type Handler = (payload?: WidgetResult | string) => void;

/** A class because shops and their tests look for its methods on the prototype. */
class PaymentBlocks {
  readonly #handlers = new Map<BlocksEvent, Set<Handler>>();
  readonly #customization: ReturnType<typeof readCustomization>;
  #parameters: GivenParameters;
  #frame: PaymentFrame | null = null;

  constructor(parameters: GivenParameters, customization?: unknown) {
    this.#parameters = isRecord(parameters) ? parameters : {};
    this.#customization = readCustomization(customization);
  }

  /** Draws the form in the element; a second call moves it. */
  mount(element: HTMLElement | string): void {
    const place = typeof element === 'string' ? document.querySelector(element) : element;
    if (!(place instanceof Element)) throw new Error('mount needs an element of the page');
    this.#takeOff();
    this.#carefully(() => {
      const intent = intentFromBlocks(this.#parameters);
      const { matches: phone } = window.matchMedia(phoneQuery);
      const look = { embedded: true, phone, ...this.#customization };
      const frame = createPaymentFrame(scriptUrl.origin, { intent, look }, (message) => {
        this.#hear(message);
      });
      style(frame.element, { ...frameStyle, 'color-scheme': schemes[intent.skin] });
      this.#frame = frame;
      place.append(frame.element);
    });
  }

  /** Nothing is mandatory: what is not named stays as it was. */
  update(parameters: GivenParameters): void {
    this.#parameters = { ...this.#parameters, ...(isRecord(parameters) ? parameters : {}) };
    this.#carefully(() => {
      this.#frame?.tell({ kind: 'update', intent: intentFromBlocks(this.#parameters) });
    });
  }

  unmount(): void {
    if (this.#takeOff()) this.#tell('destroy');
  }

  on(event: BlocksEvent, handler: Handler): void {
    const handlers = this.#handlers.get(event) ?? new Set();
    this.#handlers.set(event, handlers.add(handler));
  }

  /** Without a handler, all of the event's are forgotten. */
  off(event: BlocksEvent, handler?: Handler): void {
    if (handler === undefined) this.#handlers.delete(event);
    else this.#handlers.get(event)?.delete(handler);
  }

  #hear(message: FromFrame): void {
    if (message.kind === 'height') {
      if (this.#frame !== null) style(this.#frame.element, { height: `${message.px}px` });
    } else if (message.kind === 'opened') this.#tell('init');
    else if (message.kind === 'cryptogram') this.#tell('cryptogram', message.cryptogram);
    else if (message.kind === 'cannot_start') this.#fail(message.message);
    else if (message.kind === 'complete') {
      const { result } = message;
      // A decline is of type `payment` here, of type `error` in the widget (reference 1.6).
      const own = result.type === 'error' ? ({ ...result, type: 'payment' } as const) : result;
      this.#tell(isPaid(result) ? 'success' : 'fail', own);
    }
  }

  #takeOff(): boolean {
    const frame = this.#frame;
    this.#frame = null;
    frame?.remove();
    return frame !== null;
  }

  /** Wrong parameters are a `fail`: there is no promise to reject. */
  #carefully(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
    }
  }

  #fail(message: string): void {
    warn(message);
    // Shops listen right after `mount`, so what is known at once is told a moment later.
    setTimeout(() => this.#tell('fail', { type: 'payment', status: 'fail', message }));
  }

  #tell(event: BlocksEvent, payload?: WidgetResult | string): void {
    for (const handler of [...(this.#handlers.get(event) ?? [])]) {
      runShopCode(() => handler(payload));
    }
  }
}

const frameStyle = {
  display: 'block',
  width: '100%',
  height: '420px',
  border: '0',
  background: 'transparent',
};

/** A frame of another scheme than its page's is painted over by the browser. */
const schemes = { classic: 'light', modern: 'dark' } as const;

publish({ PaymentBlocks });
