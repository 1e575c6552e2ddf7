import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { editableAmount } from '../money/money.ts';
import { allows, limitOf, standingOf } from '../payments/standing.ts';
import { useFormat } from '../ui/use-format.ts';
import { commandOf, finalOf, readAmount, sentenceOf } from './command-form.ts';
import classes from './money-dialog.module.css';
import type { Asked } from './money-dialog-context.tsx';
import { ObstacleNote } from './obstacle-note.tsx';
import { useCommand } from './use-command.ts';

/** A sentence that says what will happen, and a button that repeats its sum. */
export function MoneyDialog(props: { asked: Asked; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kind, row } = props.asked;
  const [opened, setOpened] = useState(true);
  const close = () => setOpened(false);
  const { payment, sending, obstacle, send } = useCommand(row, close);
  const [amount, setAmount] = useState(() => editableAmount(limitOf(kind, row), format.locale));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const sentenceId = useId();

  const money = (minor: bigint) => format.money(minor, payment.currency);
  const limit = limitOf(kind, payment);
  const reading = readAmount(kind, payment, amount);
  const possible = allows(kind, payment) && payment.openOperation === null;
  const reasonMissing = kind === 'refund' && reason.trim() === '';
  const amountError = reading.ok ? null : amountWords();

  function amountWords(): string | null {
    if (reading.ok || kind === 'void') return null;
    if (reading.problem !== 'too_much') return t(`dialog.amountError.${reading.problem}`);
    return t(`dialog.amountError.too_much_${kind}`, { max: money(limit) });
  }

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!reading.ok || reasonMissing || !possible) return;
    void send(commandOf(kind, payment, { sum: reading.sum, reason: reason.trim() }));
  };

  return (
    <Modal
      opened={opened}
      onClose={close}
      onExitTransitionEnd={props.onClose}
      size={500}
      title={t(`dialog.${kind}Title`, { invoice: row.invoiceId })}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
      aria-describedby={sentenceId}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        {possible && kind !== 'void' && (
          <TextInput
            label={t(`dialog.${kind}Amount`)}
            description={amountError === null ? t('dialog.amountMax', { max: money(limit) }) : null}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            classNames={{ input: classes.amount }}
            rightSection={<span className={classes.sign}>{sign(money(0n))}</span>}
            inputMode="decimal"
            autoComplete="off"
            data-autofocus
            value={amount}
            error={amountError}
            onChange={(event) => setAmount(event.currentTarget.value)}
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
        {possible && kind !== 'void' && reading.ok && !reading.whole && (
          <button
            type="button"
            className={classes.whole}
            onClick={() => setAmount(editableAmount(limit, format.locale))}
          >
            {t('dialog.wholeSum')}: {money(limit)}
          </button>
        )}
        {possible && kind === 'refund' && (
          <Textarea
            label={t('dialog.reason')}
            description={tried && reasonMissing ? null : t('dialog.reasonHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            rows={2}
            maxLength={500}
            value={reason}
            error={tried && reasonMissing ? t('dialog.reasonNeeded') : null}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <div className={classes.sentence} id={sentenceId} aria-live="polite">
          <p>{sentence()}</p>
          {possible && reading.ok && (
            <p className={classes.final}>{t(`dialog.final.${finalOf(kind, reading)}`)}</p>
          )}
        </div>
        <ObstacleNote obstacle={obstacle} payment={payment} possible={possible} />
        <div className={classes.buttons}>
          <Button variant="default" size="md" onClick={close}>
            {possible ? t('dialog.back') : t('dialog.close')}
          </Button>
          {possible && (
            <Button
              type="submit"
              size="md"
              color={kind === 'confirm' ? 'green' : 'red'}
              disabled={!reading.ok}
              loading={sending}
              data-autofocus={kind === 'void' ? true : undefined}
            >
              {reading.ok
                ? t(`action.${kind}Sum`, { sum: money(reading.sum) })
                : t(`action.${kind}Bare`)}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );

  function sentence(): string {
    if (!possible) {
      return payment.openOperation === null
        ? t('dialog.conflict.closed')
        : t('action.pendingOperation');
    }
    if (!reading.ok) return t('dialog.amountToSay');
    return t(sentenceOf(kind, payment, reading), {
      sum: money(reading.sum),
      rest: money(reading.rest),
      held: money(limit),
      confirmed: money(standingOf(payment).confirmed),
    });
  }
}

/** The currency sign as it stands in a formatted zero. */
const sign = (zero: string): string => zero.replace(/[\d.,\s]/g, '');
