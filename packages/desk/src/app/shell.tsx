import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { SentWatcher } from '../operations/sent-watcher.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { BottomBar, Rail } from './rail.tsx';
import classes from './shell.module.css';

/** The frame of every screen: rail (a bottom bar on a phone), what is wrong with the connection, content. */
export function Shell(props: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {t('nav.skip')}
      </a>
      <Rail />
      <div className={classes.column}>
        <ConnectionBanner />
        <Suspense fallback={<main id="content" aria-busy="true" />}>{props.children}</Suspense>
      </div>
      <BottomBar />
      <SentWatcher />
    </div>
  );
}
