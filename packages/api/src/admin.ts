import { z } from 'zod';
import { instant } from './amount.ts';
import { role } from './states.ts';

/** A key's rights: a role's, or `all` for a program of the shop itself. */
export const keyRole = z.union([role, z.literal('all')]);
export type KeyRole = z.infer<typeof keyRole>;

export const createKeyBody = z.strictObject({
  name: z.string().trim().min(1).max(200),
  role: keyRole,
});
export type CreateKeyBody = z.infer<typeof createKeyBody>;

export const keyView = z.object({
  id: z.uuid(),
  name: z.string(),
  role: keyRole,
  /** The first characters, enough to recognise the key and far too few to use it. */
  prefix: z.string(),
  createdAt: instant,
  createdBy: z.string(),
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export type KeyView = z.infer<typeof keyView>;

/** Newest first, revoked ones too. */
export const keyList = z.object({ keys: z.array(keyView) });
export type KeyList = z.infer<typeof keyList>;

/** The only answer that ever holds the key itself. */
export const keyCreated = z.object({ key: z.string(), apiKey: keyView });
export type KeyCreated = z.infer<typeof keyCreated>;

export const keyRevoked = z.object({ apiKey: keyView });
export type KeyRevoked = z.infer<typeof keyRevoked>;

/** Lengths and spelling are the server's to judge, so that every refusal names its field. */
export const addPersonBody = z.strictObject({
  email: z.string().max(1_000),
  name: z.string().max(1_000),
  role,
  password: z.string().max(1_000),
});
export type AddPersonBody = z.infer<typeof addPersonBody>;

export const personView = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role,
  /** One of the simulator's ready-made people. */
  demo: z.boolean(),
  createdAt: instant,
  disabledAt: instant.nullable(),
});
export type PersonView = z.infer<typeof personView>;

export const personList = z.object({ people: z.array(personView) });
export type PersonList = z.infer<typeof personList>;

export const personAdded = z.object({ person: personView });
export type PersonAdded = z.infer<typeof personAdded>;
