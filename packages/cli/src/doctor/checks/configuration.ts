import type { DoctorSettings } from '@kopeck/api';
import { demoApiSecret, demoPublicId } from '../../settings/environment.ts';
import { same, type Text } from '../../text.ts';
import { type Finding, failed, passed } from '../finding.ts';
import { fingerprintOf, type LocalConfiguration } from '../local.ts';
import { addressProblem, sameAddress } from '../web-address.ts';

interface Sides {
  readonly settings: DoctorSettings;
  readonly local: LocalConfiguration;
}

const shortestLiveSecret = 32;

/** The four CLOUDPAYMENTS_ settings, as the running server has them and as the environment here says. */
export function* checkConfiguration(sides: Sides): Iterable<Finding> {
  yield publicId(sides);
  yield apiSecret(sides);
  yield testMode(sides);
  yield webhookUrl(sides);
}

function publicId({ settings, local }: Sides): Finding {
  const row = 'configuration.public_id';
  const used = settings.publicId;
  if (local.publicId !== null && local.publicId !== used)
    return failed(row, differs(local.publicId, used), restart);
  // The documentation's own example terminal has the same look.
  const demo = used === demoPublicId || /^test_api_0{10}/.test(used);
  if (settings.gateway === 'live' && demo) {
    return failed(
      row,
      {
        ru: `${used} — пример из документации, а не ваш терминал.`,
        en: `${used} is the documentation's example, not your terminal.`,
      },
      {
        ru: 'Возьмите Public ID сайта в кабинете CloudPayments и задайте CLOUDPAYMENTS_PUBLIC_ID.',
        en: 'Take the Public ID of the site from the CloudPayments account and set CLOUDPAYMENTS_PUBLIC_ID.',
      },
    );
  }
  if (demo) return passed(row, { ru: `${used}, ключ симулятора`, en: `${used}, the simulator's` });
  return passed(row, same(used));
}

function apiSecret({ settings, local }: Sides): Finding {
  const row = 'configuration.api_secret';
  const { secret } = local;
  if (secret === null) {
    return failed(
      row,
      {
        ru: 'Здесь секрет не задан, поэтому подписать пробные уведомления нечем.',
        en: 'The secret is not set here, so there is nothing to sign probe notifications with.',
      },
      {
        ru: 'Запустите проверку в папке, где лежит .env сервера, или задайте CLOUDPAYMENTS_API_SECRET.',
        en: "Run the doctor in the folder with the server's .env, or set CLOUDPAYMENTS_API_SECRET.",
      },
    );
  }
  if (fingerprintOf(secret) !== settings.secretFingerprint) return otherSecret(secret, settings);
  if (settings.gateway === 'simulator') {
    const demo = secret === demoApiSecret;
    return passed(
      row,
      demo
        ? { ru: 'общеизвестный секрет симулятора', en: "the simulator's well-known secret" }
        : length(settings),
    );
  }
  if (settings.secretLength < shortestLiveSecret || secret === demoApiSecret) {
    return failed(
      row,
      {
        ru: `Секрет слишком слаб: ${settings.secretLength} знаков, нужно ${shortestLiveSecret} или больше.`,
        en: `The secret is too weak: ${settings.secretLength} characters, ${shortestLiveSecret} or more are needed.`,
      },
      {
        ru: 'Выпустите новый API Secret в кабинете CloudPayments и задайте CLOUDPAYMENTS_API_SECRET.',
        en: 'Issue a new API Secret in the CloudPayments account and set CLOUDPAYMENTS_API_SECRET.',
      },
    );
  }
  return passed(row, length(settings));
}

const length = ({ secretLength, previousSecretPresent }: DoctorSettings): Text => ({
  ru: `${secretLength} знаков, тот же, что у сервера${previousSecretPresent ? '; прежний тоже принимается' : ''}`,
  en: `${secretLength} characters, the same as the server's${previousSecretPresent ? '; the previous one is accepted too' : ''}`,
});

/** The commonest slips are tried, because "differs" alone costs an hour. */
function otherSecret(secret: string, settings: DoctorSettings): Finding {
  const row = 'configuration.api_secret';
  const bare = secret.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (bare !== secret && fingerprintOf(bare) === settings.secretFingerprint) {
    return failed(
      row,
      {
        ru: 'Здесь вокруг секрета лишние пробелы или кавычки, у сервера их нет.',
        en: 'Here the secret has spaces or quotes around it, at the server it has none.',
      },
      {
        ru: 'Уберите их из CLOUDPAYMENTS_API_SECRET.',
        en: 'Remove them from CLOUDPAYMENTS_API_SECRET.',
      },
    );
  }
  return failed(
    row,
    {
      ru: `Секрет здесь (${secret.length} знаков) и у работающего сервера (${settings.secretLength} знаков) разный.`,
      en: `The secret here (${secret.length} characters) is not the running server's (${settings.secretLength} characters).`,
    },
    restart,
  );
}

function testMode({ settings, local }: Sides): Finding {
  const row = 'configuration.test_mode';
  const used = settings.testMode;
  if (local.testMode !== null) {
    const meant = /^(true|1)$/i.test(local.testMode)
      ? true
      : /^(false|0)$/i.test(local.testMode)
        ? false
        : null;
    if (meant === null) {
      return failed(
        row,
        {
          ru: `Здесь задано «${local.testMode}»: такого значения нет.`,
          en: `Here it is "${local.testMode}": there is no such value.`,
        },
        {
          ru: 'Задайте CLOUDPAYMENTS_TEST_MODE=True или False.',
          en: 'Set CLOUDPAYMENTS_TEST_MODE=True or False.',
        },
      );
    }
    if (meant !== used)
      return failed(row, differs(local.testMode, used ? 'True' : 'False'), restart);
  }
  if (settings.gateway === 'simulator' && !used) {
    return failed(
      row,
      {
        ru: 'False, а симулятор присылает только тестовые деньги.',
        en: 'False, while the simulator sends nothing but test money.',
      },
      {
        ru: 'Задайте CLOUDPAYMENTS_TEST_MODE=True и перезапустите сервер.',
        en: 'Set CLOUDPAYMENTS_TEST_MODE=True and restart the server.',
      },
    );
  }
  return passed(
    row,
    used
      ? { ru: 'True: тестовые деньги', en: 'True: test money' }
      : { ru: 'False: настоящие деньги', en: 'False: real money' },
  );
}

function webhookUrl({ settings, local }: Sides): Finding {
  const row = 'configuration.webhook_url';
  const used = settings.webhookUrl;
  if (local.webhookUrl !== null && !sameAddress(local.webhookUrl, used))
    return failed(row, differs(local.webhookUrl, used), restart);
  const problem = settings.gateway === 'live' ? addressProblem(used) : null;
  if (problem === null) return passed(row, same(used));
  return failed(
    row,
    { ru: `${used}: ${problem.ru}`, en: `${used}: ${problem.en}` },
    {
      ru: 'Задайте адрес, который виден из интернета: CLOUDPAYMENTS_WEBHOOK_URL=https://pay.shop.ru/api/cloudpayments/webhook',
      en: 'Set an address that the internet can see: CLOUDPAYMENTS_WEBHOOK_URL=https://pay.shop.com/api/cloudpayments/webhook',
    },
  );
}

const differs = (here: string, there: string): Text => ({
  ru: `Здесь «${here}», у работающего сервера «${there}».`,
  en: `Here it is "${here}", at the running server "${there}".`,
});

const restart: Text = {
  ru: 'Исправьте .env и перезапустите сервер, или запустите проверку в папке его .env.',
  en: "Correct .env and restart the server, or run the doctor in the folder of the server's .env.",
};
