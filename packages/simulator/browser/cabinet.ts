import './cabinet.css';
import { dependOnFault } from './cabinet/fault-form.ts';
import { keepSeeking } from './cabinet/seek.ts';
import { tick } from './cabinet/ticking.ts';
import { morph } from './morph.ts';

/** Keeps the page current: the server says that something changed, the page fetches itself anew. */

const liveParts = '#live, #sections, #notices, #foot, [data-live]';
/** A shop under load changes something every few milliseconds: nobody reads so fast. */
const restMs = 400;
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
  await new Promise((resolve) => setTimeout(resolve, restMs));
  running = false;
  if (again) {
    again = false;
    void refresh();
  }
}

function renew(fresh: Document): void {
  for (const current of document.querySelectorAll(liveParts)) {
    const next = fresh.getElementById(current.id);
    if (next !== null) morph(current, next);
  }
  seek();
  tick();
}

// On a phone the menu is wider than the screen.
document
  .querySelector('.sections [aria-current]')
  ?.scrollIntoView({ inline: 'center', block: 'nearest' });

for (const select of document.querySelectorAll<HTMLSelectElement>('[data-submit-on-change]')) {
  select.addEventListener('change', () => select.form?.requestSubmit());
}

const seek = keepSeeking();
tick();
dependOnFault();
