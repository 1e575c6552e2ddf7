import { parseNotification } from '@kopeck/cloudpayments/notifications';
import type { CheckNotification } from '@kopeck/cloudpayments/wire';
import type { Text } from '../../text.ts';
import { type Finding, failed, passed } from '../finding.ts';
import type { RowId } from '../rows.ts';
import { reinstall } from '../shared-words.ts';
import { formType } from '../webhook.ts';

/** A Check as the gateway writes it: lower-case hex, space as `+`, empty optional fields, JSON in Data. */
const body =
  'TransactionId=3000000017&Amount=1500.00&Currency=RUB&PaymentAmount=1500.00&PaymentCurrency=RUB' +
  '&DateTime=2026-11-24+09%3a30%3a05&CardId=&CardFirstSix=424242&CardLastFour=4242&CardType=Visa' +
  '&CardExpDate=12%2f30&TestMode=1&Status=Authorized&OperationType=Payment&InvoiceId=INV+17%2b1' +
  '&AccountId=&SubscriptionId=&TokenRecipient=&Name=IVAN+PETROV&Email=anna%2bshop%40example.test' +
  '&Description=%d0%a7%d0%b0%d0%b9+%c2%ab%d0%a3%d0%bb%d1%83%d0%bd%c2%bb&PaymentMethod=' +
  '&Data=%7b%22%d0%bf%d1%80%d0%b8%d0%bc%d0%b5%d1%87%d0%b0%d0%bd%d0%b8%d0%b5%22%3a%221%2b1+%26+%d0%b1%d0%b5%d0%b7+%d1%81%d0%b4%d0%b0%d1%87%d0%b8%22%7d';

type Expected = Partial<Record<keyof CheckNotification, string | undefined>>;

const expectations: Readonly<Record<`parsing.${string}` & RowId, Expected>> = {
  'parsing.cyrillic': { description: 'Чай «Улун»' },
  'parsing.plus': {
    invoiceId: 'INV 17+1',
    name: 'IVAN PETROV',
    email: 'anna+shop@example.test',
  },
  'parsing.empty_fields': { accountId: undefined, cardId: undefined, paymentMethod: undefined },
  'parsing.json_data': { data: '{"примечание":"1+1 & без сдачи"}' },
};

/** The parser of the server, on one body with everything that parsers trip over. */
export function* checkParsing(): Iterable<Finding> {
  const rawBody = Buffer.from(body);
  const parsed = parseNotification({ rawBody, contentType: formType, kind: 'check' });
  for (const [id, expected] of Object.entries(expectations)) {
    const row = id as RowId;
    if (!parsed.ok) {
      yield failed(row, unread(parsed.error), reinstall);
      continue;
    }
    const found = parsed.notification as unknown as Readonly<Record<string, unknown>>;
    const wrong = Object.entries(expected).find(([field, value]) => found[field] !== value);
    yield wrong === undefined
      ? passed(row)
      : failed(row, misread(wrong[0], found[wrong[0]], wrong[1]), reinstall);
  }
}

const unread = (error: string): Text => ({
  ru: `Тело не прочитано: ${error}.`,
  en: `The body was not read: ${error}.`,
});

const misread = (field: string, found: unknown, expected: string | undefined): Text => ({
  ru: `${field}: прочитано ${JSON.stringify(found) ?? 'ничего'}, а было ${JSON.stringify(expected) ?? 'ничего'}.`,
  en: `${field}: read as ${JSON.stringify(found) ?? 'nothing'}, and it was ${JSON.stringify(expected) ?? 'nothing'}.`,
});
