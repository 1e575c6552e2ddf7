import type { PaymentDetail } from '@kopeck/api';
import { ActionIcon } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../ui/moment.tsx';
import { lastFour } from './card.ts';
import classes from './payment.module.css';

/** The numbers one copies into a letter to the bank or the customer. */
export function PaymentDetails(props: { detail: PaymentDetail }) {
  const { t } = useTranslation();
  const { payment, order } = props.detail;
  const card = lastFour(payment.card);
  return (
    <section className={classes.block}>
      <h2 className={classes.blockTitle}>{t('payment.details')}</h2>
      <dl className={classes.details}>
        <Detail name={t('payment.detail.email')} copy={order.email}>
          {order.email}
        </Detail>
        {order.accountId !== null && (
          <Detail name={t('payment.detail.accountId')} copy={order.accountId}>
            {order.accountId}
          </Detail>
        )}
        {card !== null && (
          <Detail name={t('payment.detail.card')}>
            {payment.cardType} {card}
          </Detail>
        )}
        {payment.transactionId !== null && (
          <Detail name={t('payment.detail.transaction')} copy={payment.transactionId}>
            {payment.transactionId}
          </Detail>
        )}
        <Detail name={t('payment.detail.scheme')}>{t(`payment.scheme.${payment.scheme}`)}</Detail>
        <Detail name={t('payment.detail.created')}>
          <Moment at={payment.createdAt} />
        </Detail>
        {payment.authorizedAt !== null && (
          <Detail name={t('payment.detail.authorizedAt')}>
            <Moment at={payment.authorizedAt} />
          </Detail>
        )}
        {payment.authorizedUntil !== null && (
          <Detail name={t('payment.detail.until')}>
            <Moment at={payment.authorizedUntil} />
          </Detail>
        )}
        <Detail name={t('payment.detail.checkout')} copy={order.checkoutUrl}>
          <a href={order.checkoutUrl} target="_blank" rel="noreferrer">
            {t('payment.openCheckout')}
          </a>
        </Detail>
      </dl>
    </section>
  );
}

function Detail(props: { name: string; copy?: string; children: ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>
        <span>{props.children}</span>
        {props.copy !== undefined && <Copy name={props.name} text={props.copy} />}
      </dd>
    </div>
  );
}

function Copy(props: { name: string; text: string }) {
  const { t } = useTranslation();
  const clipboard = useClipboard({ timeout: 1_500 });
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={clipboard.copied ? t('payment.copied') : t('payment.copy', { what: props.name })}
      title={t('payment.copy', { what: props.name })}
      onClick={() => clipboard.copy(props.text)}
    >
      {clipboard.copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
    </ActionIcon>
  );
}
