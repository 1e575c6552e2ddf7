const largestQuantity = 20;

/**
 * The shop's order form works without this; here it gains steppers and a running total. The total is
 * for the eye only: the server takes prices from its own catalogue.
 */
export function startOrderForm(form: HTMLFormElement): void {
  form.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-step]') : null;
    const input = button?.parentElement?.querySelector('input');
    if (!(button instanceof HTMLElement) || !input) return;
    const next = quantityOf(input) + Number(button.dataset.step);
    input.value = String(Math.min(Math.max(next, 0), largestQuantity));
    update(form);
  });
  form.addEventListener('input', () => update(form));
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent !== undefined) event.preventDefault();
    form.dataset.sent = '';
  });
  // Coming back with the browser's button finds the form as it was left, also its quantities.
  window.addEventListener('pageshow', () => {
    delete form.dataset.sent;
    update(form);
  });
  form.classList.add('enhanced');
  update(form);
}

function update(form: HTMLFormElement): void {
  let totalMinor = 0n;
  for (const input of form.querySelectorAll<HTMLInputElement>('input[data-price-minor]')) {
    const quantity = quantityOf(input);
    totalMinor += BigInt(input.dataset.priceMinor ?? '0') * BigInt(quantity);
    input.closest('[data-product]')?.classList.toggle('chosen', quantity > 0);
    for (const button of input.parentElement?.querySelectorAll('button') ?? []) {
      const step = Number(button.dataset.step);
      button.disabled = step < 0 ? quantity <= 0 : quantity >= largestQuantity;
    }
  }
  for (const total of form.querySelectorAll('[data-total]')) {
    total.textContent = moneyText(totalMinor, form.dataset.currency ?? 'RUB');
  }
}

function quantityOf(input: HTMLInputElement): number {
  const value = Number(input.value);
  return Number.isInteger(value) && value > 0 ? Math.min(value, largestQuantity) : 0;
}

/** The server's spelling of money (`money-text.ts` there); its own test compares the two. */
function moneyText(amountMinor: bigint, currency: string): string {
  const language = document.documentElement.lang === 'en' ? 'en-US' : 'ru-RU';
  const major = amountMinor / 100n;
  const decimals = String(amountMinor % 100n).padStart(2, '0');
  const parts = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(major);
  const text = parts.map((part) => (part.type === 'fraction' ? decimals : part.value)).join('');
  return text.replace(/[\s\u00a0\u202f]/g, '\u202f');
}
