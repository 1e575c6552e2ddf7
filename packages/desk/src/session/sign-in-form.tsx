import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { infoQuery } from '../app/queries.ts';
import { useServices } from '../app/services.tsx';
import { type Failure, failureOf } from '../http/request.ts';
import classes from './sign-in.module.css';

type Errors = { readonly email?: string; readonly password?: string; readonly form?: string };

/** The form itself, used by the sign-in page and by the dialog over a page whose session has ended. */
export function SignInForm(props: { email?: string }) {
  const { t } = useTranslation();
  const services = useServices();
  const client = useQueryClient();
  const info = useQuery(infoQuery(services));
  const [email, setEmail] = useState(props.email ?? '');
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const [sending, setSending] = useState(false);
  const busy = useRef(false);

  const words = (failure: Failure): Errors => {
    if (failure.kind === 'unreachable') return { form: t('signIn.unreachable') };
    if (failure.status === 401) return { password: t('signIn.wrong') };
    if (failure.status === 429 || failure.status === 403) return { form: t('signIn.tooMany') };
    return { form: t('signIn.failed', { detail: failure.detail || String(failure.status) }) };
  };

  const signIn = async (login: { email: string; password: string }) => {
    if (busy.current) return;
    busy.current = true;
    setSending(true);
    setErrors({});
    try {
      await services.api.signIn(login);
      services.signedOut.set(false);
      await client.invalidateQueries();
    } catch (error) {
      setErrors(words(failureOf(error)));
    } finally {
      busy.current = false;
      setSending(false);
    }
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing: Errors = {
      ...(email.trim() === '' ? { email: t('signIn.emailNeeded') } : {}),
      ...(password === '' ? { password: t('signIn.passwordNeeded') } : {}),
    };
    if (Object.keys(missing).length > 0) setErrors(missing);
    else void signIn({ email: email.trim(), password });
  };

  const demo = info.data?.demoLogin ?? null;
  return (
    <>
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          label={t('signIn.email')}
          type="email"
          name="email"
          autoComplete="username"
          autoFocus={props.email === undefined}
          value={email}
          error={errors.email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('signIn.password')}
          name="password"
          autoComplete="current-password"
          data-autofocus={props.email !== undefined ? true : undefined}
          value={password}
          error={errors.password}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {errors.form !== undefined && (
          <p role="alert" className={classes.formError}>
            {errors.form}
          </p>
        )}
        <Button type="submit" size="md" fullWidth loading={sending}>
          {t('signIn.submit')}
        </Button>
      </form>
      {demo !== null && (
        <div className={classes.demo}>
          <p>{t('signIn.demo')}</p>
          <Button
            variant="default"
            size="md"
            fullWidth
            disabled={sending}
            onClick={() => void signIn(demo)}
          >
            {t('signIn.demoSubmit', { email: demo.email })}
          </Button>
        </div>
      )}
    </>
  );
}
