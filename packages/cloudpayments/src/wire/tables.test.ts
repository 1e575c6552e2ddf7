import { expect, test } from 'vitest';
import { checkCodes } from './check-codes.ts';
import {
  notificationKindOf,
  notificationKinds,
  notificationTypeNames,
} from './notification-kinds.ts';
import { reasonCodes, reasonFor } from './reason-codes.ts';
import {
  knownTransactionStatuses,
  transactionStatuses,
  transactionStatusFacts,
} from './statuses.ts';
import { testCards } from './test-cards.ts';

/** The codes of the reference, section 6, in its order. */
const documented =
  `5001 5003 5004 5005 5006 5007 5012 5013 5014 5015 5017 5019 5030 5031 5033 5034 5036 5041
5043 5051 5054 5055 5057 5058 5059 5061 5062 5063 5065 5082 5091 5092 5096 5113 5204 5206 5207 5300 5303 5761
5762 5763 6001 6002 6003 6004 6005 6006 6007 6008 6009 6010 6011 6013 6014 6015 6016 6017 6021 6022 6025 3001
3002 3003 3004 3005 3006 3007 3008`
    .split(/\s+/)
    .map(Number);

test('every documented reason code is there and no other', () => {
  expect([...reasonCodes.keys()].sort()).toEqual([...documented].sort());
});

test('every reason speaks both languages in whole sentences and tells the payer what to do', () => {
  for (const reason of [...reasonCodes.values(), reasonFor(1)]) {
    expect(reason.payer.ru, reason.name).toMatch(/^[А-Я].*\. .*\.$/);
    expect(reason.payer.en, reason.name).toMatch(/^[A-Z].*\. .*\.$/);
    expect(reason.meaning.ru, reason.name).toMatch(/[а-яА-Я]/);
    expect(reason.meaning.en, reason.name).not.toMatch(/[а-яА-Я]/);
    expect(`${reason.payer.ru} ${reason.payer.en}`).not.toMatch(/[!]|пожалуйста|успешно|please/i);
  }
});

test('a payer is never told of a suspicion', () => {
  for (const reason of reasonCodes.values())
    expect(`${reason.payer.ru} ${reason.payer.en}`).not.toMatch(
      /мошен|украд|потер|fraud|stolen|lost/i,
    );
});

test('the retry groups are the official ones', () => {
  const group = (letter: string) =>
    [...reasonCodes.values()].filter((r) => r.group === letter).map((r) => r.code);
  expect(group('U')).toEqual([5001, 5003, 5012, 5017, 5033, 5034, 5057]);
  expect(group('C')).toEqual([5005, 5013, 5014, 5030, 5054, 5055, 5063]);
  expect(group('T')).toEqual([5051, 5065, 5096]);
});

test('whether to try again follows the cause', () => {
  const retry = (code: number) => reasonFor(code).retry;
  expect([5051, 5065].map(retry)).toEqual(['next_day', 'next_day']);
  expect([5206, 5207].map(retry)).toEqual(['same_card', 'same_card']);
  expect([5082, 5014, 5054].map(retry)).toEqual(['check_data', 'check_data', 'check_data']);
  expect([5091, 5096, 3006].map(retry)).toEqual(['later', 'later', 'later']);
  expect([5034, 5043].map(retry)).toEqual(['other_card', 'other_card']);
  expect([3001, 3004, 6017].map(retry)).toEqual(['never', 'never', 'never']);
});

test('a code of no table is named as such', () => {
  expect(reasonFor(5999)).toMatchObject({
    code: 5999,
    name: 'Unknown',
    retry: 'later',
    group: null,
  });
  expect(reasonFor(5999).meaning.ru).toContain('5999');
});

test('12 is a wrong amount and 11 a wrong account, as registered by the gateway', () => {
  expect(checkCodes[12].meaning.en).toBe('Wrong amount');
  expect(checkCodes[11].meaning.en).toBe('Wrong AccountId');
  const registered = Object.values(checkCodes).map((facts) => facts.reasonCode);
  expect(registered).toEqual([null, 3001, 3002, 3003, 3008, 3004]);
  for (const code of registered) if (code !== null) expect(reasonCodes.has(code)).toBe(true);
});

test('money that is held may be confirmed or voided, money taken only given back', () => {
  expect(transactionStatuses.Authorized.commands).toEqual(['confirm', 'void']);
  expect(transactionStatuses.Completed.commands).toEqual(['refund']);
  for (const status of knownTransactionStatuses)
    if (status !== 'Authorized' && status !== 'Completed')
      expect(transactionStatuses[status].commands).toEqual([]);
});

test('a status nobody knows has no facts, so nobody takes it for final', () => {
  expect(transactionStatusFacts('Completed')?.final).toBe(true);
  expect(transactionStatusFacts('completed')).toBeNull();
  expect(transactionStatusFacts('toString')).toBeNull();
});

test('a kind is named in any case and by no other name', () => {
  for (const kind of notificationKinds) {
    expect(notificationKindOf(notificationTypeNames[kind])).toBe(kind);
    expect(notificationKindOf(kind.toUpperCase())).toBe(kind);
  }
  for (const text of ['void', '', 'pays', ' pay', '__proto__', 'constructor'])
    expect(notificationKindOf(text)).toBeNull();
});

/** The check digit of a card number (ISO/IEC 7812). */
function passesLuhn(number: string): boolean {
  const sum = [...number].reverse().reduce((total, character, index) => {
    const digit = Number(character) * (index % 2 === 1 ? 2 : 1);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}

test('there are fifteen test cards, five of a network, all different', () => {
  expect(new Set(testCards.map((card) => card.number)).size).toBe(15);
  for (const network of ['Visa', 'Mastercard', 'МИР'] as const) {
    const cards = testCards.filter((card) => card.network === network);
    expect(cards.map((c) => [c.threeDs, c.payment, c.tokenPayment])).toEqual([
      [true, 'success', 'success'],
      [true, 'insufficient_funds', null],
      [false, 'success', 'success'],
      [false, 'success', 'insufficient_funds'],
      [false, 'insufficient_funds', null],
    ]);
  }
});

test('a test card has the first digit of its network', () => {
  const first = { Visa: /^4/, Mastercard: /^5/, МИР: /^220/ };
  for (const card of testCards) expect(card.number).toMatch(first[card.network]);
  expect(testCards.filter((card) => passesLuhn(card.number)).length).toBeGreaterThan(0);
});
