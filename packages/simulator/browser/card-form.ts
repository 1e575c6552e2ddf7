import { brandOf, digitsOf, expiryProblem, formatExpiry, grouped, isCardNumber } from './card.ts';
import { h } from './dom.ts';
import type { Intent } from './messages.ts';
import type { CardInput, Session, TestCard } from './payments-api.ts';
import type { Words } from './words.ts';

export type CardForm = { readonly element: HTMLElement; readonly focus: () => void };

type Field = {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  readonly complain: (problem: string | null) => void;
};

/** The card form: fields with labels above and errors below, the sum on the button, test cards. */
export function createCardForm(context: {
  readonly intent: Intent;
  readonly session: Session;
  readonly words: Words;
  readonly onSubmit: (card: CardInput) => void;
}): CardForm {
  const { intent, session, words } = context;
  const number = createField('card', words.cardNumber, {
    autocomplete: 'cc-number',
    inputmode: 'numeric',
    placeholder: '0000 0000 0000 0000',
    maxlength: 23,
  });
  const expiry = createField('expiry', words.expiry, {
    autocomplete: 'cc-exp',
    inputmode: 'numeric',
    placeholder: words.expiryHint,
    maxlength: 5,
  });
  const cvv = createField('cvv', words.cvv, {
    autocomplete: 'cc-csc',
    inputmode: 'numeric',
    placeholder: '000',
    maxlength: 4,
  });
  const email = createEmail(intent, words);

  number.input.addEventListener('input', () => {
    const digits = digitsOf(number.input.value);
    number.input.value = grouped(digits);
    number.element.dataset.brand = brandOf(digits) ?? '';
    if (digits.length === 16 && isCardNumber(digits)) expiry.input.focus();
  });
  expiry.input.addEventListener('input', () => {
    expiry.input.value = formatExpiry(expiry.input.value);
    if (expiryProblem(expiry.input.value, new Date()) === null) cvv.input.focus();
  });
  cvv.input.addEventListener('input', () => {
    cvv.input.value = cvv.input.value.replace(/\D/g, '');
  });

  const fill = (card: TestCard) => {
    number.input.value = grouped(card.number);
    number.element.dataset.brand = brandOf(card.number) ?? '';
    expiry.input.value = '12/30';
    cvv.input.value = '123';
    for (const field of [number, expiry, cvv]) field.complain(null);
    button.focus();
  };

  const button = h('button', { type: 'submit', class: 'primary' }, words.pay(session.sum));
  const element = h(
    'form',
    { novalidate: true, class: 'card-form' },
    number.element,
    h('div', { class: 'pair' }, expiry.element, cvv.element),
    email.element,
    button,
    intent.scheme === 'auth' ? h('p', { class: 'hint' }, words.hold) : null,
    testCardList(session.testCards, words, fill),
  );
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    const problems: readonly (readonly [Field, string | null])[] = [
      [number, isCardNumber(digitsOf(number.input.value)) ? null : words.wrongNumber],
      [expiry, expiryWords(expiryProblem(expiry.input.value, new Date()), words)],
      [cvv, /^\d{3,4}$/.test(cvv.input.value) ? null : words.wrongCvv],
      [email.field, email.problem()],
    ];
    for (const [field, problem] of problems) field.complain(problem);
    const wrong = problems.find(([, problem]) => problem !== null);
    if (wrong !== undefined) {
      wrong[0].input.focus();
      return;
    }
    context.onSubmit({
      number: digitsOf(number.input.value),
      expiry: expiry.input.value,
      cvv: cvv.input.value,
      email: email.value(),
    });
  });
  return { element, focus: () => number.input.focus() };
}

function expiryWords(problem: 'wrong' | 'expired' | null, words: Words): string | null {
  if (problem === null) return null;
  return problem === 'expired' ? words.expired : words.wrongExpiry;
}

function createField(
  id: string,
  label: string,
  attributes: Readonly<Record<string, string | number>>,
): Field {
  const input = h('input', { id, name: id, 'aria-describedby': `${id}-problem`, ...attributes });
  const problemText = h('p', { id: `${id}-problem`, class: 'problem', 'aria-live': 'polite' });
  const element = h('div', { class: 'field' }, h('label', { for: id }, label), input, problemText);
  return {
    element,
    input,
    complain: (problem) => {
      problemText.textContent = problem ?? '';
      if (problem === null) input.removeAttribute('aria-invalid');
      else input.setAttribute('aria-invalid', 'true');
    },
  };
}

/** Required: always there. Hidden: never. Optional: there, switched off unless it is known already. */
function createEmail(intent: Intent, words: Words) {
  const field = createField('email', words.email, {
    type: 'email',
    autocomplete: 'email',
    inputmode: 'email',
    value: intent.email ?? '',
  });
  const optional = intent.emailBehaviour === 'Optional';
  const toggle = h('input', { type: 'checkbox', id: 'email-switch' });
  toggle.checked = intent.email !== null;
  const switched = () => intent.emailBehaviour === 'Required' || (optional && toggle.checked);
  const show = () => {
    field.element.hidden = !switched();
  };
  toggle.addEventListener('change', () => {
    show();
    if (toggle.checked) field.input.focus();
  });
  show();
  const element = h(
    'div',
    { class: 'email' },
    optional ? h('label', { class: 'switch' }, toggle, words.emailSwitch) : null,
    field.element,
  );
  element.hidden = intent.emailBehaviour === 'Hidden';
  const valid = () => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(field.input.value.trim());
  return {
    element,
    field,
    problem: () => (switched() && !valid() ? words.wrongEmail : null),
    value: () => (switched() ? field.input.value.trim() : intent.email),
  };
}

function testCardList(
  cards: readonly TestCard[],
  words: Words,
  fill: (card: TestCard) => void,
): HTMLElement {
  const list = h('ul');
  for (const card of cards) {
    const outcome = card.approved ? words.outcome.ok : words.outcome.funds;
    const note = card.threeDs ? `${outcome}, ${words.threeDs}` : outcome;
    const button = h(
      'button',
      { type: 'button', 'data-card': card.number },
      h('span', { class: 'number' }, grouped(card.number)),
      h('span', { class: card.approved ? 'note ok' : 'note no' }, note),
    );
    button.addEventListener('click', () => fill(card));
    list.append(h('li', {}, button));
  }
  return h('details', { class: 'test-cards' }, h('summary', {}, words.testCards), list);
}
