import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useServices } from '../app/services.tsx';
import { useStore } from '../app/store.ts';
import { useSession } from './session.tsx';
import classes from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';

/** Over the page whose session has ended: the page stays as it was, with everything typed into it. */
export function SignInAgain() {
  const { t } = useTranslation();
  const { signedOut } = useServices();
  const { user } = useSession();
  const opened = useStore(signedOut);
  return (
    <Modal
      opened={opened}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      zIndex={400}
      size={420}
      title={t('signIn.expiredTitle')}
    >
      <p className={classes.again}>{t('signIn.expiredLead')}</p>
      <SignInForm email={user.email} />
    </Modal>
  );
}
