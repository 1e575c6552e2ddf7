/** A search field over a long list on the page: what does not fit is hidden. The result applies it. */
export function keepSeeking(): () => void {
  const field = document.querySelector<HTMLInputElement>('[data-seek]');
  if (field === null) return () => undefined;
  const apply = () => {
    const list = document.getElementById(field.dataset.seek ?? '');
    const words = field.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    let found = 0;
    for (const group of list?.querySelectorAll<HTMLElement>('[data-group]') ?? []) {
      let shown = 0;
      for (const item of group.querySelectorAll<HTMLElement>('[data-item]')) {
        const text = `${item.textContent} ${item.id}`.toLowerCase();
        item.hidden = !words.every((word) => text.includes(word));
        if (!item.hidden) shown += 1;
      }
      group.hidden = shown === 0;
      found += shown;
    }
    const none = document.getElementById('seek-none');
    if (none !== null) none.hidden = found > 0;
  };
  field.addEventListener('input', apply);
  apply();
  return apply;
}
