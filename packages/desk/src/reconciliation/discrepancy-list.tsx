import type { DiscrepancyView } from '@kopeck/api';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { refreshMoney } from '../app/queries.ts';
import { useServices } from '../app/services.tsx';
import { failureOf } from '../http/request.ts';
import { mayLookUp, useSession } from '../session/session.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Moment } from '../ui/moment.tsx';
import { useFormat } from '../ui/use-format.ts';
import { ExplainDialog } from './explain-dialog.tsx';
import classes from './reconciliation.module.css';

/** What the two books do not say alike: one sentence, one sum, one thing to do. */
export function DiscrepancyList(props: { open: readonly DiscrepancyView[] }) {
  const { t } = useTranslation();
  return (
    <section className={classes.section} aria-labelledby="discrepancies">
      <h2 id="discrepancies" className={classes.heading}>
        {t('reconciliation.open')}
      </h2>
      {props.open.length === 0 ? (
        <EmptyState title={t('reconciliation.emptyTitle')} text={t('reconciliation.emptyText')} />
      ) : (
        <ul className={classes.list}>
          {props.open.map((one) => (
            <Discrepancy key={one.id} one={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Discrepancy({ one }: { one: DiscrepancyView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { api } = useServices();
  const client = useQueryClient();
  const { role } = useSession().user;
  const [explaining, setExplaining] = useState(false);
  const repair = useMutation({
    mutationFn: () => api.repairDiscrepancy(one.id),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['reconciliation'] }),
        refreshMoney(client),
      ]),
  });
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <p className={classes.sentence}>{one.sentence}</p>
        <p className={classes.since}>
          <Moment at={one.happenedAt} />
          {one.paymentId !== null && (
            <Link to={`/payments/${one.paymentId}`} className={classes.link}>
              {t('reconciliation.openPayment')}
            </Link>
          )}
        </p>
        {repair.error !== null && (
          <p role="alert" className={classes.problem}>
            {problemWords()}
          </p>
        )}
      </div>
      <p className={classes.sum}>{format.money(one.unexplained, one.currency as 'RUB')}</p>
      <div className={classes.actions}>
        {one.action === 'look_up' && mayLookUp(role) && (
          <Button size="compact-md" loading={repair.isPending} onClick={() => repair.mutate()}>
            {t('reconciliation.repair')}
          </Button>
        )}
        {role === 'finance' && (one.action === 'explain' || repair.error !== null) && (
          <Button size="compact-md" variant="default" onClick={() => setExplaining(true)}>
            {t('reconciliation.explain')}
          </Button>
        )}
      </div>
      {explaining && <ExplainDialog one={one} onClose={() => setExplaining(false)} />}
    </li>
  );

  function problemWords(): string {
    const failure = failureOf(repair.error);
    return failure.kind === 'unreachable' ? t('dialog.unreachableTitle') : failure.detail;
  }
}
