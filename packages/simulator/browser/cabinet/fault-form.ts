/** Of the form for any fault: only the places and the number that the chosen fault has. */
export function dependOnFault(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-faults]');
  const kind = form?.querySelector<HTMLSelectElement>('[name="fault"]');
  const place = form?.querySelector<HTMLSelectElement>('[name="on"]');
  if (!form || !kind || !place) return;
  const groups = [...form.querySelectorAll<HTMLElement>('optgroup')];
  const show = () => {
    const group = groups.find((item) => item.dataset.of === kind.value);
    place.replaceChildren(...[...(group?.children ?? [])].map((option) => option.cloneNode(true)));
    const parameter = kind.selectedOptions[0]?.dataset.parameter ?? '';
    for (const field of form.querySelectorAll<HTMLElement>('[data-for]')) {
      field.hidden = field.dataset.for !== parameter;
      // A number that another fault had is not sent with this one.
      for (const input of field.querySelectorAll('input')) input.disabled = field.hidden;
    }
  };
  kind.addEventListener('change', show);
  show();
}
