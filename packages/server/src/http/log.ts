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

export const createLog = (level: string): FastifyBaseLogger =>
  pino({ level, redact: { paths: redacted, remove: true }, base: null });
