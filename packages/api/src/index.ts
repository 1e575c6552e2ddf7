export * from './amount.ts';
export * from './checkout.ts';
export * from './orders.ts';
export * from './payments.ts';
export * from './problem.ts';
export * from './session.ts';
export * from './states.ts';
export * from './timeline.ts';
