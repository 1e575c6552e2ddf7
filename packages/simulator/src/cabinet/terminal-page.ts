import type { FastifyReply, FastifyRequest } from 'fastify';
import { behaviourNames, behaviourNotes, behaviourValues } from '../behaviours.ts';
import { notificationFormats } from '../notifications/settings.ts';
import { notificationTypes } from '../notifications/types.ts';
import type { PageLanguage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import { type Behaviour, defaultBehaviour } from '../settings.ts';
import { durationText } from './format.ts';
import { sendCabinet, shellOf } from './shell.ts';
import { terminalWords } from './words/terminal.ts';

/** What a shop is set up with, where it is told of payments, and how the simulator decides. */
export function terminalPage(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  const shell = shellOf(request, parts, { section: 'terminal' });
  const { lang } = shell;
  const words = terminalWords[lang];
  const { url, smtpUrl } = parts.site;
  return sendCabinet(reply, 'terminal', shell, {
    title: shell.words.nav.terminal,
    words,
    apiSecret: parts.apiSecret,
    addresses: [
      { name: words.api, value: url, href: '' },
      { name: words.widget, value: `${url}/bundles/cloudpayments.js`, href: '' },
      { name: words.blocks, value: `${url}/bundles/paymentblocks.js`, href: '' },
      { name: words.checkout, value: `${url}/checkout.js`, href: '' },
      { name: words.smtp, value: smtpUrl, href: '' },
      { name: words.openapi, value: `${url}/_sim/api`, href: `/_sim/api?lang=${lang}` },
      { name: words.demo, value: `${url}/demo`, href: `/demo?lang=${lang}` },
      { name: words.control, value: `${url}/_sim/`, href: '' },
    ],
    types: notificationTypes.map((type) => ({ type, ...parts.notificationSettings.get(type) })),
    methods: ['GET', 'POST'],
    encodings: ['UTF8', 'Windows1251'],
    formats: notificationFormats,
    behaviours: behaviourNames.map((name) => behaviourModel(name, parts.behaviour, lang)),
  });
}

function behaviourModel(name: keyof Behaviour, behaviour: Behaviour, lang: PageLanguage) {
  const value = valueText(name, behaviour, lang);
  const usual = valueText(name, defaultBehaviour, lang);
  return {
    name,
    value,
    about: behaviourNotes[name]?.[lang] ?? '',
    values: behaviourValues(name).join(', '),
    usual: value === usual ? '' : usual,
  };
}

function valueText(name: keyof Behaviour, behaviour: Behaviour, lang: PageLanguage): string {
  const value = behaviour[name];
  const words = terminalWords[lang];
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return name.endsWith('Ms') ? durationText(value) : String(value);
  return typeof value === 'string' ? value : value.join(', ');
}
