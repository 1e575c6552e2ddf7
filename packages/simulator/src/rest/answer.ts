/** The envelope of every API answer (reference 1.3). */
export type ApiAnswer = {
  readonly success: boolean;
  readonly message: string | null;
  readonly model?: unknown;
  /** What an answer carries beside the envelope. */
  readonly beside?: object;
};

/** An answer, and the notification that its effect caused, for a fault that wants it first. */
export type MethodResult = {
  readonly answer: ApiAnswer;
  readonly notified?: Promise<void>;
  /** The payer's browser is sent here instead of an answer. */
  readonly redirect?: string;
};

export const refused = (message: string): MethodResult => ({
  answer: { success: false, message },
});

export const succeeded = (model?: unknown): MethodResult => ({
  answer: { success: true, message: null, ...(model === undefined ? {} : { model }) },
});

export function serializeAnswer(answer: ApiAnswer): string {
  return JSON.stringify({
    ...(answer.model === undefined ? {} : { Model: answer.model }),
    Success: answer.success,
    Message: answer.message,
    ...answer.beside,
  });
}
