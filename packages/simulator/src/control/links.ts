import type { FastifyInstance, FastifyReply } from 'fastify';
import type { SimulatorParts } from '../parts.ts';
import type { Decision } from '../payments/decide.ts';
import type { PaymentLink } from '../payments/links.ts';
import { declineCodes } from '../payments/reasons.ts';
import { parseBody } from '../rest/fields.ts';
import { firstAttemptMs, payAnswer, settledSoon } from './pay.ts';
import { type Problem, sendProblem } from './problem.ts';

type ById = { Params: { id: string } };

/** What a payer who only presses «Отказаться» is registered as: CustomerCancellation. */
const cancelledByPayer = 5017;

/** Links without a person: what the payer does in the bank's app, done from code. */
export function linkControls(scope: FastifyInstance, parts: SimulatorParts): void {
  scope.get<ById>('/links/:id', (request, reply) => {
    const link = linkOf(parts, request.params.id);
    return link === undefined ? noLink(reply, request.params.id) : reply.send(linkView(link));
  });
  scope.post<ById>('/links/:id/pay', async (request, reply) => {
    const link = linkOf(parts, request.params.id);
    if (link === undefined) return noLink(reply, request.params.id);
    const input = readOutcome(request.body);
    if (!input.ok) return sendProblem(reply, input.problem);
    const paid = await payLink(parts, link.providerQrId, input.reasonCode);
    return paid.ok
      ? reply.send(paid.value)
      : sendProblem(reply, wrong('not_payable', paid.message));
  });
}

/** What the payer does in the bank's app: 0 pays, else the reason code of the decline. */
export async function payLink(
  parts: SimulatorParts,
  id: string,
  reasonCode: number,
): Promise<Decision<object>> {
  const decision = await parts.links.pay(linkOf(parts, id)?.providerQrId ?? id, reasonCode);
  if (!decision.ok) return { ok: false, message: `${decision.message}.` };
  await settledSoon(decision.value, firstAttemptMs);
  return { ok: true, value: payAnswer(decision.value.transaction) };
}

/** By its own id, or by the payment that it was opened with. */
function linkOf(parts: SimulatorParts, id: string): PaymentLink | undefined {
  return parts.links.get(id) ?? parts.links.ofTransaction(id);
}

type Outcome =
  | { readonly ok: true; readonly reasonCode: number }
  | { readonly ok: false; readonly problem: Problem };

/** Reads `{outcome: "paid"}` or `{outcome: "declined", reasonCode?}`. */
function readOutcome(body: unknown): Outcome {
  const parsed = parseBody('application/json', typeof body === 'string' ? body : '');
  if (!parsed.ok) {
    return { ok: false, problem: { status: 400, code: 'bad_json', detail: parsed.message } };
  }
  const { fields } = parsed;
  const outcome = fields.text('outcome') ?? 'paid';
  if (outcome === 'paid') return { ok: true, reasonCode: 0 };
  if (outcome !== 'declined') {
    return { ok: false, problem: wrong('bad_outcome', 'outcome is "paid" or "declined".') };
  }
  const reasonCode = Number(fields.text('reasonCode') ?? cancelledByPayer);
  if (declineCodes.includes(reasonCode)) return { ok: true, reasonCode };
  const detail = `reasonCode is one of: ${declineCodes.join(', ')}.`;
  return { ok: false, problem: wrong('bad_reason_code', detail) };
}

const wrong = (code: string, detail: string): Problem => ({ status: 422, code, detail });

function noLink(reply: FastifyReply, id: string): FastifyReply {
  return sendProblem(reply, { status: 404, code: 'not_found', detail: `No link ${id}.` });
}

function linkView(link: PaymentLink): object {
  const { expiresAtMs } = link;
  return {
    transactionId: Number(link.transactionId),
    providerQrId: link.providerQrId,
    paidBy: link.paidBy,
    scheme: link.scheme,
    url: link.url,
    createdAt: new Date(link.createdAtMs).toISOString(),
    expiresAt: expiresAtMs === null ? null : new Date(expiresAtMs).toISOString(),
    successRedirectUrl: link.successRedirectUrl,
    failRedirectUrl: link.failRedirectUrl,
  };
}
