import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { SimulatorParts } from '../parts.ts';

/** What is wrong with the Basic credentials of a request (reference 1.2), for the log; null when right. */
export function credentialsProblem(request: FastifyRequest, parts: SimulatorParts): string | null {
  const { authorization } = request.headers;
  if (authorization === undefined) {
    return 'no Authorization header: Basic with the Public ID as login, the API Secret as password';
  }
  const encoded = /^Basic\s+(\S+)\s*$/i.exec(authorization)?.[1];
  if (encoded === undefined) return 'the Authorization header is not Basic';
  const given = Buffer.from(encoded, 'base64');
  const { publicId } = parts.site;
  const expected = Buffer.from(`${publicId}:${parts.apiSecret}`);
  if (given.length === expected.length && timingSafeEqual(given, expected)) return null;
  const login = given.toString('utf8').split(':')[0] ?? '';
  if (!given.includes(':')) return 'the Basic credentials have no colon between login and password';
  return login === publicId
    ? 'the password is not the API Secret of this terminal'
    : `the login is ${login}, the Public ID of this terminal is ${publicId}`;
}
