import type { Bench } from '../bench.ts';
import { casesOf } from '../case.ts';
import { offered } from '../steps.ts';
import type { Answer } from '../wire/client.ts';
import { fieldOf, type JsonObject } from '../wire/json.ts';

/** One line without VAT, paid electronically. */
export const receiptOf = (amount: number, fields: JsonObject = {}): JsonObject => ({
  Items: [
    {
      Label: 'Чай «Сосна»',
      Price: amount,
      Quantity: 1,
      Amount: amount,
      Vat: null,
      Method: 4,
      Object: 1,
    },
  ],
  TaxationSystem: 1,
  Email: 'payer@example.test',
  Amounts: { Electronic: amount },
  ...fields,
});

export function makeReceipt(
  { api, inn, invoice }: Bench,
  receipt: JsonObject | undefined = receiptOf(10),
  fields: JsonObject = {},
): Promise<Answer> {
  return api('kkt/receipt', {
    Inn: inn,
    Type: 'Income',
    CustomerReceipt: receipt,
    InvoiceId: invoice(),
    ...fields,
  });
}

const states = ['Queued', 'Processed', 'Error', 'NotFound'];

/** Fiscal receipts (reference 2.15; widget reference 4). */
export const receiptCases = casesOf('receipts', [
  {
    name: 'create',
    claim: {
      ru: 'Чек ставится в очередь: Message Queued, в Model Id и ReceiptLocalUrl',
      en: 'A receipt is queued: Message Queued, Id and ReceiptLocalUrl in Model',
    },
    section: 'W4.2',
    run: async (bench, check) => {
      const answer = await makeReceipt(bench);
      offered(answer);
      const model = check.accepted(answer);
      check.equal('kkt/receipt Message', answer.message, 'Queued');
      check.matches('kkt/receipt Model.Id', model.Id, /\S/);
      check.matches('kkt/receipt Model.ReceiptLocalUrl', model.ReceiptLocalUrl, /^https?:\/\//);
    },
  },
  {
    name: 'status',
    claim: {
      ru: 'Статус чека — строка Model: Queued, Processed, Error или NotFound',
      en: 'The status of a receipt is Model as text: Queued, Processed, Error or NotFound',
    },
    section: '2.15',
    run: async (bench, check) => {
      const made = await makeReceipt(bench);
      offered(made);
      const { Id } = check.accepted(made);
      const answer = await bench.api('kkt/receipt/status/get', { Id });
      check.done(answer);
      const known = states.slice(0, 2).includes(String(answer.model));
      check.holds('kkt/receipt/status/get Model', answer.model, 'Queued | Processed', known);
      const unknown = await bench.api('kkt/receipt/status/get', { Id: '00000000000000000000' });
      check.equal('kkt/receipt/status/get unknown: Model', unknown.model, 'NotFound');
    },
  },
  {
    name: 'get',
    claim: {
      ru: 'Детали чека: позиции, суммы, система налогообложения и почта, как были посланы',
      en: 'The details of a receipt: items, sums, taxation and e-mail, as they were sent',
    },
    section: '2.15',
    run: async (bench, check) => {
      const made = await makeReceipt(bench, receiptOf(12.34));
      offered(made);
      const { Id } = check.accepted(made);
      const model = check.accepted(await bench.api('kkt/receipt/get', { Id }));
      const items = model.Items;
      const first: unknown = Array.isArray(items) ? items[0] : undefined;
      check.equal('kkt/receipt/get Model.Items length', Array.isArray(items) && items.length, 1);
      check.equal('kkt/receipt/get Model.Items[0].Label', anyCase(first, 'Label'), 'Чай «Сосна»');
      check.equal('kkt/receipt/get Model.Items[0].Amount', anyCase(first, 'Amount'), 12.34);
      check.equal('kkt/receipt/get Model.TaxationSystem', model.TaxationSystem, 1);
      check.equal('kkt/receipt/get Model.Email', model.Email, 'payer@example.test');
      check.equal('kkt/receipt/get Model.Amounts', anyCase(model.Amounts, 'Electronic'), 12.34);
    },
  },
  {
    name: 'required',
    claim: {
      ru: 'Чек без ИНН, вида или содержания не принимается, как и неизвестный вид',
      en: 'A receipt needs tax id, type and content; an unknown type is not taken',
    },
    section: 'W4.2',
    run: async (bench, check) => {
      offered(await makeReceipt(bench));
      for (const name of ['Inn', 'Type', 'CustomerReceipt']) {
        const answer = await makeReceipt(bench, receiptOf(10), { [name]: undefined });
        check.equal(`without ${name}: Success`, answer.success, false);
      }
      const answer = await makeReceipt(bench, receiptOf(10), { Type: 'Gift' });
      check.equal('Type Gift: Success', answer.success, false);
    },
  },
  {
    name: 'sums',
    claim: {
      ru: 'Не принимаются: ни одной позиции (12), оплат меньше итога (13), больше двух знаков (23), плохая почта (24)',
      en: 'Not taken: no items (12), payments below the total (13), three decimals (23), a bad e-mail (24)',
    },
    section: 'W4.11',
    run: async (bench, check) => {
      offered(await makeReceipt(bench));
      const wrong: readonly (readonly [code: number, receipt: JsonObject])[] = [
        [12, receiptOf(10, { Items: [] })],
        [13, receiptOf(10, { Amounts: { Electronic: 9 } })],
        [23, receiptOf(10.005)],
        [24, receiptOf(10, { Email: 'no-such@' })],
      ];
      for (const [code, receipt] of wrong) {
        const answer = await makeReceipt(bench, receipt);
        check.equal(`code ${code}: Success`, answer.success, false);
        const got = fieldOf(answer.model, 'ErrorCode') ?? fieldOf(answer.json, 'ErrorCode');
        check.equal(`code ${code}: ErrorCode`, got, code);
      }
    },
  },
  {
    name: 'vat',
    claim: {
      ru: 'Ставка НДС 20 % с 2026 года не принимается, 22 % и «без НДС» принимаются',
      en: 'VAT of 20% is not taken since 2026; 22% and none are',
    },
    section: 'W4.7',
    run: async (bench, check) => {
      offered(await makeReceipt(bench));
      const withVat = (Vat: number | null) =>
        receiptOf(10, { Items: [{ Label: 'Чай', Price: 10, Quantity: 1, Amount: 10, Vat }] });
      check.accepted(await makeReceipt(bench, withVat(22)));
      check.accepted(await makeReceipt(bench, withVat(null)));
      const old = await makeReceipt(bench, withVat(20));
      check.equal('Vat 20: Success', old.success, false);
      const unknown = await makeReceipt(bench, withVat(33));
      check.equal('Vat 33: Success', unknown.success, false);
    },
  },
  {
    name: 'request-id',
    claim: {
      ru: 'Повтор с тем же X-Request-ID не делает второго чека',
      en: 'A repeat with the same X-Request-ID makes no second receipt',
    },
    section: 'W4.2',
    run: async (bench, check) => {
      const fields = { Inn: bench.inn, Type: 'Income', CustomerReceipt: receiptOf(10) };
      const options = { headers: { 'X-Request-ID': bench.invoice() } };
      const first = await bench.api('kkt/receipt', fields, options);
      offered(first);
      const second = await bench.api('kkt/receipt', fields, options);
      check.equal('kkt/receipt Model.Id', fieldOf(second.model, 'Id'), check.accepted(first).Id);
    },
  },
]);

/** Receipts spell names with either first letter (reference 2.15). */
export function anyCase(value: unknown, name: string): unknown {
  return fieldOf(value, name) ?? fieldOf(value, name.charAt(0).toLowerCase() + name.slice(1));
}
