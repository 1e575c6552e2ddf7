import { verifyNotification } from '@kopeck/cloudpayments/notifications';
import type { Text } from '../../text.ts';
import { type Finding, failed, passed, skipped } from '../finding.ts';
import type { Patient } from '../patient.ts';
import type { RowId } from '../rows.ts';
import { reencoded } from '../samples.ts';
import { came, onTheWay, reinstall, secretUnknown } from '../shared-words.ts';
import { type Delivery, formType, signed } from '../webhook.ts';

/**
 * A known answer of the protocol reference (section 4.3, vector 2). Signing here and verifying here would
 * only show that the two agree; this shows that both agree with the gateway.
 */
const known = {
  secret: 'vec_secret_3f1d9a',
  body: 'TransactionId=100000002&Amount=1500.00&Currency=RUB&DateTime=2026-01-15+09%3a30%3a05&CardExpDate=12%2f30&TestMode=1&Status=Authorized&OperationType=Payment&GatewayName=Test&InvoiceId=INV-1002&AccountId=user%40example.test&Description=%d0%9e%d0%bf%d0%bb%d0%b0%d1%82%d0%b0+%d0%b7%d0%b0%d0%ba%d0%b0%d0%b7%d0%b0+%e2%84%961002&Data=%7b%22order%22%3a%221002%22%2c%22note%22%3a%22%d0%b1%d0%b5%d0%b7+%d1%81%d0%b4%d0%b0%d1%87%d0%b8%22%7d',
  contentHmac: '4rm6ZOyqaljOwBbb7/QS7h+8UX5wiuBl7/0wg4oX2xM=',
  xContentHmac: 'tgMfZxvzOv2501GVhllgFGsvPvqzuk1hT0wie+nKgCk=',
} as const;

type Signature = Delivery['signature'];

/** The code that verifies, and then the server that runs it. */
export async function* checkSignature(patient: Patient): AsyncIterable<Finding> {
  yield* checkCode();
  yield* checkServer(patient);
}

function* checkCode(): Iterable<Finding> {
  const genuine = { contentHmac: known.contentHmac, xContentHmac: known.xContentHmac };
  yield verdict('signature.accepts_base64', verifies(known.body, genuine), true);
  yield verdict('signature.rejects_hex', verifies(known.body, inHex(genuine)), false);
  yield verdict('signature.rejects_reencoded', verifies(reencoded(known.body), genuine), false);
  yield verdict('signature.rejects_tampered', verifies(tampered(known.body), genuine), false);
}

function verifies(body: string, signature: Signature): boolean {
  const rawBody = Buffer.from(body);
  const secrets = [known.secret];
  return verifyNotification({ rawBody, contentType: formType, ...signature, secrets }).ok;
}

function verdict(row: RowId, accepted: boolean, expected: boolean): Finding {
  if (accepted === expected) return passed(row);
  const what: Text = accepted
    ? { ru: 'Код принял то, что шлюз не подписывал.', en: 'The code accepted what was not signed.' }
    : { ru: 'Код отверг подпись шлюза.', en: "The code rejected the gateway's signature." };
  return failed(row, what, reinstall);
}

async function* checkServer(patient: Patient): AsyncIterable<Finding> {
  const { secret, samples } = patient;
  if (secret === null) {
    for (const name of ['accepts_base64', 'rejects_hex', 'rejects_reencoded', 'rejects_tampered'])
      yield skipped(`signature.server_${name}` as RowId, secretUnknown);
    return;
  }
  const body = samples.check();
  const genuine = signed(body, secret);
  yield await accepts(patient, body, genuine);
  yield await refuses(patient, 'signature.server_rejects_hex', body, inHex(genuine));
  yield await refuses(patient, 'signature.server_rejects_reencoded', reencoded(body), genuine);
  yield await refuses(patient, 'signature.server_rejects_tampered', tampered(body), genuine);
}

async function accepts(patient: Patient, body: string, signature: Signature): Promise<Finding> {
  const row = 'signature.server_accepts_base64';
  const delivered = await patient.deliver({ notification: 'check', body, signature });
  const accepted = delivered.kind === 'answered' && delivered.code !== null;
  return accepted ? passed(row) : failed(row, came(delivered), onTheWay);
}

async function refuses(
  patient: Patient,
  row: RowId,
  body: string,
  signature: Signature,
): Promise<Finding> {
  const delivered = await patient.deliver({ notification: 'check', body, signature });
  if (delivered.kind === 'answered' && delivered.status === 401) return passed(row);
  const believed = delivered.kind === 'answered' && delivered.code !== null;
  return failed(row, came(delivered), believed ? reinstall : onTheWay);
}

const inHex = ({ contentHmac, xContentHmac }: Signature): Signature => ({
  contentHmac: hex(contentHmac),
  xContentHmac: hex(xContentHmac),
});

const hex = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');

/** The same length, another sum. */
const tampered = (body: string): string => body.replace(/(^|&)Amount=\d/, '$1Amount=9');
