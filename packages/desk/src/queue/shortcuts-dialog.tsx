import { Modal, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './shortcuts.module.css';
import { useLettersEnabled } from './use-shortcuts.ts';

const keys = [
  ['J', 'next'],
  ['K', 'previous'],
  ['Enter', 'open'],
  ['C', 'confirm'],
  ['V', 'void'],
  ['/', 'search'],
  ['Esc', 'close'],
  ['?', 'help'],
] as const;

/** The list of keys, and the switch that turns single letters off. */
export function ShortcutsDialog(props: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [enabled, setEnabled] = useLettersEnabled();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      size={400}
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
    >
      <dl className={classes.keys}>
        {keys.map(([key, name]) => (
          <div key={key} className={classes.row}>
            <dt>{t(`shortcuts.${name}`)}</dt>
            <dd>
              <kbd className={classes.key}>{key}</kbd>
            </dd>
          </div>
        ))}
      </dl>
      <Switch
        className={classes.switch}
        label={t('shortcuts.enabled')}
        description={t('shortcuts.layout')}
        checked={enabled}
        onChange={(event) => setEnabled(event.currentTarget.checked)}
      />
    </Modal>
  );
}
