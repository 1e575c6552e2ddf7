import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '../ui/empty-state.tsx';
import { useTitle } from '../ui/use-title.ts';

export function NotFoundPage() {
  const { t } = useTranslation();
  useTitle(t('state.notFoundTitle'));
  return (
    <main id="content">
      <EmptyState
        title={t('state.notFoundTitle')}
        text={t('state.notFoundText')}
        action={
          <Button component={Link} to="/queue" variant="default">
            {t('state.toQueue')}
          </Button>
        }
      />
    </main>
  );
}
