/**
 * Talking to the gateway has three endings. `unknown` is not a failure: the money may have moved and the answer
 * was lost. It must be stored and settled by looking the operation up, never by asking again blindly.
 */
export type Outcome<T> = Accepted<T> | Declined | Unknown<UnknownCause>;

export interface Accepted<T> {
  readonly kind: 'accepted';
  readonly value: T;
}

/** The gateway's clear no: nothing moved. */
export interface Declined {
  readonly kind: 'declined';
  /** `refused`: this command. `unauthorized`: the keys are wrong (401), so every command. */
  readonly cause: 'refused' | 'unauthorized';
  /** The gateway's words, for people; never match on them (reference, section 5.4). */
  readonly message: string | null;
  readonly reasonCode: number | null;
}

export type UnknownCause =
  /** No whole answer in time. */
  | 'timeout'
  /** No connection, or it was cut; the command may have arrived. */
  | 'network'
  /** A status that says nothing about the money: 5xx, a redirect, an answer of something on the way. */
  | 'http_status'
  /** Not the promised JSON: HTML, half an answer, too large, other fields. */
  | 'bad_answer'
  /** 429 every time. None of the attempts was processed, but only a look-up can say that for sure. */
  | 'rate_limited';

export interface Unknown<Cause extends string> {
  readonly kind: 'unknown';
  readonly cause: Cause;
  /** A fixed phrase with a status, a code or a size: fit for a log, without bodies and secrets. */
  readonly detail: string;
}

/** A read has nothing to decline: it finds, does not find, or does not know. */
export type ReadOutcome<T> = Found<T> | NotFound | Unknown<ReadUnknownCause>;

/** `unauthorized`: the keys are wrong (401). `refused`: the gateway said no to the question itself. */
export type ReadUnknownCause = UnknownCause | 'unauthorized' | 'refused';

export interface Found<T> {
  readonly kind: 'found';
  readonly value: T;
}

export interface NotFound {
  readonly kind: 'not_found';
  /** The gateway's words. */
  readonly message: string | null;
}

/** Builds the third ending. */
export function unknown<Cause extends string>(cause: Cause, detail: string): Unknown<Cause> {
  return { kind: 'unknown', cause, detail };
}
