import { createHash } from 'node:crypto';
import type {
  AttentionReason,
  Evidence,
  OperationView,
  PaymentDetail,
  PaymentRow,
  PaymentStatus,
  TimelineEvent,
} from '@kopeck/api';

const HOUR_MS = 3_600_000;

/** A stable uuid for a name, so that addresses survive a restart of the fixture. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export type FixturePayment = {
  row: PaymentRow;
  items: readonly { name: string; price: string; quantity: number }[];
  operations: OperationView[];
  refunds: PaymentDetail['refunds'];
  events: TimelineEvent[];
};

type Seed = {
  readonly email: string;
  readonly items: readonly (readonly [name: string, price: string, quantity: number])[];
  readonly status: PaymentStatus;
  /** Hours ago the payment began, and hours until its hold lapses. */
  readonly ago: number;
  readonly left?: number;
  readonly confirmed?: string;
  readonly refunded?: string;
  readonly attention?: readonly AttentionReason[];
  readonly first?: boolean;
  readonly test?: boolean;
  readonly reasonCode?: number;
};

const seeds: readonly Seed[] = [
  {
    email: 'k.sokolova@mail.example',
    items: [
      ['Да Хун Пао, 100 г', '1890.00', 2],
      ['Гайвань фарфоровая, 120 мл', '1450.00', 1],
    ],
    status: 'authorized',
    ago: 164,
    left: 4.2,
  },
  {
    email: 'pavel.orlov@yandex.example',
    items: [['Те Гуань Инь, 250 г', '1500.00', 1]],
    status: 'authorized',
    ago: 157,
    left: 10.6,
    first: true,
  },
  {
    email: 'bukhgalteria@sever-coffee.example',
    items: [['Пуэр Шу «Императорский», 357 г', '3240.00', 12]],
    status: 'authorized',
    ago: 139,
    left: 29,
  },
  {
    email: 'anna.litvinova@gmail.example',
    items: [
      ['Набор «Первая церемония»', '4990.00', 1],
      ['Доставка курьером', '390.00', 1],
    ],
    status: 'authorized',
    ago: 126,
    left: 42.4,
  },
  {
    email: 'd.khasanov@mail.example',
    items: [['Лун Цзин, 50 г', '980.50', 1]],
    status: 'authorized',
    ago: 98,
    left: 70,
    first: true,
  },
  {
    email: 'olga.vetrova@inbox.example',
    items: [['Чайник исинский, 180 мл', '7600.00', 1]],
    status: 'authorized',
    ago: 73,
    left: 95,
  },
  {
    email: 'm.fedorov@company.example',
    items: [
      ['Гёкуро, 100 г', '2150.00', 3],
      ['Тясяку бамбуковая', '640.00', 3],
    ],
    status: 'authorized',
    ago: 51,
    left: 117,
  },
  {
    email: 'irina.alekseevna.belozerskaya@very-long-domain.example',
    items: [['Сертификат подарочный', '5000.00', 1]],
    status: 'authorized',
    ago: 27,
    left: 141,
    first: true,
  },
  {
    email: 'yuri.k@mail.example',
    items: [['Молочный улун, 100 г', '890.00', 1]],
    status: 'authorized',
    ago: 5,
    left: 163,
  },
  {
    email: 'natalia.rud@yandex.example',
    items: [['Шэн Пуэр 2019, 200 г', '2780.00', 1]],
    status: 'authorized',
    ago: 0.6,
    left: 167.4,
    first: true,
  },
  {
    email: 'anna.litvinova@gmail.example',
    items: [['Набор «Первая церемония»', '4990.00', 1]],
    status: 'authorized',
    ago: 125,
    left: 43,
    attention: ['duplicate'],
  },
  {
    email: 'ghost@mail.example',
    items: [['Чайник исинский, 180 мл', '76.00', 1]],
    status: 'authorized',
    ago: 2,
    left: 166,
    attention: ['amount_differs'],
    first: true,
  },
  {
    email: 'sergey.m@mail.example',
    items: [['Да Хун Пао, 100 г', '1890.00', 1]],
    status: 'authorized',
    ago: 1,
    left: 167,
    attention: ['awaiting_lookup'],
  },
  {
    email: 'k.sokolova@mail.example',
    items: [['Лапсанг Сушонг, 100 г', '760.00', 2]],
    status: 'confirmed',
    ago: 200,
    confirmed: '1520.00',
  },
  {
    email: 'office@atelier-nord.example',
    items: [['Пуэр Шу «Императорский», 357 г', '3240.00', 4]],
    status: 'confirmed',
    ago: 216,
    confirmed: '9720.00',
    refunded: '3240.00',
  },
  {
    email: 'pavel.orlov@yandex.example',
    items: [['Гайвань фарфоровая, 120 мл', '1450.00', 1]],
    status: 'confirmed',
    ago: 230,
    confirmed: '1450.00',
    refunded: '1450.00',
  },
  {
    email: 'd.khasanov@mail.example',
    items: [['Матча церемониальная, 30 г', '2400.00', 1]],
    status: 'voided',
    ago: 240,
  },
  {
    email: 'lena.kim@mail.example',
    items: [['Те Гуань Инь, 250 г', '1500.00', 2]],
    status: 'declined',
    ago: 26,
    reasonCode: 5051,
  },
  {
    email: 'roman@mail.example',
    items: [['Молочный улун, 100 г', '890.00', 1]],
    status: 'pending',
    ago: 0.2,
  },
];

const cards = ['424242******4242', '555555******4444', '220138******0013', '400005******5556'];
const amountOf = (kopecks: bigint) =>
  `${kopecks / 100n}.${String(kopecks % 100n).padStart(2, '0')}`;
const kopecksOf = (amount: string) => BigInt(amount.replace('.', ''));

function rowOf(seed: Seed, index: number, nowMs: number): PaymentRow {
  const invoiceId = `K-${10_482 - index * 7}`;
  const createdMs = nowMs - seed.ago * HOUR_MS;
  const total = seed.items.reduce(
    (sum, [, price, count]) => sum + kopecksOf(price) * BigInt(count),
    0n,
  );
  const held = seed.status !== 'pending' && seed.status !== 'declined';
  return {
    id: idOf(`payment ${invoiceId}`),
    transactionId: seed.status === 'pending' ? null : String(2_897_461_000 + index * 137),
    status: seed.status,
    scheme: 'dual',
    amount: amountOf(total),
    currency: 'RUB',
    confirmedAmount: seed.confirmed ?? '0.00',
    refundedAmount: seed.refunded ?? '0.00',
    version: 2,
    authorizedAt: held ? new Date(createdMs + 90_000).toISOString() : null,
    authorizedUntil:
      seed.status === 'authorized' && seed.left !== undefined
        ? new Date(nowMs + seed.left * HOUR_MS).toISOString()
        : null,
    card: seed.status === 'pending' ? null : (cards[index % cards.length] ?? null),
    cardType:
      seed.status === 'pending' ? null : (['Visa', 'Mastercard', 'МИР', 'Visa'][index % 4] ?? null),
    testMode: seed.test ?? false,
    reasonCode: seed.reasonCode ?? null,
    attention: [...(seed.attention ?? [])],
    orderId: idOf(`order ${invoiceId}`),
    invoiceId,
    orderStatus: held ? 'paid' : 'awaiting_payment',
    description: seed.items
      .map(([name, , count]) => (count > 1 ? `${name} × ${count}` : name))
      .join(', '),
    email: seed.email,
    createdAt: new Date(createdMs).toISOString(),
    firstTimePayer: seed.first ?? false,
    openOperation: null,
  };
}

const noEvidence: Evidence = {
  notificationId: null,
  rawBody: null,
  signature: null,
  answer: null,
  requestId: null,
};

function diaryOf(row: PaymentRow): TimelineEvent[] {
  const startMs = Date.parse(row.createdAt);
  const at = (seconds: number) => new Date(startMs + seconds * 1_000).toISOString();
  const events: Omit<TimelineEvent, 'seq'>[] = [
    {
      at: at(0),
      kind: 'order_created',
      actor: { kind: 'api', name: 'Витрина' },
      text: `Создан заказ ${row.invoiceId}.`,
      evidence: null,
    },
    {
      at: at(21),
      kind: 'page_seen',
      actor: { kind: 'customer', name: null },
      text: 'Открыта страница оплаты.',
      evidence: null,
    },
  ];
  if (row.status !== 'pending') {
    events.push({
      at: at(74),
      kind: 'check',
      actor: { kind: 'bank', name: null },
      text: 'Банк спросил, можно ли принять оплату. Kopeck ответил: можно.',
      evidence: {
        ...noEvidence,
        rawBody: `TransactionId=${row.transactionId}&Amount=${row.amount}&Currency=RUB&InvoiceId=${row.invoiceId}&AccountId=&Email=${encodeURIComponent(row.email)}&Status=Completed&OperationType=Payment&TestMode=0`,
        signature: 'Content-HMAC совпал с текущим секретом',
        answer: '{"code":0}',
        requestId: idOf(`check ${row.id}`),
      },
    });
  }
  if (row.authorizedAt !== null) {
    events.push({
      at: at(90),
      kind: 'authorized',
      actor: { kind: 'bank', name: null },
      text: `Удержано ${row.amount.replace('.', ',')} ₽ на карте ${row.cardType}.`,
      evidence: {
        ...noEvidence,
        rawBody: `TransactionId=${row.transactionId}&Amount=${row.amount}&Currency=RUB&Status=Authorized&GatewayName=Tinkoff+Payments&CardLastFour=4242&Data=%7B%22source%22%3A%22checkout%22%7D`,
        signature: 'Content-HMAC совпал с текущим секретом',
        answer: '{"code":0}',
        requestId: idOf(`pay ${row.id}`),
      },
    });
    events.push({
      at: at(92),
      kind: 'mail_sent',
      actor: { kind: 'kopeck', name: null },
      text: `Отправлено письмо «Заказ оплачен» на ${row.email}.`,
      evidence: null,
    });
  }
  if (row.status === 'declined') {
    events.push({
      at: at(96),
      kind: 'declined',
      actor: { kind: 'bank', name: null },
      text: 'Отказ: на карте не хватает денег (5051).',
      evidence: null,
    });
  }
  if (row.status === 'confirmed' || row.status === 'voided') {
    const word =
      row.status === 'voided'
        ? 'Отменено удержание.'
        : `Списано ${row.confirmedAmount.replace('.', ',')} ₽.`;
    events.push({
      at: at(60_000),
      kind: 'operation',
      actor: { kind: 'user', name: 'Анна Смирнова' },
      text: word,
      evidence: {
        ...noEvidence,
        requestId: idOf(`op ${row.id}`),
        answer: '{"Success":true,"Message":null}',
      },
    });
  }
  return events.map((event, index) => ({ ...event, seq: index + 1 }));
}

/** The payments of a small tea shop, as they stand at `nowMs`. */
export function makePayments(nowMs: number): FixturePayment[] {
  return seeds.map((seed, index) => {
    const row = rowOf(seed, index, nowMs);
    return {
      row,
      items: seed.items.map(([name, price, quantity]) => ({ name, price, quantity })),
      operations: [],
      refunds:
        seed.refunded === undefined
          ? []
          : [
              {
                id: idOf(`refund ${row.id}`),
                transactionId: String(2_897_480_000 + index),
                amount: seed.refunded,
                currency: row.currency,
                refundedAt: new Date(nowMs - 40 * HOUR_MS).toISOString(),
              },
            ],
      events: diaryOf(row),
    };
  });
}
