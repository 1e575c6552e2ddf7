import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { displayAmount, parseAmount } from '../money.ts';
import { type PageLanguage, pageLanguage, sendPage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import { qrSvg } from '../payments/qr-images.ts';
import type { Fields } from '../rest/fields.ts';
import { kassaErrorText } from './kassa-errors.ts';
import { contentFields } from './model.ts';
import { qrText } from './qr-text.ts';
import type { Receipt } from './receipt.ts';
import { methodWords, objectWords, receiptTypeWords, taxationWords, vatWords } from './tables.ts';
import { slipWords } from './words.ts';

type ById = { Params: { id: string } };

/** What `ReceiptLocalUrl` and `Url` open: a till slip, and its QR. Anyone with the link may look. */
export function registerReceiptPages(app: FastifyInstance, parts: SimulatorParts): void {
  app.get<ById>('/receipts/:id', (request, reply) => {
    const receipt = parts.receipts.get(request.params.id);
    return slip(request, reply, receipt, parts);
  });
  app.get<ById>('/receipts/:id/qr', (request, reply) => {
    const receipt = parts.receipts.get(request.params.id);
    if (receipt === undefined || receipt.fiscal === null) return reply.code(404).send('');
    return reply
      .type('image/svg+xml')
      .header('x-content-type-options', 'nosniff')
      .send(qrSvg(qrText(receipt, receipt.fiscal)));
  });
}

function slip(
  request: FastifyRequest,
  reply: FastifyReply,
  receipt: Receipt | undefined,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  const lang = pageLanguage(request);
  const words = slipWords[lang];
  if (receipt === undefined) {
    return sendPage(reply.code(404), 'receipt', { lang, words, missing: true, slip: null });
  }
  const model = slipModel(receipt, lang);
  const place = model.place === '' ? parts.receipts.kassa.get().url : model.place;
  return sendPage(reply, 'receipt', { lang, words, missing: false, slip: { ...model, place } });
}

function slipModel(receipt: Receipt, lang: PageLanguage) {
  const fields = contentFields(receipt);
  const amounts = fields.object('Amounts');
  const words = slipWords[lang];
  const pick = (pair: readonly [string, string] | undefined) => pair?.[lang === 'ru' ? 0 : 1] ?? '';
  const paid = words.amounts.flatMap(([name, text]) => {
    const sum = sumOf(amounts?.text(name) ?? null, lang);
    return sum === '' || /^0[.,]00/.test(sum.replace(/^\D+/, '')) ? [] : [{ text, sum }];
  });
  const { fiscal } = receipt;
  return {
    title: fields.flag('IsBso') ? words.bso : words.receipts[receipt.kind],
    type: pick(receiptTypeWords[receipt.type]),
    inn: receipt.inn,
    status: receipt.status,
    error: receipt.errorCode === 0 ? '' : kassaErrorText(receipt.errorCode, lang),
    errorCode: receipt.errorCode,
    problems: receipt.problems,
    items: fields.objects('Items').map((item) => itemModel(item, lang)),
    total: displayAmount(receipt.totalMinor, 'RUB', lang),
    paid,
    taxation: pick(taxationWords[fields.integer('TaxationSystem') ?? -1]),
    buyer: fields.text('Email') ?? fields.text('Phone') ?? '',
    customer: fields.text('CustomerInfo') ?? '',
    cashier: fields.text('CashierName') ?? '',
    place: fields.text('CalculationPlace') ?? '',
    invoiceId: receipt.invoiceId ?? '',
    cause: causeOf(fields),
    sent: receipt.status === 'Error' ? receipt.content : '',
    qr: fiscal === null ? '' : `/receipts/${receipt.id}/qr`,
    fiscal: fiscal === null ? null : { ...fiscal, time: timeOf(fiscal.atMs, lang) },
  };
}

function itemModel(item: Fields, lang: PageLanguage) {
  const pick = (pair: readonly [string, string] | undefined) => pair?.[lang === 'ru' ? 0 : 1] ?? '';
  return {
    label: item.text('Label') ?? '',
    quantity: item.text('Quantity') ?? '',
    unit: item.text('MeasurementUnit') ?? '',
    price: sumOf(item.text('Price'), lang),
    sum: sumOf(item.text('Amount'), lang),
    vat: pick(vatWords(item.integer('Vat'))),
    method: pick(methodWords[item.integer('Method') ?? 4]),
    object: pick(objectWords.get(item.integer('Object') ?? 0)),
  };
}

/** A sum of a receipt that is in order; as it was sent when it is not. */
function sumOf(text: string | null, lang: PageLanguage): string {
  if (text === null) return '';
  const minor = parseAmount(text);
  return minor === null ? text : displayAmount(minor, 'RUB', lang);
}

function causeOf(fields: Fields): string {
  const number = fields.text('CorrectionNumber');
  return number === null ? '' : `${number}, ${fields.text('CorrectionDate') ?? ''}`;
}

/** Moscow time, as receipts are printed in. */
function timeOf(atMs: number, lang: PageLanguage): string {
  return new Intl.DateTimeFormat(lang === 'ru' ? 'ru-RU' : 'en-GB', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'Europe/Moscow',
  }).format(atMs);
}
