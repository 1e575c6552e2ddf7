import { createHmac } from 'node:crypto';
import type { DoctorSettings } from '@kopeck/api';
import { demoApiSecret, type Environment } from '../settings/environment.ts';

/** What the environment and `.env` beside the doctor say; null where they say nothing. */
export interface LocalConfiguration {
  readonly publicId: string | null;
  readonly secret: string | null;
  readonly previousSecret: string | null;
  readonly testMode: string | null;
  readonly webhookUrl: string | null;
}

/** In simulator mode the secret that everybody knows stands in for one that is not given. */
export function localConfiguration(
  given: Environment,
  gateway: DoctorSettings['gateway'],
): LocalConfiguration {
  const demo = gateway === 'simulator' ? demoApiSecret : null;
  return {
    publicId: given.CLOUDPAYMENTS_PUBLIC_ID ?? null,
    secret: given.CLOUDPAYMENTS_API_SECRET ?? demo,
    previousSecret: given.CLOUDPAYMENTS_API_SECRET_PREVIOUS ?? null,
    testMode: given.CLOUDPAYMENTS_TEST_MODE ?? null,
    webhookUrl: given.CLOUDPAYMENTS_WEBHOOK_URL ?? null,
  };
}

/** As the server computes it (`secretFingerprint` in its settings): equal means the same secret. */
export function fingerprintOf(secret: string): string {
  return createHmac('sha256', secret).update('kopeck doctor').digest('hex').slice(0, 8);
}

/** The secret, when it is known here and is the one the server uses: only then can we sign. */
export function commonSecret(local: LocalConfiguration, settings: DoctorSettings): string | null {
  const { secret } = local;
  return secret !== null && fingerprintOf(secret) === settings.secretFingerprint ? secret : null;
}
