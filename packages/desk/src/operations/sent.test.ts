import { expect, test } from 'vitest';
import { anOperation, aPayment } from '../../test/a-payment.ts';
import { createStore } from '../app/store.ts';
import { forgetSettled, isOpen, learn, operationOf, remember, type SentByPayment } from './sent.ts';

const withOne = () => {
  const store = createStore<SentByPayment>(new Map());
  remember(store, { row: aPayment(), operation: anOperation() });
  return store;
};

test('a lost answer is still open: it settles itself and must not be repeated', () => {
  expect(isOpen(anOperation({ status: 'requested' }))).toBe(true);
  expect(isOpen(anOperation({ status: 'unknown' }))).toBe(true);
  expect(isOpen(anOperation({ status: 'accepted' }))).toBe(false);
  expect(isOpen(anOperation({ status: 'declined' }))).toBe(false);
});

test('the end of a command is learned once', () => {
  const store = withOne();
  expect(learn(store, anOperation({ status: 'unknown' }))).toBe(false);
  expect(learn(store, anOperation({ status: 'accepted' }))).toBe(true);
  expect(learn(store, anOperation({ status: 'accepted' }))).toBe(false);
});

test('news of another command changes nothing here', () => {
  const store = withOne();
  const before = store.get();
  expect(learn(store, anOperation({ id: 'another', status: 'accepted' }))).toBe(false);
  expect(store.get()).toBe(before);
});

test('a row shows somebody’s open command before the last one given here', () => {
  const mine = anOperation({ status: 'declined' });
  const sent: SentByPayment = new Map([[aPayment().id, { row: aPayment(), operation: mine }]]);
  const theirs = anOperation({ id: 'theirs', requestedBy: 'Виктор Ким' });
  expect(operationOf(aPayment(), sent)).toBe(mine);
  expect(operationOf(aPayment({ openOperation: theirs }), sent)).toBe(theirs);
  expect(operationOf(aPayment({ id: 'other' }), sent)).toBeNull();
});

test('clearing the finished ones keeps what still waits', () => {
  const store = withOne();
  forgetSettled(store);
  expect(store.get().size).toBe(1);
  learn(store, anOperation({ status: 'accepted' }));
  forgetSettled(store);
  expect(store.get().size).toBe(0);
});
