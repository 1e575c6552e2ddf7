import type { PaymentRow, QueueView } from '@kopeck/api';
import { expect, test } from 'vitest';
import { anOperation, aPayment } from '../../test/a-payment.ts';
import type { SentByPayment } from '../operations/sent.ts';
import { arrangeQueue } from './arrange.ts';

const queue = (held: PaymentRow[], attention: PaymentRow[] = []): QueueView => ({
  held,
  attention,
  totals: [],
  nearestDeadline: null,
});
const soon = aPayment({ id: 'soon', authorizedUntil: '2026-11-24T10:00:00Z' });
const later = aPayment({ id: 'later', authorizedUntil: '2026-11-28T10:00:00Z' });
const odd = aPayment({ id: 'odd', attention: ['duplicate'] });
const ids = (rows: readonly { row: PaymentRow }[]) => rows.map(({ row }) => row.id);

test('held money stands by its deadline, the soonest first', () => {
  expect(ids(arrangeQueue(queue([later, soon]), new Map()).held)).toEqual(['soon', 'later']);
});

test('a payment that needs a decision stands on top and only there', () => {
  const arranged = arrangeQueue(queue([soon, odd], [odd]), new Map());
  expect(ids(arranged.decisions)).toEqual(['odd']);
  expect(ids(arranged.held)).toEqual(['soon']);
});

test('a payment decided here keeps its place after it has left the server’s queue', () => {
  const operation = anOperation({ paymentId: 'soon', status: 'accepted' });
  const sent: SentByPayment = new Map([['soon', { row: soon, operation }]]);
  const { held } = arrangeQueue(queue([later]), sent);
  expect(ids(held)).toEqual(['soon', 'later']);
  expect(held[0]).toMatchObject({ settled: true, operation: { status: 'accepted' } });
});

test('a refund given elsewhere on the desk does not appear among held money', () => {
  const row = aPayment({ id: 'taken', status: 'confirmed', confirmedAmount: '1500.00' });
  const operation = anOperation({ paymentId: 'taken', kind: 'refund' });
  const sent: SentByPayment = new Map([['taken', { row, operation }]]);
  expect(arrangeQueue(queue([]), sent)).toEqual({ decisions: [], held: [] });
});
