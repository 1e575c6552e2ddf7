import type { FastifyReply } from 'fastify';

/** Refusals of the control calls: `application/problem+json` with a stable code. */
export type Problem = {
  readonly status: 400 | 404 | 415 | 422;
  readonly code: string;
  readonly detail: string;
};

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const { status, code, detail } = problem;
  return reply
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ type: 'about:blank', title: code, status, code, detail }));
}
