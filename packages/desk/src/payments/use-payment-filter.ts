import type { PaymentStatus } from '@kopeck/api';
import { useSearchParams } from 'react-router';

/** Every state a payment can be filtered by, in the order of its life. */
const known: Record<PaymentStatus, true> = {
  authorized: true,
  confirmed: true,
  voided: true,
  declined: true,
  pending: true,
};
export const filterStatuses = Object.keys(known) as readonly PaymentStatus[];

export type ListFilter = { readonly status: PaymentStatus | null; readonly q: string };

const isStatus = (text: string | null): text is PaymentStatus => text !== null && text in known;

/** The list's filter, kept in the address as `?status=` and `?q=`. */
export function usePaymentFilter() {
  const [search, setSearch] = useSearchParams();
  const status = search.get('status');
  const filter: ListFilter = {
    status: isStatus(status) ? status : null,
    q: (search.get('q') ?? '').trim(),
  };
  const change = (part: Partial<ListFilter>) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [key, value] of Object.entries(part)) {
          if (value === null || value === '') next.delete(key);
          else next.set(key, value);
        }
        return next;
      },
      { replace: true },
    );
  return { filter, change, isFiltered: filter.status !== null || filter.q !== '' };
}
