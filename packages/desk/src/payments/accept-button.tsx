import type { AttentionReason, PaymentRow } from '@kopeck/api';
import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session.tsx';

const AcceptDialog = lazy(async () => ({
  default: (await import('./accept-dialog.tsx')).AcceptDialog,
}));

/** What a person may decide to live with; the server holds the same rule for good. */
const acceptable: Record<AttentionReason, boolean> = {
  amount_differs: true,
  account_differs: true,
  order_closed: true,
  currency_differs: false,
  test_money: false,
  duplicate: false,
  awaiting_lookup: false,
  operation_unknown: false,
};

/** The third way out for money that does not match, beside releasing and refunding it. */
export function AcceptButton(props: { row: PaymentRow }) {
  const { t } = useTranslation();
  const { role } = useSession().user;
  const [asked, setAsked] = useState(false);
  const { attention } = props.row;
  const possible = attention.length > 0 && attention.every((reason) => acceptable[reason]);
  if (role !== 'finance' || !possible) return null;
  return (
    <>
      <Button size="md" variant="default" onClick={() => setAsked(true)}>
        {t('accept.button')}
      </Button>
      <Suspense fallback={null}>
        {asked && <AcceptDialog row={props.row} onClose={() => setAsked(false)} />}
      </Suspense>
    </>
  );
}
