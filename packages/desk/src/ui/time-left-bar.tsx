import { IconAlarm, IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../app/use-now.ts';
import { timeLeft, timeLeftWords } from '../time/time-left.ts';
import classes from './ui.module.css';
import { useFormat } from './use-format.ts';

/** The time left on a hold: words, a shape when it is short, and a thin bar that empties. */
export function TimeLeftBar(props: { since: string | null; until: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nowMs = useNow(15_000);
  const untilMs = Date.parse(props.until);
  const sinceMs = props.since === null ? untilMs - 7 * 86_400_000 : Date.parse(props.since);
  const left = timeLeft({ sinceMs, untilMs, nowMs });
  const Shape = {
    calm: null,
    soon: IconAlarm,
    urgent: IconClockExclamation,
    lapsed: IconClockExclamation,
  }[left.urgency];
  const urgency = t(`time.urgency.${left.urgency}`);
  return (
    <span
      className={classes.timeLeft}
      data-urgency={left.urgency}
      title={t('time.until', { at: format.at(props.until, 'exact') })}
    >
      <span className={classes.timeLeftText}>
        {Shape !== null && <Shape size={15} stroke={2} aria-label={urgency} role="img" />}
        {t(`time.left.${timeLeftWords(left)}`, left)}
      </span>
      <svg
        className={classes.timeLeftBar}
        viewBox="0 0 100 3"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <rect className={classes.timeLeftTrack} width="100" height="3" />
        <rect className={classes.timeLeftFill} width={left.fraction * 100} height="3" />
      </svg>
    </span>
  );
}
