import { lazy, type ReactNode, Suspense } from 'react';
import classes from './panel.module.css';
import type { useOpenedPayment } from './use-opened-payment.ts';

const PaymentPanel = lazy(async () => ({
  default: (await import('./payment-panel.tsx')).PaymentPanel,
}));

/** A list and, beside it on a wide screen, the payment opened from it. */
export function ListWithPanel(props: {
  opened: ReturnType<typeof useOpenedPayment>;
  children: ReactNode;
}) {
  const { id, close } = props.opened;
  return (
    <div className={classes.split} data-open={id !== null}>
      <main id="content" className={classes.list} tabIndex={-1}>
        {props.children}
      </main>
      {id !== null && (
        <Suspense fallback={<aside className={classes.panel} aria-busy="true" />}>
          <PaymentPanel key={id} id={id} onClose={close} />
        </Suspense>
      )}
    </div>
  );
}
