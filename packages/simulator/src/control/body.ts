import type { FastifyReply } from 'fastify';
import { isObject, parseExact } from '../json.ts';
import { type Fields, fieldsOf } from '../rest/fields.ts';
import { type Problem, sendProblem } from './problem.ts';

export type Body =
  | { readonly ok: true; readonly value: unknown; readonly fields: Fields }
  | { readonly ok: false; readonly problem: Problem };

/** The JSON body of a control call, every number exact; an empty one is an empty object. */
export function readBody(body: unknown): Body {
  if (typeof body !== 'string' || body.trim() === '') return bodyOf({});
  try {
    return bodyOf(parseExact(body));
  } catch {
    const detail = 'The body is not valid JSON.';
    return { ok: false, problem: { status: 400, code: 'bad_json', detail } };
  }
}

function bodyOf(value: unknown): Body {
  return { ok: true, value, fields: fieldsOf(isObject(value) ? Object.entries(value) : []) };
}

export const wrong = (code: string, detail: string): Problem => ({ status: 422, code, detail });

export function notFound(reply: FastifyReply, what: string, id: string): FastifyReply {
  return sendProblem(reply, { status: 404, code: 'not_found', detail: `No ${what} ${id}.` });
}

/** An instant as ISO 8601 in UTC. */
export const iso = (atMs: number | null) => (atMs === null ? null : new Date(atMs).toISOString());
