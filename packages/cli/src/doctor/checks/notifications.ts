import { randomBytes } from 'node:crypto';
import { doctorProbeState } from '@kopeck/api';
import { failureOf } from '../../connection/refusals.ts';
import type { Text } from '../../text.ts';
import { type Finding, failed, passed, skipped } from '../finding.ts';
import type { Patient } from '../patient.ts';
import { type RowId, rowIds } from '../rows.ts';
import { came, onTheWay, reinstall, secretUnknown } from '../shared-words.ts';
import { sameAddress, webhookPath } from '../web-address.ts';
import { signed } from '../webhook.ts';

const rows = rowIds.filter((id) => id.startsWith('notifications.'));

/** Signed notifications about the probe order to the running webhook, and what it makes of them. */
export async function* checkNotifications(patient: Patient): AsyncIterable<Finding> {
  const { secret, samples } = patient;
  if (secret === null) {
    for (const row of rows) yield skipped(row, secretUnknown);
    return;
  }
  const asked = (row: RowId, body: string, code: number) =>
    ask(patient, { row, body, code, secret });
  yield await asked('notifications.check_good', samples.check(), 0);
  yield await asked(
    'notifications.check_wrong_amount',
    samples.check({ amountMinor: samples.wrongAmountMinor }),
    12,
  );
  yield await asked(
    'notifications.check_unknown_order',
    samples.check({ invoiceId: samples.unknownInvoiceId }),
    10,
  );
  yield await foreignSignature(patient);
  // The Pay comes last: a paid order is no longer answered 0.
  yield await configuredAddress(patient, secret);
  yield await pay(patient, secret);
}

async function ask(
  patient: Patient,
  asked: {
    readonly row: RowId;
    readonly body: string;
    readonly code: number;
    readonly secret: string;
  },
): Promise<Finding> {
  const { row, body } = asked;
  const signature = signed(body, asked.secret);
  const delivered = await patient.deliver({ notification: 'check', body, signature });
  if (delivered.kind === 'answered' && delivered.status === 200 && delivered.code === asked.code)
    return passed(row);
  const code = delivered.kind === 'answered' ? delivered.code : null;
  return failed(row, came(delivered), code === null ? onTheWay : (fixes[code] ?? reinstall));
}

/** What an unexpected code of Check says about the set-up. */
const fixes: Readonly<Record<number, Text>> = {
  10: {
    ru: 'Сервер не видит заказа, который сам создал: у процессов за прокси разные базы. Задайте им одну DATABASE_URL.',
    en: 'The server does not see an order of its own: the processes behind the proxy have different databases. Give them one DATABASE_URL.',
  },
  13: {
    ru: 'Обычно это CLOUDPAYMENTS_TEST_MODE, разный у процессов сервера. Перезапустите их с одним .env.',
    en: 'Usually it is CLOUDPAYMENTS_TEST_MODE, different in the processes of the server. Restart them with one .env.',
  },
  20: {
    ru: 'Часы сервера и базы данных расходятся. Включите синхронизацию времени.',
    en: 'The clocks of the server and of the database disagree. Switch on time synchronisation.',
  },
};

async function foreignSignature(patient: Patient): Promise<Finding> {
  const row = 'notifications.bad_signature';
  const body = patient.samples.check();
  const signature = signed(body, randomBytes(32).toString('hex'));
  const delivered = await patient.deliver({ notification: 'check', body, signature });
  if (delivered.kind === 'answered' && delivered.status === 401) return passed(row);
  const believed = delivered.kind === 'answered' && delivered.code !== null;
  return failed(row, came(delivered), believed ? reinstall : onTheWay);
}

async function pay(patient: Patient, secret: string): Promise<Finding> {
  const row = 'notifications.pay';
  const { settings, samples, server, probe } = patient;
  if (settings.gateway === 'live' && !patient.probePay) {
    return skipped(row, {
      ru: 'рабочие ключи: пробная оплата только по просьбе, --probe-pay',
      en: 'live keys: a probe payment only when asked for, --probe-pay',
    });
  }
  const { body, transactionId } = samples.pay();
  const signature = signed(body, secret);
  const delivered = await patient.deliver({ notification: 'pay', body, signature });
  if (delivered.kind !== 'answered' || delivered.code !== 0)
    return failed(row, came(delivered), lookAtLog);
  const state = await server.call({
    method: 'GET',
    path: `/api/doctor/probes/${probe.id}`,
    answer: doctorProbeState,
  });
  if (state.kind !== 'answered')
    return failed(row, failureOf(server.url, state).message, lookAtLog);
  const taken = state.value.payments.find((payment) => payment.transactionId === transactionId);
  const expected = settings.scheme === 'dual' ? 'authorized' : 'confirmed';
  if (state.value.status === 'paid' && taken?.status === expected) return passed(row);
  if (settings.verifyPay === 'always' && taken?.status === 'pending') {
    return skipped(row, {
      ru: 'принято и ждёт ответа шлюза: VERIFY_PAY=always не верит ни одному Pay',
      en: 'stored and waiting for the gateway: VERIFY_PAY=always believes no Pay',
    });
  }
  return failed(row, unpaid(state.value.status, taken?.status ?? null), lookAtLog);
}

const unpaid = (order: string, payment: string | null): Text => ({
  ru: `Уведомление принято, но заказ в состоянии ${order}, платёж: ${payment ?? 'не записан'}.`,
  en: `The notification was accepted, but the order is ${order} and the payment ${payment ?? 'not stored'}.`,
});

const lookAtLog: Text = {
  ru: 'Причина в журнале сервера (DATA_DIR/kopeck.log) и в его решении по этому уведомлению.',
  en: "The reason is in the server's log (DATA_DIR/kopeck.log) and in its verdict on this notification.",
};

/** CLOUDPAYMENTS_WEBHOOK_URL, tried as the gateway would. Not from everywhere can one reach it. */
async function configuredAddress(patient: Patient, secret: string): Promise<Finding> {
  const row = 'notifications.webhook_url';
  const address = patient.settings.webhookUrl;
  if (sameAddress(address, `${patient.server.url}${webhookPath}`))
    return passed(row, { ru: 'тот же адрес, что проверен', en: 'the address that was tried' });
  const body = patient.samples.check();
  const signature = signed(body, secret);
  const delivered = await patient.deliver({ notification: 'check', body, signature, address });
  if (delivered.kind === 'answered' && delivered.code === 0) return passed(row);
  if (delivered.kind === 'unreachable') {
    return skipped(row, {
      ru: `отсюда до ${address} не достучаться (${delivered.detail}); шлюз, возможно, может`,
      en: `${address} cannot be reached from here (${delivered.detail}); the gateway perhaps can`,
    });
  }
  if (delivered.status === 403) {
    return skipped(row, {
      ru: `${address} отвечает 403: видимо, впускают только адреса шлюза`,
      en: `${address} answers 403: it seems to let in only the gateway's addresses`,
    });
  }
  return failed(row, came(delivered), {
    ru: `Направьте ${address} на этот сервер или исправьте CLOUDPAYMENTS_WEBHOOK_URL.`,
    en: `Lead ${address} to this server or correct CLOUDPAYMENTS_WEBHOOK_URL.`,
  });
}
