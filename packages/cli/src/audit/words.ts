import type { AuditFinding, AuditLine } from '@kopeck/api';
import type { Language } from '../start/words.ts';

type Result = Extract<AuditLine, { kind: 'result' }>;

const number = (value: number, language: Language): string =>
  value.toLocaleString(language === 'ru' ? 'ru-RU' : 'en-GB');

/** One finding as a sentence. */
export function findingSentence(finding: AuditFinding, language: Language): string {
  const { what, seq, day, orderId } = finding;
  const order = finding.invoiceId ?? orderId;
  const ru: Record<AuditFinding['what'], string> = {
    altered: `Заказ ${order}: строка ${seq} истории изменена`,
    removed: `Заказ ${order}: строка ${seq} истории удалена`,
    inserted: `Заказ ${order}: строка ${seq} истории вставлена в базу руками`,
    head_altered: `Заказ ${order}: изменена отметка о конце истории (после строки ${seq})`,
    order_removed: `Заказ ${order}: самого заказа нет, осталась его история`,
    order_disagrees: `Заказ ${order}: сумма или валюта не те, с которыми он создан`,
    refunds_disagree: `Заказ ${order}: возвраты не те, что записаны в истории`,
    day_differs: `День ${day} (UTC): события не те, что были запечатаны`,
    seal_missing: `День ${day} (UTC): печать дня перед ним пропала`,
  };
  const en: Record<AuditFinding['what'], string> = {
    altered: `Order ${order}: row ${seq} of its history was altered`,
    removed: `Order ${order}: row ${seq} of its history was removed`,
    inserted: `Order ${order}: row ${seq} of its history was put into the database by hand`,
    head_altered: `Order ${order}: the mark where its history ends was altered (after row ${seq})`,
    order_removed: `Order ${order}: the order is gone, its history is still there`,
    order_disagrees: `Order ${order}: its sum or currency is not what it was created with`,
    refunds_disagree: `Order ${order}: its refunds are not those of its history`,
    day_differs: `Day ${day} (UTC): its events are not those that were sealed`,
    seal_missing: `Day ${day} (UTC): the seal of the day before it is gone`,
  };
  return (language === 'ru' ? ru : en)[what];
}

export const auditWords = {
  ru: {
    progress: (orders: number, total: number) =>
      `  Проверено заказов: ${number(orders, 'ru')} из ${number(total, 'ru')}`,
    notAsKept: (day: string, file: string) =>
      `День ${day} (UTC): печать не та, что сохранена в ${file}`,
    result: ({ orders, events, days }: Result) =>
      `Заказов: ${number(orders, 'ru')}, событий: ${number(events, 'ru')}, запечатанных дней: ${number(days, 'ru')}`,
    whole: 'История цела: ни одна строка не изменена, не удалена и не вставлена',
    broken: (findings: number) =>
      `Найдено: ${number(findings, 'ru')}. Снимите копию базы, прежде чем что-либо чинить`,
  },
  en: {
    progress: (orders: number, total: number) =>
      `  Orders examined: ${number(orders, 'en')} of ${number(total, 'en')}`,
    notAsKept: (day: string, file: string) =>
      `Day ${day} (UTC): its seal is not the one kept in ${file}`,
    result: ({ orders, events, days }: Result) =>
      `Orders: ${number(orders, 'en')}, events: ${number(events, 'en')}, sealed days: ${number(days, 'en')}`,
    whole: 'The history is whole: no row was altered, removed or inserted',
    broken: (findings: number) =>
      `Found: ${number(findings, 'en')}. Copy the database before mending anything`,
  },
} as const;
