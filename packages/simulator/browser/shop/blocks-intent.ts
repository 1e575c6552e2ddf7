import type { Intent } from '../messages.ts';
import { intentFromStart } from './intent.ts';
import { type GivenParameters, isRecord } from './parameters.ts';
import { readDefaults } from './widget-options.ts';

/**
 * Payment blocks take the parameters of `start`, and shops give them the names of the older widget
 * as well, with flags that hide methods and without a scheme (widget reference 1.8).
 *
 * @throws {WrongParameter} with words for the shop's developer
 */
export function intentFromBlocks(given: GivenParameters): Intent {
  const user = isRecord(given.userInfo) ? given.userInfo : {};
  const isOlder = given.publicTerminalId === undefined && given.publicId !== undefined;
  const parameters = {
    ...given,
    publicTerminalId: given.publicTerminalId ?? given.publicId,
    paymentSchema: given.paymentSchema ?? (isOlder ? 'Single' : undefined),
    externalId: given.externalId ?? given.invoiceId,
    receiptEmail: given.receiptEmail ?? given.email,
    metadata: given.metadata ?? given.data,
    emailBehavior: given.emailBehavior ?? olderEmail(given),
    userInfo: { ...user, accountId: user.accountId ?? given.accountId },
  };
  return intentFromStart(parameters, readDefaults(given));
}

function olderEmail({ requireEmail, disableEmail }: GivenParameters): string | undefined {
  if (requireEmail === true) return 'Required';
  return disableEmail === true ? 'Hidden' : undefined;
}
