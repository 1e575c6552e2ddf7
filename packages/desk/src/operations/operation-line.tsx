import type { OperationStatus, OperationView } from '@kopeck/api';
import { IconCheck, IconHelpCircle, IconSend, IconX, type TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/use-format.ts';
import classes from './operation.module.css';
import { useOperationWords } from './operation-words.ts';

const shapes: Record<OperationStatus, TablerIcon> = {
  requested: IconSend,
  accepted: IconCheck,
  declined: IconX,
  unknown: IconHelpCircle,
};

/** How a command stands: sent, confirmed, declined with the bank's words, or its answer lost. */
export function OperationLine(props: {
  operation: OperationView;
  withDetails?: boolean;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useOperationWords();
  const { operation } = props;
  const Shape = shapes[operation.status];
  const showWords = operation.status === 'declined' || props.withDetails === true;
  return (
    <div className={classes.line} data-status={operation.status}>
      <span className={classes.shape}>
        <Shape size={14} stroke={2.4} aria-hidden="true" />
      </span>
      <div className={classes.text}>
        <p className={classes.main}>{words.line(operation)}</p>
        {showWords && operation.gatewayMessage !== null && (
          <p className={classes.words}>
            {t('operation.words', { words: operation.gatewayMessage })}
          </p>
        )}
        {(operation.status === 'unknown' || operation.status === 'declined') && (
          <p className={classes.words}>{operation.message}</p>
        )}
        {props.withDetails === true && operation.reason !== null && (
          <p className={classes.words}>{t('operation.reason', { reason: operation.reason })}</p>
        )}
        {props.withDetails === true && (
          <p className={classes.by} title={format.at(operation.requestedAt, 'exact')}>
            {t('operation.by', {
              who: operation.requestedBy,
              at: format.at(operation.settledAt ?? operation.requestedAt, 'short'),
            })}
          </p>
        )}
      </div>
      {props.children}
    </div>
  );
}
