import type { PaymentRow } from '@kopeck/api';
import { useTranslation } from 'react-i18next';
import { useServices } from '../app/services.tsx';
import { useStore } from '../app/store.ts';
import { OperationLine } from '../operations/operation-line.tsx';
import { isOpen, operationOf } from '../operations/sent.ts';
import { Flags } from '../ui/flags.tsx';
import { Moment } from '../ui/moment.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { useFormat } from '../ui/use-format.ts';
import { lastFour } from './card.ts';
import { PaymentLink } from './payment-link.tsx';
import classes from './payments.module.css';
import { RowActions } from './row-actions.tsx';
import { shownStatus, standingOf } from './standing.ts';

const columns = [
  'order',
  'who',
  'status',
  'card',
  'created',
  'sum',
  'confirmed',
  'refunded',
  'actions',
] as const;

/** The list as a dense table, as cards on a phone. Sums to the right, refunds in a column of their own. */
export function PaymentsTable(props: {
  rows: readonly PaymentRow[];
  openedId: string | null;
  fading: boolean;
}) {
  const { t } = useTranslation();
  return (
    <table className={classes.table} aria-label={t('payments.title')} aria-busy={props.fading}>
      <thead className={classes.headGroup}>
        <tr className={classes.headRow}>
          {columns.map((column) => (
            <th key={column} scope="col" className={classes[column]}>
              {column === 'actions' ? t('queue.column.actions') : t(`payments.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <Row key={row.id} row={row} opened={row.id === props.openedId} />
        ))}
      </tbody>
    </table>
  );
}

function Row(props: { row: PaymentRow; opened: boolean }) {
  const format = useFormat();
  const { t } = useTranslation();
  const { row } = props;
  const operation = operationOf(row, useStore(useServices().sent));
  const { confirmed, refunded } = standingOf(row);
  const sumOrNothing = (minor: bigint) => (minor === 0n ? '' : format.money(minor, row.currency));
  return (
    <tr className={classes.row} data-payment-row={row.id} data-opened={props.opened}>
      <td className={classes.order}>
        <PaymentLink row={row} className={classes.link}>
          {row.invoiceId}
        </PaymentLink>
      </td>
      <td className={classes.who}>
        <span className={classes.email} title={row.email}>
          {row.email}
        </span>
        <Flags row={row} brief />
      </td>
      <td className={classes.status}>
        <StatusBadge status={shownStatus(row)} />
      </td>
      <td className={classes.card}>{lastFour(row.card) ?? ''}</td>
      <td className={classes.created}>
        <Moment at={row.createdAt} />
      </td>
      <td className={classes.sum}>{format.money(row.amount, row.currency)}</td>
      <td className={classes.confirmed} data-label={t('payments.column.confirmed')}>
        {sumOrNothing(confirmed)}
      </td>
      <td className={classes.refunded} data-label={t('payments.column.refunded')}>
        {sumOrNothing(refunded)}
      </td>
      <td className={classes.actions}>
        <RowActions row={row} busy={operation !== null && isOpen(operation)} />
      </td>
      {operation !== null && (
        <td colSpan={9} className={classes.under}>
          <OperationLine operation={operation} />
        </td>
      )}
    </tr>
  );
}
