import type { BankView } from '../../src/widget/contract.ts';
import { h } from '../dom.ts';
import { recentBanks, rememberBank } from './recent-banks.ts';
import type { Words } from './words.ts';

/** The banks of SBP with a search; each is a link that opens its app (widget reference 5.5). */
export function createBankList(banks: readonly BankView[], words: Words): HTMLElement {
  const recent = recentBanks();
  const order = (bank: BankView) => {
    const at = recent.indexOf(bank.id);
    return at === -1 ? recent.length : at;
  };
  const items = [...banks].sort((one, other) => order(one) - order(other)).map(itemOf);
  const search = h('input', {
    type: 'search',
    id: 'bank-search',
    placeholder: words.searchBank,
    'aria-label': words.searchBank,
    autocomplete: 'off',
  });
  const none = h('p', { class: 'hint centred', role: 'status', hidden: true }, words.noBank);
  search.addEventListener('input', () => {
    const wanted = plain(search.value);
    for (const { element, name } of items) element.hidden = !plain(name).includes(wanted);
    none.hidden = items.some(({ element }) => !element.hidden);
  });
  const list = h('ul', { class: 'banks' }, ...items.map(({ element }) => element));
  return h('div', { class: 'bank-list' }, search, list, none);
}

function itemOf(bank: BankView) {
  const link = h(
    'a',
    { href: bank.url, target: '_blank', rel: 'noopener noreferrer' },
    h('img', { src: bank.logo, alt: '', width: 32, height: 32 }),
    bank.name,
  );
  link.addEventListener('click', () => rememberBank(bank.id));
  return { element: h('li', {}, link), name: bank.name };
}

/** Found in any case, with ё or е, with a hyphen or without. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е').replace(/[\s-]/g, '');
}
