/** What a command line or a page needs to know of the options, without loading the simulator. */
export { behaviourNames, behaviourNotes, behaviourValues, readBehaviour } from './behaviours.ts';
export { fastest } from './clock/pace.ts';
export { displayAmount } from './money.ts';
export { type Refusal, refusalText } from './notifications/answer.ts';
export {
  type NotificationSettings,
  type NotificationStyle,
  notificationStyles,
  settingsTo,
} from './notifications/settings.ts';
export { type NotificationType, notificationTypes } from './notifications/types.ts';
export { parseInstant } from './rest/dates.ts';
export { payoutKeyOf } from './rest/payout-signature.ts';
export { type BuiltInScenario, builtInScenarios } from './scenarios/built-in.ts';
export {
  type Behaviour,
  defaultBehaviour,
  defaultKeep,
  demoKeys,
  type Keep,
  type Log,
  type SimulatorOptions,
} from './settings.ts';
export { startFailure } from './start-failure.ts';
