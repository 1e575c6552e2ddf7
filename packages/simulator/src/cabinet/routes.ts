import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { defaultDetails, faultNames, faults } from '../faults/catalogue.ts';
import { notificationTypes } from '../notifications/types.ts';
import { type PageLanguage, pageLanguage, sendPage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import { registerActions } from './actions.ts';
import { registerMailBodies } from './mail-bodies.ts';
import {
  deliveryModelFor,
  faultModelFor,
  faultText,
  mailModelFor,
  shownStatus,
  transactionModelFor,
  zoneName,
} from './models.ts';
import { commonFaults } from './switches.ts';
import { cabinetWords, placeName } from './words.ts';

const shownRows = 200;

type ById = { Params: { id: string } };
type Query = { readonly status?: string; readonly q?: string; readonly problem?: string };

/** The cabinet: what a bank's cabinet shows, plus the mailbox and the faults. */
export function registerCabinet(app: FastifyInstance, parts: SimulatorParts): void {
  app.get('/', (request, reply) => transactions(request, reply, parts));
  app.get<ById>('/transactions/:id', (request, reply) => oneTransaction(request, reply, parts));
  app.get('/deliveries', (request, reply) => deliveries(request, reply, parts));
  app.get('/mail', (request, reply) => mails(request, reply, parts));
  app.get<ById>('/mail/:id', (request, reply) => oneMail(request, reply, parts));
  app.get('/faults', (request, reply) => faultSwitches(request, reply, parts));
  app.get('/terminal', (request, reply) => terminal(request, reply, parts));
  app.get('/live', (request, reply) => live(request, reply, parts));
  registerMailBodies(app, parts);
  registerActions(app, parts);
}

/** What every page of the cabinet needs. */
function common(request: FastifyRequest, page: string, parts: SimulatorParts) {
  const lang = pageLanguage(request);
  const query = request.query as Query;
  return {
    lang,
    other: lang === 'ru' ? 'en' : 'ru',
    words: cabinetWords[lang],
    page,
    zone: zoneName(),
    path: request.url.split('?')[0] ?? '/',
    problem: query.problem ?? '',
    noTarget: !parts.notificationSettings.get('Pay').isEnabled,
    publicId: parts.site.publicId,
    mailCount: parts.mailbox.size(),
    faultCount: parts.faults.list().length,
  };
}

const filters = [
  'Authorized',
  'Completed',
  'PartlyRefunded',
  'Refunded',
  'Refund',
  'Cancelled',
  'Declined',
  'AwaitingAuthentication',
] as const;

function transactions(request: FastifyRequest, reply: FastifyReply, parts: SimulatorParts) {
  const values = common(request, 'transactions', parts);
  const { status = '', q = '' } = request.query as Query;
  const wanted = q.trim().toLowerCase();
  const rows = parts.ledger
    .latest(parts.ledger.size())
    .filter((item) => status === '' || shownStatus(item) === status)
    .filter((item) =>
      [item.id, item.invoiceId, item.email, item.accountId, item.originalId].some((text) =>
        text?.toLowerCase().includes(wanted),
      ),
    )
    .slice(0, shownRows)
    .map((item) => transactionModelFor(item, values.lang));
  const choices = filters.map((name) => ({
    name,
    text: values.words.statuses[name],
    chosen: name === status,
  }));
  const empty = parts.ledger.size() === 0;
  return sendPage(reply, 'transactions', { ...values, rows, status, q, choices, empty });
}

function oneTransaction(request: FastifyRequest, reply: FastifyReply, parts: SimulatorParts) {
  const values = common(request, 'transactions', parts);
  const { id } = request.params as ById['Params'];
  const transaction = parts.ledger.get(id);
  if (transaction === undefined) return reply.redirect('/');
  const own = [...parts.dispatcher.deliveries.values()].filter((item) => item.transactionId === id);
  const refunds = [...parts.ledger.all()].filter((item) => item.originalId === id);
  return sendPage(reply, 'transaction', {
    ...values,
    row: transactionModelFor(transaction, values.lang),
    refunds: refunds.map((item) => transactionModelFor(item, values.lang)),
    deliveries: own.map((item) => deliveryModelFor(item, values.lang)),
  });
}

function deliveries(request: FastifyRequest, reply: FastifyReply, parts: SimulatorParts) {
  const values = common(request, 'deliveries', parts);
  const items = parts.dispatcher.deliveries.latest(shownRows);
  return sendPage(reply, 'deliveries', {
    ...values,
    deliveries: items.map((item) => deliveryModelFor(item, values.lang)),
  });
}

function mails(request: FastifyRequest, reply: FastifyReply, parts: SimulatorParts) {
  const values = common(request, 'mail', parts);
  const rows = parts.mailbox.latest(shownRows).map((mail) => mailModelFor(mail, values.lang));
  return sendPage(reply, 'mails', { ...values, rows });
}

function oneMail(request: FastifyRequest, reply: FastifyReply, parts: SimulatorParts) {
  const values = common(request, 'mail', parts);
  const mail = parts.mailbox.get((request.params as ById['Params']).id);
  if (mail === undefined) return reply.redirect('/mail');
  return sendPage(reply, 'mail', { ...values, mail: mailModelFor(mail, values.lang) });
}

function faultSwitches(request: FastifyRequest, reply: FastifyReply, parts: SimulatorParts) {
  const values = common(request, 'faults', parts);
  const rules = parts.faults.list();
  const switches = commonFaults.map(({ on, fault }) => {
    const active = rules.find(
      (rule) => rule.on === on && rule.fault === fault && rule.times === null,
    );
    return {
      on,
      fault,
      place: placeName(on, values.lang),
      text: faultText(active ?? { fault, ...defaultDetails(fault) }, values.lang),
      id: active?.id ?? '',
    };
  });
  return sendPage(reply, 'faults', {
    ...values,
    switches,
    rules: rules.map((rule) => faultModelFor(rule, values.lang)),
    kinds: faultKinds(values.lang),
  });
}

function faultKinds(lang: PageLanguage) {
  return faultNames.map((name) => ({
    name,
    text: faults[name][lang],
    places: faults[name].places.map((place) => ({ name: place, text: placeName(place, lang) })),
  }));
}

function terminal(request: FastifyRequest, reply: FastifyReply, parts: SimulatorParts) {
  const values = common(request, 'terminal', parts);
  const notifications = notificationTypes.map((type) => ({
    type,
    ...parts.notificationSettings.get(type),
  }));
  return sendPage(reply, 'terminal', {
    ...values,
    notifications,
    url: parts.site.url,
    smtpUrl: parts.site.smtpUrl,
  });
}

const heartbeatMs = 25_000;

/** Server-sent events: `changed` whenever anything did. The page fetches itself anew. */
function live(request: FastifyRequest, reply: FastifyReply, parts: SimulatorParts): FastifyReply {
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  reply.raw.write('retry: 1000\n\n');
  const unsubscribe = parts.live.subscribe(() => reply.raw.write('event: changed\ndata: 1\n\n'));
  const heartbeat = setInterval(() => reply.raw.write(': still here\n\n'), heartbeatMs);
  request.raw.once('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
  return reply;
}
