import type { FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';

/** Secrets, card data and personal data never reach a log; whatever slips into an object is cut out here too. */
const redacted = [
  'email',
  '*.email',
  'to',
  '*.to',
  'token',
  '*.token',
  'accessToken',
  '*.accessToken',
  'password',
  '*.password',
  'secret',
  '*.secret',
  'apiSecret',
  '*.apiSecret',
  'authorization',
  '*.authorization',
  'headers',
  '*.headers',
  'body',
  '*.body',
  'rawBody',
  '*.rawBody',
  'cookie',
  '*.cookie',
];

/** Where lines go; standard output unless a test says otherwise. */
export interface LogDestination {
  readonly write: (line: string) => void;
}

export const createLog = (level: string, destination?: LogDestination): FastifyBaseLogger =>
  pino(
    {
      level,
      redact: { paths: redacted, remove: true },
      base: null,
      serializers: { err: withoutInput },
    },
    destination ?? pino.destination(1),
  );

/** An error for the log. The driver puts the values of a failed row into `detail`: they can be somebody's e-mail. */
function withoutInput(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(code && { code }),
    ...(error.cause instanceof Error && { cause: withoutInput(error.cause) }),
  };
}
