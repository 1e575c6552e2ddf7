import type { AppMethod, SessionView } from '../../src/widget/contract.ts';
import { h } from '../dom.ts';
import type { Intent, Look } from '../messages.ts';
import { createCardForm, type TypedCard } from './card-form.ts';
import { createEmail } from './email-field.ts';
import { areRight } from './field.ts';
import type { CardInput } from './payments-api.ts';
import type { Words } from './words.ts';

/** What the payer has typed so far; it outlives the screen. */
export type Typed = { readonly email: string | null; readonly card: TypedCard | null };

export type FormScreen = {
  readonly element: HTMLElement;
  readonly focus: () => void;
  readonly typed: () => Typed;
  /** Nothing can be pressed or typed while the payment is under way. */
  readonly freeze: () => void;
};

/** The first screen: buttons of bank apps, and below them the card form. */
export function createFormScreen(context: {
  readonly intent: Intent;
  readonly look: Look;
  readonly session: SessionView;
  readonly words: Words;
  readonly typed: Typed | null;
  readonly onCard: (card: CardInput) => void;
  readonly onApp: (method: AppMethod, email: string | null) => void;
}): FormScreen {
  const { intent, look, session, words, typed } = context;
  const email = createEmail(intent, words, typed?.email ?? null);
  const apps = session.methods.filter((method) => method !== 'Card');
  const pays = session.key === null ? words.pay(session.sum) : words.encrypt;
  const card = session.methods.includes('Card')
    ? createCardForm({
        intent,
        session,
        words,
        email,
        typed: typed?.card ?? null,
        payLabel: look.payLabel ?? pays,
        onSubmit: context.onCard,
      })
    : null;
  const buttons = appButtons(apps, words, (method) => {
    if (areRight([[email.field, email.problem()]])) context.onApp(method, email.value());
  });
  const element = h(
    'section',
    { 'data-screen': 'form', class: 'choice', 'aria-label': words.title },
    card === null ? email.element : null,
    buttons,
    card !== null && apps.length > 0 ? h('p', { class: 'divider' }, words.orByCard) : null,
    card?.element ?? null,
    session.fee === null ? null : h('p', { class: 'hint centred' }, words.fee(session.fee)),
  );
  return {
    element,
    focus: () => (card === null ? buttons?.querySelector('button')?.focus() : card.focus()),
    typed: () => ({ email: email.value(), card: card?.typed() ?? null }),
    freeze: () => {
      for (const control of element.querySelectorAll('input, button')) {
        control.setAttribute('disabled', '');
      }
      const submit = element.querySelector<HTMLButtonElement>('button.primary');
      if (submit !== null) submit.textContent = words.paying;
    },
  };
}

function appButtons(
  methods: readonly AppMethod[],
  words: Words,
  onPress: (method: AppMethod) => void,
): HTMLElement | null {
  if (methods.length === 0) return null;
  const group = h('div', { class: 'apps', role: 'group', 'aria-label': words.ways });
  for (const method of methods) {
    const button = h(
      'button',
      { type: 'button', class: 'app', 'data-method': method },
      words.method[method],
    );
    button.addEventListener('click', () => onPress(method));
    group.append(button);
  }
  return group;
}
