import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { infoQuery } from '../app/queries.ts';
import { useServices } from '../app/services.tsx';
import { Mark } from '../ui/mark.tsx';
import { LanguageSwitch } from '../ui/switches.tsx';
import { useTitle } from '../ui/use-title.ts';
import classes from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';

/** Shown in place of any page until someone has signed in; the address stays. */
export function SignInPage() {
  const { t } = useTranslation();
  const info = useQuery(infoQuery(useServices()));
  useTitle(t('signIn.title'));
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Mark />
        <div>
          <h1 className={classes.title}>{t('signIn.title')}</h1>
          <p className={classes.lead}>
            {info.data === undefined ? '\u00a0' : t('signIn.lead', { shop: info.data.shopName })}
          </p>
        </div>
        <SignInForm />
      </div>
      <LanguageSwitch />
    </main>
  );
}
