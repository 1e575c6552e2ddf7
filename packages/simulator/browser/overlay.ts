import type { FromFrame, Intent, ToFrame, WidgetResult } from './messages.ts';

export type OverlayEvents = {
  readonly onComplete: (result: WidgetResult) => void;
  /** The overlay is gone already when these are called. */
  readonly onClose: (result: WidgetResult) => void;
  readonly onCannotStart: (message: string) => void;
};

export type Overlay = { readonly close: () => void };

const loadWithinMs = 20_000;
const phoneQuery = '(max-width: 520px), (max-height: 480px)';

/**
 * A modal dialog with the payment frame. Everything is styled through CSSOM properties, which a
 * strict `style-src` of the shop allows; nothing is put in as HTML.
 */
export function openOverlay(origin: string, intent: Intent, events: OverlayEvents): Overlay {
  const dialog = document.createElement('dialog');
  const frame = document.createElement('iframe');
  const english = intent.culture.toLowerCase().startsWith('en');
  frame.name = 'cloudpayments-widget';
  frame.title = english ? 'Payment' : 'Оплата';
  frame.allow = 'payment';
  frame.src = `${origin}/widget/frame?lang=${english ? 'en' : 'ru'}`;
  dialog.setAttribute('aria-label', frame.title);
  dialog.setAttribute('data-cloudpayments', 'overlay');
  dialog.append(frame);
  style(dialog, dialogStyle);

  const phone = window.matchMedia(phoneQuery);
  let heightPx = 560;
  const fit = () => style(frame, phone.matches ? phoneFrame : deskFrame(heightPx));
  fit();

  const { documentElement } = document;
  const scrolling = documentElement.style.overflow;

  const remove = () => {
    clearTimeout(loading);
    window.removeEventListener('message', onMessage);
    phone.removeEventListener('change', fit);
    documentElement.style.overflow = scrolling;
    dialog.close();
    dialog.remove();
  };
  const cannotStart = (message: string) => {
    remove();
    events.onCannotStart(message);
  };
  const tell = (message: ToFrame) => frame.contentWindow?.postMessage(message, origin);

  const onMessage = (event: MessageEvent<FromFrame>) => {
    if (event.origin !== origin || event.source !== frame.contentWindow) return;
    const message = event.data;
    if (message.kind === 'ready') {
      clearTimeout(loading);
      tell({ kind: 'open', intent });
    } else if (message.kind === 'height') {
      heightPx = message.px;
      fit();
    } else if (message.kind === 'complete') events.onComplete(message.result);
    else if (message.kind === 'cannot_start') cannotStart(message.message);
    else {
      remove();
      events.onClose(message.result);
    }
  };

  const loading = setTimeout(() => {
    cannotStart(english ? 'The payment form did not load' : 'Форма оплаты не загрузилась');
  }, loadWithinMs);
  window.addEventListener('message', onMessage);
  phone.addEventListener('change', fit);
  // Escape on the shop's side of the dialog: the frame knows whether a payment is under way.
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    tell({ kind: 'ask_to_close' });
  });
  documentElement.style.overflow = 'hidden';
  document.body.append(dialog);
  dialog.showModal();
  frame.focus();
  return {
    close: () => {
      remove();
      events.onClose({ type: 'cancel' });
    },
  };
}

const dialogStyle = {
  position: 'fixed',
  inset: '0',
  width: '100%',
  height: '100%',
  'max-width': 'none',
  'max-height': 'none',
  margin: '0',
  padding: '0',
  border: '0',
  display: 'flex',
  'align-items': 'center',
  'justify-content': 'center',
  background: 'rgba(12, 18, 15, 0.55)',
};

const phoneFrame = {
  width: '100%',
  height: '100%',
  border: '0',
  'border-radius': '0',
  'box-shadow': 'none',
  background: 'transparent',
};

const deskFrame = (heightPx: number) => ({
  ...phoneFrame,
  width: '420px',
  height: `min(${heightPx}px, 96vh)`,
  'border-radius': '16px',
  'box-shadow': '0 24px 80px rgba(0, 0, 0, 0.35)',
});

function style(element: HTMLElement, properties: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, value);
}
