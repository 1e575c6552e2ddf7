import type { OperationKind, PaymentRow } from '@kopeck/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMoneyDialog } from '../operations/money-dialog-context.tsx';
import { may, useSession } from '../session/session.tsx';
import { useFormat } from '../ui/use-format.ts';
import classes from './payments.module.css';
import { allows, limitOf } from './standing.ts';

const kinds: readonly OperationKind[] = ['confirm', 'void', 'refund'];

/** The money buttons of a row: only those the state and the person's role allow. */
export function RowActions(props: { row: PaymentRow; busy: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const ask = useMoneyDialog();
  const { role } = useSession().user;
  const { row } = props;
  if (props.busy) return null;
  const sum = (kind: OperationKind) => format.money(limitOf(kind, row), row.currency);
  return (
    <span className={classes.rowActions}>
      {kinds
        .filter((kind) => may(role, kind) && allows(kind, row))
        .map((kind) => (
          <Button
            key={kind}
            size="compact-sm"
            variant={kind === 'confirm' && row.attention.length === 0 ? 'light' : 'default'}
            className={classes.rowAction}
            aria-label={t(`action.${kind}For`, { sum: sum(kind), invoice: row.invoiceId })}
            onClick={() => ask({ kind, row })}
          >
            {t(`action.${kind}`)}
          </Button>
        ))}
    </span>
  );
}
