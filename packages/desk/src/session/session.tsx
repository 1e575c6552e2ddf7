import type { OperationKind, Role, SessionView } from '@kopeck/api';
import { createContext, type ReactNode, useContext } from 'react';

const SessionContext = createContext<SessionView | null>(null);

export function SessionProvider(props: { session: SessionView; children: ReactNode }) {
  return <SessionContext value={props.session}>{props.children}</SessionContext>;
}

/** Who is signed in and to which shop. Only below the session gate. */
export function useSession(): SessionView {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession outside SessionProvider');
  return session;
}

const commands: Record<Role, readonly OperationKind[]> = {
  finance: ['confirm', 'void', 'refund'],
  operator: [],
  auditor: [],
  admin: [],
};

/** Which buttons a role is shown; the server holds the same rule for good. */
export const may = (role: Role, kind: OperationKind): boolean => commands[role].includes(kind);

const lookUps: Record<Role, boolean> = {
  finance: true,
  operator: true,
  auditor: false,
  admin: true,
};

export const mayLookUp = (role: Role): boolean => lookUps[role];
