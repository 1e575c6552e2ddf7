import type { PaymentDetail } from '@kopeck/api';
import { Button } from '@mantine/core';
import { IconBuildingBank } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { paymentQuery } from '../app/queries.ts';
import { useServices } from '../app/services.tsx';
import { failureOf } from '../http/request.ts';
import { mayLookUp, useSession } from '../session/session.tsx';
import classes from './payment.module.css';
import { changesBetween } from './standing.ts';

/** Asks the bank now, and says whether it agreed with the screen. */
export function LookUp(props: { detail: PaymentDetail }) {
  const { t } = useTranslation();
  const services = useServices();
  const client = useQueryClient();
  const { role } = useSession().user;
  const { payment } = props.detail;
  const lookUp = useMutation({
    mutationFn: async () => {
      const detail = await services.api.lookUp(payment.id);
      client.setQueryData(paymentQuery(services, payment.id).queryKey, detail);
      void client.invalidateQueries({ queryKey: ['queue'] });
      void client.invalidateQueries({ queryKey: ['payments'] });
      return { agreed: changesBetween(payment, detail.payment).length === 0 };
    },
  });
  if (!mayLookUp(role)) return null;
  return (
    <div className={classes.lookUp}>
      <Button
        variant="subtle"
        size="compact-md"
        leftSection={<IconBuildingBank size={17} stroke={1.8} aria-hidden="true" />}
        loading={lookUp.isPending}
        onClick={() => lookUp.mutate()}
      >
        {t('payment.lookUp')}
      </Button>
      <p role="status">{words()}</p>
    </div>
  );

  function words(): string {
    if (lookUp.error !== null) {
      const failure = failureOf(lookUp.error);
      return failure.kind === 'unreachable' ? t('dialog.unreachableTitle') : failure.detail;
    }
    if (lookUp.data === undefined) return '';
    return lookUp.data.agreed ? t('payment.lookUpSame') : t('payment.lookedUp');
  }
}
