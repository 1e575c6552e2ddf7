export type { SimulatorControl } from './control/in-process.ts';
export type { NotificationSettings, NotificationStyle } from './notifications/settings.ts';
export type { Behaviour, Keep, Log, SimulatorOptions } from './settings.ts';
export { type Simulator, startSimulator } from './simulator.ts';
