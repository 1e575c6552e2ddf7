import type { Locale } from '@kopeck/api';

/** One thing on the shelf. `priceMinor` is in kopecks; the browser never tells a price. */
export interface Product {
  readonly id: string;
  readonly priceMinor: bigint;
  /** Name of the drawing in `pages/templates/art`. */
  readonly art: 'pouch' | 'tin' | 'bowl' | 'teapot' | 'honey' | 'gift';
  readonly name: Record<Locale, string>;
  readonly note: Record<Locale, string>;
}

/** The demo shop's goods, in shelf order. */
export const catalogue: readonly Product[] = [
  {
    id: 'ivan-tea',
    priceMinor: 390_00n,
    art: 'pouch',
    name: { ru: 'Иван-чай «Утро»', en: 'Fireweed tea “Morning”' },
    note: { ru: 'Ферментированный, 50\u00a0г', en: 'Fermented, 50\u00a0g' },
  },
  {
    id: 'black-tea',
    priceMinor: 560_00n,
    art: 'tin',
    name: { ru: 'Чёрный чай «Солохаул»', en: 'Black tea “Solokhaul”' },
    note: { ru: 'Краснодарский, листовой, 100\u00a0г', en: 'Krasnodar, whole leaf, 100\u00a0g' },
  },
  {
    id: 'bowl',
    priceMinor: 1_200_00n,
    art: 'bowl',
    name: { ru: 'Пиала «Снег»', en: 'Tea bowl “Snow”' },
    note: { ru: 'Белая глазурь, 120\u00a0мл', en: 'White glaze, 120\u00a0ml' },
  },
  {
    id: 'teapot',
    priceMinor: 4_800_00n,
    art: 'teapot',
    name: { ru: 'Чайник «Сосна»', en: 'Teapot “Pine”' },
    note: { ru: 'Каменная масса, 450\u00a0мл', en: 'Stoneware, 450\u00a0ml' },
  },
  {
    id: 'honey',
    priceMinor: 640_50n,
    art: 'honey',
    name: { ru: 'Липовый мёд', en: 'Linden honey' },
    note: { ru: 'Башкирский, 250\u00a0г', en: 'From Bashkiria, 250\u00a0g' },
  },
  {
    id: 'gift-set',
    priceMinor: 3_450_00n,
    art: 'gift',
    name: { ru: 'Набор «На двоих»', en: 'Set “For two”' },
    note: { ru: 'Две пиалы, чай и мёд', en: 'Two bowls, tea and honey' },
  },
];
