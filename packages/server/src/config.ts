import { resolve } from 'node:path';
import { z } from 'zod';

/** The environment, parsed once. Instants and durations in milliseconds; secrets never leave this object's users. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly gateway: 'simulator' | 'live';
  readonly publicId: string;
  /** Current first, then the previous one while a rotation lasts. */
  readonly apiSecrets: readonly [string, ...string[]];
  readonly testMode: boolean;
  readonly apiUrl: string;
  readonly widgetUrl: string;
  readonly webhookUrl: string;
  readonly simulatorUrl: string | null;
  readonly scheme: 'dual' | 'single';
  readonly smtpUrl: string;
  readonly mailFrom: string;
  readonly supportEmail: string;
  readonly shopName: string;
  readonly timeZone: string;
  readonly bootstrapApiKey: string | null;
  readonly autoVoidDuplicates: boolean;
  /** Hours before a hold lapses at which the director is warned, largest first. */
  readonly holdWarnHours: readonly number[];
  /** What becomes of a hold that nobody has decided about. */
  readonly holdPolicy: { readonly kind: 'none' | 'confirm' | 'void'; readonly hours: number };
  /** Who is told what needs a decision; empty means the people with the role Finance. */
  readonly alertEmails: readonly string[];
  readonly alertLanguage: 'ru' | 'en';
  readonly verifyPay: 'when_unsure' | 'always';
  readonly gatewayTimeoutMs: number;
  /** How many proxies of ours stand in front: so many entries of X-Forwarded-For are believed, from the right. */
  readonly proxyHops: number;
  /** Whether `/` is a shop of its own. */
  readonly storefront: boolean;
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug';
}

export interface ConfigProblem {
  readonly setting: string;
  readonly ru: string;
  readonly en: string;
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

const demoSecret = 'kopeck-simulator-demo-secret-not-for-live-use';
const shortestLiveSecret = 32;
const defaultSimulatorUrl = 'http://127.0.0.1:3010';

const flag = z
  .string()
  .regex(/^(true|false|1|0)$/i)
  .transform((text) => /^(true|1)$/i.test(text));
const port = z.coerce.number().int().min(0).max(65_535);
const web = z.url({ protocol: /^https?$/ });

const hours = z.coerce.number().int().min(1).max(167);
/** Values with commas between them. */
const list = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value),
    z.array(item),
  );

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  PUBLIC_URL: web.optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z.string().optional(),
  GATEWAY: z.enum(['simulator', 'live']).optional(),
  CLOUDPAYMENTS_PUBLIC_ID: z.string().optional(),
  CLOUDPAYMENTS_API_SECRET: z.string().optional(),
  CLOUDPAYMENTS_API_SECRET_PREVIOUS: z.string().optional(),
  CLOUDPAYMENTS_TEST_MODE: flag.default(true),
  CLOUDPAYMENTS_API_URL: web.default('https://api.cloudpayments.ru'),
  CLOUDPAYMENTS_WIDGET_URL: web.default('https://widget.cloudpayments.ru/bundles/cloudpayments.js'),
  CLOUDPAYMENTS_WEBHOOK_URL: web.optional(),
  SIMULATOR_URL: web.optional(),
  PAYMENT_SCHEME: z.enum(['dual', 'single']).default('dual'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//)
    .optional(),
  MAIL_FROM: z.string().default('Kopeck <pay@kopeck.example>'),
  SUPPORT_EMAIL: z.email().default('help@kopeck.example'),
  SHOP_NAME: z.string().min(1).default('Копейка'),
  TIME_ZONE: z.string().default('Europe/Moscow'),
  BOOTSTRAP_API_KEY: z.string().min(1).optional(),
  AUTO_VOID_DUPLICATES: flag.default(true),
  HOLD_WARN_HOURS: list(hours).default([48, 12]),
  HOLD_POLICY: z.enum(['none', 'confirm', 'void']).default('none'),
  HOLD_POLICY_HOURS: hours.default(6),
  ALERT_EMAILS: list(z.email()).default([]),
  ALERT_LANGUAGE: z.enum(['ru', 'en']).default('ru'),
  VERIFY_PAY: z.enum(['when_unsure', 'always']).default('when_unsure'),
  TRUST_PROXY: z.union([flag.transform(Number), z.coerce.number().int().min(0).max(10)]).default(0),
  STOREFRONT: flag.default(true),
  LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug']).default('info'),
  NODE_ENV: z.string().optional(),
  GATEWAY_TIMEOUT_MS: z.coerce.number().int().min(1_000).max(300_000).default(30_000),
});

/** All problems at once, each with its fix; an empty setting is one that is not set. Pure. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => ({
        setting: String(issue.path[0] ?? ''),
        ru: `Значение не подходит: ${issue.message}`,
        en: `The value does not fit: ${issue.message}`,
      })),
    };
  }
  const values = parsed.data;
  // Half a pair of keys is somebody's live configuration with a slip in it, not a wish for the simulator.
  const hasKeys =
    values.CLOUDPAYMENTS_PUBLIC_ID !== undefined || values.CLOUDPAYMENTS_API_SECRET !== undefined;
  const gateway = values.GATEWAY ?? (hasKeys ? 'live' : 'simulator');
  const problems = gateway === 'live' ? liveProblems(values) : simulatorProblems(values);
  if (problems.length > 0) return { ok: false, problems };
  const publicUrl = (values.PUBLIC_URL ?? defaultUrl(values.HOST, values.PORT)).replace(/\/$/, '');
  const previous = values.CLOUDPAYMENTS_API_SECRET_PREVIOUS;
  const simulator = gateway === 'simulator' ? (values.SIMULATOR_URL ?? defaultSimulatorUrl) : null;
  return {
    ok: true,
    config: {
      host: values.HOST,
      port: values.PORT,
      publicUrl,
      dataDir: resolve(values.DATA_DIR),
      databaseUrl: values.DATABASE_URL ?? null,
      gateway,
      publicId: values.CLOUDPAYMENTS_PUBLIC_ID ?? 'test_api_00000000000000000000001',
      apiSecrets: [
        values.CLOUDPAYMENTS_API_SECRET ?? demoSecret,
        ...(previous === undefined ? [] : [previous]),
      ],
      testMode: values.CLOUDPAYMENTS_TEST_MODE,
      // The simulator's keys never travel to the real gateway, whatever else is set.
      apiUrl: simulator ?? values.CLOUDPAYMENTS_API_URL,
      widgetUrl:
        simulator === null
          ? values.CLOUDPAYMENTS_WIDGET_URL
          : `${simulator}/bundles/cloudpayments.js`,
      webhookUrl: values.CLOUDPAYMENTS_WEBHOOK_URL ?? `${publicUrl}/api/cloudpayments/webhook`,
      simulatorUrl: simulator,
      scheme: values.PAYMENT_SCHEME,
      smtpUrl: values.SMTP_URL ?? 'smtp://127.0.0.1:1025',
      mailFrom: values.MAIL_FROM,
      supportEmail: values.SUPPORT_EMAIL,
      shopName: values.SHOP_NAME,
      timeZone: values.TIME_ZONE,
      bootstrapApiKey: gateway === 'simulator' ? (values.BOOTSTRAP_API_KEY ?? null) : null,
      autoVoidDuplicates: values.AUTO_VOID_DUPLICATES,
      holdWarnHours: [...new Set(values.HOLD_WARN_HOURS)].sort((one, other) => other - one),
      holdPolicy: { kind: values.HOLD_POLICY, hours: values.HOLD_POLICY_HOURS },
      alertEmails: values.ALERT_EMAILS,
      alertLanguage: values.ALERT_LANGUAGE,
      verifyPay: values.VERIFY_PAY,
      gatewayTimeoutMs: values.GATEWAY_TIMEOUT_MS,
      proxyHops: values.TRUST_PROXY,
      storefront: values.STOREFRONT,
      logLevel: values.LOG_LEVEL,
    },
  };
}

const defaultUrl = (host: string, listening: number): string =>
  `http://${/^(127\.0\.0\.1|0\.0\.0\.0|::1?)$/.test(host) ? 'localhost' : host}:${listening}`;

/** Nobody sells through the simulator by forgetting the keys. */
function simulatorProblems(values: z.infer<typeof environment>): readonly ConfigProblem[] {
  if (values.NODE_ENV !== 'production' || values.GATEWAY === 'simulator') return [];
  return [
    {
      setting: 'CLOUDPAYMENTS_PUBLIC_ID',
      ru: 'NODE_ENV=production без ключей шлюза. Задайте CLOUDPAYMENTS_PUBLIC_ID и CLOUDPAYMENTS_API_SECRET или, если симулятор нужен и здесь, GATEWAY=simulator.',
      en: 'NODE_ENV=production without the keys of the gateway. Set CLOUDPAYMENTS_PUBLIC_ID and CLOUDPAYMENTS_API_SECRET or, if the simulator is wanted here too, GATEWAY=simulator.',
    },
  ];
}

function liveProblems(values: z.infer<typeof environment>): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const secret = values.CLOUDPAYMENTS_API_SECRET ?? '';
  if (values.CLOUDPAYMENTS_PUBLIC_ID === undefined) {
    problems.push({
      setting: 'CLOUDPAYMENTS_PUBLIC_ID',
      ru: 'Не задан. Возьмите Public ID сайта в кабинете CloudPayments.',
      en: 'Not set. Take the Public ID of the site from the CloudPayments account.',
    });
  }
  if (secret.length < shortestLiveSecret || secret === demoSecret) {
    problems.push({
      setting: 'CLOUDPAYMENTS_API_SECRET',
      ru: `Нужен настоящий секрет, не короче ${shortestLiveSecret} знаков. Возьмите его в кабинете CloudPayments.`,
      en: `It must be the real secret, at least ${shortestLiveSecret} characters. Take it from the CloudPayments account.`,
    });
  }
  if (values.SMTP_URL === undefined) {
    problems.push({
      setting: 'SMTP_URL',
      ru: 'Не задан, письма некому отправлять. Пример: smtp://user:password@mail.shop.ru:587',
      en: 'Not set, so no e-mail can be sent. For example: smtp://user:password@mail.shop.ru:587',
    });
  }
  if (values.SIMULATOR_URL !== undefined) {
    problems.push({
      setting: 'SIMULATOR_URL',
      ru: 'Настоящие ключи и симулятор вместе не работают. Уберите SIMULATOR_URL или задайте GATEWAY=simulator.',
      en: 'Live keys and the simulator never mix. Remove SIMULATOR_URL or set GATEWAY=simulator.',
    });
  }
  return problems;
}
