import type { OperationKind, PaymentRow } from '@kopeck/api';
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useContext,
  useMemo,
  useState,
} from 'react';

export type Asked = { readonly kind: OperationKind; readonly row: PaymentRow };
type Ask = (asked: Asked) => void;

const AskContext = createContext<Ask>(() => undefined);

const loadDialog = () => import('./money-dialog.tsx');
const MoneyDialog = lazy(async () => ({ default: (await loadDialog()).MoneyDialog }));

/** Holds the one money dialog above all pages, so that a list refreshing under it cannot close it. */
export function MoneyDialogProvider(props: { children: ReactNode }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = useMemo<Ask>(() => setAsked, []);
  return (
    <AskContext value={ask}>
      {props.children}
      <Suspense fallback={null}>
        {asked !== null && (
          <MoneyDialog
            key={`${asked.kind} ${asked.row.id}`}
            asked={asked}
            onClose={() => setAsked(null)}
          />
        )}
      </Suspense>
    </AskContext>
  );
}

/** Opens the dialog for a command on a payment. */
export const useMoneyDialog = (): Ask => useContext(AskContext);

/** Fetches the dialog's code ahead, so that it opens at once. */
export const preloadMoneyDialog = (): void => void loadDialog();
