-- Everything a decision needs to know about some orders, in one round trip: by invoice number, by the gateway's
-- transaction number or by id. Sums and instants come as text and epoch milliseconds: JSON has no bigint.
with wanted as (
  select id from orders where invoice_id = any ($1::text[])
  union
  select order_id from payments where terminal = $4 and transaction_id = any ($2::bigint[])
  union
  select unnest($3::uuid[])
)
select
  o.id, o.invoice_id, o.status, o.amount_minor, o.currency, o.account_id, o.scheme, o.probe,
  (extract(epoch from o.expires_at) * 1000)::float8 as expires_at,
  (extract(epoch from o.paid_at) * 1000)::float8 as paid_at,
  (extract(epoch from o.created_at) * 1000)::float8 as created_at,
  o.access_token, o.description, o.email, o.items, o.locale, o.version, o.event_seq, o.event_hash,
  (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', p.id, 'transactionId', p.transaction_id::text, 'status', p.status, 'scheme', p.scheme,
      'amountMinor', p.amount_minor::text, 'currency', p.currency, 'confirmedMinor', p.confirmed_minor::text,
      'authorizedAt', (extract(epoch from p.authorized_at) * 1000)::float8,
      'authorizedUntil', (extract(epoch from p.authorized_until) * 1000)::float8,
      'quarantine', p.quarantine, 'duplicate', p.duplicate, 'awaitingLookup', p.awaiting_lookup,
      'testMode', p.test_mode, 'cardFirstSix', p.card_first_six, 'cardLastFour', p.card_last_four,
      'cardType', p.card_type, 'reasonCode', p.reason_code,
      'createdAt', (extract(epoch from p.created_at) * 1000)::float8, 'version', p.version
    ) order by p.created_at, p.id), '[]')
    from payments p where p.order_id = o.id
  ) as payments,
  (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', r.id, 'paymentId', r.payment_id, 'transactionId', r.transaction_id::text,
      'amountMinor', r.amount_minor::text, 'operationId', r.operation_id,
      'refundedAt', (extract(epoch from r.refunded_at) * 1000)::float8
    ) order by r.refunded_at, r.id), '[]')
    from refunds r where r.order_id = o.id
  ) as refunds,
  (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', n.id, 'paymentId', n.payment_id, 'kind', n.kind, 'status', n.status,
      'amountMinor', n.amount_minor::text, 'requestedBy', n.requested_by,
      'requestedAt', (extract(epoch from n.requested_at) * 1000)::float8, 'reason', n.reason,
      'gatewayMessage', n.gateway_message, 'settledAt', (extract(epoch from n.settled_at) * 1000)::float8
    ) order by n.requested_at, n.id), '[]')
    from operations n where n.order_id = o.id
  ) as operations
from wanted join orders o using (id)
