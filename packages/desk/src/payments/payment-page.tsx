import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { type MouseEvent, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { usePayment } from '../app/queries.ts';
import { isStatus } from '../http/request.ts';
import { preloadMoneyDialog } from '../operations/money-dialog-context.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailedState } from '../ui/failed-state.tsx';
import { useTitle } from '../ui/use-title.ts';
import { ZoneLine } from '../ui/zone-line.tsx';
import classes from './panel.module.css';
import { PaymentSkeleton } from './payment-skeleton.tsx';
import { PaymentView } from './payment-view.tsx';

/** One payment on a page of its own: for a link, and for a phone. */
export function PaymentPage() {
  const { t } = useTranslation();
  const { paymentId = '' } = useParams();
  const payment = usePayment(paymentId);
  const navigate = useNavigate();
  const invoice = payment.data?.order.invoiceId ?? '…';
  useTitle(t('payment.order', { invoice }));
  useEffect(preloadMoneyDialog, []);
  const back = (event: MouseEvent) => {
    if (history.length <= 1) return;
    event.preventDefault();
    void navigate(-1);
  };
  return (
    <main id="content" className={classes.page} tabIndex={-1}>
      <Link to="/payments" className={classes.back} onClick={back}>
        <IconArrowLeft size={18} aria-hidden="true" />
        {t('payment.back')}
      </Link>
      {content()}
    </main>
  );

  function content() {
    if (payment.data !== undefined) {
      return (
        <>
          <h1 className={classes.pageTitle}>{t('payment.order', { invoice })}</h1>
          <PaymentView detail={payment.data} />
          <ZoneLine />
        </>
      );
    }
    if (payment.error === null) return <PaymentSkeleton />;
    if (isStatus(payment.error, 404) || isStatus(payment.error, 400)) {
      return (
        <EmptyState
          title={t('payment.notFoundTitle')}
          text={t('payment.notFoundText')}
          action={
            <Button component={Link} to="/payments" variant="default">
              {t('payment.notFoundAction')}
            </Button>
          }
        />
      );
    }
    return <FailedState error={payment.error} onRetry={() => void payment.refetch()} />;
  }
}
