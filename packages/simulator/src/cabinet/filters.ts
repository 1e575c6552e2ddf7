import type { FastifyRequest } from 'fastify';
import { localInstant } from './format.ts';

/** One field of the form above a list. */
export type FilterField = {
  readonly name: string;
  readonly kind: 'search' | 'choice' | 'date';
  readonly label: string;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly text: string }[];
};

/** The filters of a list as they stand in its address, and the form that shows them. */
export type Filters = {
  /** What is searched for, in small letters. */
  readonly search: (label: string) => string;
  /** One of the named words; null is any of them. */
  readonly choice: <Name extends string>(
    name: string,
    label: string,
    texts: Readonly<Record<Name, string>>,
  ) => Name | null;
  /** The first moment of a day, plus so many days; null when no day is asked for. */
  readonly day: (name: string, label: string, plusDays?: number) => number | null;
  readonly fields: () => readonly FilterField[];
  /** Whether anything is asked for at all. */
  readonly active: () => boolean;
  /** What could not be understood, as `name=value`. */
  readonly unknown: () => readonly string[];
  /** From 1. */
  readonly page: number;
  /** The address of another page of the same list. */
  readonly pageHref: (page: number) => string;
};

export function readFilters(request: FastifyRequest): Filters {
  const url = new URL(request.url, 'http://cabinet');
  const fields: FilterField[] = [];
  const unknown: string[] = [];
  const given = (name: string) => (url.searchParams.get(name) ?? '').trim();
  const page = Number(given('page'));
  return {
    search: (label) => {
      const value = given('q');
      fields.push({ name: 'q', kind: 'search', label, value, choices: [] });
      return value.toLowerCase();
    },
    choice: (name, label, texts) => {
      const asked = given(name);
      const names = Object.keys(texts) as (keyof typeof texts)[];
      const value = names.find((known) => known === asked) ?? null;
      if (asked !== '' && value === null) unknown.push(`${name}=${asked}`);
      const choices = names.map((known) => ({ value: known, text: texts[known] }));
      fields.push({ name, kind: 'choice', label, value: value ?? '', choices });
      return value;
    },
    day: (name, label, plusDays = 0) => {
      const value = given(name);
      const atMs = value.length === 10 ? localInstant(value) : null;
      if (value !== '' && atMs === null) unknown.push(`${name}=${value}`);
      fields.push({ name, kind: 'date', label, value: atMs === null ? '' : value, choices: [] });
      if (atMs === null) return null;
      const day = new Date(atMs);
      return day.setDate(day.getDate() + plusDays);
    },
    fields: () => fields,
    active: () => fields.some((field) => field.value !== ''),
    unknown: () => unknown,
    page: Number.isSafeInteger(page) && page >= 1 ? page : 1,
    pageHref: (target) => {
      const params = new URLSearchParams(url.searchParams);
      for (const name of ['problem', 'open']) params.delete(name);
      params.set('page', String(target));
      return `${url.pathname}?${params}`;
    },
  };
}

/** A page of a list that is in the order it is shown in. A page past the end is the last one. */
export function pageOf<T>(all: readonly T[], filters: Filters, rows = 50) {
  const pages = Math.max(1, Math.ceil(all.length / rows));
  const page = Math.min(filters.page, pages);
  const from = (page - 1) * rows;
  const items = all.slice(from, from + rows);
  return {
    items,
    pager: {
      total: all.length,
      first: all.length === 0 ? 0 : from + 1,
      last: from + items.length,
      later: page > 1 ? filters.pageHref(page - 1) : '',
      earlier: page < pages ? filters.pageHref(page + 1) : '',
      many: pages > 1,
    },
  };
}

/** Newest first, those that fit; the list of a collection goes from its oldest. */
export function newestFirst<T>(all: Iterable<T>, fits: (item: T) => boolean): readonly T[] {
  const found: T[] = [];
  for (const item of all) if (fits(item)) found.push(item);
  return found.reverse();
}

/** Whether one of the texts contains what is searched for, which is in small letters. */
export function mentions(wanted: string, ...texts: readonly (string | null)[]): boolean {
  return wanted === '' || texts.some((text) => text?.toLowerCase().includes(wanted) === true);
}
