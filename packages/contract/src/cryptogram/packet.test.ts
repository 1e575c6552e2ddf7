import { expect, test } from 'vitest';
import { detailsOf } from '../cards.ts';
import { packetSource } from './packet.ts';

/** The clear part of the documented sample is as long: 01 492500 0087 1903 01. */
const shape = /^01(\d{6})(\d{4})(\d{4})01([A-Za-z0-9+/]{342}==)$/;

test('a packet looks like the documented sample and never comes twice', async () => {
  const { of } = packetSource();
  const card = detailsOf('approved', new Date('2026-07-29T12:00:00Z'));
  const [first, second] = [await of(card), await of(card)];
  expect(shape.exec(first)?.slice(1, 4)).toEqual(['400000', '3055', '3012']);
  expect(second).not.toBe(first);
});
