export type { Bench } from './bench.ts';
export type { Basis, Case, Need } from './case.ts';
export { allCases } from './cases/all.ts';
export type { Difference } from './difference.ts';
export { type Group, groups } from './group.ts';
export type { Missing } from './missing.ts';
export { type Contract, type ContractOptions, type Opened, openContract } from './open.ts';
export type { Refusal } from './refusal.ts';
export { type Outcome, type Result, runCase, type Summary, summaryOf } from './run.ts';
