import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state.tsx';

type Props = { readonly children: ReactNode };
type State = { readonly broken: boolean };

/** Shown when a bug of ours broke the page. React offers no other way than a class to catch it. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { broken: false };

  static getDerivedStateFromError(): State {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { t } = useTranslation();
  return (
    <main role="alert">
      <EmptyState
        title={t('state.crashTitle')}
        text={t('state.crashText')}
        action={<Button onClick={() => location.reload()}>{t('state.reload')}</Button>}
      />
    </main>
  );
}
