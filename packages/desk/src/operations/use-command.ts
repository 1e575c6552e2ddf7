import type { PaymentRow } from '@kopeck/api';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { paymentQuery, refreshMoney } from '../app/queries.ts';
import { useServices } from '../app/services.tsx';
import type { Command } from '../http/api.ts';
import { type Failure, failureOf } from '../http/request.ts';
import { remember } from './sent.ts';

/** Why nothing was sent, or is not known to have been. */
export type Obstacle =
  | { readonly kind: 'conflict'; readonly before: PaymentRow; readonly detail: string }
  | { readonly kind: 'too_much' | 'refused'; readonly detail: string }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'signed_out' };

/** The server's codes that mean: what you see is not what is. */
const stale = new Set(['version_conflict', 'wrong_state', 'operation_open']);
const tooMuch = new Set(['exceeds_authorized_amount', 'exceeds_confirmed_amount']);

function obstacleOf(failure: Failure, before: PaymentRow): Obstacle {
  if (failure.kind === 'unreachable') return { kind: 'unreachable' };
  const { status, code, detail } = failure;
  if (stale.has(code)) return { kind: 'conflict', before, detail };
  if (tooMuch.has(code)) return { kind: 'too_much', detail };
  if (status === 401) return { kind: 'signed_out' };
  if (status === 403) return { kind: 'forbidden' };
  return { kind: 'refused', detail };
}

/**
 * Sends a command once, however often it is pressed, and never assumes its result: the row is shown as the
 * server knows it. After a conflict the payment is read again, so that the next press sends its new version.
 */
export function useCommand(first: PaymentRow, onSent: () => void) {
  const services = useServices();
  const client = useQueryClient();
  const busy = useRef(false);
  const [payment, setPayment] = useState(first);
  const [sending, setSending] = useState(false);
  const [obstacle, setObstacle] = useState<Obstacle | null>(null);

  const reload = async () => {
    const fresh = await client
      .fetchQuery({ ...paymentQuery(services, payment.id), staleTime: 0 })
      .catch(() => null);
    if (fresh !== null) setPayment(fresh.payment);
  };

  const send = async (command: Command) => {
    if (busy.current) return;
    busy.current = true;
    setSending(true);
    setObstacle(null);
    try {
      const operation = await services.api.command(payment.id, command);
      remember(services.sent, { row: payment, operation });
      void refreshMoney(client);
      onSent();
    } catch (error) {
      const met = obstacleOf(failureOf(error), payment);
      if (met.kind === 'conflict' || met.kind === 'too_much') {
        await reload();
        void refreshMoney(client);
      }
      if (met.kind === 'signed_out') services.signedOut.set(true);
      setObstacle(met);
    } finally {
      busy.current = false;
      setSending(false);
    }
  };

  return { payment, sending, obstacle, send };
}
