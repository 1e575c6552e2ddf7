import type { OperationKind, PaymentRow } from '@kopeck/api';
import { Button } from '@mantine/core';
import { lazy, type RefObject, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueue } from '../app/queries.ts';
import { useServices } from '../app/services.tsx';
import { useStore } from '../app/store.ts';
import { preloadMoneyDialog, useMoneyDialog } from '../operations/money-dialog-context.tsx';
import { forgetSettled, isOpen } from '../operations/sent.ts';
import { ListWithPanel } from '../payments/list-with-panel.tsx';
import { allows } from '../payments/standing.ts';
import { useOpenedPayment } from '../payments/use-opened-payment.ts';
import { may, useSession } from '../session/session.tsx';
import { FailedState } from '../ui/failed-state.tsx';
import { useTitle } from '../ui/use-title.ts';
import { ZoneLine } from '../ui/zone-line.tsx';
import { type Arranged, arrangeQueue, type QueueRow } from './arrange.ts';
import classes from './queue.module.css';
import { QueueEmpty } from './queue-empty.tsx';
import { QueueList } from './queue-list.tsx';
import { QueueSkeleton } from './queue-skeleton.tsx';
import { QueueSummary } from './queue-summary.tsx';
import { neighbour } from './shortcuts.ts';
import { useShortcuts } from './use-shortcuts.ts';

const ShortcutsDialog = lazy(async () => ({
  default: (await import('./shortcuts-dialog.tsx')).ShortcutsDialog,
}));

const nothing: Arranged = { decisions: [], held: [] };

/** Held money, soonest to lapse first, and above it what needs a person. */
export function QueuePage() {
  const { t } = useTranslation();
  const { sent } = useServices();
  const queue = useQueue();
  const given = useStore(sent);
  const opened = useOpenedPayment();
  const [help, setHelp] = useState(false);
  const arranged = queue.data === undefined ? nothing : arrangeQueue(queue.data, given);
  const rows = [...arranged.decisions, ...arranged.held];
  const list = useRef<HTMLDivElement>(null);
  useTitle(t('queue.title'));
  useEffect(preloadMoneyDialog, []);
  const keys = useQueueKeys({ list, rows, opened, onHelp: () => setHelp(true) });
  useShortcuts(keys);

  const finished = rows.some(({ operation }) => operation !== null && !isOpen(operation));
  return (
    <ListWithPanel opened={opened}>
      <div className={classes.page} ref={list}>
        <header className={classes.head}>
          <h1 className={classes.title}>{t('queue.title')}</h1>
          {finished && (
            <Button variant="default" size="xs" onClick={() => forgetSettled(sent)}>
              {t('queue.clearSettled')}
            </Button>
          )}
        </header>
        {queue.data !== undefined && <QueueSummary queue={queue.data} />}
        {content()}
        <ZoneLine />
      </div>
      <Suspense fallback={null}>
        {help && <ShortcutsDialog opened onClose={() => setHelp(false)} />}
      </Suspense>
    </ListWithPanel>
  );

  function content() {
    if (queue.data === undefined) {
      if (queue.error === null) return <QueueSkeleton />;
      return <FailedState error={queue.error} onRetry={() => void queue.refetch()} />;
    }
    if (rows.length === 0) return <QueueEmpty />;
    return (
      <>
        {arranged.decisions.length > 0 && (
          <QueueList
            title={t('queue.decisions')}
            rows={arranged.decisions}
            openedId={opened.id}
            explained
          />
        )}
        <QueueList title={t('queue.held')} rows={arranged.held} openedId={opened.id} />
      </>
    );
  }
}

/** What the keys do: j and k move between rows, c and v act on the row in focus or in the panel. */
function useQueueKeys(deps: {
  list: RefObject<HTMLDivElement | null>;
  rows: readonly QueueRow[];
  opened: ReturnType<typeof useOpenedPayment>;
  onHelp: () => void;
}) {
  const ask = useMoneyDialog();
  const { role } = useSession().user;
  const links = () => [
    ...(deps.list.current?.querySelectorAll<HTMLElement>('[data-payment-link]') ?? []),
  ];
  const focusedId = () =>
    document.activeElement?.closest<HTMLElement>('[data-payment-row]')?.dataset.paymentRow ?? null;
  const move = (step: 1 | -1) => {
    const ids = deps.rows.map(({ row }) => row.id);
    const next = neighbour(ids, focusedId() ?? deps.opened.id, step);
    const link = links().find((element) => element.dataset.paymentLink === next);
    link?.focus();
    link?.closest('[data-payment-row]')?.scrollIntoView({ block: 'nearest' });
    if (next !== null && deps.opened.id !== null) deps.opened.open(next);
  };
  const act = (kind: OperationKind) => {
    const id = focusedId() ?? deps.opened.id;
    const row: PaymentRow | undefined = deps.rows.find((one) => one.row.id === id)?.row;
    if (row !== undefined && may(role, kind) && allows(kind, row)) ask({ kind, row });
  };
  return {
    next: () => move(1),
    previous: () => move(-1),
    confirm: () => act('confirm'),
    void: () => act('void'),
    help: deps.onHelp,
    close: () => {
      const id = deps.opened.id;
      deps.opened.close();
      links()
        .find((element) => element.dataset.paymentLink === id)
        ?.focus();
    },
  };
}
