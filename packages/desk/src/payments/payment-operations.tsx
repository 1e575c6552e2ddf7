import type { OperationView } from '@kopeck/api';
import { useTranslation } from 'react-i18next';
import { OperationLine } from '../operations/operation-line.tsx';
import classes from './payment.module.css';

/** Every command sent to the bank for this payment, newest first. */
export function PaymentOperations(props: { operations: readonly OperationView[] }) {
  const { t } = useTranslation();
  if (props.operations.length === 0) return null;
  const newestFirst = [...props.operations].sort(
    (a, b) => Date.parse(b.requestedAt) - Date.parse(a.requestedAt),
  );
  return (
    <section className={classes.block}>
      <h2 className={classes.blockTitle}>{t('payment.operations')}</h2>
      <ul className={classes.operations}>
        {newestFirst.map((operation) => (
          <li key={operation.id}>
            <OperationLine operation={operation} withDetails />
          </li>
        ))}
      </ul>
    </section>
  );
}
