import type { OperationKind, PaymentDetail } from '@kopeck/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useServices } from '../app/services.tsx';
import { useStore } from '../app/store.ts';
import { useMoneyDialog } from '../operations/money-dialog-context.tsx';
import { OperationLine } from '../operations/operation-line.tsx';
import { isOpen, operationOf } from '../operations/sent.ts';
import { may, useSession } from '../session/session.tsx';
import { Flags } from '../ui/flags.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { TimeLeftBar } from '../ui/time-left-bar.tsx';
import { useFormat } from '../ui/use-format.ts';
import { AcceptButton } from './accept-button.tsx';
import { LookUp } from './look-up.tsx';
import classes from './payment.module.css';
import { PaymentDetails } from './payment-details.tsx';
import { PaymentItems } from './payment-items.tsx';
import { PaymentOperations } from './payment-operations.tsx';
import { PaymentRefunds } from './payment-refunds.tsx';
import { PaymentStanding } from './payment-standing.tsx';
import { allows, limitOf, shownStatus } from './standing.ts';
import { Timeline } from './timeline.tsx';

const kinds: readonly OperationKind[] = ['confirm', 'void', 'refund'];

/** Everything about one payment: what is true now, what can be done, what was bought, how it came to be. */
export function PaymentView(props: { detail: PaymentDetail }) {
  const { t } = useTranslation();
  const { detail } = props;
  const { payment } = detail;
  const given = operationOf(payment, useStore(useServices().sent));
  const held = payment.status === 'authorized' && payment.authorizedUntil !== null;
  return (
    <div className={classes.view}>
      <div className={classes.main}>
        <div className={classes.state}>
          <StatusBadge status={shownStatus(payment)} />
          <Flags row={payment} />
        </div>
        {payment.attention.map((reason) => (
          <p key={reason} className={classes.attention}>
            {t(`attention.${reason}.text`)}
          </p>
        ))}
        <PaymentStanding payment={payment} />
        {held && payment.authorizedUntil !== null && (
          <div className={classes.timeLeft}>
            <TimeLeftBar since={payment.authorizedAt} until={payment.authorizedUntil} />
          </div>
        )}
        {given !== null && (
          <div className={classes.given}>
            <OperationLine operation={given} withDetails />
          </div>
        )}
        <MoneyActions detail={detail} busy={given !== null && isOpen(given)} />
        <LookUp detail={detail} />
        <PaymentItems detail={detail} />
        <PaymentRefunds refunds={detail.refunds} />
        <PaymentOperations operations={detail.operations} />
      </div>
      <div className={classes.side}>
        <Timeline events={detail.timeline} />
        <PaymentDetails detail={detail} />
      </div>
    </div>
  );
}

/** The money buttons, or why there are none for this person. */
function MoneyActions(props: { detail: PaymentDetail; busy: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const ask = useMoneyDialog();
  const { role } = useSession().user;
  const row = props.detail.payment;
  const possible = kinds.filter((kind) => allows(kind, row));
  if (possible.length === 0) return null;
  if (!possible.some((kind) => may(role, kind))) {
    return <p className={classes.why}>{t('action.onlyFinance', { role: t(`role.${role}`) })}</p>;
  }
  if (props.busy) return <p className={classes.why}>{t('action.pendingOperation')}</p>;
  const words = (kind: OperationKind) => {
    if (kind !== 'confirm') return t(`action.${kind}Bare`);
    return t('action.confirmSum', { sum: format.money(limitOf(kind, row), row.currency) });
  };
  return (
    <div className={classes.actions}>
      {possible.map((kind) => (
        <Button
          key={kind}
          size="md"
          variant={kind === 'confirm' ? 'filled' : 'default'}
          onClick={() => ask({ kind, row })}
        >
          {words(kind)}
        </Button>
      ))}
      <AcceptButton row={row} />
    </div>
  );
}
