import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './payment.module.css';

export function PaymentSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('state.loading')} className={classes.skeleton}>
      <Skeleton height={22} width={120} />
      <Skeleton height={84} radius="md" />
      <Skeleton height={40} width={220} radius="md" />
      <Skeleton height={120} radius="md" />
      <Skeleton height={200} radius="md" />
    </div>
  );
}
