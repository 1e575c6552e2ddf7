import type { SessionView, TestCardView } from '../../src/widget/contract.ts';
import {
  brandOf,
  digitsOf,
  expiryProblem,
  formatExpiry,
  grouped,
  isCardNumber,
} from '../cards/card.ts';
import { h } from '../dom.ts';
import type { Intent } from '../messages.ts';
import type { EmailField } from './email-field.ts';
import { areRight, createField } from './field.ts';
import type { CardInput } from './payments-api.ts';
import { testCardList } from './test-card-list.ts';
import type { Words } from './words.ts';

export type TypedCard = Pick<CardInput, 'number' | 'expiry' | 'cvv'>;

export type CardForm = {
  readonly element: HTMLElement;
  readonly focus: () => void;
  readonly typed: () => TypedCard;
};

/** The card form: fields with labels above and errors below, the sum on the button, test cards. */
export function createCardForm(context: {
  readonly intent: Intent;
  readonly session: SessionView;
  readonly words: Words;
  readonly email: EmailField;
  /** What the payer has typed before the form was drawn anew. */
  readonly typed: TypedCard | null;
  readonly payLabel: string;
  readonly onSubmit: (card: CardInput) => void;
}): CardForm {
  const { intent, session, words, email, typed } = context;
  const number = createField('card', words.cardNumber, {
    autocomplete: 'cc-number',
    inputmode: 'numeric',
    placeholder: '0000 0000 0000 0000',
    maxlength: 23,
    value: grouped(typed?.number ?? ''),
  });
  const expiry = createField('expiry', words.expiry, {
    autocomplete: 'cc-exp',
    inputmode: 'numeric',
    placeholder: words.expiryHint,
    maxlength: 5,
    value: typed?.expiry ?? '',
  });
  const cvv = createField('cvv', words.cvv, {
    autocomplete: 'cc-csc',
    inputmode: 'numeric',
    placeholder: '000',
    maxlength: 4,
    value: typed?.cvv ?? '',
  });
  const showBrand = () => {
    number.element.dataset.brand = brandOf(digitsOf(number.input.value)) ?? '';
  };
  showBrand();

  number.input.addEventListener('input', () => {
    const digits = digitsOf(number.input.value);
    number.input.value = grouped(digits);
    showBrand();
    if (digits.length === 16 && isCardNumber(digits)) expiry.input.focus();
  });
  expiry.input.addEventListener('input', () => {
    expiry.input.value = formatExpiry(expiry.input.value);
    if (expiryProblem(expiry.input.value, new Date()) === null) cvv.input.focus();
  });
  cvv.input.addEventListener('input', () => {
    cvv.input.value = cvv.input.value.replace(/\D/g, '');
  });

  const fill = (card: TestCardView) => {
    number.input.value = grouped(card.number);
    showBrand();
    expiry.input.value = nextYears();
    cvv.input.value = '123';
    for (const field of [number, expiry, cvv]) field.complain(null);
    button.focus();
  };

  const button = h('button', { type: 'submit', class: 'primary' }, context.payLabel);
  const isHeld = intent.scheme === 'auth' && session.key === null;
  const element = h(
    'form',
    { novalidate: true, class: 'card-form' },
    number.element,
    h('div', { class: 'pair' }, expiry.element, cvv.element),
    email.element,
    button,
    isHeld ? h('p', { class: 'hint' }, words.hold) : null,
    testCardList(session.testCards, words, fill),
  );
  const typedNow = () => ({
    number: digitsOf(number.input.value),
    expiry: expiry.input.value,
    cvv: cvv.input.value,
  });
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    const card = typedNow();
    const right = areRight([
      [number, isCardNumber(card.number) ? null : words.wrongNumber],
      [expiry, expiryWords(expiryProblem(card.expiry, new Date()), words)],
      [cvv, /^\d{3,4}$/.test(card.cvv) ? null : words.wrongCvv],
      [email.field, email.problem()],
    ]);
    if (right) context.onSubmit({ ...card, email: email.value() });
  });
  return { element, focus: () => number.input.focus(), typed: typedNow };
}

function expiryWords(problem: 'wrong' | 'expired' | null, words: Words): string | null {
  if (problem === null) return null;
  return problem === 'expired' ? words.expired : words.wrongExpiry;
}

/** An expiry of a test card: December, some years ahead. */
function nextYears(): string {
  return `12/${String((new Date().getFullYear() + 4) % 100).padStart(2, '0')}`;
}
