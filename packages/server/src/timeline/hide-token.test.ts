import { expect, test } from 'vitest';
import { withoutToken } from './hide-token.ts';

test('a card token is not shown in a form body, and everything beside it is', () => {
  expect(withoutToken('Amount=10.00&Token=tk_abc%3D&Email=a%40b.test')).toBe(
    'Amount=10.00&Token=••••&Email=a%40b.test',
  );
  expect(withoutToken('token=tk')).toBe('token=••••');
});

test('a card token is not shown in a JSON body', () => {
  expect(withoutToken('{"Token": "tk_\\"x","Amount":10}')).toBe('{"Token": "••••","Amount":10}');
});

test('an empty token and other names with the word in them stay as they came', () => {
  const body = 'Token=&TokenRecipient=x&Data=MyToken%3D1';
  expect(withoutToken(body)).toBe(body);
});
