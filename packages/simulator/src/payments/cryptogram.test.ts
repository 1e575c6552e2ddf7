import { constants, publicEncrypt } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { openJournal } from '../journal/journal.ts';
import { type PacketDeps, readPacket } from './cryptogram.ts';
import { createCardKeys } from './keys.ts';

const keys = createCardKeys(openJournal(null));
const deps: PacketDeps = {
  publicId: 'pk_test',
  decrypt: keys.decrypt,
  nowMs: Date.UTC(2026, 0, 15),
};
let pem = '';

beforeAll(async () => {
  ({ pem } = await keys.publicKey());
});

const block = (content: string) =>
  publicEncrypt(
    { key: pem, padding: constants.RSA_PKCS1_PADDING },
    Buffer.from(content, 'ascii'),
  ).toString('base64');

const classic = (clear: string, content: string) => `01${clear}90${block(content)}`;

const read = (text: string) => {
  const reading = readPacket(text, deps);
  return reading.ok ? reading.card : reading;
};

describe('a packet of our own script', () => {
  test('is opened, and what is inside wins over the clear digits', () => {
    const packet = classic('42424242423012', '4000000000003055@3109@123@pk_test');
    expect(read(packet)).toEqual({
      digits: '4000000000003055',
      expiry: '09/31',
      form: 'ours',
      expiryCounts: true,
    });
  });
  test('survives a form that did not escape its pluses', () => {
    const packet = classic('42424242423012', '4242424242424242@3012@123@pk_test');
    expect(read(packet.replaceAll('+', ' '))).toMatchObject({ form: 'ours' });
  });
  test('for another terminal is refused', () => {
    const packet = classic('42424242423012', '4242424242424242@3012@123@pk_other');
    expect(read(packet)).toEqual({ ok: false, publicId: 'pk_other' });
  });
  test('may be JSON, as newer scripts send it', () => {
    const content = {
      Type: 'CloudCard',
      BrowserInfoBase64: '',
      CardInfo: {
        FirstSixDigits: '220000',
        LastFourDigits: '0004',
        ExpDateYear: '30',
        ExpDateMonth: '12',
      },
      KeyVersion: '90',
      Format: 1,
      Value: block('2200000000000004@3012@123@pk_test'),
    };
    const packet = Buffer.from(JSON.stringify(content)).toString('base64');
    expect(read(packet)).toMatchObject({ digits: '2200000000000004', form: 'ours' });
    const unopened = { ...content, Value: 'AAAA' };
    const foreign = Buffer.from(JSON.stringify(unopened)).toString('base64');
    expect(read(foreign)).toMatchObject({
      digits: '2200000000000004',
      expiry: '12/30',
      form: 'foreign',
    });
  });
});

describe('a packet that only the gateway can open', () => {
  const noise = Buffer.alloc(256, 7).toString('base64');
  test.each([
    ['0142424242423012', '4242424242424242'],
    ['0140000555563012', '4000056655665556'],
  ])('%s… is the test card with those digits', (clear, digits) => {
    expect(read(`${clear}04${noise}`)).toMatchObject({ digits, form: 'foreign' });
  });
  test('of no test card is an approved one, whose old date is not held against it', () => {
    // The sample of the gateway's documentation, as a client library's fixture shortens it.
    expect(read('01492500008719030128SM')).toEqual({
      digits: expect.stringMatching(/^492500\d{6}0087$/),
      expiry: '03/19',
      form: 'foreign',
      expiryCounts: false,
    });
  });
});

describe('conventions for tests without a script', () => {
  test.each([
    ['4111 1111 1111 1111', '4111111111111111', '12/30'],
    ['4111111111111111@2802', '4111111111111111', '02/28'],
    ['4111111111111111@2802@123@pk_test', '4111111111111111', '02/28'],
  ])('%s is that card', (text, digits, expiry) => {
    expect(read(text)).toMatchObject({ digits, expiry, form: 'number' });
  });
  test('a number for another terminal is refused too', () => {
    expect(read('4111111111111111@2802@123@pk_other')).toMatchObject({ ok: false });
  });
  test.each(['x', '123', '{"CardInfo":1}', 'eyJicm9rZW4', '01', `01${'9'.repeat(30)}`, '@@@'])(
    'junk is never an error: %s',
    (text) => {
      expect(read(text)).toMatchObject({ digits: expect.stringMatching(/^\d{13,19}$/) });
    },
  );
  test('plain text is the card that is approved without 3-D Secure', () => {
    expect(read('any text')).toMatchObject({ digits: '4000000000003055', form: 'any' });
  });
});
