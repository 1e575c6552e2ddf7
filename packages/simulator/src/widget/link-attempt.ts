import { exactNumber } from '../json.ts';
import type { SimulatorParts } from '../parts.ts';
import type { PaymentLink } from '../payments/links.ts';
import { sbpBanks } from '../payments/sbp-banks.ts';
import { isRedirectUrl } from '../rest/redirect-url.ts';
import type { Behaviour } from '../settings.ts';
import { attemptView } from './attempt.ts';
import { requestOf } from './card-attempt.ts';
import type { AppMethod, AttemptView, BankView, LinkView } from './contract.ts';
import { languageOf } from './culture.ts';
import type { Sessions, WidgetSession } from './sessions.ts';

type Wanted = {
  readonly session: WidgetSession;
  readonly method: AppMethod;
  readonly email: string | null;
  readonly ipAddress: string;
};

/**
 * A link that the payer opens in a bank's app: the one of an earlier press while it can be paid,
 * else a new one. Check is asked when a link is made and may decline it (reference 2.12).
 */
export async function linkAttempt(
  parts: SimulatorParts,
  sessions: Sessions,
  wanted: Wanted,
): Promise<LinkView | AttemptView> {
  const { session, method, email, ipAddress } = wanted;
  const known = payableLink(parts, session, method);
  if (known !== null) return linkView(parts, known, wanted);
  const request = requestOf(session, ipAddress, email);
  const { link, done } = await parts.links.open(
    { ...request, method: { kind: 'link', paidBy: method } },
    {
      ttlMs: ttlOf(method, parts.behaviour),
      isTest: parts.behaviour.testMode,
      successRedirectUrl: returnUrl(session.successRedirectUrl, method),
      failRedirectUrl: returnUrl(session.failRedirectUrl, method),
    },
  );
  sessions.change(session.id, { lastTransactionId: done.transaction.id });
  if (link === null) return attemptView(parts, done.transaction);
  const { links } = sessions.get(session.id) ?? session;
  sessions.change(session.id, { links: { ...links, [method]: link.providerQrId } });
  return linkView(parts, link, wanted);
}

function payableLink(
  { links, ledger, clock }: SimulatorParts,
  session: WidgetSession,
  method: AppMethod,
): PaymentLink | null {
  const link = links.get(session.links[method] ?? '');
  if (link === undefined || ledger.get(link.transactionId)?.status !== 'Created') return null;
  return link.expiresAtMs === null || link.expiresAtMs > clock.now() ? link : null;
}

const hourMs = 60 * 60 * 1000;

/** The lives of links that nobody set otherwise (widget reference 5.1). */
function ttlOf(method: AppMethod, behaviour: Behaviour): number {
  if (method === 'Sbp') return 72 * hourMs;
  return method === 'TinkoffPay' ? 24 * hourMs : behaviour.unstatedLinkTtlMs;
}

/** An address that a bank's app could not return to is left out: the payer stays on its page. */
function returnUrl(url: string | null, method: AppMethod): string | null {
  const longest = method === 'Sbp' ? 1024 : Number.POSITIVE_INFINITY;
  return url !== null && isRedirectUrl(url, longest) ? url : null;
}

function linkView(parts: SimulatorParts, link: PaymentLink, wanted: Wanted): LinkView {
  const { method, session } = wanted;
  const lang = languageOf(session.culture);
  return {
    kind: 'link',
    transactionId: exactNumber(link.transactionId) as unknown as number,
    method,
    url: inLanguage(link.url, lang),
    qr: parts.links.qrSvg(link.url),
    banks: method === 'Sbp' ? banksFor(link, lang) : [],
  };
}

/** A bank's address takes the path and the query of the link (widget reference 5.5). */
function banksFor(link: PaymentLink, lang: string): readonly BankView[] {
  const { pathname, search } = new URL(link.url);
  return sbpBanks.map(({ id, name }) => ({
    id,
    name,
    logo: `/sbp/logos/${id}.svg`,
    url: inLanguage(`/sbp/banks/${id}${pathname}${search}`, lang),
  }));
}

function inLanguage(url: string, lang: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}lang=${lang}`;
}
