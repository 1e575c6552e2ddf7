import type { Role } from '@kopeck/api';
import type { Principal } from './principal.ts';

export const permissions = [
  'orders.create',
  'orders.read',
  'payments.read',
  'payments.look_up',
  'payments.confirm',
  'payments.void',
  'payments.refund',
  'payments.accept',
  'people.manage',
  'keys.manage',
  'settings.manage',
  'doctor.run',
  'audit.verify',
  'reconciliation.explain',
] as const;
export type Permission = (typeof permissions)[number];

const reading = ['orders.read', 'payments.read'] as const satisfies readonly Permission[];

/** design.md section 7. A role not listed here does not compile; a right not listed here is refused. */
const granted: Record<Role, readonly Permission[]> = {
  finance: [
    ...reading,
    'payments.look_up',
    'payments.confirm',
    'payments.void',
    'payments.refund',
    'payments.accept',
    'audit.verify',
    'reconciliation.explain',
  ],
  operator: [...reading, 'payments.look_up', 'orders.create'],
  auditor: [...reading, 'audit.verify'],
  admin: [
    ...reading,
    'payments.look_up',
    'people.manage',
    'keys.manage',
    'settings.manage',
    'doctor.run',
    'audit.verify',
  ],
};

/** Whether `principal` may do it. The only place that turns a role into a right. */
export function may(principal: Principal, permission: Permission): boolean {
  return principal.role === 'all' || granted[principal.role].includes(permission);
}
