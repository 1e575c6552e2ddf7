-- Writes decisions: the inbox row, the order, its payments, refunds and operations, its history and what must
-- follow, all in one statement, so in one commit. Many orders go together; each is guarded by the version it was
-- decided on, and one whose version has moved is left out whole and decided again, without spoiling the others.
-- Rows are locked in the order of their ids, so that two batches cannot wait for each other.
with
input as (
  select * from jsonb_to_recordset($1::jsonb) as i (
    id uuid, version int, status text, "paidAt" float8, "eventSeq" int, "eventHash" text)
),
locked as (
  select o.id from orders o join input i on i.id = o.id and i.version = o.version order by o.id for update of o
),
moved as (
  update orders o
  set status = i.status,
      paid_at = to_timestamp(i."paidAt" / 1000),
      event_seq = i."eventSeq",
      event_hash = decode(i."eventHash", 'hex'),
      version = o.version + 1
  from input i join locked l on l.id = i.id
  where o.id = i.id
  returning o.id
),
put_payments as (
  insert into payments (id, order_id, terminal, transaction_id, status, scheme, amount_minor, currency,
    confirmed_minor, authorized_at, authorized_until, quarantine, duplicate, awaiting_lookup, test_mode,
    card_first_six, card_last_four, card_type, reason_code, created_at, version)
  select p.id, p."orderId", p.terminal, p."transactionId", p.status, p.scheme, p."amountMinor", p.currency,
    p."confirmedMinor", to_timestamp(p."authorizedAt" / 1000), to_timestamp(p."authorizedUntil" / 1000),
    p.quarantine, p.duplicate, p."awaitingLookup", p."testMode", p."cardFirstSix", p."cardLastFour",
    p."cardType", p."reasonCode", to_timestamp(p."createdAt" / 1000), p.version
  from jsonb_to_recordset($2::jsonb) as p (
    id uuid, "orderId" uuid, terminal text, "transactionId" bigint, status text, scheme text,
    "amountMinor" bigint, currency text, "confirmedMinor" bigint, "authorizedAt" float8,
    "authorizedUntil" float8, quarantine text, duplicate boolean, "awaitingLookup" boolean,
    "testMode" boolean, "cardFirstSix" text, "cardLastFour" text, "cardType" text, "reasonCode" int,
    "createdAt" float8, version int)
  join moved on moved.id = p."orderId"
  on conflict (id) do update set
    status = excluded.status, scheme = excluded.scheme, amount_minor = excluded.amount_minor,
    currency = excluded.currency, confirmed_minor = excluded.confirmed_minor,
    authorized_at = excluded.authorized_at, authorized_until = excluded.authorized_until,
    quarantine = excluded.quarantine, duplicate = excluded.duplicate,
    awaiting_lookup = excluded.awaiting_lookup, test_mode = excluded.test_mode,
    card_first_six = excluded.card_first_six, card_last_four = excluded.card_last_four,
    card_type = excluded.card_type, reason_code = excluded.reason_code, version = excluded.version
),
put_refunds as (
  insert into refunds (id, order_id, payment_id, terminal, transaction_id, amount_minor, operation_id, refunded_at)
  select r.id, r."orderId", r."paymentId", r.terminal, r."transactionId", r."amountMinor", r."operationId",
    to_timestamp(r."refundedAt" / 1000)
  from jsonb_to_recordset($3::jsonb) as r (
    id uuid, "orderId" uuid, "paymentId" uuid, terminal text, "transactionId" bigint, "amountMinor" bigint,
    "operationId" uuid, "refundedAt" float8)
  join moved on moved.id = r."orderId"
),
put_operations as (
  insert into operations (id, order_id, payment_id, kind, status, amount_minor, requested_by, requested_at,
    reason, gateway_message, settled_at)
  select n.id, n."orderId", n."paymentId", n.kind, n.status, n."amountMinor", n."requestedBy",
    to_timestamp(n."requestedAt" / 1000), n.reason, n."gatewayMessage", to_timestamp(n."settledAt" / 1000)
  from jsonb_to_recordset($4::jsonb) as n (
    id uuid, "orderId" uuid, "paymentId" uuid, kind text, status text, "amountMinor" bigint,
    "requestedBy" text, "requestedAt" float8, reason text, "gatewayMessage" text, "settledAt" float8)
  join moved on moved.id = n."orderId"
  on conflict (id) do update set
    status = excluded.status, gateway_message = excluded.gateway_message, settled_at = excluded.settled_at
),
put_events as (
  insert into events (order_id, seq, at, kind, actor_kind, actor_name, data, hash)
  select e."orderId", e.seq, to_timestamp(e.at / 1000), e.kind, e."actorKind", e."actorName", e.data,
    decode(e.hash, 'hex')
  from jsonb_to_recordset($5::jsonb) as e (
    "orderId" uuid, seq int, at float8, kind text, "actorKind" text, "actorName" text, data jsonb, hash text)
  join moved on moved.id = e."orderId"
),
put_jobs as (
  insert into jobs (kind, key, order_id, payload, created_at, run_at)
  select j.kind, j.key, j."orderId", j.payload, to_timestamp(j."createdAt" / 1000), to_timestamp(j."runAt" / 1000)
  from jsonb_to_recordset($6::jsonb) as j (
    kind text, key text, "orderId" uuid, payload jsonb, "createdAt" float8, "runAt" float8)
  join moved on moved.id = j."orderId"
  -- What is sent is sent once. A look-up asked for again is made again, also when one is under way.
  on conflict (kind, key) do update set run_at = excluded.run_at, done_at = null, attempts = 0
    where jobs.kind in ('look_up_payment', 'look_up_order')
),
put_notifications as (
  insert into notifications (id, received_at, kind, transaction_id, invoice_id, order_id, raw_body, body_hash,
    headers, verified_by, secret_index, answer, verdict, probe)
  select n.id, to_timestamp(n."receivedAt" / 1000), n.kind, n."transactionId", n."invoiceId", n."orderId",
    decode(n."rawBody", 'base64'), decode(n."bodyHash", 'hex'), n.headers, n."verifiedBy", n."secretIndex",
    n.answer, n.verdict, n.probe
  from jsonb_to_recordset($7::jsonb) as n (
    id uuid, "receivedAt" float8, kind text, "transactionId" bigint, "invoiceId" text, "orderId" uuid,
    "rawBody" text, "bodyHash" text, headers jsonb, "verifiedBy" text, "secretIndex" smallint, answer smallint,
    verdict text, probe boolean, guarded boolean)
  where not n.guarded or n."orderId" in (select id from moved)
  on conflict do nothing
)
select id from moved
