import type { PaymentDetail } from '@kopeck/api';
import { useTranslation } from 'react-i18next';
import { minorOf } from '../money/money.ts';
import { useFormat } from '../ui/use-format.ts';
import classes from './payment.module.css';

/** What was bought, line by line, with the order's total. */
export function PaymentItems(props: { detail: PaymentDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { order } = props.detail;
  const money = (amount: bigint | string) => format.money(amount, order.currency);
  return (
    <section className={classes.block}>
      <h2 className={classes.blockTitle}>{t('payment.items')}</h2>
      <ul className={classes.items}>
        {order.items.length === 0 && (
          <li>
            <span className={classes.itemName}>{order.description}</span>
          </li>
        )}
        {order.items.map((item) => (
          <li key={`${item.name} ${item.price}`}>
            <span className={classes.itemName}>{item.name}</span>
            <span className={classes.itemQuantity}>
              {item.quantity} × {money(item.price)}
            </span>
            <span className={classes.itemSum}>
              {money(minorOf(item.price) * BigInt(item.quantity))}
            </span>
          </li>
        ))}
        <li className={classes.total}>
          <span className={classes.itemName}>{t('payment.total')}</span>
          <span className={classes.itemSum}>{money(order.amount)}</span>
        </li>
      </ul>
    </section>
  );
}
