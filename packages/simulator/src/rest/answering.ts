import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SimulatorParts } from '../parts.ts';
import { type MethodResult, refused, serializeAnswer } from './answer.ts';
import { factsOfCall } from './call-facts.ts';
import { type Fields, fieldsOf, parseBody } from './fields.ts';
import { bodyNote, unknownNote, valueNote } from './hints.ts';
import type { Method } from './method.ts';
import { misbehavedAfter, misbehavedBefore } from './misbehave.ts';
import { problemWith, takenForFalse } from './parameter.ts';
import type { Found } from './paths.ts';
import { isSigned } from './payout-signature.ts';
import { isRead, type Produced } from './request-ids.ts';

/** Answers a call that may be made: once per `X-Request-ID`, and as badly as the faults want it. */
export async function answerTo(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
  { method, path }: Found,
  byPublicId: boolean,
): Promise<unknown> {
  const facts = () => factsOfCall(request, parts);
  if (await misbehavedBefore(parts, method.place, reply, facts)) return reply;
  const notifyFirst = parts.faults.take(method.place, ['deliver_before_answer'], facts) !== null;

  const produce = async (): Promise<Produced> => {
    const { answer, notified, redirect } = await resultOf(request, parts, {
      method,
      path,
      byPublicId,
    });
    if (notifyFirst || parts.dispatcher.comesFirst(notified)) await notified;
    const { success } = answer;
    return {
      body: serializeAnswer(answer),
      success,
      ...(redirect === undefined ? {} : { redirect }),
    };
  };

  const requestId = request.headers['x-request-id'];
  const produced =
    typeof requestId === 'string' && requestId !== '' && !isRead(path)
      ? await parts.requestIds.once({ requestId, path, body: bodyOf(request) }, produce)
      : await produce();

  if (misbehavedAfter(parts, method.place, reply, produced.body, facts)) return reply;
  if (produced.redirect !== undefined) return reply.redirect(produced.redirect);
  return reply.type('application/json; charset=utf-8').send(produced.body);
}

type Asked = { readonly method: Method; readonly path: string; readonly byPublicId: boolean };

async function resultOf(
  request: FastifyRequest,
  parts: SimulatorParts,
  { method, path, byPublicId }: Asked,
): Promise<MethodResult> {
  const contentType = request.headers['content-type'] ?? '';
  const body = bodyOf(request);
  const parsed = parseBody(contentType, body);
  if (!parsed.ok) {
    const note = bodyNote(contentType, body);
    const { message: why } = parsed;
    parts.log('warn', 'refused', { path, why, ...(note === null ? {} : { note }) });
    return refused(parsed.message);
  }
  const { fields } = parsed;
  const ignored = unknownNote(method.parameters, fields);
  const problem =
    (method.place === 'topup' ? signatureProblem(request, body, parts) : null) ??
    terminalProblem(method, fields, parts) ??
    problemWith(method.parameters, fields, byPublicId);
  const result =
    problem === null
      ? await method.run({ fields, parts, ip: request.ip, byPublicId })
      : (method.refuse ?? refused)(problem);
  const assumed = takenForFalse(method.parameters, fields);
  if (problem === null && assumed.length > 0) {
    parts.log('warn', 'required by the documentation, and not sent: false', { path, assumed });
  }
  const { success, message } = result.answer;
  if (!success && message !== null) {
    const note = bodyNote(contentType, body) ?? valueNote(message, fields);
    const details = { path, why: message, ...(note === null ? {} : { note }), ...ignored };
    parts.log('warn', 'refused', details);
  } else {
    if (ignored !== null) {
      const level = 'didYouMean' in ignored ? 'warn' : 'info';
      parts.log(level, 'the method does not know these parameters: ignored', { path, ...ignored });
    }
    parts.log('info', 'answered', { path, success });
  }
  return result;
}

/** The signature that payouts may need besides Basic (reference 1.2). */
function signatureProblem(request: FastifyRequest, body: string, parts: SimulatorParts) {
  const given = request.headers['x-signature'];
  const { payoutKey } = parts.site;
  if (payoutKey !== null) return isSigned(payoutKey, body, given) ? null : 'Invalid X-Signature';
  if (given !== undefined) {
    parts.log(
      'info',
      'X-Signature is not checked: give the certificate with --payout-certificate',
      {
        path: request.url,
      },
    );
  }
  return null;
}

/** The terminal of a method without Basic is the one that `PublicId` names (reference 1.2). */
function terminalProblem(method: Method, fields: Fields, parts: SimulatorParts): string | null {
  const given = fields.text('PublicId');
  if (method.access !== 'public_id' || given === null) return null;
  return given === parts.site.publicId ? null : 'Invalid PublicId value';
}

/** `PublicId` of the body or, as an older SDK sends it, of the query. */
export function publicIdOf(request: FastifyRequest): string | null {
  const parsed = parseBody(request.headers['content-type'] ?? '', bodyOf(request));
  const inBody = parsed.ok ? parsed.fields.text('PublicId') : null;
  const query = new URLSearchParams(request.url.split('?')[1] ?? '');
  return inBody ?? fieldsOf([...query]).text('PublicId');
}

function bodyOf(request: FastifyRequest): string {
  return typeof request.body === 'string' ? request.body : '';
}
