export type { NotificationSettings, NotificationStyle } from './notifications/settings.ts';
export type { Behaviour, Keep, Log, SimulatorOptions } from './settings.ts';
export { type Simulator, type SimulatorControl, startSimulator } from './simulator.ts';
