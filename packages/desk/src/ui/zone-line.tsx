import { useTranslation } from 'react-i18next';
import { useNow } from '../app/use-now.ts';
import { zoneOffset } from '../time/zone.ts';
import classes from './ui.module.css';
import { useFormat } from './use-format.ts';

/** Names the time zone of the page's times, once. */
export function ZoneLine() {
  const { t } = useTranslation();
  const { timeZone, locale } = useFormat();
  const nowMs = useNow(3_600_000);
  return (
    <p className={classes.zone}>
      {t('time.zone', { zone: timeZone, offset: zoneOffset({ timeZone, locale, nowMs }) })}
    </p>
  );
}
