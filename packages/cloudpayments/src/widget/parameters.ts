import { formatAmount } from '../wire/amount.ts';

export interface WidgetInput {
  readonly publicId: string;
  readonly description: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly invoiceId: string;
  readonly email: string;
  readonly accountId?: string;
  /** Two-stage (hold, then confirm) or one-stage. Never guessed. */
  readonly scheme: 'dual' | 'single';
  readonly culture: 'ru-RU' | 'en-US';
  /** Comes back as `data` of every notification. The payer can read and alter it. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** A fiscal receipt for the gateway's cash register (widget reference, section 4.3). */
  readonly receipt?: Readonly<Record<string, unknown>>;
  readonly successRedirectUrl?: string;
  readonly failRedirectUrl?: string;
}

/** For the current generation, `widget.start(parameters)`. */
export type StartParameters = {
  readonly publicTerminalId: string;
  readonly amount: number;
  readonly currency: string;
  readonly paymentSchema: 'Dual' | 'Single';
  readonly culture: string;
  readonly description: string;
  readonly externalId: string;
  readonly receiptEmail: string;
  readonly emailBehavior: 'Required';
  readonly userInfo: { readonly email: string; readonly accountId?: string };
  readonly skin: 'classic';
  readonly autoClose: number;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly receipt?: Readonly<Record<string, unknown>>;
  readonly successRedirectUrl?: string;
  readonly failRedirectUrl?: string;
};

/** For the older generations, `widget.pay(method, parameters, …)` and `widget.auth|charge(parameters, …)`. */
export type PayParameters = {
  readonly publicId: string;
  readonly amount: number;
  readonly currency: string;
  readonly description: string;
  readonly invoiceId: string;
  readonly email: string;
  readonly requireEmail: true;
  readonly accountId?: string;
  readonly skin: 'classic';
  readonly autoClose: number;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly configuration?: {
    readonly common: { readonly successRedirectUrl?: string; readonly failRedirectUrl?: string };
  };
};

export interface WidgetParameters {
  readonly start: StartParameters;
  readonly pay: PayParameters;
  /** First argument of `pay`, and the name of the method in the first generation. */
  readonly method: 'auth' | 'charge';
}

/**
 * One payment as parameters for all three generations of the widget (widget reference, sections 1.2 to 1.5).
 * The same order, sum and scheme in each, so that which script was loaded changes nothing but the spelling.
 *
 * Throws a RangeError for a sum that is not above zero or too large for a widget, and a TypeError for metadata
 * with a key `cloudpayments`: the gateway would take it for instructions.
 */
export function widgetParameters(input: WidgetInput): WidgetParameters {
  if (input.metadata !== undefined && Object.keys(input.metadata).some(isInstructionKey))
    throw new TypeError('metadata must not hold the key "cloudpayments": pass a receipt instead');
  return {
    start: startParameters(input),
    pay: payParameters(input),
    method: input.scheme === 'dual' ? 'auth' : 'charge',
  };
}

/** Ten trillion major units: far above any payment, far below where a float loses kopecks. */
const largestWidgetMinor = 1_000_000_000_000_000n;

/**
 * The one place where money becomes a float, because the widget takes nothing else. Up to the bound above the
 * float prints back as the same decimal text, and printing is all that happens to it on its way to the gateway.
 */
function widgetAmount(amountMinor: bigint): number {
  if (amountMinor <= 0n || amountMinor > largestWidgetMinor)
    throw new RangeError('a widget amount must be above zero and at most 10 trillion');
  return Number(formatAmount(amountMinor));
}

/** Seconds until the widget closes by itself after success; the gateway takes 3 to 10. */
const autoCloseSeconds = 5;

function startParameters(input: WidgetInput): StartParameters {
  return {
    publicTerminalId: input.publicId,
    amount: widgetAmount(input.amountMinor),
    currency: input.currency,
    paymentSchema: input.scheme === 'dual' ? 'Dual' : 'Single',
    culture: input.culture,
    description: input.description,
    externalId: input.invoiceId,
    receiptEmail: input.email,
    emailBehavior: 'Required',
    userInfo: { email: input.email, ...accountOf(input) },
    skin: 'classic',
    autoClose: autoCloseSeconds,
    ...(input.metadata === undefined ? {} : { metadata: input.metadata }),
    ...(input.receipt === undefined ? {} : { receipt: input.receipt }),
    ...redirectsOf(input),
  };
}

function payParameters(input: WidgetInput): PayParameters {
  const redirects = redirectsOf(input);
  const data = {
    ...input.metadata,
    ...(input.receipt === undefined ? {} : { CloudPayments: { CustomerReceipt: input.receipt } }),
  };
  return {
    publicId: input.publicId,
    amount: widgetAmount(input.amountMinor),
    currency: input.currency,
    description: input.description,
    invoiceId: input.invoiceId,
    email: input.email,
    requireEmail: true,
    ...accountOf(input),
    skin: 'classic',
    autoClose: autoCloseSeconds,
    ...(Object.keys(data).length === 0 ? {} : { data }),
    ...(Object.keys(redirects).length === 0 ? {} : { configuration: { common: redirects } }),
  };
}

function accountOf({ accountId }: WidgetInput): { readonly accountId?: string } {
  return accountId === undefined || accountId === '' ? {} : { accountId };
}

function redirectsOf(input: WidgetInput): {
  readonly successRedirectUrl?: string;
  readonly failRedirectUrl?: string;
} {
  return {
    ...(input.successRedirectUrl === undefined
      ? {}
      : { successRedirectUrl: input.successRedirectUrl }),
    ...(input.failRedirectUrl === undefined ? {} : { failRedirectUrl: input.failRedirectUrl }),
  };
}

function isInstructionKey(key: string): boolean {
  return key.toLowerCase() === 'cloudpayments';
}
