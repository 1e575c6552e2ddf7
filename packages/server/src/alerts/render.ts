import { fileURLToPath } from 'node:url';
import type { Locale } from '@kopeck/api';
import type { Instant } from '@kopeck/domain';
import { createTemplates } from '../pages/template-engine.ts';
import { momentText } from '../pages/time-text.ts';
import { sumText } from '../timeline/money-words.ts';
import type { AlertKind, UnsentAlert } from './queries.ts';
import { alertTexts } from './texts.ts';

export interface AlertMailView {
  readonly locale: Locale;
  readonly shopName: string;
  readonly timeZone: string;
  readonly publicUrl: string;
  readonly now: Instant;
}

export interface RenderedAlertMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

const folder = fileURLToPath(new URL('./templates', import.meta.url));
const renderHtml = createTemplates(folder, { escape: true });
const renderText = createTemplates(folder, { escape: false });
const hourMs = 3_600_000;

/** What stands first: money about to be lost, then money to decide about, then what may settle itself. */
const urgency: Record<AlertKind, number> = {
  hold_lapses: 0,
  needs_decision: 1,
  discrepancy: 2,
  operation_unknown: 3,
  not_proven: 4,
};

/** One e-mail about all of them; a hold that was crossed by two warnings at once is told once. Pure. */
export function renderAlertMail(
  alerts: readonly UnsentAlert[],
  view: AlertMailView,
): RenderedAlertMail {
  const t = alertTexts[view.locale];
  const lines = withoutRepeats(alerts)
    .toSorted((one, other) => urgency[one.kind] - urgency[other.kind])
    .map((alert) => lineOf(alert, view));
  const first = lines[0];
  const subject = `${view.shopName}: ${t.subject(lines.length, first?.title ?? '')}`;
  const model = { lang: view.locale, subject, lines, open: t.open, why: t.why };
  return {
    subject: subject.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim(),
    html: renderHtml('alert-html', model),
    text: renderText('alert-text', model),
  };
}

function withoutRepeats(alerts: readonly UnsentAlert[]): readonly UnsentAlert[] {
  const told = new Set<string>();
  return alerts.filter((alert) => {
    const key = `${alert.kind} ${alert.subject.split(':')[0]}`;
    return !told.has(key) && told.add(key);
  });
}

function lineOf(alert: UnsentAlert, view: AlertMailView) {
  const { locale, timeZone, now, publicUrl } = view;
  const t = alertTexts[locale];
  const untilMs = alert.authorizedUntil ?? now;
  const reason = alert.duplicate === true ? 'duplicate' : (alert.quarantine ?? '');
  const sentence = t.sentence[alert.kind]({
    order: (alert.invoiceId ?? '—').replace(/\p{Cc}+/gu, ' '),
    sum: sumText(alert.amountMinor ?? 0n, alert.currency ?? 'RUB', locale),
    hoursLeft: Math.max(0, Math.floor((untilMs - now) / hourMs)),
    until: momentText(untilMs, timeZone, locale),
    reason: t.reasons[reason] ?? reason,
  });
  const place =
    alert.kind === 'discrepancy' || alert.paymentId === null
      ? 'reconciliation'
      : `payments/${alert.paymentId}`;
  return { title: t.title[alert.kind], sentence, url: `${publicUrl}/desk/${place}` };
}
