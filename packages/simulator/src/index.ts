export {
  type BehaviourNote,
  behaviourNames,
  behaviourNotes,
  behaviourValues,
  readBehaviour,
} from './behaviours.ts';
export type { SimulatorControl } from './control/in-process.ts';
export { refusalText } from './notifications/answer.ts';
export {
  type NotificationSettings,
  type NotificationStyle,
  notificationStyles,
} from './notifications/settings.ts';
export { type NotificationType, notificationTypes } from './notifications/types.ts';
export {
  type Behaviour,
  defaultBehaviour,
  defaultKeep,
  demoKeys,
  type Keep,
  type Log,
  type SimulatorOptions,
} from './settings.ts';
export { type Simulator, startSimulator } from './simulator.ts';
export { startFailure } from './start-failure.ts';
