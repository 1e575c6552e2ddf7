import type { Simulator } from '@kopeck/simulator';
import { demoKeys, notificationTypes } from '@kopeck/simulator/options';
import type { Style } from '../start/banner.ts';
import type { Language } from '../start/words.ts';
import type { SimulatorSettings } from './settings.ts';
import { screenWords, seconds } from './words.ts';

/** What the real gateway's addresses become here. */
const replaced = {
  api: { from: 'https://api.cloudpayments.ru', path: '' },
  widget: {
    from: 'https://widget.cloudpayments.ru/bundles/cloudpayments.js',
    path: '/bundles/cloudpayments.js',
  },
  blocks: {
    from: 'https://widget.cloudpayments.ru/bundles/paymentblocks.js',
    path: '/bundles/paymentblocks.js',
  },
  checkout: { from: 'https://checkout.cloudpayments.ru/checkout.js', path: '/checkout.js' },
} as const;

type Replaced = keyof typeof replaced;

type Row = readonly [label: string, value: string, note: string];

/** The screen of a simulator that is ready: where it is, and what to change in the shop. */
export function screen(options: {
  readonly simulator: Pick<Simulator, 'url' | 'publicId' | 'apiSecret' | 'smtpUrl'>;
  readonly settings: SimulatorSettings;
  readonly readyAfterMs: number;
  readonly language: Language;
  readonly style: Style;
}): string {
  const { simulator, settings, language, style } = options;
  const say = (key: keyof typeof screenWords) => screenWords[key][language];
  const { url } = simulator;
  const instead = (what: Replaced): Row => {
    const { from, path } = replaced[what];
    return [say(what), `${url}${path}`, `${say('insteadOf')} ${from}`];
  };
  const here: readonly Row[] = [
    [say('cabinet'), url, say('cabinetNote')],
    [say('demo'), `${url}/demo`, ''],
    [say('openApi'), `${url}/_sim/api`, ''],
    ...(typeof settings.journalFile === 'string'
      ? [[say('journal'), settings.journalFile, ''] as const]
      : []),
  ];
  const shop: readonly Row[] = [
    instead('api'),
    instead('widget'),
    instead('blocks'),
    instead('checkout'),
    ['Public ID', simulator.publicId, ''],
    ['API Secret', ...shownSecret(simulator.apiSecret, say('given'))],
    [say('mail'), simulator.smtpUrl, say('mailNote')],
  ];
  return [
    '',
    `  ${style.bold(say('ready'))} ${style.dim(`(${seconds(options.readyAfterMs, language)})`)}`,
    '',
    ...rows(here, style),
    '',
    `  ${style.bold(say('change'))}`,
    '',
    ...rows(shop, style),
    '',
    ...notificationLines(settings, language, style),
    '',
    `  ${say('payer')}`,
    `  ${say('howToStop')}`,
    '',
  ].join('\n');
}

/** A secret of the shop's own may end up in a log of a build machine: its last letters will do. */
function shownSecret(secret: string, given: string): readonly [value: string, note: string] {
  return secret === demoKeys.apiSecret ? [secret, ''] : [`…${secret.slice(-4)}`, given];
}

function notificationLines(
  { notifications }: SimulatorSettings,
  language: Language,
  style: Style,
): readonly string[] {
  const sent = notificationTypes.flatMap((type): readonly Row[] => {
    const one = notifications[type];
    return one?.isEnabled === true ? [[type, one.address ?? '', '']] : [];
  });
  if (sent.length === 0) return [`  ${screenWords.none[language]}`];
  const enabled = notificationTypes.map((type) => notifications[type]);
  const addresses = sent.map(([, address]) => address);
  const ambiguous = new Set(addresses).size < addresses.length;
  const inBody = enabled.some((one) => one?.typeInBody === true);
  const note = inBody ? 'typeInBody' : ambiguous ? 'noType' : null;
  return [
    `  ${style.bold(screenWords.notifications[language])}`,
    ...(note === null ? [] : [`  ${style.dim(screenWords[note][language])}`]),
    '',
    ...rows(sent, style),
  ];
}

function rows(all: readonly Row[], style: Style): readonly string[] {
  const width = (column: 0 | 1) => Math.max(...all.map((row) => row[column].length));
  const [labelWidth, valueWidth] = [width(0), width(1)];
  return all.map(([label, value, note]) => {
    const tail = note === '' ? '' : `${' '.repeat(valueWidth - value.length)}   ${style.dim(note)}`;
    return `  ${label.padEnd(labelWidth)}   ${style.accent(value)}${tail}`;
  });
}
