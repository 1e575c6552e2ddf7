import { describe, expect, test } from 'vitest';
import { fixtures } from '../fixtures.ts';
import { contentHmacFits, decodedHmacFits } from './signature.ts';

describe.each(fixtures.signatures.body)(
  'vector $name',
  ({ json, secret, sent, content, decoded, wrong }) => {
    const signed = { sent: Buffer.from(sent, 'utf8'), json, apiSecret: secret };

    test('its own signatures fit', () => {
      expect(contentHmacFits(content, signed)).toBe(true);
      expect(decodedHmacFits(decoded, signed)).toBe(true);
    });

    test('each stands for its own text only', () => {
      expect(contentHmacFits(decoded, signed)).toBe(content === decoded);
      expect(decodedHmacFits(content, signed)).toBe(content === decoded);
    });

    test('wrong ones do not fit', () => {
      for (const header of [...wrong, null, '', `${content} `, content.slice(1)]) {
        expect([header, contentHmacFits(header, signed)]).toEqual([header, false]);
        expect([header, decodedHmacFits(header, signed)]).toEqual([header, false]);
      }
    });
  },
);
