import type { BookSums, ReconciliationView } from '@kopeck/api';
import { IconAlertTriangle, IconCheck, IconHelp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/use-format.ts';
import classes from './reconciliation.module.css';

const icons = { agrees: IconCheck, differs: IconAlertTriangle, incomplete: IconHelp } as const;
const columns = ['day', 'verdict', 'payments', 'held', 'taken', 'refunded'] as const;

/** Every closed day of the shop with its verdict and the bank's sums beside ours. */
export function DaysTable(props: { days: readonly ReconciliationView[] }) {
  const { t } = useTranslation();
  return (
    <section className={classes.section} aria-labelledby="days">
      <h2 id="days" className={classes.heading}>
        {t('reconciliation.days')}
      </h2>
      {props.days.length === 0 ? (
        <p className={classes.quiet}>{t('reconciliation.noDays')}</p>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.days} aria-label={t('reconciliation.days')}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col" className={classes[column]}>
                    {t(`reconciliation.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {props.days.map((day) => (
                <Day key={day.id} day={day} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Day({ day }: { day: ReconciliationView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const Icon = icons[day.outcome];
  const currencies = [...new Set([...day.there, ...day.here].map((sum) => sum.currency))];
  const of = (sums: readonly BookSums[], currency: string) =>
    sums.find((sum) => sum.currency === currency);
  /** One figure where both agree, both where they do not. */
  const figure = (key: 'held' | 'taken' | 'refunded') =>
    currencies.map((currency) => {
      const there = of(day.there, currency)?.[key] ?? '0.00';
      const here = of(day.here, currency)?.[key] ?? '0.00';
      const money = (amount: string) => format.money(amount, currency as 'RUB');
      return (
        <span key={currency} className={classes.pair}>
          {there === here
            ? money(there)
            : `${t('reconciliation.there')} ${money(there)}, ${t('reconciliation.here')} ${money(here)}`}
        </span>
      );
    });
  const payments = day.there.reduce((sum, one) => sum + one.payments, 0);
  return (
    <tr>
      <th scope="row" className={classes.day}>
        {day.day}
      </th>
      <td className={classes.verdict} data-outcome={day.outcome}>
        <Icon size={15} stroke={2} aria-hidden="true" />{' '}
        {t(`reconciliation.outcome.${day.outcome}`)}
      </td>
      <td className={classes.payments} data-label={t('reconciliation.column.payments')}>
        {payments}
      </td>
      <td className={classes.held} data-label={t('reconciliation.column.held')}>
        {figure('held')}
      </td>
      <td className={classes.taken} data-label={t('reconciliation.column.taken')}>
        {figure('taken')}
      </td>
      <td className={classes.refunded} data-label={t('reconciliation.column.refunded')}>
        {figure('refunded')}
      </td>
    </tr>
  );
}
