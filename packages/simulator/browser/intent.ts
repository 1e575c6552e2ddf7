import type { EmailBehaviour, Intent } from './messages.ts';

/** Reading the parameters of three generations into one intent (widget reference 1.2, 1.4, 1.5). */

export type GivenParameters = Readonly<Record<string, unknown>>;

/** `pay`, `charge` and `auth`. */
export function intentFromOptions(
  scheme: 'auth' | 'charge',
  options: GivenParameters,
  defaults: { readonly language: string; readonly email: string | null },
): Intent {
  return {
    publicId: text(options.publicId) ?? '',
    scheme,
    amount: amountText(options.amount),
    currency: text(options.currency) ?? '',
    description: text(options.description),
    invoiceId: text(options.invoiceId),
    accountId: text(options.accountId),
    email: text(options.email) ?? defaults.email,
    emailBehaviour: oldEmailBehaviour(options),
    data: options.data ?? null,
    culture: defaults.language,
    skin: options.skin === 'modern' ? 'modern' : 'classic',
    retryPayment: options.retryPayment !== false,
    autoClose: seconds(options.autoClose),
    tokenize: false,
  };
}

/** `start`. A wrong `paymentSchema` throws: the promise of `start` rejects with it. */
export function intentFromStart(parameters: GivenParameters): Intent {
  const user = isRecord(parameters.userInfo) ? parameters.userInfo : {};
  const schema = parameters.paymentSchema;
  if (schema !== 'Single' && schema !== 'Dual') {
    throw new Error('paymentSchema must be "Single" or "Dual"');
  }
  return {
    publicId: text(parameters.publicTerminalId) ?? '',
    scheme: schema === 'Dual' ? 'auth' : 'charge',
    amount: amountText(parameters.amount),
    currency: text(parameters.currency) ?? '',
    description: text(parameters.description),
    invoiceId: text(parameters.externalId),
    accountId: text(user.accountId),
    email: text(parameters.receiptEmail) ?? text(user.email),
    emailBehaviour: newEmailBehaviour(parameters.emailBehavior),
    data: startData(parameters),
    culture: text(parameters.culture) ?? 'ru-RU',
    skin: parameters.skin === 'modern' ? 'modern' : 'classic',
    retryPayment: parameters.retryPayment !== false,
    autoClose: seconds(parameters.autoClose),
    tokenize: parameters.tokenize === true,
  };
}

/** `receipt` and `recurrent` of the new widget arrive where the old one had them: inside `Data`. */
function startData(parameters: GivenParameters): unknown {
  const { metadata, receipt, recurrent } = parameters;
  if (receipt === undefined && recurrent === undefined) return metadata ?? null;
  const instructions = {
    ...(receipt === undefined ? {} : { CustomerReceipt: receipt }),
    ...(recurrent === undefined ? {} : { recurrent }),
  };
  return { ...(isRecord(metadata) ? metadata : {}), CloudPayments: instructions };
}

function oldEmailBehaviour(options: GivenParameters): EmailBehaviour {
  if (options.requireEmail === true) return 'Required';
  return options.disableEmail === true ? 'Hidden' : 'Optional';
}

function newEmailBehaviour(value: unknown): EmailBehaviour {
  return value === 'Required' || value === 'Hidden' ? value : 'Optional';
}

/** 3…10 seconds; anything else is as if it were not there. */
function seconds(value: unknown): number | null {
  const whole = typeof value === 'number' && Number.isInteger(value);
  return whole && value >= 3 && value <= 10 ? value : null;
}

function amountText(value: unknown): string {
  return typeof value === 'number' ? String(value) : (text(value) ?? '');
}

function text(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function isRecord(value: unknown): value is GivenParameters {
  return typeof value === 'object' && value !== null;
}
