import type { Behaviour } from '../settings.ts';
import type { WidgetMethod } from './contract.ts';
import type { WantedSession } from './sessions.ts';

type Payment = Pick<WantedSession, 'scheme' | 'currency' | 'escrow' | 'cryptogramMode'> & {
  /** `restrictedPaymentMethods`, and what the constructor's flags hide. */
  readonly restricted: readonly string[];
};

/**
 * The ways to pay that the payer is offered: enabled in the account, not switched off for this
 * payment, and able to do it (widget reference 1.5, 5.1). Bank apps take roubles only, SBP and
 * instalments are one-stage, a safe deal and a cryptogram are of cards.
 */
export function offeredMethods(payment: Payment, behaviour: Behaviour): readonly WidgetMethod[] {
  const restricted = payment.restricted.map((name) => name.toLowerCase());
  const cardOnly = payment.currency !== 'RUB' || payment.escrow !== null || payment.cryptogramMode;
  return behaviour.enabledMethods.filter((method) => {
    if (restricted.includes(method.toLowerCase())) return false;
    if (method === 'Card') return true;
    if (cardOnly) return false;
    return payment.scheme === 'charge' || !oneStageOnly.includes(method);
  });
}

const oneStageOnly: readonly WidgetMethod[] = ['Sbp', 'TcsInstallment'];

/** Why nothing is offered, for the shop's developer. */
export function nothingOffered(payment: Payment, behaviour: Behaviour): string {
  const oneStage = offeredMethods({ ...payment, scheme: 'charge' }, behaviour);
  if (oneStage.length > 0) {
    return `No way to pay is left: ${oneStage.join(', ')} cannot hold money (two-stage).`;
  }
  const enabled = behaviour.enabledMethods.join(', ');
  return `No way to pay is left. Enabled for the terminal: ${enabled}; all of them are restricted or cannot take this payment.`;
}
