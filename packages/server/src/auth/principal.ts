import type { Role } from '@kopeck/api';

/** Who is asking. `all` is every right at once: a program of the shop itself or the machine's own CLI. */
export type Principal =
  | {
      readonly kind: 'user';
      readonly id: string;
      readonly name: string;
      readonly email: string;
      readonly role: Role;
    }
  | {
      readonly kind: 'api_key';
      readonly id: string;
      readonly name: string;
      readonly role: Role | 'all';
    }
  | { readonly kind: 'local'; readonly name: 'cli'; readonly role: 'all' };
