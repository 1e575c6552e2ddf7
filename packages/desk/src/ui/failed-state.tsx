import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { failureOf } from '../http/request.ts';
import { EmptyState } from './empty-state.tsx';

/** Instead of a screen that could not be loaded: what failed, what is still true, one way on. */
export function FailedState(props: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const failure = failureOf(props.error);
  const offline = failure.kind === 'unreachable';
  const detail = offline ? '' : failure.detail;
  return (
    <div role="alert">
      <EmptyState
        title={offline ? t('dialog.unreachableTitle') : t('state.failedUnknown')}
        text={offline ? t('state.offlineNothing') : detail}
        action={
          <Button variant="default" onClick={props.onRetry}>
            {t('state.retry')}
          </Button>
        }
      />
    </div>
  );
}
