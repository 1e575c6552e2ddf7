import type { TestCardView } from '../../src/widget/contract.ts';
import { grouped } from '../cards/card.ts';
import { h } from '../dom.ts';
import type { Words } from './words.ts';

/** The gateway's test cards, to fill the form with a press. */
export function testCardList(
  cards: readonly TestCardView[],
  words: Words,
  fill: (card: TestCardView) => void,
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
