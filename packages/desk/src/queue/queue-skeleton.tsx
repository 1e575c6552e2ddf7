import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './queue.module.css';

const rows = [0, 1, 2, 3, 4, 5];

/** The queue's shape before its first data, so that nothing jumps when it comes. */
export function QueueSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('state.loading')}>
      <div className={classes.summary} aria-hidden="true">
        <div className={classes.figure}>
          <Skeleton height={14} width={70} mb={8} />
          <Skeleton height={24} width={150} />
        </div>
      </div>
      <div className={classes.table} aria-hidden="true">
        {rows.map((row) => (
          <div key={row} className={classes.skeletonRow}>
            <Skeleton height={14} width="24%" />
            <Skeleton height={14} width="34%" />
            <Skeleton height={14} width="14%" />
          </div>
        ))}
      </div>
    </div>
  );
}
