import { type Role, role as roleSchema } from '@kopeck/api';
import { z } from 'zod';
import type { Pool } from '../db/pool.ts';
import { passwordLength } from './library.ts';
import * as queries from './queries.ts';

type PersonError =
  | 'invalid_email'
  | 'invalid_name'
  | 'invalid_role'
  | 'password_too_short'
  | 'password_too_long'
  | 'email_taken'
  | 'no_such_person';

export type PersonResult =
  | { readonly ok: true; readonly user: queries.UserRow }
  | { readonly ok: false; readonly error: PersonError };

export type NewPerson = {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
};

/** E-mail as it is stored and compared: one spelling, so that no second account hides behind capitals. */
export const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email());

const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]*$/u);

type PeopleDeps = {
  readonly pool: Pool;
  readonly now: () => number;
  readonly hashPassword: (password: string) => Promise<string>;
  readonly unlockAccount: (email: string) => Promise<void>;
};

export type People = ReturnType<typeof createPeople>;

/** The people of the shop. Nobody signs up: an administrator or the CLI adds them. */
export function createPeople(deps: PeopleDeps) {
  return {
    addUser: (person: NewPerson): Promise<PersonResult> => addPerson(deps, person, false),
    /** Takes effect on the next request of theirs. The caller has checked `people.manage`. */
    setRole: async (userId: string, role: Role): Promise<PersonResult> => {
      if (!roleSchema.safeParse(role).success) return { ok: false, error: 'invalid_role' };
      return changed(deps, userId, () =>
        queries.updateRole(deps.pool, { userId, role, nowMs: deps.now() }),
      );
    },
    /** Takes effect on the person's next request; their sessions end. */
    setDisabled: (userId: string, disabled: boolean): Promise<PersonResult> =>
      changed(deps, userId, () =>
        queries.updateDisabled(deps.pool, { userId, disabled, nowMs: deps.now() }),
      ),
    /** Ends the person's sessions and any lock on the account. */
    setPassword: async (userId: string, password: string): Promise<PersonResult> => {
      const error = passwordError(password);
      if (error !== null) return { ok: false, error };
      const passwordHash = await deps.hashPassword(password);
      return changed(deps, userId, async (user) => {
        await queries.updatePassword(deps.pool, { userId, passwordHash, nowMs: deps.now() });
        await deps.unlockAccount(user.email);
        return true;
      });
    },
    findByEmail: async (email: string): Promise<queries.UserRow | null> => {
      const parsed = emailSchema.safeParse(email);
      return parsed.success ? queries.findUserByEmail(deps.pool, parsed.data) : null;
    },
    list: (): Promise<readonly queries.UserRow[]> => queries.listUsers(deps.pool),
    /**
     * One person of each role with a password everybody knows, for the simulator. Harmless to repeat and
     * from several processes at once; whoever is already there is left as they are.
     */
    ensureDemoUsers: async (): Promise<void> => {
      const present = new Set((await queries.listUsers(deps.pool)).map((user) => user.email));
      for (const person of demoPeople) {
        if (present.has(person.email)) continue;
        const added = await addPerson(deps, { ...person, password: demoPassword }, true);
        if (!added.ok && added.error !== 'email_taken')
          throw new Error(`Demo user ${person.email} was refused: ${added.error}`);
      }
    },
  };
}

export const demoPassword = 'demo-demo-demo';

export const demoPeople: readonly Omit<NewPerson, 'password'>[] = [
  { email: 'finance@demo.kopeck', name: 'Анна Казначеева', role: 'finance' },
  { email: 'operator@demo.kopeck', name: 'Илья Приказчиков', role: 'operator' },
  { email: 'auditor@demo.kopeck', name: 'Вера Сверкина', role: 'auditor' },
  { email: 'admin@demo.kopeck', name: 'Пётр Ключников', role: 'admin' },
];

async function addPerson(
  deps: PeopleDeps,
  person: NewPerson,
  demo: boolean,
): Promise<PersonResult> {
  const email = emailSchema.safeParse(person.email);
  if (!email.success) return { ok: false, error: 'invalid_email' };
  const name = nameSchema.safeParse(person.name);
  if (!name.success) return { ok: false, error: 'invalid_name' };
  const role = roleSchema.safeParse(person.role);
  if (!role.success) return { ok: false, error: 'invalid_role' };
  const error = passwordError(person.password);
  if (error !== null) return { ok: false, error };
  const user = await queries.insertUser(deps.pool, {
    email: email.data,
    name: name.data,
    role: role.data,
    passwordHash: await deps.hashPassword(person.password),
    demo,
    nowMs: deps.now(),
  });
  return user === null ? { ok: false, error: 'email_taken' } : { ok: true, user };
}

async function changed(
  deps: PeopleDeps,
  userId: string,
  change: (user: queries.UserRow) => Promise<boolean>,
): Promise<PersonResult> {
  if (!z.uuid().safeParse(userId).success) return { ok: false, error: 'no_such_person' };
  const before = await queries.findUser(deps.pool, userId);
  if (before === null || !(await change(before))) return { ok: false, error: 'no_such_person' };
  const user = await queries.findUser(deps.pool, userId);
  return user === null ? { ok: false, error: 'no_such_person' } : { ok: true, user };
}

function passwordError(password: string): 'password_too_short' | 'password_too_long' | null {
  if (password.length < passwordLength.min) return 'password_too_short';
  return password.length > passwordLength.max ? 'password_too_long' : null;
}
