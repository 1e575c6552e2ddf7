import { exactNumber } from '../json.ts';
import { formatAmount } from '../money.ts';
import type { PaymentLink } from '../payments/links.ts';
import { type PaymentMethodName, type Scheme, statusCodes } from '../payments/transaction.ts';
import { type MethodResult, refused, succeeded } from './answer.ts';
import { checkedAmount, dataField, type Fields } from './fields.ts';
import { waitForStatus } from './link-status.ts';
import { type Call, type Method, type Methods, shown } from './method.ts';
import { optional, type Parameter, required } from './parameter.ts';
import { isRedirectUrl } from './redirect-url.ts';

type Kind = 'sbp' | 'tinkoffpay' | 'sberpay';

type Traits = {
  readonly paidBy: PaymentMethodName;
  readonly name: string;
  /** The reference's spellings; the other one is what the official mobile SDKs send. */
  readonly schemes: readonly string[];
  /** The gateway tells SberPay alone that Basic is not needed; mobile SDKs do without it (1.2). */
  readonly access: 'either' | 'public_id';
  readonly device: typeof required | typeof optional;
  /** The longest `SuccessRedirectUrl`, in characters. */
  readonly redirectLimit: number;
  readonly ttl: { readonly maxMinutes: number; readonly defaultMinutes: number } | null;
  readonly ownParameters: readonly Parameter[];
};

const minutesPerDay = 24 * 60;
const oneStage = ['charge', '0'] as const;
const bothStages = ['charge', 'auth', '0', '1'] as const;

const ttlParameter = (about: string) => optional('TtlMinutes', 'integer', about);
const saveCard = optional('SaveCard', 'boolean', 'Binds the account of the payer.');
const successUrl = 'Where the payer goes after the payment.';

/** How the three methods differ (reference 2.12; widget reference 5.2). */
const traits: Readonly<Record<Kind, Traits>> = {
  sbp: {
    paidBy: 'Sbp',
    name: 'SBP',
    schemes: oneStage,
    access: 'either',
    device: optional,
    redirectLimit: 1024,
    ttl: { maxMinutes: 90 * minutesPerDay, defaultMinutes: 3 * minutesPerDay },
    ownParameters: [
      optional('SuccessRedirectUrl', 'string', `${successUrl} Up to 1024 ASCII characters.`),
      ttlParameter('1 to 129600 (90 days); 72 hours by default.'),
      saveCard,
      optional('IsTest', 'boolean', 'A test payment.'),
    ],
  },
  tinkoffpay: {
    paidBy: 'TinkoffPay',
    name: 'T-Pay',
    schemes: bothStages,
    access: 'either',
    device: required,
    redirectLimit: Number.POSITIVE_INFINITY,
    ttl: { maxMinutes: Number.POSITIVE_INFINITY, defaultMinutes: minutesPerDay },
    ownParameters: [
      required('SuccessRedirectUrl', 'string', successUrl),
      required('FailRedirectUrl', 'string', 'Where the payer goes after a decline.'),
      ttlParameter('24 hours by default; 0 is not valid.'),
      saveCard,
    ],
  },
  sberpay: {
    paidBy: 'SberPay',
    name: 'SberPay',
    schemes: bothStages,
    access: 'public_id',
    device: required,
    redirectLimit: Number.POSITIVE_INFINITY,
    ttl: null,
    ownParameters: [optional('SuccessRedirectUrl', 'string', successUrl)],
  },
};

const parametersOf = ({ schemes, device, ownParameters }: Traits): readonly Parameter[] => [
  // Shops that call with Basic leave it out, and are answered.
  required('PublicId', 'string', 'The terminal.', { tolerated: 'always' }),
  required('Amount', 'amount', 'The sum, from 0.01.'),
  required('Currency', 'string', 'Roubles only.', { values: ['RUB'] }),
  required('Scheme', 'string', 'charge or 0: one-stage; auth or 1: two-stage.', {
    values: schemes,
    // SBP has one scheme; clients that work do not name it.
    ...(schemes === oneStage ? { tolerated: 'always' as const } : {}),
  }),
  device('Os', 'string', 'Such as Android, iOS, Windows.', { tolerated: 'by_public_id' }),
  device('Browser', 'string', 'Such as Chrome, from the user agent.', {
    tolerated: 'by_public_id',
  }),
  device('Webview', 'boolean', 'Whether the page is shown inside an app.'),
  device('Device', 'string', 'Where the payer is.', {
    values: ['MobileApp', 'DesktopWeb', 'Mobile'],
  }),
  optional('Description', 'string', 'Free text.'),
  optional('AccountId', 'string', 'The payer on the side of the shop.'),
  optional('Email', 'string', 'Where the payment slip goes.'),
  optional('InvoiceId', 'string', 'Order number of the shop.'),
  optional('JsonData', 'json', 'Any data of the shop.'),
  optional('IpAddress', 'string', "The payer's address."),
  ...ownParameters,
];

/** Links and QR images that a payer opens in a bank's app (reference 2.12). */
export const linkMethods: Methods = {
  ...methodsOf('sbp'),
  ...methodsOf('tinkoffpay'),
  ...methodsOf('sberpay'),
  'payments/qr/status/get': statusMethod('What became of a link or QR, now.', () => undefined),
  'payments/qr/status/wait': statusMethod(
    'The same, once it is decided or a while has passed.',
    waitForStatus,
  ),
};

function methodsOf(kind: Kind): Methods {
  const method = traits[kind];
  const common = {
    place: 'link',
    section: '2.12',
    access: method.access,
    parameters: parametersOf(method),
    answers: 'Link',
  } as const satisfies Partial<Method>;
  return {
    [`payments/qr/${kind}/link`]: {
      ...common,
      about: `A ${method.name} payment link.`,
      run: (call) => open(call, kind, 'link'),
    },
    [`payments/qr/${kind}/image`]: {
      ...common,
      about: `A ${method.name} payment QR: base64 of ${kind === 'sbp' ? 'a PNG' : 'an SVG'}.`,
      run: (call) => open(call, kind, 'image'),
    },
  };
}

async function open({ fields, parts }: Call, kind: Kind, as: 'link' | 'image') {
  const { paidBy, redirectLimit } = traits[kind];
  const terminal = fields.text('PublicId') ?? parts.site.publicId;
  if (terminal !== parts.site.publicId) return refused('Invalid PublicId value');
  const ttlMs = ttlOf(fields, kind, parts.behaviour.unstatedLinkTtlMs);
  if (ttlMs === null) return refused('Invalid TtlMinutes value');
  const wrongUrl = wrongRedirect(fields, redirectLimit);
  if (wrongUrl !== null) return refused(`Invalid ${wrongUrl} value`);
  const { link, done } = await parts.links.open(linkRequest(fields, paidBy), {
    ttlMs,
    successRedirectUrl: fields.text('SuccessRedirectUrl'),
    failRedirectUrl: kind === 'tinkoffpay' ? fields.text('FailRedirectUrl') : null,
    isTest: parts.behaviour.testMode || fields.flag('IsTest'),
  });
  if (link === null) return { ...shown(parts, done.transaction), notified: done.notified };
  const url = kind === 'sberpay' ? sberPayUrl(link, parts.behaviour.sberPayLinks) : link.url;
  const faces = {
    QrUrl: as === 'link' ? url : null,
    QrImage: as === 'image' ? await imageOf(kind, url, parts.links) : null,
    TransactionId: exactNumber(link.transactionId),
  };
  const Amount = exactNumber(formatAmount(link.amountMinor));
  if (kind === 'sberpay') return succeeded({ ...faces, Amount });
  return succeeded({
    ...faces,
    MerchantOrderId: fields.text('InvoiceId'),
    ProviderQrId: link.providerQrId,
    Amount,
    Message: 'Created',
    IsTest: link.isTest,
  });
}

/** The life of the link; null when what was asked for is not possible. */
function ttlOf(fields: Fields, kind: Kind, unstatedMs: number): number | null {
  const { ttl } = traits[kind];
  if (ttl === null) return unstatedMs;
  const asked = fields.get('TtlMinutes');
  const given = asked !== undefined && asked !== null && asked !== '';
  const minutes = given ? (fields.integer('TtlMinutes') ?? 0) : ttl.defaultMinutes;
  return minutes < 1 || minutes > ttl.maxMinutes ? null : minutes * 60_000;
}

/** The name of the first address that a payer could not be sent to; null when all are well. */
export function wrongRedirect(fields: Fields, successLimit: number): string | null {
  const success = fields.text('SuccessRedirectUrl');
  if (success !== null && !isRedirectUrl(success, successLimit)) return 'SuccessRedirectUrl';
  const fail = fields.text('FailRedirectUrl');
  const longest = Number.POSITIVE_INFINITY;
  return fail !== null && !isRedirectUrl(fail, longest) ? 'FailRedirectUrl' : null;
}

export function linkRequest(fields: Fields, paidBy: PaymentMethodName) {
  return {
    scheme: schemeOf(fields.text('Scheme') ?? ''),
    amountMinor: checkedAmount(fields),
    currency: 'RUB',
    invoiceId: fields.text('InvoiceId'),
    accountId: fields.text('AccountId'),
    email: fields.text('Email'),
    description: fields.text('Description'),
    data: dataField(fields.get('JsonData')),
    culture: fields.text('CultureName') ?? 'ru-RU',
    ipAddress: fields.text('IpAddress'),
    saveCard: fields.flag('SaveCard'),
    method: { kind: 'link', paidBy },
    skipCheck: false,
  } as const;
}

function schemeOf(text: string): Scheme {
  return /^(auth|1)$/i.test(text) ? 'auth' : 'charge';
}

type Images = {
  readonly qrSvg: (text: string) => string;
  readonly qrPng: (text: string) => Promise<Buffer>;
};

async function imageOf(kind: Kind, url: string, images: Images): Promise<string> {
  if (kind === 'sbp') return (await images.qrPng(url)).toString('base64');
  return Buffer.from(images.qrSvg(url)).toString('base64');
}

/** The real ones open the bank's app by its scheme; on a laptop only a page can be opened. */
function sberPayUrl(link: PaymentLink, as: 'page' | 'app_scheme'): string {
  return as === 'page' ? link.url : link.url.replace(/^https?:/, 'sberpay:');
}

type StatusCall = Call & { readonly id: string };

function statusMethod(about: string, settled: (call: StatusCall) => unknown): Method {
  return {
    place: 'link_status',
    about,
    section: '2.12',
    access: 'either',
    unlimited: true,
    parameters: [
      required('TransactionId', 'long', 'The payment of the link.'),
      optional('PublicId', 'string', 'The terminal.'),
    ],
    answers: 'LinkStatus',
    run: async (call) => {
      const id = call.fields.text('TransactionId') ?? '';
      await settled({ ...call, id });
      return status(call, id);
    },
  };
}

/** The shape that mobile SDKs read (reference 2.12, unverified). */
function status({ parts }: Call, id: string): MethodResult {
  const transaction = parts.ledger.get(id);
  if (transaction === undefined) return refused('Not found');
  return succeeded({
    TransactionId: exactNumber(transaction.id),
    Status: transaction.status,
    StatusCode: statusCodes[transaction.status],
    ProviderQrId: parts.links.ofTransaction(id)?.providerQrId ?? null,
  });
}
