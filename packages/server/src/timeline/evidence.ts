import type { Evidence, Locale } from '@kopeck/api';
import { acknowledge } from '@kopeck/cloudpayments/notifications';
import type { CheckCode } from '@kopeck/cloudpayments/wire';
import { withoutToken } from './hide-token.ts';
import type { InboxEntry } from './queries.ts';

/** The received message word for word, who vouches for it, and what it was answered. */
export function evidenceOfNotification(entry: InboxEntry, locale: Locale): Evidence {
  return {
    notificationId: entry.id,
    rawBody: withoutToken(entry.rawBody.toString('utf8')),
    signature: signatureText(entry, locale),
    answer: acknowledge(entry.answer as CheckCode),
    requestId: null,
  };
}

/** A command of ours: its id went to the gateway as `X-Request-ID` (reference, section 1.4). */
export const evidenceOfOperation = (operationId: string): Evidence => ({
  notificationId: null,
  rawBody: null,
  signature: null,
  answer: null,
  requestId: operationId,
});

const headerNames = {
  content_hmac: 'Content-HMAC',
  x_content_hmac: 'X-Content-HMAC',
} as const satisfies Record<InboxEntry['verifiedBy'], string>;

const secretWords = {
  ru: { current: 'проверено действующим секретом', previous: 'проверено прежним секретом' },
  en: {
    current: 'verified with the current secret',
    previous: 'verified with the previous secret',
  },
} as const satisfies Record<Locale, object>;

function signatureText(entry: InboxEntry, locale: Locale): string {
  const name = headerNames[entry.verifiedBy];
  const received = entry.headers[name.toLowerCase()];
  const secret = secretWords[locale][entry.secretIndex === 0 ? 'current' : 'previous'];
  return received === undefined ? `${name} (${secret})` : `${name}: ${received} (${secret})`;
}
