-- The ledger: orders, what happened to their money, and what must follow.
--
-- An order is the root of everything that happens to it. Each writer names the order's version it decided on,
-- and every write raises it: no decision is ever applied to facts it has not seen. Amounts are integer minor
-- units, instants are timestamptz. What must always hold is a constraint here before it is code.

create table orders (
  id              uuid primary key,
  invoice_id      text not null unique check (length(invoice_id) between 1 and 64),
  access_token    text not null unique check (length(access_token) >= 22),
  status          text not null check (status in ('checkout_initiated', 'awaiting_payment', 'paid',
                    'partially_refunded', 'refunded', 'cancelled', 'expired')),
  amount_minor    bigint not null check (amount_minor > 0),
  currency        text not null check (currency ~ '^[A-Z]{3}$'),
  description     text not null check (length(description) between 1 and 250),
  email           text not null,
  account_id      text check (length(account_id) between 1 and 254),
  items           jsonb not null default '[]' check (jsonb_typeof(items) = 'array'),
  locale          text not null check (locale in ('ru', 'en')),
  scheme          text not null check (scheme in ('dual', 'single')),
  probe           boolean not null default false,
  created_at      timestamptz not null,
  expires_at      timestamptz,
  paid_at         timestamptz,
  version         integer not null default 1 check (version > 0),
  -- The head of the order's hash chain of events.
  event_seq       integer not null default 0 check (event_seq >= 0),
  event_hash      bytea not null default '\x',
  check ((paid_at is not null) or status not in ('paid', 'partially_refunded', 'refunded'))
);
create index orders_created on orders (created_at desc, id desc) where not probe;
create index orders_email on orders (lower(email));
create index orders_open_deadline on orders (expires_at)
  where status in ('checkout_initiated', 'awaiting_payment') and expires_at is not null;

-- The caller's key for creating an order: the same key and body give the same order.
create table order_requests (
  caller          text not null,
  idempotency_key text not null check (length(idempotency_key) between 1 and 255),
  body_hash       bytea not null,
  order_id        uuid not null references orders,
  created_at      timestamptz not null,
  primary key (caller, idempotency_key)
);

create table payments (
  id               uuid primary key,
  order_id         uuid not null references orders,
  terminal         text not null,
  transaction_id   bigint not null check (transaction_id > 0),
  status           text not null check (status in ('pending', 'authorized', 'confirmed', 'voided', 'declined')),
  scheme           text not null check (scheme in ('dual', 'single')),
  amount_minor     bigint not null check (amount_minor > 0),
  currency         text not null check (currency ~ '^[A-Z]{3}$'),
  confirmed_minor  bigint not null default 0,
  authorized_at    timestamptz,
  authorized_until timestamptz,
  quarantine       text check (quarantine in ('amount_differs', 'currency_differs', 'account_differs',
                     'test_money', 'order_closed')),
  duplicate        boolean not null default false,
  awaiting_lookup  boolean not null default false,
  test_mode        boolean not null,
  card_first_six   text,
  card_last_four   text,
  card_type        text,
  reason_code      integer,
  created_at       timestamptz not null,
  version          integer not null check (version > 0),
  unique (terminal, transaction_id),
  check (confirmed_minor between 0 and amount_minor),
  check (status = 'confirmed' or confirmed_minor = 0),
  check (status not in ('authorized', 'confirmed') or authorized_at is not null)
);
create index payments_order on payments (order_id);
-- At most one payment pays an order.
create unique index payments_one_paying on payments (order_id)
  where status in ('authorized', 'confirmed') and quarantine is null and not duplicate;
create index payments_created on payments (created_at desc, id desc);
create index payments_status_created on payments (status, created_at desc, id desc);
create index payments_held on payments (authorized_until) where status = 'authorized';
create index payments_attention on payments (created_at)
  where awaiting_lookup or duplicate or quarantine is not null;
create index payments_transaction on payments (transaction_id);

create table refunds (
  id             uuid primary key,
  order_id       uuid not null references orders,
  payment_id     uuid not null references payments,
  terminal       text not null,
  transaction_id bigint not null check (transaction_id > 0),
  amount_minor   bigint not null check (amount_minor > 0),
  operation_id   uuid,
  refunded_at    timestamptz not null,
  unique (terminal, transaction_id)
);
create index refunds_order on refunds (order_id);
create index refunds_payment on refunds (payment_id);

create table operations (
  id              uuid primary key,
  order_id        uuid not null references orders,
  payment_id      uuid not null references payments,
  kind            text not null check (kind in ('confirm', 'void', 'refund')),
  status          text not null check (status in ('requested', 'accepted', 'declined', 'unknown')),
  amount_minor    bigint not null check (amount_minor > 0),
  requested_by    text not null,
  requested_at    timestamptz not null,
  reason          text,
  gateway_message text,
  settled_at      timestamptz,
  -- Set once, by the one process that makes the call; the call is never made a second time.
  sent_at         timestamptz,
  sent_by         bigint,
  check ((status in ('accepted', 'declined')) = (settled_at is not null))
);
create index operations_order on operations (order_id);
create index operations_payment on operations (payment_id, requested_at desc);
create unique index operations_one_open on operations (payment_id) where status in ('requested', 'unknown');

-- The inbox: what the gateway said, byte for byte, and what became of it. One table a month for retention.
create table notifications (
  id             uuid not null,
  received_at    timestamptz not null,
  kind           text not null,
  transaction_id bigint,
  invoice_id     text,
  order_id       uuid,
  raw_body       bytea not null,
  body_hash      bytea not null,
  headers        jsonb not null,
  verified_by    text not null check (verified_by in ('content_hmac', 'x_content_hmac')),
  secret_index   smallint not null,
  answer         smallint not null,
  verdict        text not null,
  probe          boolean not null default false,
  primary key (id, received_at)
) partition by range (received_at);
create index notifications_order on notifications (order_id, received_at) where order_id is not null;
create index notifications_received on notifications (received_at desc, id desc);
create index notifications_transaction on notifications (transaction_id);
create table notifications_other partition of notifications default;

-- Makes the tables of the months around now. Called at start and daily; harmless to call at once from many.
create function ensure_notification_months(around timestamptz) returns void language plpgsql as $$
declare
  month timestamptz;
  name text;
begin
  perform pg_advisory_xact_lock(7305301);
  for month in
    select generate_series(date_trunc('month', around at time zone 'utc') at time zone 'utc',
      (date_trunc('month', around at time zone 'utc') + interval '2 months') at time zone 'utc', interval '1 month')
  loop
    name := 'notifications_' || to_char(month at time zone 'utc', 'YYYYMM');
    if to_regclass(name) is null then
      execute format('create table %I partition of notifications for values from (%L) to (%L)',
        name, month, ((month at time zone 'utc') + interval '1 month') at time zone 'utc');
      -- A convenience, not the guard: what makes a repeat harmless is the order's version and states.
      execute format('create unique index %I on %I (kind, transaction_id, body_hash)', name || '_once', name);
    end if;
  end loop;
end $$;

-- Append-only history. Each row's hash covers the row and the hash before it.
create table events (
  order_id   uuid not null references orders,
  seq        integer not null check (seq > 0),
  at         timestamptz not null,
  kind       text not null,
  actor_kind text not null check (actor_kind in ('customer', 'bank', 'kopeck', 'user', 'api')),
  actor_name text,
  data       jsonb not null,
  hash       bytea not null,
  primary key (order_id, seq)
);
create function refuse_history_change() returns trigger language plpgsql as $$
begin
  raise exception 'The history of orders is append-only.';
end $$;
create trigger events_append_only before update or delete on events
  for each row execute function refuse_history_change();

-- The outbox and the schedules: written in the commit of their cause, claimed with skip locked and a lease.
create table jobs (
  id          bigint generated always as identity primary key,
  kind        text not null check (kind in ('send_mail', 'look_up_payment', 'look_up_order', 'send_operation',
                'settle_operation')),
  -- One row per cause: a second request for the same is the same row.
  key         text not null,
  order_id    uuid not null references orders,
  payload     jsonb not null default '{}',
  created_at  timestamptz not null,
  run_at      timestamptz not null,
  leased_until timestamptz,
  attempts    integer not null default 0,
  last_error  text,
  done_at     timestamptz,
  unique (kind, key)
);
create index jobs_due on jobs (run_at) where done_at is null;
create index jobs_order on jobs (order_id);

-- E-mail as it was sent.
create table mails (
  message_id text primary key,
  order_id   uuid not null references orders,
  kind       text not null,
  recipient  text not null,
  subject    text not null,
  html       text not null,
  text       text not null,
  sent_at    timestamptz not null
);
create index mails_order on mails (order_id);
