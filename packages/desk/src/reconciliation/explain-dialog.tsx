import type { DiscrepancyView } from '@kopeck/api';
import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../app/services.tsx';
import { failureOf } from '../http/request.ts';
import classes from './reconciliation.module.css';

/** A person says why the difference is right as it is; the words stay with it, under their name. */
export function ExplainDialog(props: { one: DiscrepancyView; onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useServices();
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const missing = note.trim() === '';
  const explain = useMutation({
    mutationFn: () => api.explainDiscrepancy(props.one.id, note.trim()),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['reconciliation'] });
      props.onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!missing) explain.mutate();
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      size={500}
      title={t('reconciliation.explainTitle')}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <p>{props.one.sentence}</p>
        <Textarea
          label={t('reconciliation.note')}
          description={tried && missing ? null : t('reconciliation.noteHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          rows={3}
          maxLength={500}
          data-autofocus
          value={note}
          error={tried && missing ? t('reconciliation.noteNeeded') : null}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {explain.error !== null && (
          <p role="alert" className={classes.problem}>
            {words()}
          </p>
        )}
        <div className={classes.buttons}>
          <Button variant="default" onClick={props.onClose}>
            {t('dialog.back')}
          </Button>
          <Button type="submit" loading={explain.isPending}>
            {t('reconciliation.explainSubmit')}
          </Button>
        </div>
      </form>
    </Modal>
  );

  function words(): string {
    const failure = failureOf(explain.error);
    return failure.kind === 'unreachable' ? t('dialog.unreachableTitle') : failure.detail;
  }
}
