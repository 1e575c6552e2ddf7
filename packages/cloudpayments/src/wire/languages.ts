/** Text for a person in the two languages everything here speaks. */
export type Words = { readonly ru: string; readonly en: string };
