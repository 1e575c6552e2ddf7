import { createPublicKey, type KeyObject, verify } from 'node:crypto';

/**
 * The key of the certificate that a shop registers for its payouts (reference 1.2).
 *
 * @param pem a certificate or a public key
 * @throws {TypeError} when it is neither
 */
export function payoutKeyOf(pem: string): KeyObject {
  try {
    return createPublicKey(pem);
  } catch (error) {
    throw new TypeError('The payout certificate is no certificate and no public key in PEM.', {
      cause: error,
    });
  }
}

/**
 * Whether `X-Signature` is the base64 signature of this body. The documentation does not name the
 * digest: it is SHA-256.
 */
export function isSigned(key: KeyObject, body: string, header: unknown): boolean {
  if (typeof header !== 'string' || header === '') return false;
  // A key of the Edwards curves has its digest inside.
  const digest = key.asymmetricKeyType?.startsWith('ed') === true ? null : 'sha256';
  return verify(digest, Buffer.from(body), key, Buffer.from(header, 'base64'));
}
