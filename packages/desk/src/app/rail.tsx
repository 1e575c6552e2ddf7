import {
  IconBuildingStore,
  IconCreditCard,
  IconExternalLink,
  IconFlask,
  IconHourglass,
  IconScale,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useSession } from '../session/session.tsx';
import { Mark } from '../ui/mark.tsx';
import { useQueue } from './queries.ts';
import classes from './shell.module.css';
import { useMode } from './use-mode.ts';
import { UserMenu } from './user-menu.tsx';

type Section = {
  readonly to: string;
  readonly key: 'queue' | 'payments' | 'reconciliation';
  readonly icon: TablerIcon;
};

const sections: readonly Section[] = [
  { to: '/queue', key: 'queue', icon: IconHourglass },
  { to: '/payments', key: 'payments', icon: IconCreditCard },
  { to: '/reconciliation', key: 'reconciliation', icon: IconScale },
];

/** The left rail of a wide screen: where one can go, and how much waits there. */
export function Rail() {
  const { t } = useTranslation();
  const { shop } = useSession();
  const mode = useMode();
  return (
    <nav aria-label={t('nav.label')} className={classes.rail}>
      <div className={classes.brand}>
        <Mark />
        <p className={classes.shop}>{shop.name}</p>
      </div>
      <div className={classes.nav}>
        {sections.map(({ to, key, icon: Icon }) => (
          <NavLink key={key} to={to} className={classes.link ?? ''}>
            <Icon size={18} stroke={1.8} aria-hidden="true" />
            <span>{t(`nav.${key}`)}</span>
            {key === 'queue' && <QueueCounts />}
          </NavLink>
        ))}
        <p className={classes.outside}>{t('nav.outside')}</p>
        <a className={classes.link} href={shop.storefrontUrl} target="_blank" rel="noreferrer">
          <IconBuildingStore size={18} stroke={1.8} aria-hidden="true" />
          <span>{t('nav.storefront')}</span>
          <IconExternalLink className={classes.linkOut} size={14} aria-hidden="true" />
        </a>
        {shop.simulatorUrl !== null && (
          <a className={classes.link} href={shop.simulatorUrl} target="_blank" rel="noreferrer">
            <IconFlask size={18} stroke={1.8} aria-hidden="true" />
            <span>{t('nav.simulator')}</span>
            <IconExternalLink className={classes.linkOut} size={14} aria-hidden="true" />
          </a>
        )}
      </div>
      <div className={classes.foot}>
        {mode !== null && (
          <p className={classes.mode}>
            <IconFlask size={15} stroke={1.8} aria-hidden="true" />
            {mode}
          </p>
        )}
        <UserMenu place="rail" />
      </div>
    </nav>
  );
}

/** The same sections at the bottom of a phone. */
export function BottomBar() {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('nav.label')} className={classes.bottom}>
      {sections.map(({ to, key, icon: Icon }) => (
        <NavLink key={key} to={to} className={classes.tab ?? ''}>
          <span className={classes.tabIcon}>
            <Icon size={22} stroke={1.7} aria-hidden="true" />
            {key === 'queue' && <QueueCounts />}
          </span>
          {t(`nav.${key}`)}
        </NavLink>
      ))}
      <UserMenu place="bottom" />
    </nav>
  );
}

/** What waits: decisions first, in their own shape, then everything held. */
function QueueCounts() {
  const { t } = useTranslation();
  const queue = useQueue();
  if (queue.data === undefined) return null;
  const waiting = queue.data.attention.length;
  const held = queue.data.totals.reduce((sum, total) => sum + total.count, 0);
  return (
    <span className={classes.counts}>
      {waiting > 0 && (
        <span
          className={classes.waiting}
          role="img"
          aria-label={t('nav.waiting', { count: waiting })}
          title={t('nav.waiting', { count: waiting })}
        >
          {waiting}
        </span>
      )}
      <span
        className={classes.count}
        role="img"
        aria-label={t('nav.held', { count: held })}
        title={t('nav.held', { count: held })}
      >
        {held}
      </span>
    </span>
  );
}
