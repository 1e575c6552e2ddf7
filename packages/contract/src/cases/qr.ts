import type { Bench } from '../bench.ts';
import { casesOf } from '../case.ts';
import { fixtures } from '../fixtures.ts';
import { qrRules, sberPayRules } from '../models/others.ts';
import { conforms } from '../models/rules.ts';
import { likePublished } from '../published.ts';
import { idOf, offered, readBack } from '../steps.ts';
import { fieldOf, type JsonObject } from '../wire/json.ts';

const device = { Browser: 'Chrome', Os: 'Android', Webview: false, Device: 'Mobile' };
const back = {
  SuccessRedirectUrl: 'https://shop.example/ok',
  FailRedirectUrl: 'https://shop.example/no',
};

type Way = 'sbp' | 'tinkoffpay' | 'sberpay';

/** A right request for each way to pay; `Scheme` is spelled as each of them wants it. */
function request({ terminal, invoice }: Bench, way: Way, fields: JsonObject = {}): JsonObject {
  const scheme = { sbp: 'charge', tinkoffpay: 0, sberpay: 'charge' }[way];
  return {
    PublicId: terminal.publicId,
    Amount: 12.5,
    Currency: 'RUB',
    Scheme: scheme,
    InvoiceId: invoice(),
    Description: 'Чай',
    ...(way === 'sbp' ? { IsTest: true } : { ...device, ...back }),
    ...fields,
  };
}

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

function bytesOf(base64: unknown): Buffer {
  return Buffer.from(typeof base64 === 'string' ? base64 : '', 'base64');
}

/** Links and QR codes of banks' own apps (reference 2.12, 2.13; widget reference 5). */
export const qrCases = casesOf('qr', [
  {
    name: 'sbp-link',
    claim: {
      ru: 'Ссылка СБП: QrUrl, QrImage null, номер заказа в MerchantOrderId, Message Created',
      en: 'An SBP link: QrUrl, QrImage null, the order in MerchantOrderId, Message Created',
    },
    section: '2.12',
    run: async (bench, check) => {
      const fields = request(bench, 'sbp');
      const answer = await bench.api('payments/qr/sbp/link', fields);
      offered(answer);
      const model = check.accepted(answer);
      conforms(check, 'Model', model, qrRules);
      likePublished(check, '', answer.json, fixtures.qrLink.body);
      check.matches('Model.QrUrl', model.QrUrl, /^https?:\/\//);
      check.equal('Model.QrImage', model.QrImage, null);
      check.equal('Model.MerchantOrderId', model.MerchantOrderId, fields.InvoiceId);
      check.equal('Model.Amount', model.Amount, 12.5);
      check.equal('Model.Message', model.Message, 'Created');
    },
  },
  {
    name: 'sbp-image',
    claim: {
      ru: 'QR СБП: QrImage — PNG в base64, QrUrl null',
      en: 'An SBP QR: QrImage is a PNG in base64, QrUrl null',
    },
    section: 'W5.3',
    run: async (bench, check) => {
      const answer = await bench.api('payments/qr/sbp/image', request(bench, 'sbp'));
      offered(answer);
      const model = check.accepted(answer);
      check.equal('Model.QrUrl', model.QrUrl, null);
      const start = bytesOf(model.QrImage).subarray(0, 4);
      check.equal('Model.QrImage first bytes', start.toString('hex'), pngStart.toString('hex'));
    },
  },
  {
    name: 't-pay',
    claim: {
      ru: 'T-Pay: ссылка и QR, QrImage — SVG в base64',
      en: 'T-Pay: a link and a QR, QrImage is an SVG in base64',
    },
    section: 'W5.3',
    run: async (bench, check) => {
      const answer = await bench.api('payments/qr/tinkoffpay/link', request(bench, 'tinkoffpay'));
      offered(answer);
      const link = check.accepted(answer);
      conforms(check, 'link Model', link, qrRules);
      check.matches('link Model.QrUrl', link.QrUrl, /^[a-z-]+:\/\//i);
      const fields = request(bench, 'tinkoffpay', { Scheme: 1 });
      const image = check.accepted(await bench.api('payments/qr/tinkoffpay/image', fields));
      check.equal('image Model.QrUrl', image.QrUrl, null);
      check.matches('image Model.QrImage', bytesOf(image.QrImage).toString('utf8'), /<svg[\s>]/);
    },
  },
  {
    name: 'sberpay',
    claim: {
      ru: 'SberPay работает без ключей, терминал — в PublicId; Model короче; QR — SVG',
      en: 'SberPay works with no keys, the terminal is in PublicId; a shorter Model; the QR is SVG',
    },
    section: '1.2',
    run: async (bench, check) => {
      const call = (what: string, fields: JsonObject) =>
        bench.api(`payments/qr/sberpay/${what}`, fields, { keys: null });
      const answer = await call('link', request(bench, 'sberpay'));
      offered(answer);
      const link = check.accepted(answer);
      conforms(check, 'link Model', link, sberPayRules);
      check.matches('link Model.QrUrl', link.QrUrl, /^[a-z-]+:\/\//i);
      const image = check.accepted(
        await call('image', request(bench, 'sberpay', { Scheme: 'auth' })),
      );
      check.matches('image Model.QrImage', bytesOf(image.QrImage).toString('utf8'), /<svg[\s>]/);
    },
  },
  {
    name: 'waits',
    claim: {
      ru: 'Пока ссылку не оплатили, транзакция есть и ждёт: не Completed и не Authorized',
      en: 'Until a link is paid its transaction is there and waits: not Completed, not Authorized',
    },
    section: '2.12',
    run: async (bench, check) => {
      const answer = await bench.api('payments/qr/sbp/link', request(bench, 'sbp'));
      offered(answer);
      const { Status } = await readBack(bench, check, idOf(check, answer));
      const waits = Status === 'Created' || Status === 'Pending';
      check.holds('payments/get Model.Status', Status, 'Created | Pending', waits);
    },
  },
  {
    name: 'required',
    claim: {
      ru: 'Ссылка без суммы или валюты не создаётся; двухстадийной СБП нет',
      en: 'A link needs a sum and a currency; SBP has no two-stage payments',
    },
    section: '2.12',
    run: async (bench, check) => {
      const link = (fields: JsonObject) =>
        bench.api('payments/qr/sbp/link', request(bench, 'sbp', fields));
      offered(await link({}));
      for (const name of ['Amount', 'Currency']) {
        const { success } = await link({ [name]: undefined });
        check.equal(`without ${name}: Success`, success, false);
      }
      check.equal('Scheme auth: Success', (await link({ Scheme: 'auth' })).success, false);
    },
  },
  {
    name: 'terminal-required',
    claim: {
      ru: 'С ключами в запросе PublicId и Scheme ссылки СБП всё равно обязательны',
      en: 'With keys in the request PublicId and Scheme of an SBP link are required all the same',
    },
    section: '2.12',
    basis: 'unverified',
    run: async (bench, check) => {
      const link = (fields: JsonObject) =>
        bench.api('payments/qr/sbp/link', request(bench, 'sbp', fields));
      offered(await link({}));
      for (const name of ['PublicId', 'Scheme']) {
        const { success } = await link({ [name]: undefined });
        check.equal(`without ${name}: Success`, success, false);
      }
    },
  },
  {
    name: 'lifetime',
    claim: {
      ru: 'TtlMinutes ссылки СБП — от 1 до 129 600',
      en: 'TtlMinutes of an SBP link is from 1 to 129,600',
    },
    section: '2.12',
    run: async (bench, check) => {
      const link = (TtlMinutes: number) =>
        bench.api('payments/qr/sbp/link', request(bench, 'sbp', { TtlMinutes }));
      const most = await link(129_600);
      offered(most);
      check.accepted(most);
      check.accepted(await link(1));
      for (const wrong of [0, 129_601]) {
        const answer = await link(wrong);
        check.equal(`TtlMinutes ${wrong}: Success`, answer.success, false);
      }
    },
  },
  {
    name: 'status',
    claim: {
      ru: 'payments/qr/status/get отвечает статусом ссылки: TransactionId, Status',
      en: 'payments/qr/status/get tells the status of a link: TransactionId, Status',
    },
    section: '2.12',
    basis: 'unverified',
    run: async (bench, check) => {
      const answer = await bench.api('payments/qr/sbp/link', request(bench, 'sbp'));
      offered(answer);
      const TransactionId = idOf(check, answer);
      const fields = { TransactionId, PublicId: bench.terminal.publicId };
      const { model } = await bench.api('payments/qr/status/get', fields);
      check.equal('Model.TransactionId', fieldOf(model, 'TransactionId'), TransactionId);
      check.equal('Model.Status', fieldOf(model, 'Status'), 'Created');
    },
  },
  {
    name: 'banks',
    claim: {
      ru: 'Список банков СБП: id, name, logo и url с концом {QRC_ID}{QUERY_STRING}',
      en: 'The SBP banks: id, name, logo and a url that ends in {QRC_ID}{QUERY_STRING}',
    },
    section: '2.12',
    run: async (bench, check) => {
      const fields = { PublicTerminalId: bench.terminal.publicId, Platform: 'desktop' };
      const answer = await bench.api('sbp/v2/banks/info', fields);
      offered(answer);
      const first: unknown = Array.isArray(answer.model) ? answer.model[0] : undefined;
      check.holds(
        'Model[0].Version',
        fieldOf(first, 'Version'),
        'present',
        fieldOf(first, 'Version') !== undefined,
      );
      const members = fieldOf(first, 'Members');
      if (!Array.isArray(members) || members.length === 0) {
        return check.stop('Model[0].Members', members, '[{id, name, logo, url}, …]');
      }
      for (const member of members.slice(0, 3)) {
        check.matches('Members[…].id', fieldOf(member, 'id'), /^\d+$/);
        check.matches('Members[…].name', fieldOf(member, 'name'), /\S/);
        check.matches('Members[…].logo', fieldOf(member, 'logo'), /^(https?:|data:)/);
        check.matches('Members[…].url', fieldOf(member, 'url'), /\{QRC_ID\}\{QUERY_STRING\}$/);
      }
      const { success } = await bench.api('sbp/v2/banks/info', {});
      check.holds('without PublicTerminalId: Success', success, '≠ true', success !== true);
    },
  },
  {
    name: 'dolyame',
    claim: {
      ru: 'Долями: Model {TransactionId, Amount, IsTest} и ссылка в ExtensionData.Link, без ключей',
      en: 'Dolyame: Model {TransactionId, Amount, IsTest} and ExtensionData.Link, with no keys',
    },
    section: '2.13',
    run: async (bench, check) => {
      const fields = {
        PublicId: bench.terminal.publicId,
        AltPayType: 'TcsBnplDolyame',
        Amount: 100,
        Scheme: 0,
        InvoiceId: bench.invoice(),
      };
      const answer = await bench.api('payments/altpay/pay', fields, { keys: null });
      offered(answer);
      const model = check.accepted(answer);
      check.equal('Model.Amount', model.Amount, 100);
      check.holds('Model.IsTest', model.IsTest, 'flag', typeof model.IsTest === 'boolean');
      idOf(check, answer);
      const beside = fieldOf(answer.json, 'ExtensionData');
      const link = fieldOf(beside ?? model.ExtensionData, 'Link');
      check.matches('ExtensionData.Link', link, /^https?:\/\//);
    },
  },
]);
