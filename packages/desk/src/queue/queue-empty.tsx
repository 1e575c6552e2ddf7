import { Button } from '@mantine/core';
import { IconArrowRight, IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** Nothing held: what will be here, and how to make the first one. */
export function QueueEmpty() {
  const { t } = useTranslation();
  const { shop } = useSession();
  return (
    <EmptyState
      icon={<IconHourglass size={26} stroke={1.6} aria-hidden="true" />}
      title={t('queue.emptyTitle')}
      text={shop.scheme === 'single' ? t('queue.emptySingle') : t('queue.emptyText')}
      action={
        <Button
          component="a"
          href={shop.storefrontUrl}
          target="_blank"
          rel="noreferrer"
          size="md"
          rightSection={<IconArrowRight size={18} aria-hidden="true" />}
        >
          {t('queue.emptyAction')}
        </Button>
      }
    />
  );
}
