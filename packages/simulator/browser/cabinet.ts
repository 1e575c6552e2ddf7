import './cabinet.css';

/** Keeps the page current: the server says that something changed, the page fetches itself anew. */

const liveParts = ['#live', '#mail-count', '#fault-count'] as const;
let running = false;
let again = false;

new EventSource('/live').addEventListener('changed', () => void refresh());

async function refresh(): Promise<void> {
  if (running) {
    again = true;
    return;
  }
  running = true;
  try {
    const response = await fetch(location.href);
    if (response.ok) renew(new DOMParser().parseFromString(await response.text(), 'text/html'));
  } catch {
    // The simulator is restarting: the event stream reconnects and says when to look again.
  }
  running = false;
  if (again) {
    again = false;
    void refresh();
  }
}

function renew(fresh: Document): void {
  for (const selector of liveParts) {
    const current = document.querySelector(selector);
    const next = fresh.querySelector(selector);
    if (current === null || next === null) continue;
    // A sum being typed is not swept away; the next change catches up.
    if (current.querySelector('input:focus') !== null) continue;
    for (const open of current.querySelectorAll('details[open]')) {
      next.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute('open', '');
    }
    if (current.innerHTML !== next.innerHTML) current.replaceWith(next);
  }
}

// On a phone the menu is wider than the screen.
document
  .querySelector('nav [aria-current]')
  ?.scrollIntoView({ inline: 'center', block: 'nearest' });

for (const select of document.querySelectorAll<HTMLSelectElement>('[data-submit-on-change]')) {
  select.addEventListener('change', () => select.form?.requestSubmit());
}

const faultForm = document.querySelector<HTMLFormElement>('form[data-faults]');
if (faultForm !== null) {
  const kind = faultForm.querySelector<HTMLSelectElement>('[name="fault"]');
  const place = faultForm.querySelector<HTMLSelectElement>('[name="on"]');
  const groups = [...faultForm.querySelectorAll<HTMLElement>('optgroup')];
  const show = () => {
    const chosen = kind?.value ?? '';
    const group = groups.find((item) => item.dataset.of === chosen);
    const options = [...(group?.children ?? [])].map((option) => option.cloneNode(true));
    place?.replaceChildren(...options);
    for (const label of faultForm.querySelectorAll<HTMLElement>('[data-for]')) {
      label.hidden = !(label.dataset.for ?? '').split(' ').includes(chosen);
    }
  };
  kind?.addEventListener('change', show);
  show();
}
