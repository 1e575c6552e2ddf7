import { createHmac } from 'node:crypto';
import type { DoctorSettings } from '@kopeck/api';
import type { Config } from '../config.ts';

/**
 * The first 32 bits of an HMAC keyed with the secret: enough to see that two places hold different secrets,
 * useless for signing. Only `doctor.run` may ask for it, because it would let a weak secret be guessed offline.
 */
export function secretFingerprint(secret: string): string {
  return createHmac('sha256', secret).update('kopeck doctor').digest('hex').slice(0, 8);
}

/** What this process really uses, which may differ from the `.env` that somebody edits beside it. */
export function doctorSettings(config: Config): DoctorSettings {
  const [secret, previous] = config.apiSecrets;
  return {
    gateway: config.gateway,
    publicId: config.publicId,
    testMode: config.testMode,
    webhookUrl: config.webhookUrl,
    publicUrl: config.publicUrl,
    apiUrl: config.apiUrl,
    widgetUrl: config.widgetUrl,
    scheme: config.scheme,
    verifyPay: config.verifyPay,
    shopName: config.shopName,
    secretLength: secret.length,
    previousSecretPresent: previous !== undefined,
    secretFingerprint: secretFingerprint(secret),
  };
}
