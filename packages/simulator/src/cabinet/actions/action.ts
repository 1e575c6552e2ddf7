import type { PageLanguage } from '../../pages.ts';
import type { SimulatorParts } from '../../parts.ts';
import type { Fields } from '../../rest/fields.ts';

/** What a button did: nothing to say, a refusal in words, or a delivery to show unfolded. */
export type Outcome = { readonly problem: string } | { readonly open: string } | null;

/** What a button does with the fields of its form. */
export type Action = (
  fields: Fields,
  parts: SimulatorParts,
  lang: PageLanguage,
) => Outcome | Promise<Outcome>;

export type Actions = Readonly<Record<string, Action>>;

/** How long a button keeps its page waiting; what takes longer is seen when it is there. */
const patienceMs = 2000;

/** What the work comes to if it comes to it soon; null when the shop or the clock takes its time. */
export async function soon<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
