import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Mail } from '../mail/mailbox.ts';
import type { PageLanguage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import { mentions, newestFirst, pageOf, readFilters } from './filters.ts';
import { formatTime } from './format.ts';
import { filterValues, sendCabinet, sendMissing, shellOf } from './shell.ts';
import { mailWords } from './words/mail.ts';

const place = { section: 'mail' } as const;

/** The e-mails that the shop sent, newest first. */
export function mailsPage(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  const shell = shellOf(request, parts, place);
  const words = mailWords[shell.lang];
  const filters = readFilters(request);
  const wanted = filters.search(words.search);
  const found = newestFirst(parts.mailbox.values(), (mail) =>
    mentions(wanted, mail.subject, mail.from, mail.to.join(', '), mail.text),
  );
  const { items, pager } = pageOf(found, filters);
  return sendCabinet(reply, 'mails', shell, {
    title: shell.words.nav.mail,
    words,
    ...filterValues(filters),
    pager,
    empty: parts.mailbox.size() === 0,
    smtpUrl: parts.site.smtpUrl,
    rows: items.map((mail) => mailModel(mail, shell.lang)),
  });
}

/** One e-mail. */
export function mailPage(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  const mail = parts.mailbox.get((request.params as { readonly id: string }).id);
  if (mail === undefined) return sendMissing(request, reply, parts, place);
  const shell = shellOf(request, parts, place);
  const model = mailModel(mail, shell.lang);
  return sendCabinet(reply, 'mail', shell, {
    title: model.subject,
    words: mailWords[shell.lang],
    mail: model,
  });
}

function mailModel(mail: Mail, lang: PageLanguage) {
  return {
    id: mail.id,
    href: `/mail/${mail.id}?lang=${lang}`,
    from: mail.from,
    to: mail.to.join(', '),
    subject: mail.subject === '' ? mailWords[lang].noSubject : mail.subject,
    time: formatTime(mail.receivedAtMs, lang),
    hasHtml: mail.html !== null,
    text: mail.text ?? '',
    headers: mail.headers.join('\n'),
    attachments: mail.attachments.map((item) => `${item.name} (${item.bytes})`).join(', '),
  };
}
