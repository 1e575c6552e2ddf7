export { acknowledge } from './acknowledge.ts';
export type { BodyError } from './body.ts';
export { type BuildOptions, buildNotification } from './build.ts';
export { explainMismatch, type MismatchExplanation } from './explain.ts';
export { type LikelyMistake, mistakeWords } from './mistakes.ts';
export * from './parse.ts';
export { type Signatures, signBody } from './sign.ts';
export {
  type SignedBody,
  type VerifyError,
  type VerifyResult,
  verifyNotification,
} from './verify.ts';
