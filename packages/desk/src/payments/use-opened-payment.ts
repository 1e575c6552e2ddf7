import { useMediaQuery } from '@mantine/hooks';
import { type To, useNavigate, useSearchParams } from 'react-router';

/** Wide enough for a list and a panel beside it; narrower screens open the payment's own page. */
const WIDE = '(min-width: 70em)';

export const useIsWide = (): boolean =>
  useMediaQuery(WIDE, undefined, { getInitialValueInEffect: false });

/** The payment shown beside the list, kept in the address as `?payment=`. */
export function useOpenedPayment() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const wide = useIsWide();
  const id = search.get('payment');
  const hrefOf = (paymentId: string): To => {
    if (!wide) return `/payments/${paymentId}`;
    const next = new URLSearchParams(search);
    next.set('payment', paymentId);
    return { search: next.toString() };
  };
  return {
    id: wide ? id : null,
    hrefOf,
    open: (paymentId: string) => void navigate(hrefOf(paymentId), { replace: id !== null }),
    close: () => {
      if (id === null) return;
      const next = new URLSearchParams(search);
      next.delete('payment');
      void navigate({ search: next.toString() }, { replace: true });
    },
  };
}
