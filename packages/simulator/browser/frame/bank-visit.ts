import type { AttemptView } from '../../src/widget/contract.ts';
import { h } from '../dom.ts';
import type { Intent } from '../messages.ts';
import type { Words } from './words.ts';

export type BankVisit = Extract<AttemptView, { readonly kind: 'three_ds' }>;

/**
 * Sends the payer to the bank's page as the protocol says: a POST form with MD, PaReq, TermUrl.
 * Resolves when the payer is back from it.
 */
export function visitBank(
  visit: BankVisit,
  { intent, words }: { readonly intent: Intent; readonly words: Words },
  show: (screen: HTMLElement) => void,
): Promise<void> {
  const frame = h('iframe', { name: 'cloudpayments-acs', title: words.acsTitle, class: 'bank' });
  const field = (name: string, value: string) => h('input', { type: 'hidden', name, value });
  const form = h(
    'form',
    {
      method: 'post',
      action: `${visit.acsUrl}?skin=${intent.skin}`,
      target: 'cloudpayments-acs',
      hidden: true,
    },
    field('MD', String(visit.transactionId)),
    field('PaReq', visit.paReq),
    field('TermUrl', returnAddress(visit.termUrl, intent.skin)),
  );
  show(h('section', { 'data-screen': 'bank', 'aria-label': words.acsTitle }, frame, form));
  form.submit();
  return new Promise((resolve) => {
    const back = (event: MessageEvent<{ kind?: string }>) => {
      const ours = event.origin === location.origin && event.source === frame.contentWindow;
      if (!ours || event.data.kind !== 'bank_returned') return;
      window.removeEventListener('message', back);
      resolve();
    };
    window.addEventListener('message', back);
  });
}

/** On the frame's own origin: the simulator may be known by another name than the script's. */
function returnAddress(termUrl: string, skin: string): string {
  const { pathname } = new URL(termUrl, location.href);
  return `${location.origin}${pathname}?skin=${skin}`;
}
