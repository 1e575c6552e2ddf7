import type { FastifyInstance } from 'fastify';
import { formatAmount } from '../money.ts';
import type { SimulatorParts } from '../parts.ts';
import { type Receipt, receiptUrl } from '../receipts/receipt.ts';

/** All receipts, with what was wrong with those that came to nothing. */
export function receiptControls(scope: FastifyInstance, parts: SimulatorParts): void {
  scope.get('/receipts', (_request, reply) =>
    reply.send(parts.receipts.all().map((receipt) => receiptView(receipt, parts.site.url))),
  );
}

const iso = (atMs: number | null) => (atMs === null ? null : new Date(atMs).toISOString());

function receiptView(receipt: Receipt, siteUrl: string): object {
  const { id, transactionId, fiscal } = receipt;
  return {
    id,
    kind: receipt.kind,
    type: receipt.type,
    status: receipt.status,
    errorCode: receipt.errorCode,
    problems: receipt.problems,
    inn: receipt.inn,
    total: formatAmount(receipt.totalMinor),
    transactionId: transactionId === null ? null : Number(transactionId),
    invoiceId: receipt.invoiceId,
    accountId: receipt.accountId,
    content: receipt.content,
    url: receiptUrl(siteUrl, id),
    documentNumber: fiscal?.documentNumber ?? null,
    fiscalSign: fiscal?.fiscalSign ?? null,
    createdAt: iso(receipt.createdAtMs),
    printedAt: iso(fiscal?.atMs ?? null),
  };
}
