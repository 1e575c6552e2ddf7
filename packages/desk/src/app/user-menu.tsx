import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconDots, IconSelector } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session.tsx';
import classes from './shell.module.css';

const UserPanel = lazy(async () => ({ default: (await import('./user-panel.tsx')).UserPanel }));

/**
 * Who is signed in, and behind it the theme, the language and the way out. A disclosure, not a menu: what it
 * opens holds switches, which a menu may not.
 */
export function UserMenu(props: { place: 'rail' | 'bottom' }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    if (!opened) return undefined;
    const close = (event: Event) => {
      const inside = event.target instanceof Node && box.current?.contains(event.target) === true;
      const escaped = event instanceof KeyboardEvent && event.key === 'Escape';
      if (escaped) box.current?.querySelector('button')?.focus();
      if (escaped || (event.type === 'pointerdown' && !inside)) setOpened(false);
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('keydown', close);
    };
  }, [opened]);

  const common = {
    'aria-expanded': opened,
    'aria-controls': id,
    onClick: () => setOpened((now) => !now),
  };
  return (
    <div ref={box} className={classes.userBox}>
      {props.place === 'rail' ? (
        <UnstyledButton {...common} className={classes.user}>
          <span className={classes.avatar} aria-hidden="true">
            {initials(user.name)}
          </span>
          <span className={classes.userText}>
            <span className={classes.userName}>{user.name}</span>
            <span className={classes.userRole}>{t(`role.${user.role}`)}</span>
          </span>
          <VisuallyHidden>{t('settings.open')}</VisuallyHidden>
          <IconSelector size={16} aria-hidden="true" />
        </UnstyledButton>
      ) : (
        <UnstyledButton {...common} className={classes.tab}>
          <span className={classes.tabIcon}>
            <IconDots size={22} stroke={1.7} aria-hidden="true" />
          </span>
          {t('nav.more')}
        </UnstyledButton>
      )}
      <div id={id} className={classes.userPanelPlace} data-place={props.place} hidden={!opened}>
        {opened && (
          <Suspense fallback={null}>
            <UserPanel withShortcuts={props.place === 'rail'} />
          </Suspense>
        )}
      </div>
    </div>
  );
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
