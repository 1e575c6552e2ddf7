-- A new order, its first line of history and the caller's key, in one commit. With a key that is already there
-- nothing is written: the caller then reads whose it is.
with request as (
  insert into order_requests (caller, idempotency_key, body_hash, order_id, created_at)
  select $1, $2, $3, $4, to_timestamp($16::float8 / 1000) where $2::text is not null
  on conflict (caller, idempotency_key) do nothing
  returning order_id
),
made as (
  insert into orders (id, invoice_id, access_token, status, amount_minor, currency, description, email, account_id,
    items, locale, scheme, created_at, expires_at, event_seq, event_hash)
  select $4, $5, $6, 'checkout_initiated', $7, $8, $9, $10, $11, $12, $13, $14, to_timestamp($16::float8 / 1000),
    to_timestamp($15::float8 / 1000), 1, $17
  where $2::text is null or exists (select from request)
  returning id
),
history as (
  insert into events (order_id, seq, at, kind, actor_kind, actor_name, data, hash)
  select id, 1, to_timestamp($16::float8 / 1000), 'order_created', $18, $19, $20, $17 from made
)
select id from made
