import { h } from '../dom.ts';

/** An input with its label above and its problem below. */
export type Field = {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  readonly complain: (problem: string | null) => void;
};

export function createField(
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

/** Shows each field its problem and puts the payer on the first; true when there is none. */
export function areRight(
  problems: readonly (readonly [field: Field, problem: string | null])[],
): boolean {
  for (const [field, problem] of problems) field.complain(problem);
  const wrong = problems.find(([, problem]) => problem !== null);
  wrong?.[0].input.focus();
  return wrong === undefined;
}
