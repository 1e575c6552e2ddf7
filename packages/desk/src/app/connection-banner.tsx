import { IconCloudOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/use-format.ts';
import { useServices } from './services.tsx';
import classes from './shell.module.css';
import { useStore } from './store.ts';

/** Says that the figures are old, and how old, while the server cannot be reached. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const format = useFormat();
  const { reached, lastReachedMs } = useStore(useServices().connection);
  const at =
    lastReachedMs === null ? null : format.at(new Date(lastReachedMs).toISOString(), 'time');
  return (
    <div role="status" className={classes.bannerPlace}>
      {!reached && (
        <p className={classes.banner}>
          <IconCloudOff size={16} stroke={2} aria-hidden="true" />
          {at === null ? t('state.offlineNothing') : t('state.offline', { at })}
        </p>
      )}
    </div>
  );
}
