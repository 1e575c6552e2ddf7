import type { PaymentRow } from '@kopeck/api';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useOpenedPayment } from './use-opened-payment.ts';

/** The one link of a row. It covers the row, so a click anywhere opens the payment. */
export function PaymentLink(props: {
  row: PaymentRow;
  className?: string | undefined;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const { hrefOf } = useOpenedPayment();
  return (
    <Link
      to={hrefOf(props.row.id)}
      className={props.className}
      data-payment-link={props.row.id}
      aria-label={`${t('action.open', { invoice: props.row.invoiceId })}, ${props.row.email}`}
      title={props.row.email}
    >
      {props.children}
    </Link>
  );
}
