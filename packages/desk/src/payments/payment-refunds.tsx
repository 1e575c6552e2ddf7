import type { RefundView } from '@kopeck/api';
import { useTranslation } from 'react-i18next';
import { Moment } from '../ui/moment.tsx';
import { useFormat } from '../ui/use-format.ts';
import classes from './payment.module.css';

/** Every refund the bank has made, also those ordered past the desk. */
export function PaymentRefunds(props: { refunds: readonly RefundView[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (props.refunds.length === 0) return null;
  return (
    <section className={classes.block}>
      <h2 className={classes.blockTitle}>{t('payment.refunds')}</h2>
      <ul className={classes.items}>
        {props.refunds.map((refund) => (
          <li key={refund.id}>
            <Moment at={refund.refundedAt} />
            <span className={classes.itemQuantity}>{refund.transactionId}</span>
            <span className={classes.itemSum}>{format.money(refund.amount, refund.currency)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
