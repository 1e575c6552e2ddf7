import { type Difference, shown } from './difference.ts';
import type { Text } from './text.ts';
import type { Answer } from './wire/client.ts';
import { isObject, type JsonObject, stringifyExact } from './wire/json.ts';

/** Ends a case early: what is left of it rests on what has failed. The difference is noted already. */
export class CaseStopped extends Error {}

/** Ends a case that cannot be tried here, with the reason. */
export class CaseSkipped extends Error {
  readonly reason: Text;
  constructor(reason: Text) {
    super(reason.en);
    this.reason = reason;
  }
}

/** What a case compares with; every difference is noted and the case goes on. */
export type Check = {
  /** Equal as JSON. */
  readonly equal: (where: string, got: unknown, expected: unknown) => void;
  /** Text that fits; anything but text does not. */
  readonly matches: (where: string, got: unknown, pattern: RegExp) => void;
  /** A rule in words or in the notation of docs/contract.md. */
  readonly holds: (where: string, got: unknown, expected: string, fits: boolean) => void;
  /** Notes a difference and ends the case. */
  readonly stop: (where: string, got: unknown, expected: string) => never;
  /** `Success` is true, and there is a model: its fields. Ends the case otherwise. */
  readonly accepted: (answer: Answer) => JsonObject;
  /** `Success` is true; nothing is asked of the model. Ends the case otherwise. */
  readonly done: (answer: Answer) => void;
  /** `Success` is false. Ends the case otherwise. */
  readonly refused: (answer: Answer) => void;
  /** As `refused`, and `Message` alone: no `Model` (reference 1.3). */
  readonly malformed: (answer: Answer) => void;
};

export type Notes = { readonly check: Check; readonly differences: () => readonly Difference[] };

export function createCheck(): Notes {
  const differences: Difference[] = [];
  const note = (where: string, got: unknown, expected: string) => {
    differences.push({ where, expected, got: shown(got) });
  };
  const stop = (where: string, got: unknown, expected: string): never => {
    note(where, got, expected);
    throw new CaseStopped(where);
  };
  const equal = (where: string, got: unknown, expected: unknown) => {
    if (stringifyExact(got) !== stringifyExact(expected)) note(where, got, shown(expected));
  };
  const done = (answer: Answer) => {
    if (answer.success !== true) stop(`${answer.path} Success`, gist(answer), 'true');
  };
  const refused = (answer: Answer) => {
    if (answer.success !== false) stop(`${answer.path} Success`, gist(answer), 'false');
  };
  const check: Check = {
    equal,
    matches: (where, got, pattern) => {
      if (typeof got !== 'string' || !pattern.test(got)) note(where, got, String(pattern));
    },
    holds: (where, got, expected, fits) => {
      if (!fits) note(where, got, expected);
    },
    stop,
    accepted: (answer) => {
      done(answer);
      const { model } = answer;
      return isObject(model) ? model : stop(`${answer.path} Model`, model, '{…}');
    },
    done,
    refused,
    malformed: (answer) => {
      refused(answer);
      if (answer.model !== undefined) note(`${answer.path} Model`, answer.model, 'undefined');
    },
  };
  return { check, differences: () => differences };
}

/** What of an answer tells why it was not the expected one. */
function gist({ status, json, text }: Answer): unknown {
  if (!isObject(json)) return `HTTP ${status} ${text}`;
  const { Success, Message, Model } = json;
  const model = isObject(Model) ? { Status: Model.Status, ReasonCode: Model.ReasonCode } : Model;
  return { ...(status === 200 ? {} : { status }), Success, Message, Model: model };
}
