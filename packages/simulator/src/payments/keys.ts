import {
  constants,
  createPrivateKey,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
} from 'node:crypto';
import { promisify } from 'node:util';
import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';

/** What checkout.js asks for before it encrypts a card (reference 2.16, `payments/publickey`). */
export type PublicKey = { readonly pem: string; readonly version: number };

/** The terminal's pair of RSA keys for card cryptograms. Made when somebody first asks for it. */
export type CardKeys = {
  readonly publicKey: () => Promise<PublicKey>;
  /** What the block holds; null when it was not encrypted with the public key. */
  readonly decrypt: (block: Buffer) => Buffer | null;
};

/** None of the gateway's own keys has this number, so that no packet of its script passes for ours. */
export const keyVersion = 90;

const blockBytes = 256;

type StoredPair = {
  readonly version: number;
  readonly publicPem: string;
  readonly privatePem: string;
};

/** The pair outlives a restart and a reset: a page that fetched the key goes on encrypting with it. */
export function createCardKeys(journal: Journal): CardKeys {
  const pairs: Collection<StoredPair> = createCollection<StoredPair>({
    name: 'card_keys',
    journal,
    keyOf: (pair) => String(pair.version),
    limit: 1,
  });
  let making: Promise<StoredPair> | undefined;
  let opened: { readonly pem: string; readonly key: KeyObject } | undefined;

  const pair = async (): Promise<StoredPair> => {
    const known = pairs.get(String(keyVersion));
    if (known !== undefined) return known;
    making ??= makePair().then((made) => {
      pairs.put(made);
      return made;
    });
    return making;
  };

  return {
    publicKey: async () => {
      const { publicPem, version } = await pair();
      return { pem: publicPem, version };
    },
    decrypt: (block) => {
      const known = pairs.get(String(keyVersion));
      if (known === undefined || block.length !== blockBytes) return null;
      if (opened?.pem !== known.privatePem) {
        opened = { pem: known.privatePem, key: createPrivateKey(known.privatePem) };
      }
      return contentOf(opened.key, block);
    },
  };
}

/**
 * PKCS#1 v1.5: 00 02, at least eight bytes that are not 00, 00, content. Read here and not by the
 * runtime: some of the supported ones refuse this padding, others answer a wrong block with noise.
 */
function contentOf(key: KeyObject, block: Buffer): Buffer | null {
  let plain: Buffer;
  try {
    plain = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, block);
  } catch {
    return null; // a number that is not below the modulus
  }
  const end = plain.indexOf(0, 2);
  return plain[0] === 0 && plain[1] === 2 && end >= 10 ? plain.subarray(end + 1) : null;
}

async function makePair(): Promise<StoredPair> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: blockBytes * 8,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { version: keyVersion, publicPem: publicKey, privatePem: privateKey };
}
