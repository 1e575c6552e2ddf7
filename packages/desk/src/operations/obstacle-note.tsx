import type { PaymentRow } from '@kopeck/api';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Change, changesBetween } from '../payments/standing.ts';
import { useFormat } from '../ui/use-format.ts';
import classes from './money-dialog.module.css';
import type { Obstacle } from './use-command.ts';

/** Inside the dialog: why the command did not go, and what is true instead. */
export function ObstacleNote(props: {
  obstacle: Obstacle | null;
  payment: PaymentRow;
  possible: boolean;
}) {
  const { t } = useTranslation();
  const { obstacle } = props;
  if (obstacle === null) return null;
  if (obstacle.kind === 'conflict') {
    return <Note title={t('dialog.conflict.title')}>{conflict(obstacle)}</Note>;
  }
  if (obstacle.kind === 'unreachable') {
    return (
      <Note title={t('dialog.unreachableTitle')}>
        <p>{t('dialog.unreachable')}</p>
      </Note>
    );
  }
  if (obstacle.kind === 'forbidden') return <Note title={t('dialog.forbidden')} />;
  if (obstacle.kind === 'signed_out') return <Note title={t('dialog.signedOut')} />;
  return (
    <Note title={obstacle.detail || t('state.failedUnknown')}>
      <p>{t('dialog.refused')}</p>
    </Note>
  );

  function conflict(met: { before: PaymentRow; detail: string }) {
    const changes = changesBetween(met.before, props.payment);
    return (
      <>
        {met.detail !== '' && <p>{met.detail}</p>}
        <Changes changes={changes} payment={props.payment} />
        <p>
          {t('dialog.conflict.nothingSent')}
          {changes.length === 0 && props.possible ? ` ${t('dialog.conflict.same')}` : ''}
        </p>
      </>
    );
  }
}

function Changes(props: { changes: readonly Change[]; payment: PaymentRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { openOperation, currency } = props.payment;
  const words = (change: Change): string =>
    change.what === 'status'
      ? t('dialog.conflict.status', {
          before: t(`status.${change.before}`),
          after: t(`status.${change.after}`),
        })
      : t(`dialog.conflict.${change.what}`, {
          before: format.money(change.before, currency),
          after: format.money(change.after, currency),
        });
  const lines = props.changes.map(words);
  if (openOperation !== null) {
    lines.push(
      t('dialog.conflict.operation', {
        who: openOperation.requestedBy,
        what: t(`operation.kind.${openOperation.kind}`),
        sum: format.money(openOperation.amount, openOperation.currency),
      }),
    );
  }
  if (lines.length === 0) return null;
  return (
    <ul className={classes.changes}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Note(props: { title: string; children?: ReactNode }) {
  return (
    <div role="alert" className={classes.note}>
      <IconAlertTriangle size={18} stroke={2} aria-hidden="true" />
      <div>
        <p className={classes.noteTitle}>{props.title}</p>
        {props.children}
      </div>
    </div>
  );
}
