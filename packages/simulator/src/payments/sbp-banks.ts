/** Some members of SBP under their real numbers; the logos are the simulator's own drawings. */
export type SbpBank = {
  readonly id: string;
  readonly name: string;
  /** Of the drawn logo: a letter or two on a colour. */
  readonly letters: string;
  readonly colour: string;
};

const bank = (id: string, name: string, letters: string, colour: string): SbpBank => ({
  id,
  name,
  letters,
  colour,
});

export const sbpBanks: readonly SbpBank[] = [
  bank('100000000111', 'Сбербанк', 'С', '#1f7a3d'),
  bank('100000000004', 'Т-Банк', 'Т', '#3a3a3a'),
  bank('100000000005', 'Банк ВТБ', 'В', '#1b4f9c'),
  bank('100000000008', 'АЛЬФА-БАНК', 'А', '#b3261e'),
  bank('100000000001', 'Газпромбанк', 'Г', '#2f4f7f'),
  bank('100000000007', 'Райффайзен Банк', 'Р', '#7a6400'),
  bank('100000000020', 'Россельхозбанк', 'РХ', '#2e6b2e'),
  bank('100000000013', 'Совкомбанк', 'СК', '#8a3b12'),
  bank('100000000010', 'Банк ПСБ', 'П', '#a8431b'),
  bank('100000000017', 'МТС-Банк', 'М', '#a31432'),
  bank('100000000273', 'Озон Банк', 'О', '#2456c9'),
  bank('100000000150', 'Яндекс Банк', 'Я', '#7d3ac1'),
];

/** A round sign that names the bank without being its trade mark. */
export function bankLogo(item: SbpBank): string {
  const size = item.letters.length > 1 ? 24 : 32;
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">',
    `<circle cx="32" cy="32" r="32" fill="${item.colour}"/>`,
    `<text x="32" y="32" dy=".35em" fill="#ffffff" font-family="sans-serif" font-weight="700"`,
    ` font-size="${size}" text-anchor="middle">${item.letters}</text></svg>`,
  ].join('');
}
