export type { ClockControl, PayRequest, SimulatorControl } from './control/in-process.ts';
export type { LetterRequest } from './control/letter.ts';
export type { NotificationSettings, NotificationStyle } from './notifications/settings.ts';
export type { FaultStep, ScenarioInput } from './scenarios/scenario.ts';
export type { PlayedScenario } from './scenarios/scenarios.ts';
export type { ScenarioSource } from './scenarios/source.ts';
export type { Behaviour, Keep, Log, SimulatorOptions } from './settings.ts';
export { type Simulator, startSimulator } from './simulator.ts';
