import type { PaymentRow, PaymentStatus } from '@kopeck/api';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/use-format.ts';
import classes from './payment.module.css';
import { type Standing, standingOf } from './standing.ts';

/** The four figures that are true now, and one sentence that explains them. */
export function PaymentStanding(props: { payment: PaymentRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { payment } = props;
  const standing = standingOf(payment);
  const money = (minor: bigint) => format.money(minor, payment.currency);
  const figures: readonly (readonly [string, bigint])[] = [
    [t('payment.held'), standing.held],
    [t('payment.confirmed'), standing.confirmed],
    [t('payment.refunded'), standing.refunded],
    [t('payment.left'), standing.left],
  ];
  return (
    <section aria-label={t('payment.now')} className={classes.standing}>
      <dl className={classes.figures}>
        {figures.map(([name, minor]) => (
          <div key={name} data-zero={minor === 0n}>
            <dt>{name}</dt>
            <dd>{money(minor)}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.explain}>{useExplanation(payment, standing)}</p>
    </section>
  );
}

function useExplanation(payment: PaymentRow, standing: Standing): string {
  const { t } = useTranslation();
  const format = useFormat();
  const sums = {
    amount: format.money(standing.amount, payment.currency),
    confirmed: format.money(standing.confirmed, payment.currency),
    refunded: format.money(standing.refunded, payment.currency),
    left: format.money(standing.left, payment.currency),
    released: format.money(standing.released, payment.currency),
  };
  const confirmed = [
    standing.released > 0n
      ? t('payment.explain.confirmedPart', sums)
      : t('payment.explain.confirmedWhole', sums),
    ...(standing.refunded === 0n
      ? []
      : [
          standing.left > 0n
            ? t('payment.explain.refundedPart', sums)
            : t('payment.explain.refundedWhole', sums),
        ]),
  ].join(' ');
  const sentences: Record<PaymentStatus, string> = {
    pending: t('payment.explain.pending'),
    authorized: t('payment.explain.authorized'),
    confirmed,
    voided: t('payment.explain.voided', sums),
    declined:
      payment.reasonCode === null
        ? t('payment.explain.declined')
        : t('payment.explain.declinedCode', { code: payment.reasonCode }),
  };
  return sentences[payment.status];
}
