import type { DoctorSettings } from '@kopeck/api';
import type { NotificationSettings } from '@kopeck/cloudpayments/client';
import type { Text } from '../../text.ts';
import { type Finding, failed, passed, skipped } from '../finding.ts';
import type { Patient } from '../patient.ts';
import { secretUnknown } from '../shared-words.ts';
import { sameAddress } from '../web-address.ts';

const kinds = ['check', 'pay', 'fail', 'confirm', 'refund', 'cancel'] as const;
type Kind = (typeof kinds)[number];

/** Whether the gateway knows us, and whether it will send where we listen. */
export async function* checkGateway(patient: Patient): AsyncIterable<Finding> {
  if (patient.gateway === null) {
    yield skipped('gateway.keys', secretUnknown);
    yield* skipKinds(secretUnknown);
    return;
  }
  const keys = await checkKeys(patient.gateway, patient.settings);
  yield keys;
  if (keys.status === 'failed') {
    yield* skipKinds({ ru: 'шлюз нас не впустил', en: 'the gateway did not let us in' });
    return;
  }
  for (const kind of kinds) yield await checkKind(patient.gateway, patient.settings, kind);
}

function* skipKinds(reason: Text): Iterable<Finding> {
  for (const kind of kinds) yield skipped(`gateway.${kind}`, reason);
}

type Gateway = NonNullable<Patient['gateway']>;

async function checkKeys(gateway: Gateway, settings: DoctorSettings): Promise<Finding> {
  const row = 'gateway.keys';
  const outcome = await gateway.test();
  switch (outcome.kind) {
    case 'accepted':
      return passed(row, { ru: settings.apiUrl, en: settings.apiUrl });
    case 'declined':
      return failed(
        row,
        {
          ru: `Шлюз отверг ключи${outcome.message === null ? '' : `: ${outcome.message}`}.`,
          en: `The gateway refused the keys${outcome.message === null ? '' : `: ${outcome.message}`}.`,
        },
        {
          ru: 'Возьмите Public ID и API Secret одного и того же сайта в кабинете и задайте оба.',
          en: 'Take the Public ID and the API Secret of one and the same site in the account and set both.',
        },
      );
    case 'unknown':
      return failed(row, unclear(settings.apiUrl, outcome.detail), connection);
  }
}

async function checkKind(gateway: Gateway, settings: DoctorSettings, kind: Kind): Promise<Finding> {
  const row = `gateway.${kind}` as const;
  const found = await gateway.getNotificationSettings(kind);
  if (found.kind === 'unknown')
    return failed(row, unclear(settings.apiUrl, found.detail), connection);
  const held = found.kind === 'found' ? found.value : null;
  const wanted = addressFor(settings.webhookUrl, kind);
  if (held === null || !held.enabled) {
    const reason = spared(kind, settings.scheme);
    if (reason !== null) return skipped(row, reason);
    return failed(row, { ru: 'Выключено.', en: 'Switched off.' }, setUp(kind, wanted));
  }
  const wrong = wrongSetting(held, settings, kind, wanted);
  return wrong === null
    ? passed(row, { ru: held.address ?? '', en: held.address ?? '' })
    : failed(row, wrong, setUp(kind, wanted));
}

/** What may be switched off with nothing lost. */
function spared(kind: Kind, scheme: DoctorSettings['scheme']): Text | null {
  if (kind === 'check') {
    return {
      ru: 'выключено: можно, но изменённая сумма обнаружится только после удержания',
      en: 'switched off: allowed, but an altered sum is found only once it is held',
    };
  }
  if ((kind === 'confirm' || kind === 'cancel') && scheme === 'single') {
    return {
      ru: 'выключено: при одностадийной схеме не нужно',
      en: 'switched off: not needed with the single scheme',
    };
  }
  return null;
}

function wrongSetting(
  held: NotificationSettings,
  settings: DoctorSettings,
  kind: Kind,
  wanted: string,
): Text | null {
  const where = placeOf(held.address ?? '', settings.webhookUrl);
  if (where === null) {
    return {
      ru: `Адрес в кабинете: ${held.address ?? 'не задан'}, а слушаем ${wanted}.`,
      en: `The account's address is ${held.address ?? 'not set'}, and we listen at ${wanted}.`,
    };
  }
  // Only the simulator can write the kind into the body: the gateway never does (reference, 3.1).
  if (where.named === null && settings.gateway === 'live') {
    return {
      ru: 'В адресе не назван тип, а шлюз в теле его не присылает: понять уведомление нельзя.',
      en: 'The address does not name the kind, and the gateway does not send it in the body.',
    };
  }
  if (where.named !== null && where.named !== kind) {
    return {
      ru: `Адрес другого типа уведомлений: ${where.named}.`,
      en: `The address of another kind: ${where.named}.`,
    };
  }
  if (held.httpMethod.toUpperCase() !== 'POST') {
    return {
      ru: `Метод ${held.httpMethod}: данные плательщика попадут в журналы, и сервер его не принимает.`,
      en: `Method ${held.httpMethod}: it puts the payer's data into logs, and the server does not take it.`,
    };
  }
  if (held.encoding.toUpperCase().replaceAll('-', '') !== 'UTF8')
    return { ru: `Кодировка ${held.encoding}.`, en: `Encoding ${held.encoding}.` };
  if (!/^(cloudpayments|json)$/i.test(held.format))
    return { ru: `Формат ${held.format}.`, en: `Format ${held.format}.` };
  return null;
}

export const addressFor = (webhookUrl: string, kind: Kind): string => {
  const url = new URL(webhookUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${kind}`;
  return url.href;
};

/** The kind that an address names by path or query; null when it leads somewhere else. */
function placeOf(address: string, webhookUrl: string): { readonly named: string | null } | null {
  const url = URL.parse(address);
  if (url === null) return null;
  if (sameAddress(address, webhookUrl)) return { named: null };
  const inQuery = url.searchParams.get('type');
  url.searchParams.delete('type');
  if (inQuery !== null && sameAddress(url.href, webhookUrl))
    return { named: inQuery.toLowerCase() };
  const [, path, last] = /^(.*)\/([^/]+)\/?$/.exec(url.pathname) ?? [];
  if (path === undefined || last === undefined) return null;
  url.pathname = path;
  return sameAddress(url.href, webhookUrl) ? { named: last.toLowerCase() } : null;
}

const setUp = (kind: Kind, address: string): Text => ({
  ru: `В кабинете, в настройках сайта, для ${kind} задайте: ${address}, POST, UTF-8, формат CloudPayments.`,
  en: `In the account, in the site's settings, set for ${kind}: ${address}, POST, UTF-8, format CloudPayments.`,
});

const unclear = (apiUrl: string, detail: string): Text => ({
  ru: `${apiUrl} не дал ответа: ${detail}.`,
  en: `${apiUrl} gave no answer: ${detail}.`,
});

const connection: Text = {
  ru: 'Проверьте связь этой машины с шлюзом и CLOUDPAYMENTS_API_URL, затем повторите.',
  en: "Check this machine's connection to the gateway and CLOUDPAYMENTS_API_URL, then try again.",
};
