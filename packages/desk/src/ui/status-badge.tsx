import {
  IconArrowBackUp,
  IconCheck,
  IconCircleDashed,
  IconLock,
  IconLockOpen,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ShownStatus } from '../payments/standing.ts';
import classes from './ui.module.css';

/** A state is a word and a shape; the colour only repeats them. */
const shapes: Record<ShownStatus, TablerIcon> = {
  pending: IconCircleDashed,
  authorized: IconLock,
  confirmed: IconCheck,
  voided: IconLockOpen,
  declined: IconX,
  partially_refunded: IconArrowBackUp,
  refunded: IconArrowBackUp,
};

export function StatusBadge(props: { status: ShownStatus }) {
  const { t } = useTranslation();
  const Shape = shapes[props.status];
  return (
    <span className={classes.status} data-status={props.status}>
      <Shape size={14} stroke={2.2} aria-hidden="true" />
      {t(`status.${props.status}`)}
    </span>
  );
}
