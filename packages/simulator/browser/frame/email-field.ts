import { h } from '../dom.ts';
import type { Intent } from '../messages.ts';
import { createField, type Field } from './field.ts';
import type { Words } from './words.ts';

export type EmailField = {
  readonly element: HTMLElement;
  readonly field: Field;
  readonly problem: () => string | null;
  /** Where the receipt goes; null when the payer wants none. */
  readonly value: () => string | null;
};

/** Required: always there. Hidden: never. Optional: there, switched off unless it is known already. */
export function createEmail(intent: Intent, words: Words, typed: string | null): EmailField {
  const known = typed ?? intent.email;
  const field = createField('email', words.email, {
    type: 'email',
    autocomplete: 'email',
    inputmode: 'email',
    value: known ?? '',
  });
  const optional = intent.emailBehaviour === 'Optional';
  const toggle = h('input', { type: 'checkbox', id: 'email-switch' });
  toggle.checked = known !== null;
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
  const text = () => field.input.value.trim();
  const valid = () => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text());
  return {
    element,
    field,
    problem: () => (switched() && !valid() ? words.wrongEmail : null),
    value: () => (switched() ? text() : intent.email),
  };
}
