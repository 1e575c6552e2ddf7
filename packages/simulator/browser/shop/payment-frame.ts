import { languageOf } from '../../src/widget/culture.ts';
import type { FromFrame, Intent, Look, ToFrame } from '../messages.ts';

export type PaymentFrame = {
  readonly element: HTMLIFrameElement;
  readonly tell: (message: ToFrame) => void;
  /** Takes it off the page and stops listening. */
  readonly remove: () => void;
};

/** A screen that the form fills. */
export const phoneQuery = '(max-width: 520px), (max-height: 480px)';

const loadWithinMs = 20_000;

const titles = { ru: 'Оплата', en: 'Payment' } as const;
const notLoaded = {
  ru: 'Форма оплаты не загрузилась',
  en: 'The payment form did not load',
} as const;

/**
 * The frame from the simulator's origin, not yet on the page. It hears `open` as soon as it is
 * ready; what it says afterwards goes to `onMessage`.
 */
export function createPaymentFrame(
  origin: string,
  { intent, look }: { readonly intent: Intent; readonly look: Look },
  onMessage: (message: FromFrame) => void,
): PaymentFrame {
  const language = languageOf(intent.culture);
  const element = document.createElement('iframe');
  element.name = 'cloudpayments-widget';
  element.title = titles[language];
  element.allow = 'payment';
  const query = new URLSearchParams({ lang: language, skin: intent.skin });
  if (look.embedded) query.set('embedded', '1');
  element.src = `${origin}/widget/frame?${query}`;

  let current = intent;
  const tell = (message: ToFrame) => {
    // A frame that is still loading hears of the payment in its last form.
    if (message.kind === 'update') current = message.intent;
    element.contentWindow?.postMessage(message, origin);
  };
  const listen = (event: MessageEvent<FromFrame>) => {
    if (event.origin !== origin || event.source !== element.contentWindow) return;
    if (event.data.kind === 'ready') {
      clearTimeout(loading);
      tell({ kind: 'open', intent: current, look });
    }
    onMessage(event.data);
  };
  const loading = setTimeout(() => {
    onMessage({ kind: 'cannot_start', message: notLoaded[language] });
  }, loadWithinMs);
  window.addEventListener('message', listen);
  return {
    element,
    tell,
    remove: () => {
      clearTimeout(loading);
      window.removeEventListener('message', listen);
      element.remove();
    },
  };
}

/** Through CSSOM properties, which a strict `style-src` of the shop allows. */
export function style(element: HTMLElement, properties: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, value);
}
