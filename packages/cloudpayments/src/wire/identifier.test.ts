import { expect, test } from 'vitest';
import { parseTransactionId } from './identifier.ts';

test.each(['1', '3000000001', '9007199254740993', '9223372036854775807'])(
  '%s is a transaction id and keeps every digit',
  (text) => expect(parseTransactionId(text)).toBe(text),
);

test.each(['', '0', '01', '-1', '+1', '1.0', '1e3', ' 1', '1 ', 'abc', '9223372036854775808'])(
  '%j is not a transaction id',
  (text) => expect(parseTransactionId(text)).toBeNull(),
);
