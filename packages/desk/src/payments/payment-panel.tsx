import { ActionIcon } from '@mantine/core';
import { IconArrowsDiagonal, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePayment } from '../app/queries.ts';
import { FailedState } from '../ui/failed-state.tsx';
import classes from './panel.module.css';
import { PaymentSkeleton } from './payment-skeleton.tsx';
import { PaymentView } from './payment-view.tsx';

/** One payment beside the list it was opened from. */
export function PaymentPanel(props: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const payment = usePayment(props.id);
  const invoice = payment.data?.order.invoiceId ?? '…';
  return (
    <aside className={classes.panel} aria-label={t('payment.panel', { invoice })}>
      <div className={classes.panelHead}>
        <h2 className={classes.panelTitle}>{t('payment.order', { invoice })}</h2>
        <ActionIcon
          component={Link}
          to={`/payments/${props.id}`}
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('payment.openPage')}
          title={t('payment.openPage')}
        >
          <IconArrowsDiagonal size={18} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('payment.close')}
          title={t('payment.close')}
          onClick={props.onClose}
        >
          <IconX size={18} aria-hidden="true" />
        </ActionIcon>
      </div>
      <div className={classes.panelBody}>
        {payment.data !== undefined && <PaymentView detail={payment.data} />}
        {payment.data === undefined && payment.error === null && <PaymentSkeleton />}
        {payment.data === undefined && payment.error !== null && (
          <FailedState error={payment.error} onRetry={() => void payment.refetch()} />
        )}
      </div>
    </aside>
  );
}
