import { describe, expect, test } from 'vitest';
import { readCardData } from '../browser/cards/card-data.ts';
import { errorTexts } from '../browser/cards/checkout-words.ts';
import { cryptogramOf } from '../browser/cards/cryptogram.ts';
import { api, publicId, startFor } from './support.ts';

/** The checkout script without a browser: what it checks, and whether its packets can be opened. */

const nowMs = Date.UTC(2026, 10, 24);
const card = {
  cardNumber: '4242 4242 4242 4242',
  expDateMonth: '12',
  expDateYear: '30',
  cvv: '911',
};
const errorsOf = (values: object) => {
  const reading = readCardData({ ...card, ...values }, nowMs);
  return reading.ok ? {} : reading.errors;
};

describe('the card of a form', () => {
  test('a whole card is right, with or without CVV and name', () => {
    const { cvv: _cvv, ...without } = card;
    expect(errorsOf({ name: 'ANNA PETROVA-VODKINA' })).toEqual({});
    expect(readCardData(without, nowMs)).toEqual({
      ok: true,
      card: { number: '4242424242424242', month: '12', year: '30', cvv: '' },
    });
  });

  test.each([
    ['cardNumber', '', 'CardNumber_Empty'],
    ['cardNumber', '4242 4242 4242 4241', 'CardNumber_Invalid'],
    ['cardNumber', '42424242', 'CardNumber_Invalid'],
    ['cvv', ' ', 'Cvv_Empty'],
    ['cvv', '12', 'Cvv_Invalid'],
    ['cvv', '12a', 'Cvv_Invalid'],
    ['expDateMonth', '', 'ExpDateMonth_Empty'],
    ['expDateMonth', '13', 'ExpDateMonth_Invalid'],
    ['expDateYear', '', 'ExpDateYear_Empty'],
    ['expDateYear', '2030', 'ExpDateYear_Invalid'],
    ['expDateYear', '25', 'ExpDateYear_Invalid'],
    ['expDateMonthYear', '', 'ExpDateMonthYear_Empty'],
    ['expDateMonthYear', '00/30', 'ExpDateMonthYear_Invalid'],
    ['expDateMonthYear', '10/26', 'ExpDateMonthYear_Invalid'],
    ['name', '', 'Name_Empty'],
    ['name', 'АННА', 'Name_Invalid'],
    ['name', 'A', 'Name_TooShort'],
    ['name', 'A'.repeat(51), 'Name_TooLong'],
  ])('%s "%s" is %s', (field, value, code) => {
    expect(errorsOf({ [field]: value })).toEqual({ [field]: code });
  });

  test('every code has a Russian text of the older method', () => {
    expect(Object.values(errorTexts).every((text) => /^[А-Я]/.test(text))).toBe(true);
  });

  test.each([
    ['12/30', '12', '30'],
    ['12 / 2030', '12', '30'],
    ['130', '01', '30'],
    ['9/2031', '09', '31'],
    ['11/26', '11', '26'],
  ])('%s in one field is a month and a year by the number of digits', (text, month, year) => {
    const reading = readCardData({ ...card, expDateMonthYear: text }, nowMs);
    expect(reading).toMatchObject({ ok: true, card: { month, year } });
  });

  test.each(['1', '125', '1230123', '12/1930'])('%s in one field is neither', (text) => {
    expect(errorsOf({ expDateMonthYear: text })).toEqual({
      expDateMonthYear: 'ExpDateMonthYear_Invalid',
    });
  });
});

test('a packet made with the public key is opened by the terminal it was made for, and by no other', async () => {
  const simulator = await startFor(null);
  const answer = await fetch(`${simulator.url}/payments/publickey`);
  const { Pem: pem, Version: version } = (await answer.json()) as { Pem: string; Version: number };
  const data = { number: '5404000000000043', month: '12', year: '30', cvv: '123' };
  const packetFor = (id: string) => cryptogramOf(data, id, { pem, version });
  const packet = packetFor(publicId);
  expect(packet).toMatch(/^015404000043301290[A-Za-z0-9+/]{342}==$/);
  expect(packetFor(publicId)).not.toBe(packet);
  const charge = (text: string) =>
    api(simulator, 'payments/cards/charge', {
      Amount: '10',
      IpAddress: '127.0.0.1',
      CardCryptogramPacket: text,
    });
  expect((await charge(packet)).json.Model).toMatchObject({
    ReasonCode: 5051,
    CardLastFour: '0043',
  });
  expect((await charge(packetFor('pk_other'))).json).toMatchObject({
    Success: false,
    Message: 'Invalid CardCryptogramPacket value',
  });
});
