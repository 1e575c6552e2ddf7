-- Payments with the little of their orders that a list shows. The lateral parts are one index look each.
select
  p.id, p.order_id as "orderId", p.transaction_id::text as "transactionId", p.status, p.scheme,
  p.amount_minor as "amountMinor", p.currency, p.confirmed_minor as "confirmedMinor",
  (extract(epoch from p.authorized_at) * 1000)::float8 as "authorizedAt",
  (extract(epoch from p.authorized_until) * 1000)::float8 as "authorizedUntil",
  p.quarantine, p.duplicate, p.awaiting_lookup as "awaitingLookup", p.test_mode as "testMode",
  p.card_last_four as "cardLastFour", p.card_type as "cardType", p.reason_code as "reasonCode",
  (extract(epoch from p.created_at) * 1000)::float8 as "createdAt", p.version,
  o.invoice_id as "invoiceId", o.status as "orderStatus", o.description, o.email,
  refunded.minor as "refundedMinor",
  open_operation.json as "openOperation",
  not exists (
    select from orders earlier
    where lower(earlier.email) = lower(o.email) and earlier.paid_at < p.created_at and earlier.id <> o.id
      and not earlier.probe
  ) as "firstTimePayer"
from payments p
join orders o on o.id = p.order_id
cross join lateral (
  select coalesce(sum(r.amount_minor), 0)::bigint as minor from refunds r where r.payment_id = p.id
) as refunded
left join lateral (
  select jsonb_build_object(
    'id', n.id, 'paymentId', n.payment_id, 'kind', n.kind, 'status', n.status,
    'amountMinor', n.amount_minor::text, 'requestedBy', n.requested_by,
    'requestedAt', (extract(epoch from n.requested_at) * 1000)::float8, 'reason', n.reason,
    'gatewayMessage', n.gateway_message, 'settledAt', (extract(epoch from n.settled_at) * 1000)::float8
  ) as json
  from operations n where n.payment_id = p.id and n.status in ('requested', 'unknown')
) as open_operation on true
where not o.probe
