import { Button, Skeleton } from '@mantine/core';
import { IconBuildingBank } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { reconciliationQuery } from '../app/queries.ts';
import { useServices } from '../app/services.tsx';
import { failureOf } from '../http/request.ts';
import { mayLookUp, useSession } from '../session/session.tsx';
import { FailedState } from '../ui/failed-state.tsx';
import { Moment } from '../ui/moment.tsx';
import { useFormat } from '../ui/use-format.ts';
import { useTitle } from '../ui/use-title.ts';
import { ZoneLine } from '../ui/zone-line.tsx';
import { DaysTable } from './days-table.tsx';
import { DiscrepancyList } from './discrepancy-list.tsx';
import classes from './reconciliation.module.css';

const weekMs = 7 * 24 * 60 * 60 * 1000;

/** Our books against the bank's: what is not explained, the one action for each, and the closed days. */
export function ReconciliationPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const services = useServices();
  const client = useQueryClient();
  const { role } = useSession().user;
  const overview = useQuery({ ...reconciliationQuery(services), refetchInterval: 15_000 });
  const compare = useMutation({
    mutationFn: () => services.api.reconcile(new Date(services.now() - weekMs).toISOString()),
    onSettled: () => client.invalidateQueries({ queryKey: ['reconciliation'] }),
  });
  useTitle(t('reconciliation.title'));
  return (
    <main id="content" className={classes.page}>
      <h1 className={classes.title}>{t('reconciliation.title')}</h1>
      {content()}
      <ZoneLine />
    </main>
  );

  function content() {
    const { data, error } = overview;
    if (data === undefined) {
      if (error !== null) {
        return <FailedState error={error} onRetry={() => void overview.refetch()} />;
      }
      return (
        <div role="status" aria-label={t('state.loading')}>
          <Skeleton height={96} radius={12} />
        </div>
      );
    }
    const [first, ...others] = data.unexplained;
    const zero = first === undefined;
    return (
      <>
        <section className={classes.summary} aria-label={t('reconciliation.unexplained')}>
          <p className={classes.label}>{t('reconciliation.unexplained')}</p>
          <p className={classes.figure} data-zero={zero}>
            {zero ? format.money(0n, 'RUB') : format.money(first.amount, first.currency as 'RUB')}
          </p>
          {others.map((sum) => (
            <p key={sum.currency} className={classes.figure} data-zero="false">
              {format.money(sum.amount, sum.currency as 'RUB')}
            </p>
          ))}
          <p className={classes.last}>
            {data.last === null ? (
              t('reconciliation.never')
            ) : (
              <>
                {t('reconciliation.last')} <Moment at={data.last.finishedAt} />
                {data.last.outcome === 'incomplete' && `. ${t('reconciliation.incomplete')}`}
              </>
            )}
          </p>
          {mayLookUp(role) && (
            <div className={classes.compare}>
              <Button
                variant="default"
                leftSection={<IconBuildingBank size={17} stroke={1.8} aria-hidden="true" />}
                loading={compare.isPending}
                onClick={() => compare.mutate()}
              >
                {t('reconciliation.compare')}
              </Button>
              <p role="status">{compareWords()}</p>
            </div>
          )}
        </section>
        <DiscrepancyList open={data.open} />
        <DaysTable days={data.days} />
      </>
    );
  }

  function compareWords(): string {
    if (compare.error !== null) {
      const failure = failureOf(compare.error);
      return failure.kind === 'unreachable' ? t('dialog.unreachableTitle') : failure.detail;
    }
    return compare.isSuccess ? t('reconciliation.compared') : '';
  }
}
