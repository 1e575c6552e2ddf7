import { Button, Skeleton } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { paymentsQuery, useLivePause } from '../app/queries.ts';
import { useServices } from '../app/services.tsx';
import { preloadMoneyDialog } from '../operations/money-dialog-context.tsx';
import { useShortcuts } from '../queue/use-shortcuts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailedState } from '../ui/failed-state.tsx';
import { useTitle } from '../ui/use-title.ts';
import { ZoneLine } from '../ui/zone-line.tsx';
import { ListWithPanel } from './list-with-panel.tsx';
import classes from './payments.module.css';
import { PaymentsFilters } from './payments-filters.tsx';
import { PaymentsTable } from './payments-table.tsx';
import { useOpenedPayment } from './use-opened-payment.ts';
import { usePaymentFilter } from './use-payment-filter.ts';

const skeletonRows = [0, 1, 2, 3, 4, 5, 6, 7];

/** Every payment, newest first; state and search stand in the address, so a view is a link. */
export function PaymentsPage() {
  const { t } = useTranslation();
  const services = useServices();
  const pause = useLivePause();
  const { filter, change, isFiltered } = usePaymentFilter();
  const opened = useOpenedPayment();
  const search = useRef<HTMLInputElement>(null);
  const list = useInfiniteQuery({
    ...paymentsQuery(services, filter),
    placeholderData: keepPreviousData,
    // Only the first pages are watched: re-reading a long walk every few seconds would help nobody.
    refetchInterval: ({ state }) => {
      const pages = state.data?.pages ?? [];
      return pages.length > 2 ? false : pause(pages.flatMap(({ rows }) => rows));
    },
  });
  useTitle(t('payments.title'));
  useEffect(preloadMoneyDialog, []);
  useShortcuts({ search: () => search.current?.focus(), close: opened.close });

  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <ListWithPanel opened={opened}>
      <div className={classes.page}>
        <h1 className={classes.title}>{t('payments.title')}</h1>
        <PaymentsFilters filter={filter} onChange={change} searchRef={search} />
        {content()}
        <ZoneLine />
      </div>
    </ListWithPanel>
  );

  function content() {
    if (list.data === undefined) {
      if (list.error !== null) {
        return <FailedState error={list.error} onRetry={() => void list.refetch()} />;
      }
      return (
        <div className={classes.table} role="status" aria-label={t('state.loading')}>
          {skeletonRows.map((row) => (
            <div key={row} className={classes.skeletonRow} aria-hidden="true">
              <Skeleton height={13} width="18%" />
              <Skeleton height={13} width="26%" />
              <Skeleton height={13} width="12%" />
            </div>
          ))}
        </div>
      );
    }
    if (rows.length === 0) return empty();
    return (
      <>
        <PaymentsTable rows={rows} openedId={opened.id} fading={list.isPlaceholderData} />
        <div className={classes.foot}>
          <p>
            {t('payments.shown', { count: rows.length })}
            {list.hasNextPage ? '' : `. ${t('payments.thatIsAll')}`}
          </p>
          {list.hasNextPage && (
            <Button
              variant="default"
              loading={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {t('payments.more')}
            </Button>
          )}
        </div>
      </>
    );
  }

  function empty() {
    if (!isFiltered) {
      return <EmptyState title={t('payments.emptyTitle')} text={t('payments.emptyText')} />;
    }
    return (
      <EmptyState
        title={t('payments.nothingTitle')}
        text={t('payments.nothingText')}
        action={
          <Button variant="default" onClick={() => change({ status: null, q: '' })}>
            {t('payments.reset')}
          </Button>
        }
      />
    );
  }
}
