import { currencies } from '../../src/payments/currencies.ts';
import { widgetMethods } from '../../src/widget/contract.ts';
import { type EmailBehaviour, type Intent, plainIntent } from '../messages.ts';
import { readAccountId } from './account-id.ts';
import { warn } from './developer.ts';
import {
  type GivenParameters,
  isRecord,
  readMoney,
  readObject,
  readOneOf,
  readUrl,
  textOf,
  WrongParameter,
} from './parameters.ts';
import { startData } from './start-data.ts';
import { customFieldsOf, readUser } from './user-info.ts';

/** What the constructor of a widget was told; it holds for every payment made with it. */
export type WidgetDefaults = {
  readonly language: string;
  readonly email: string | null;
  readonly cryptogramMode: boolean;
  readonly hiddenMethods: readonly string[];
};

/**
 * `start` (widget reference 1.5).
 *
 * @throws {WrongParameter} with words for the shop's developer
 */
export function intentFromStart(given: GivenParameters, defaults: WidgetDefaults): Intent {
  const user = readUser(readObject('userInfo', given.userInfo));
  const schema = readOneOf('paymentSchema', given.paymentSchema, ['Single', 'Dual']);
  return {
    ...plainIntent,
    ...commonOf(given),
    publicId: readPublicId('publicTerminalId', given.publicTerminalId, given.publicId),
    scheme: schema === 'Dual' ? 'auth' : 'charge',
    invoiceId: textOf(given.externalId),
    accountId: user.accountId,
    phone: user.phone,
    email: textOf(given.receiptEmail) ?? user.email ?? defaults.email,
    emailBehaviour: newEmailBehaviour(given.emailBehavior),
    data: startData(given, user.accountId),
    customFields: user.customFields,
    culture: textOf(given.culture) ?? defaults.language,
    tokenize: given.tokenize === true,
    restrictedMethods: [...defaults.hiddenMethods, ...restrictedOf(given)],
    successRedirectUrl: readUrl('successRedirectUrl', given.successRedirectUrl),
    failRedirectUrl: readUrl('failRedirectUrl', given.failRedirectUrl),
    cryptogramMode: given.cryptogramMode === true || defaults.cryptogramMode,
    payerServiceFee: readFee(given.payerServiceFee),
  };
}

/**
 * `pay`, `charge` and `auth` (widget reference 1.4).
 *
 * @throws {WrongParameter} with words for the shop's developer
 */
export function intentFromOptions(
  scheme: 'auth' | 'charge',
  given: GivenParameters,
  defaults: WidgetDefaults,
): Intent {
  const payer = readObject('payer', given.payer) ?? {};
  const common = readObject('configuration.common', commonConfiguration(given)) ?? {};
  const accountId = readAccountId('accountId', given.accountId);
  return {
    ...plainIntent,
    ...commonOf(given),
    publicId: readPublicId('publicId', given.publicId, given.publicTerminalId),
    scheme,
    invoiceId: textOf(given.invoiceId),
    accountId,
    phone: textOf(payer.phone),
    email: textOf(given.email) ?? defaults.email,
    emailBehaviour: oldEmailBehaviour(given),
    data: given.data ?? null,
    customFields: customFieldsOf(payer.customField),
    culture: defaults.language,
    restrictedMethods: defaults.hiddenMethods,
    successRedirectUrl: readUrl('successRedirectUrl', common.successRedirectUrl),
    failRedirectUrl: readUrl('failRedirectUrl', common.failRedirectUrl),
    cryptogramMode: given.cryptogramMode === true || defaults.cryptogramMode,
  };
}

function commonConfiguration({ configuration }: GivenParameters): unknown {
  return isRecord(configuration) ? configuration.common : null;
}

/** What has one name and one meaning in all generations. */
function commonOf(given: GivenParameters) {
  return {
    amount: readMoney('amount', given.amount),
    currency: readOneOf('currency', textOf(given.currency)?.toUpperCase(), currencies),
    description: textOf(given.description),
    skin: skinOf(given.skin),
    retryPayment: given.retryPayment !== false && given.retryPayment !== 'false',
    autoClose: secondsOf(given.autoClose),
    escrow: readEscrow(given.escrow),
  } as const;
}

function readPublicId(name: string, value: unknown, otherName: unknown): string {
  const publicId = textOf(value);
  if (publicId !== null) return publicId;
  const other = name === 'publicId' ? 'publicTerminalId' : 'publicId';
  const hint = textOf(otherName) === null ? '' : `: here it is not called ${other}`;
  throw new WrongParameter(`${name} is required${hint}`);
}

function oldEmailBehaviour({ requireEmail, disableEmail }: GivenParameters): EmailBehaviour {
  if (requireEmail === true && disableEmail === true) {
    throw new WrongParameter('requireEmail and disableEmail exclude each other');
  }
  if (requireEmail === true) return 'Required';
  return disableEmail === true ? 'Hidden' : 'Optional';
}

function newEmailBehaviour(value: unknown): EmailBehaviour {
  if (value === undefined || value === null) return 'Optional';
  const known = (['Required', 'Hidden', 'Optional'] as const).find((one) => one === value);
  if (known === undefined) warn(`emailBehavior "${value}" is not known: Optional is used`);
  return known ?? 'Optional';
}

const hideable: readonly string[] = [...widgetMethods, 'ForeignCard'];

function restrictedOf({ restrictedPaymentMethods: value }: GivenParameters): readonly string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    throw new WrongParameter('restrictedPaymentMethods must be an array');
  }
  const names = value.map(String);
  const unknown = names.filter(
    (name) => !hideable.some((known) => known.toLowerCase() === name.toLowerCase()),
  );
  if (unknown.length > 0) warn(`restrictedPaymentMethods: not known: ${unknown.join(', ')}`);
  return names;
}

function skinOf(value: unknown): Intent['skin'] {
  if (value === 'mini') warn('skin "mini" is gone from the widget: classic is used');
  return value === 'modern' ? 'modern' : 'classic';
}

/** 3…10 seconds; with anything else the payer closes the widget. */
function secondsOf(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  const seconds = Number(value);
  if (Number.isInteger(seconds) && seconds >= 3 && seconds <= 10) return seconds;
  warn(`autoClose is from 3 to 10 seconds, ${value} is ignored`);
  return null;
}

/** `NToOne`, `OneToN`, `NToN`, or the numbers of `cp.constant.escrow` (widget reference 1.4, 1.5). */
function readEscrow(value: unknown): object | null {
  const escrow = readObject('escrow', value);
  if (escrow === null) return null;
  const { escrowType } = escrow;
  if (escrowType === undefined || escrowType === null) return escrow;
  const type = typeof escrowType === 'number' ? String(escrowType) : escrowType;
  readOneOf('escrow.escrowType', type, ['NToOne', 'OneToN', 'NToN', '0', '1']);
  return { ...escrow, escrowType: type };
}

/** What it does is not documented: see `payerServiceFee` of the simulator's behaviours. */
function readFee(value: unknown): string | null {
  if (value === undefined || value === null || value === 0 || value === '0') return null;
  return readMoney('payerServiceFee', value);
}
