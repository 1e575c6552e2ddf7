import type { OperationView } from '@kopeck/api';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/use-format.ts';

/** An operation in one sentence: «Списание 1 000,00 ₽: подтверждено банком». */
export function useOperationWords() {
  const { t } = useTranslation();
  const format = useFormat();
  return {
    line: (operation: OperationView): string =>
      t(`operation.line.${operation.status}`, {
        kind: t(`operation.kind.${operation.kind}`),
        sum: format.money(operation.amount, operation.currency),
      }),
  };
}
