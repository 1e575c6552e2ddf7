export type {
  Acceptance,
  ConfirmCommand,
  RefundAcceptance,
  RefundCommand,
  VoidCommand,
} from './commands.ts';
export { createGatewayClient, type GatewayClient, type GatewayClientDeps } from './create.ts';
export type {
  ListedStatus,
  ListOutcome,
  ListPage,
  ListQuery,
  UnreadableTransaction,
} from './list.ts';
export type {
  Accepted,
  Declined,
  Found,
  NotFound,
  Outcome,
  ReadOutcome,
  ReadUnknownCause,
  Unknown,
  UnknownCause,
} from './outcome.ts';
export type {
  NewNotificationSettings,
  NotificationSettings,
  ReadableSettingsKind,
  WritableSettingsKind,
} from './settings.ts';
