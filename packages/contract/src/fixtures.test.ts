import { expect, test } from 'vitest';
import { createCheck } from './check.ts';
import { fixtures } from './fixtures.ts';
import { misspelled, parametersOf } from './listener/form.ts';
import { parametersIn, recurrentParameters } from './listener/table.ts';
import * as others from './models/others.ts';
import { conforms, datesAgree, type FieldRule } from './models/rules.ts';
import { threeDsRules, transactionRules } from './models/transaction.ts';
import { likePublished } from './published.ts';

const transactions = {
  authorized: fixtures.authorized.body.Model,
  declined: fixtures.declined.body.Model,
  completedByToken: fixtures.completedByToken.body.Model,
  read: fixtures.read.body.Model,
  list: fixtures.list.body.Model[0],
  payout: fixtures.payout.body.Model,
} as const;

test.each(Object.entries(transactions))(
  'the published transaction %s fits the rules that answers are held to',
  (_name, model) => {
    const { check, differences } = createCheck();
    conforms(check, 'Model', model, transactionRules);
    datesAgree(check, 'Model', model);
    expect(differences()).toEqual([]);
  },
);

const published: readonly (readonly [string, unknown, readonly FieldRule[]])[] = [
  ['three-ds', fixtures.threeDs.body.Model, threeDsRules],
  ['subscription', fixtures.subscription.body.Model, others.subscriptionRules],
  ['subscription-cancelled', fixtures.subscriptionCancelled.body.Model, others.subscriptionRules],
  ['order', fixtures.order.body.Model, others.orderRules],
  ['settings', fixtures.notificationSettings.body.Model, others.notificationSettingsRules],
  ['qr-link', fixtures.qrLink.body.Model, others.qrRules],
  ['token', fixtures.tokens.body.Model[0], others.tokenRules],
  ['chargeback', fixtures.chargebacks.body.Model[0], others.chargebackRules],
];

test.each(published)('the published %s fits its rules', (_name, model, rules) => {
  const { check, differences } = createCheck();
  conforms(check, 'Model', model, rules);
  expect(differences()).toEqual([]);
});

test('a field that is missing, or of another kind, is a difference', () => {
  const { check, differences } = createCheck();
  const { AuthCode: _left, ...model } = fixtures.authorized.body.Model;
  conforms(check, 'Model', { ...model, TransactionId: '891510444' }, transactionRules);
  expect(differences()).toEqual([
    { where: 'Model.TransactionId', expected: 'long', got: '"891510444"' },
    { where: 'Model.AuthCode', expected: 'text?', got: 'undefined' },
  ]);
});

test('dates of two different seconds are a difference', () => {
  const { check, differences } = createCheck();
  const { CreatedDate } = fixtures.read.body.Model;
  datesAgree(check, 'Model', { CreatedDate, CreatedDateIso: '2021-10-30T06:59:58' });
  expect(differences()).toEqual([
    {
      where: 'Model.CreatedDateIso',
      expected: '"2021-10-30T03:59:58"',
      got: '"2021-10-30T06:59:58"',
    },
  ]);
});

test('the body captured from the wire is spelled as cases want it', () => {
  const { body } = fixtures.capturedPay;
  expect(misspelled(body)).toEqual([]);
  const names = parametersOf(body).map(([name]) => name);
  const { known } = parametersIn('Pay');
  expect(names.filter((name) => !known.includes(name))).toEqual([]);
  expect(parametersOf(body).find(([name]) => name === 'IpCity')?.[1]).toBe('Санкт-Петербург');
  expect(body).toContain('&SubscriptionId=&');
});

test('the Recurrent captured from the wire fits its table', () => {
  const names = Object.keys(fixtures.capturedRecurrent.body);
  const { required, optional } = recurrentParameters;
  const known: readonly string[] = [...required, ...optional];
  expect(names.filter((name) => !known.includes(name))).toEqual([]);
  expect(required.filter((name) => !names.includes(name))).toEqual([]);
});

test('an answer is like a published one when it has its names and kinds; null stands for any', () => {
  const { check, differences } = createCheck();
  const { body } = fixtures.refund;
  likePublished(check, '', { Model: { TransactionId: 1 }, Success: false, Message: 'No' }, body);
  likePublished(check, '', { Success: true, Message: null }, body);
  likePublished(check, '', { Model: { TransactionId: '1' }, Success: 1, Message: null }, body);
  expect(differences()).toEqual([
    { where: 'Model', expected: '{…}', got: 'undefined' },
    { where: 'Model.TransactionId', expected: 'number', got: '"1"' },
    { where: 'Success', expected: 'boolean', got: '1' },
  ]);
});
