import type { FastifyReply, FastifyRequest } from 'fastify';
import { type PageLanguage, pageLanguage, sendPage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import type { Filters } from './filters.ts';
import { formatTime, zoneName } from './format.ts';
import { shellWords } from './words/shell.ts';

const sections = [
  'transactions',
  'deliveries',
  'subscriptions',
  'receipts',
  'orders',
  'mail',
  'faults',
  'clock',
  'terminal',
] as const;

export type Section = (typeof sections)[number];

type Tab = keyof (typeof shellWords)['ru']['tabs'];

/** The further lists of a section, beside its own. */
const tabsOf: Readonly<Partial<Record<Section, readonly Tab[]>>> = {
  transactions: ['tokens', 'chargebacks'],
  orders: ['links'],
  faults: ['scenarios'],
};

const pathOf = (section: Section) => (section === 'transactions' ? '/' : `/${section}`);

/** Of which page of the cabinet: its section, and its tab where it is not the section's own list. */
export type Place = { readonly section: Section; readonly tab?: Tab };

/** What every page of the cabinet needs. */
export function shellOf(request: FastifyRequest, parts: SimulatorParts, place: Place) {
  const lang = pageLanguage(request);
  const words = shellWords[lang];
  const url = new URL(request.url, 'http://cabinet');
  const { searchParams } = url;
  const problem = searchParams.get('problem') ?? '';
  for (const name of ['lang', 'problem', 'open']) searchParams.delete(name);
  const query = searchParams.toString();
  const here = query === '' ? url.pathname : `${url.pathname}?${query}`;
  return {
    lang,
    other: lang === 'ru' ? 'en' : 'ru',
    otherHref: `${here}${query === '' ? '?' : '&'}lang=${lang === 'ru' ? 'en' : 'ru'}`,
    words,
    here,
    problem,
    nav: navigation(lang, parts, place),
    tabs: tabsFor(lang, place),
    zone: zoneName(),
    clock: clockLine(lang, parts),
    noTarget: !parts.notificationSettings.get('Pay').isEnabled,
    publicId: parts.site.publicId,
  };
}

function navigation(lang: PageLanguage, parts: SimulatorParts, place: Place) {
  const marks: Readonly<Partial<Record<Section, string>>> = {
    mail: count(parts.mailbox.size()),
    faults: count(parts.faults.list().length),
    clock: clockMark(parts),
  };
  return sections.map((section) => ({
    section,
    href: `${pathOf(section)}?lang=${lang}`,
    text: shellWords[lang].nav[section],
    mark: marks[section] ?? '',
    // A page of one item stands in its section, but is not the section's page.
    current: section === place.section,
  }));
}

const count = (value: number) => (value === 0 ? '' : String(value));

function tabsFor(lang: PageLanguage, { section, tab }: Place) {
  const tabs = tabsOf[section];
  if (tabs === undefined) return [];
  const words = shellWords[lang];
  return [
    {
      href: `${pathOf(section)}?lang=${lang}`,
      text: words.nav[section],
      current: tab === undefined,
    },
    ...tabs.map((name) => ({
      href: `/${name}?lang=${lang}`,
      text: words.tabs[name],
      current: name === tab,
    })),
  ];
}

/** A sign beside "Clock" when it does not go as the machine's does. */
function clockMark({ clock }: SimulatorParts): string {
  const { frozen, speed } = clock.read();
  if (frozen) return '❙❙';
  return speed === 1 ? '' : `×${speed}`;
}

function clockLine(lang: PageLanguage, { clock }: SimulatorParts): string {
  const { nowMs, frozen, speed } = clock.read();
  const state = frozen ? ` (${shellWords[lang].frozen})` : speed === 1 ? '' : ` (×${speed})`;
  // To the minute: a page that nothing happened on stays as it is.
  return `${formatTime(nowMs, lang).replace(/:\d\d$/, '')}${state}`;
}

/** Sends a page; `words` of the page stand beside those of the shell. */
export function sendCabinet(
  reply: FastifyReply,
  view: string,
  shell: ReturnType<typeof shellOf>,
  page: { readonly title: string; readonly words: object; readonly [name: string]: unknown },
): Promise<FastifyReply> {
  return sendPage(reply, view, { ...shell, ...page, words: { ...shell.words, ...page.words } });
}

/** What a list shows about its filters. */
export function filterValues(filters: Filters) {
  return { filters: filters.fields(), filtered: filters.active(), unknown: filters.unknown() };
}

/** Of a number that nothing has, or has any longer. */
export function sendMissing(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
  place: Place,
): Promise<FastifyReply> {
  const shell = shellOf(request, parts, place);
  return sendCabinet(reply.code(404), 'missing', shell, { title: shell.words.missing, words: {} });
}
