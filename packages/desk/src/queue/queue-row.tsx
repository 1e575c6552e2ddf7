import type { PaymentRow } from '@kopeck/api';
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../app/services.tsx';
import { OperationLine } from '../operations/operation-line.tsx';
import { forget, isOpen } from '../operations/sent.ts';
import { lastFour } from '../payments/card.ts';
import { PaymentLink } from '../payments/payment-link.tsx';
import { RowActions } from '../payments/row-actions.tsx';
import { shownStatus } from '../payments/standing.ts';
import { Flags } from '../ui/flags.tsx';
import { Moment } from '../ui/moment.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { TimeLeftBar } from '../ui/time-left-bar.tsx';
import { useFormat } from '../ui/use-format.ts';
import type { QueueRow } from './arrange.ts';
import classes from './queue.module.css';

/** Who, what, how much, since when, how long still; and under it how the last command stands. */
export function QueueRowView(props: { row: QueueRow; opened: boolean; explained: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { sent } = useServices();
  const { row, operation, settled } = props.row;
  const held = row.status === 'authorized' && row.authorizedUntil !== null && !settled;
  return (
    <tr
      className={classes.row}
      data-payment-row={row.id}
      data-opened={props.opened}
      data-settled={settled}
    >
      <td className={classes.who}>
        <PaymentLink row={row} className={classes.link}>
          {row.email}
        </PaymentLink>
        {flagged(row) ? <Flags row={row} /> : <span className={classes.second}>{cardOf(row)}</span>}
      </td>
      <td className={classes.what}>
        <span className={classes.description} title={row.description}>
          {row.description}
        </span>
        <span className={classes.second}>{row.invoiceId}</span>
      </td>
      <td className={classes.sum}>{format.money(row.amount, row.currency)}</td>
      <td className={classes.since}>
        <Moment at={row.authorizedAt ?? row.createdAt} />
      </td>
      <td className={classes.left}>
        {held && row.authorizedUntil !== null ? (
          <TimeLeftBar since={row.authorizedAt} until={row.authorizedUntil} />
        ) : (
          !settled && <StatusBadge status={shownStatus(row)} />
        )}
      </td>
      <td className={classes.actions}>
        {!settled && <RowActions row={row} busy={operation !== null && isOpen(operation)} />}
      </td>
      {(operation !== null || (props.explained && row.attention.length > 0)) && (
        <td colSpan={6} className={classes.under}>
          {operation === null ? (
            row.attention.map((reason) => <p key={reason}>{t(`attention.${reason}.text`)}</p>)
          ) : (
            <OperationLine operation={operation}>
              {!isOpen(operation) && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('operation.dismiss')}
                  title={t('operation.dismiss')}
                  onClick={() => forget(sent, row.id)}
                >
                  <IconX size={16} aria-hidden="true" />
                </ActionIcon>
              )}
            </OperationLine>
          )}
        </td>
      )}
    </tr>
  );
}

const flagged = (row: PaymentRow): boolean =>
  row.attention.length > 0 || row.testMode || row.firstTimePayer;

const cardOf = (row: PaymentRow): string =>
  [row.cardType, lastFour(row.card)].filter((part) => part !== null).join(' ');
