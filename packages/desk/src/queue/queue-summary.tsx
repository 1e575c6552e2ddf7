import type { QueueView } from '@kopeck/api';
import { useTranslation } from 'react-i18next';
import { useNow } from '../app/use-now.ts';
import { timeLeft, timeLeftWords } from '../time/time-left.ts';
import { useFormat } from '../ui/use-format.ts';
import classes from './queue.module.css';

/** The figures above the queue: how much is held, in how many payments, and the nearest deadline. */
export function QueueSummary(props: { queue: QueueView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nowMs = useNow(15_000);
  const { totals, nearestDeadline } = props.queue;
  if (totals.length === 0) return null;
  const left =
    nearestDeadline === null
      ? null
      : timeLeft({ sinceMs: 0, untilMs: Date.parse(nearestDeadline), nowMs });
  return (
    <dl className={classes.summary}>
      {totals.map((total) => (
        <div key={total.currency} className={classes.figure}>
          <dt>{t('queue.held')}</dt>
          <dd className={classes.figureSum}>{format.money(total.heldAmount, total.currency)}</dd>
          <dd className={classes.figureNote}>{t('queue.summary', { count: total.count })}</dd>
        </div>
      ))}
      {left !== null && nearestDeadline !== null && (
        <div className={classes.figure} data-urgency={left.urgency}>
          <dt>{t('queue.nearestTitle')}</dt>
          <dd className={classes.figureSum} title={format.at(nearestDeadline, 'exact')}>
            {t(`time.in.${timeLeftWords(left)}`, left)}
          </dd>
          <dd className={classes.figureNote}>{format.at(nearestDeadline, 'short')}</dd>
        </div>
      )}
    </dl>
  );
}
