import { casesOf, type Draft } from '../case.ts';
import { onlyWithValue, type PaymentNotification, parametersIn } from '../listener/table.ts';
import { told } from './heard.ts';

const types: readonly PaymentNotification[] = [
  'Check',
  'Pay',
  'Fail',
  'Confirm',
  'Refund',
  'Cancel',
];

const needsOf = (type: PaymentNotification) => [type === 'Check' ? 'check' : 'listener'] as const;

const moneyPattern = /^\d+\.\d\d$/;
const dateTimePattern = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** The parameters of table 3.5, type by type. */
export const notificationFieldCases = casesOf('notifications', types.flatMap(draftsFor));

function draftsFor(type: PaymentNotification): readonly Draft[] {
  const name = type.toLowerCase();
  const { required, known } = parametersIn(type);
  return [
    {
      name: `${name}-parameters`,
      claim: {
        ru: `В ${type} есть все обязательные параметры, и они не пусты`,
        en: `${type} has every required parameter, and none is empty`,
      },
      section: '3.5',
      needs: needsOf(type),
      run: async (bench, check) => {
        const { received } = await told(bench, check, type);
        for (const one of required) check.matches(`${type} ${one}`, received.value(one), /./);
      },
    },
    {
      name: `${name}-exact-set`,
      claim: {
        ru: `${type}: ровно параметры своей таблицы, пустые — как «Поле=»`,
        en: `${type}: exactly the parameters of its table, an empty one as "Field="`,
      },
      section: '3.5',
      basis: 'unverified',
      needs: needsOf(type),
      run: async (bench, check) => {
        const { received } = await told(bench, check, type);
        const sent = received.parameters.map(([parameter]) => parameter);
        const always = known.filter((parameter) => !onlyWithValue.includes(parameter));
        check.equal(
          `${type} missing`,
          always.filter((one) => !sent.includes(one)),
          [],
        );
        check.equal(
          `${type} beyond the table`,
          sent.filter((one) => !known.includes(one)),
          [],
        );
        check.equal(`${type} repeated`, sent.length - new Set(sent).size, 0);
      },
    },
    {
      name: `${name}-values`,
      claim: {
        ru: `Значения ${type}: сумма с двумя знаками, время в UTC, номера и данные как в запросе`,
        en: `Values of ${type}: sums with two decimals, times in UTC, numbers and data as requested`,
      },
      section: '3.4',
      needs: needsOf(type),
      run: async (bench, check) => {
        const { received, id, invoiceId } = await told(bench, check, type);
        const value = (parameter: string) => received.value(parameter);
        const expected: Readonly<Record<string, string>> = {
          TransactionId: String(id),
          Amount: '1500.00',
          InvoiceId: invoiceId,
          ...(known.includes('Currency')
            ? { Currency: 'RUB', PaymentCurrency: 'RUB', TestMode: '1' }
            : {}),
          ...(known.includes('CardFirstSix')
            ? type === 'Fail'
              ? { CardFirstSix: '400005', CardLastFour: '5556' }
              : { CardFirstSix: '400000', CardLastFour: '3055' }
            : {}),
          ...(known.includes('OperationType')
            ? { OperationType: type === 'Refund' ? 'Refund' : 'Payment' }
            : {}),
        };
        for (const [parameter, text] of Object.entries(expected)) {
          check.equal(`${type} ${parameter}`, value(parameter), text);
        }
        check.matches(`${type} Amount`, value('Amount'), moneyPattern);
        if (known.includes('PaymentAmount')) {
          check.matches(`${type} PaymentAmount`, value('PaymentAmount'), moneyPattern);
        }
        check.matches(`${type} DateTime`, value('DateTime'), dateTimePattern);
        const at = Date.parse(`${(value('DateTime') ?? '').replace(' ', 'T')}Z`);
        const near = Math.abs(at - (await bench.clock.now())) < 15 * 60_000;
        check.holds(`${type} DateTime`, value('DateTime'), 'now ± 15 min, UTC', near);
      },
    },
  ];
}
