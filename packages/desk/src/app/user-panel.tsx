import { UnstyledButton } from '@mantine/core';
import {
  IconBuildingStore,
  IconExternalLink,
  IconFlask,
  IconKeyboard,
  IconLogout,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ShortcutsDialog } from '../queue/shortcuts-dialog.tsx';
import { useSession } from '../session/session.tsx';
import { LanguageSwitch, ThemeSwitch } from '../ui/switches.tsx';
import { useServices } from './services.tsx';
import classes from './shell.module.css';
import { useMode } from './use-mode.ts';

/** Theme, language, keys and sign-out; on a phone also the links that stand in the rail elsewhere. */
export function UserPanel(props: { withShortcuts: boolean }) {
  const { t } = useTranslation();
  const { user, shop } = useSession();
  const { api } = useServices();
  const mode = useMode();
  const [help, setHelp] = useState(false);

  // A full reload, so that nothing of this person's data stays in memory for the next one.
  const signOut = async () => {
    await api.signOut().catch(() => undefined);
    location.assign(import.meta.env.BASE_URL);
  };

  return (
    <div className={classes.userPanel}>
      <div className={classes.menuHead}>
        <p className={classes.userName}>{user.name}</p>
        <p>{user.email}</p>
        <p>
          {t(`role.${user.role}`)} · {shop.name}
        </p>
        {!props.withShortcuts && mode !== null && <p>{mode}</p>}
      </div>
      <div className={classes.menuSwitch}>
        <span>{t('settings.theme')}</span>
        <ThemeSwitch />
      </div>
      <div className={classes.menuSwitch}>
        <span>{t('settings.language')}</span>
        <LanguageSwitch />
      </div>
      <div className={classes.menuItems}>
        {props.withShortcuts ? (
          <UnstyledButton className={classes.link} onClick={() => setHelp(true)}>
            <IconKeyboard size={18} stroke={1.8} aria-hidden="true" />
            {t('settings.shortcuts')}
          </UnstyledButton>
        ) : (
          <>
            <a className={classes.link} href={shop.storefrontUrl} target="_blank" rel="noreferrer">
              <IconBuildingStore size={18} stroke={1.8} aria-hidden="true" />
              {t('nav.storefront')}
              <IconExternalLink className={classes.linkOut} size={14} aria-hidden="true" />
            </a>
            {shop.simulatorUrl !== null && (
              <a className={classes.link} href={shop.simulatorUrl} target="_blank" rel="noreferrer">
                <IconFlask size={18} stroke={1.8} aria-hidden="true" />
                {t('nav.simulator')}
                <IconExternalLink className={classes.linkOut} size={14} aria-hidden="true" />
              </a>
            )}
          </>
        )}
        <UnstyledButton className={classes.link} onClick={() => void signOut()}>
          <IconLogout size={18} stroke={1.8} aria-hidden="true" />
          {t('settings.signOut')}
        </UnstyledButton>
      </div>
      <ShortcutsDialog opened={help} onClose={() => setHelp(false)} />
    </div>
  );
}
