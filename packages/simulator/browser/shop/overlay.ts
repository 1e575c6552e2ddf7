import { type Intent, overlayLook, type WidgetResult } from '../messages.ts';
import { createPaymentFrame, phoneQuery, style } from './payment-frame.ts';

export type OverlayEvents = {
  readonly onComplete: (result: WidgetResult) => void;
  /** The overlay is gone already when these are called. */
  readonly onClose: (result: WidgetResult) => void;
  readonly onCannotStart: (message: string) => void;
  readonly onPending?: () => void;
  readonly onCryptogram?: (cryptogram: string) => void;
};

export type Overlay = { readonly close: () => void };

/**
 * A modal dialog with the payment frame. Everything is styled through CSSOM properties, which a
 * strict `style-src` of the shop allows; nothing is put in as HTML.
 */
export function openOverlay(
  origin: string,
  intent: Intent,
  events: OverlayEvents,
  container: HTMLElement = document.body,
): Overlay {
  const phone = window.matchMedia(phoneQuery);
  const look = { ...overlayLook, phone: phone.matches };
  const dialog = document.createElement('dialog');
  const { documentElement } = document;
  const scrolling = documentElement.style.overflow;
  let heightPx = 560;
  let ready = false;
  let result: WidgetResult = { type: 'cancel' };

  const frame = createPaymentFrame(origin, { intent, look }, (message) => {
    if (message.kind === 'ready') {
      ready = true;
      frame.element.inert = false;
      frame.element.focus();
    } else if (message.kind === 'height') {
      heightPx = message.px;
      fit();
    } else if (message.kind === 'complete') {
      result = message.result;
      events.onComplete(result);
    } else if (message.kind === 'pending') events.onPending?.();
    else if (message.kind === 'cryptogram') events.onCryptogram?.(message.cryptogram);
    else if (message.kind === 'cannot_start') {
      remove();
      events.onCannotStart(message.message);
    } else if (message.kind === 'close') {
      remove();
      events.onClose(message.result);
    }
  });
  const fit = () => style(frame.element, phone.matches ? phoneFrame : deskFrame(heightPx));
  const onPhone = () => {
    fit();
    frame.tell({ kind: 'screen', phone: phone.matches });
  };
  const remove = () => {
    frame.remove();
    phone.removeEventListener('change', onPhone);
    style(documentElement, { overflow: scrolling });
    dialog.close();
    dialog.remove();
  };

  /** Whatever the payer was doing: reports the last thing that is known. */
  const close = () => {
    remove();
    events.onClose(result);
  };

  dialog.setAttribute('aria-label', frame.element.title);
  dialog.setAttribute('data-cloudpayments', 'overlay');
  dialog.append(frame.element);
  style(dialog, dialogStyle);
  fit();
  phone.addEventListener('change', onPhone);
  // Escape on the shop's side of the dialog: the frame knows whether a payment is under way.
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    if (ready) frame.tell({ kind: 'ask_to_close' });
    else close();
  });
  style(documentElement, { overflow: 'hidden' });
  // A page that has not loaded would swallow the keys: until then the dialog has the focus.
  frame.element.inert = true;
  container.append(dialog);
  dialog.showModal();
  return { close };
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
  'color-scheme': 'normal',
};

const deskFrame = (heightPx: number) => ({
  ...phoneFrame,
  width: '420px',
  height: `min(${heightPx}px, 96vh)`,
  'border-radius': '16px',
  'box-shadow': '0 24px 80px rgba(0, 0, 0, 0.35)',
});
