import type { PaymentRow } from '@kopeck/api';
import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshMoney } from '../app/queries.ts';
import { useServices } from '../app/services.tsx';
import { failureOf } from '../http/request.ts';
import classes from '../operations/money-dialog.module.css';
import { useFormat } from '../ui/use-format.ts';

/** A person takes money for its order although it does not match: a sentence, a reason, the sum. */
export function AcceptDialog(props: { row: PaymentRow; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { api } = useServices();
  const client = useQueryClient();
  const { row } = props;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';
  const sum = format.money(row.amount, row.currency);
  const accept = useMutation({
    mutationFn: () => api.accept(row.id, { version: row.version, reason: reason.trim() }),
    onSuccess: props.onClose,
    // Also after a refusal: what is on the screen was not true any more.
    onSettled: () => refreshMoney(client),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!missing && !accept.isPending) accept.mutate();
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      size={500}
      title={t('accept.title', { invoice: row.invoiceId })}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <Textarea
          label={t('accept.reason')}
          description={tried && missing ? null : t('accept.reasonHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          rows={2}
          maxLength={500}
          data-autofocus
          value={reason}
          error={tried && missing ? t('accept.reasonNeeded') : null}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={classes.sentence}>
          <p>{t('accept.sentence', { sum })}</p>
          <p className={classes.final}>{t('accept.final')}</p>
        </div>
        {accept.error !== null && <p role="alert">{words()}</p>}
        <div className={classes.buttons}>
          <Button variant="default" size="md" onClick={props.onClose}>
            {t('dialog.back')}
          </Button>
          <Button type="submit" size="md" loading={accept.isPending}>
            {t('accept.submit', { sum })}
          </Button>
        </div>
      </form>
    </Modal>
  );

  function words(): string {
    const failure = failureOf(accept.error);
    return failure.kind === 'unreachable' ? t('dialog.unreachableTitle') : failure.detail;
  }
}
