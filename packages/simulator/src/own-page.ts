import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Fields, noFields, parseBody } from './rest/fields.ts';

/** Whether a request comes from a page of the simulator: another site must not press its buttons. */
export function fromOwnPage(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = request.headers;
  return origin === undefined || origin.replace(/^https?:\/\//, '') === host;
}

const formType = 'application/x-www-form-urlencoded';

/** Lets the routes of a scope take forms, and nothing else. */
export function takeForms(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(formType, { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
}

export function formOf(request: FastifyRequest): Fields {
  const parsed = parseBody(formType, String(request.body ?? ''));
  return parsed.ok ? parsed.fields : noFields;
}
