import type { AttentionReason, PaymentRow } from '@kopeck/api';
import { IconAlertTriangle, IconFlask, IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session.tsx';
import classes from './ui.module.css';

type Tone = 'loss' | 'wait';

/** Loss: money may be lost or must go back. Wait: the truth is still being found out. */
const tones: Record<AttentionReason, Tone> = {
  duplicate: 'loss',
  amount_differs: 'loss',
  currency_differs: 'loss',
  account_differs: 'loss',
  test_money: 'wait',
  order_closed: 'loss',
  awaiting_lookup: 'wait',
  operation_unknown: 'wait',
};

/** What is unusual about a payment, as words with a shape. */
export function Flags(props: { row: PaymentRow; brief?: boolean }) {
  const { t } = useTranslation();
  const { shop } = useSession();
  const { attention, testMode } = props.row;
  const firstTimePayer = props.row.firstTimePayer && props.brief !== true;
  // In a shop on trial all money is test money, and the frame of the page says so once.
  const testOnly = testMode && !shop.testMode && !attention.includes('test_money');
  if (attention.length === 0 && !testOnly && !firstTimePayer) return null;
  return (
    <span className={classes.flags}>
      {attention.map((reason) => (
        <span key={reason} className={classes.flag} data-tone={tones[reason]}>
          <IconAlertTriangle size={12} stroke={2.2} aria-hidden="true" />
          {t(`attention.${reason}.flag`)}
        </span>
      ))}
      {testOnly && (
        <span className={classes.flag} data-tone="plain">
          <IconFlask size={12} stroke={2.2} aria-hidden="true" />
          {t('attention.test_money.flag')}
        </span>
      )}
      {firstTimePayer && (
        <span className={classes.flag} data-tone="plain">
          <IconSparkles size={12} stroke={2.2} aria-hidden="true" />
          {t('firstTimePayer')}
        </span>
      )}
    </span>
  );
}
