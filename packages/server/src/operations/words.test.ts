import { locale, operationKind, operationStatus } from '@kopeck/api';
import { describe, expect, test } from 'vitest';
import { type OperationState, operationMessage, operationRefusals } from './words.ts';

function anOperation(overrides: Partial<OperationState> = {}): OperationState {
  return {
    kind: 'confirm',
    status: 'requested',
    amountMinor: 1_000_00n,
    currency: 'RUB',
    gatewayMessage: null,
    ...overrides,
  };
}

const combinations = locale.options.flatMap((language) =>
  operationKind.options.flatMap((kind) =>
    operationStatus.options.map((status) => ({ language, kind, status })),
  ),
);

test.each(combinations)('$kind, $status in $language names its sum in whole sentences', (one) => {
  const text = operationMessage(anOperation(one), one.language);
  expect(text).toContain(one.language === 'ru' ? '1\u202f000,00\u202f₽' : '₽1,000.00');
  expect(text).toMatch(/^\p{Lu}.*\.$/u);
  expect(text).not.toMatch(/undefined|null|requested|unknown|«»|“”/);
});

test('every kind, state and ending reads differently', () => {
  const texts = combinations.map((one) => operationMessage(anOperation(one), one.language));
  expect(new Set(texts).size).toBe(combinations.length);
});

test('a refusal says what the bank said and that nothing changed', () => {
  const refused = anOperation({ status: 'declined', gatewayMessage: ' Недостаточно\nсредств ' });
  expect(operationMessage(refused, 'ru')).toBe(
    'Банк отказал в списании 1\u202f000,00\u202f₽: «Недостаточно средств». Ничего не изменилось.',
  );
});

test('a command the bank never carried out may be asked for again, a lost answer may not', () => {
  const declined = anOperation({ status: 'declined' });
  expect(operationMessage(declined, 'ru')).toContain('отправьте снова');
  const unknown = anOperation({ status: 'unknown' });
  expect(operationMessage(unknown, 'ru')).toContain('Повторять не нужно');
  expect(operationMessage(unknown, 'en')).toContain('Do not repeat it');
});

describe('refusals', () => {
  test('have the statuses and codes of the contract', () => {
    const answers = Object.entries(operationRefusals).map(
      ([error, { status, code }]) => `${error} ${status} ${code}`,
    );
    expect(answers).toEqual([
      'payment_not_found 404 payment_not_found',
      'version_conflict 409 version_conflict',
      'operation_open 409 operation_open',
      'not_authorized 409 wrong_state',
      'not_confirmed 409 wrong_state',
      'needs_decision 409 wrong_state',
      'nothing_left 409 wrong_state',
      'exceeds_authorized_amount 422 exceeds_authorized_amount',
      'exceeds_confirmed_amount 422 exceeds_confirmed_amount',
    ]);
  });

  test.each(locale.options)('each has a sentence of its own in %s', (language) => {
    const details = Object.values(operationRefusals).map(({ detail }) => detail[language]);
    expect(new Set(details).size).toBe(details.length);
    for (const detail of details) expect(detail).toMatch(/^\p{Lu}.*\.$/u);
  });
});
