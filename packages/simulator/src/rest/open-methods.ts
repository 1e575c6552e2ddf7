import { createHash } from 'node:crypto';
import { type MethodResult, refused, succeeded } from './answer.ts';
import type { Call, Methods } from './method.ts';
import { optional, required } from './parameter.ts';

/** Helpers that D26 names no more, and clients still call (reference 2.16). */
export const openMethods: Methods = {
  'applepay/startsession': {
    place: 'apple_session',
    about: 'A session that Apple Pay on the web is started with.',
    section: '2.16',
    parameters: [
      required('ValidationUrl', 'string', 'From the event onvalidatemerchant.'),
      optional('PaymentUrl', 'string', 'The page that starts the session.'),
    ],
    answers: 'AppleSession',
    run: startSession,
  },
};

/** How long Apple lets a session live. */
const sessionMs = 60 * 60 * 1000;

/** Of the right shape, and signed by nobody: no Apple device takes it. */
function startSession({ fields, parts }: Call): MethodResult {
  const validationUrl = fields.text('ValidationUrl') ?? '';
  if (!URL.canParse(validationUrl) || new URL(validationUrl).protocol !== 'https:') {
    return refused('Invalid ValidationUrl value');
  }
  const pageUrl = fields.text('PaymentUrl') ?? parts.site.url;
  const nowMs = parts.clock.now();
  const hash = (text: string) => createHash('sha256').update(text).digest('hex').toUpperCase();
  const session = parts.chance.uuid('apple session');
  return succeeded({
    epochTimestamp: nowMs,
    expiresAt: nowMs + sessionMs,
    merchantSessionIdentifier: `SSH${hash(session)}`,
    nonce: hash(`nonce ${session}`).slice(0, 8).toLowerCase(),
    merchantIdentifier: hash(parts.site.publicId),
    domainName: URL.canParse(pageUrl) ? new URL(pageUrl).hostname : pageUrl,
    displayName: 'Kopeck simulator',
    signature: hash(`signature ${session}`).toLowerCase(),
  });
}
