import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session.tsx';

/** Said only when the money is not real; real money needs no label. */
export function useMode(): string | null {
  const { t } = useTranslation();
  const { shop } = useSession();
  if (shop.gateway === 'simulator') return t('mode.simulator');
  return shop.testMode ? t('mode.test') : null;
}
