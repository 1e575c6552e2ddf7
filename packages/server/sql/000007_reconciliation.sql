-- Reconciliation: our books held against the gateway's.

create table reconciliations (
  id            uuid primary key,
  -- `day`: a closed day of the shop, once; `window`: the last days, again and again; `asked`: a person's wish.
  cause         text not null check (cause in ('day', 'window', 'asked')),
  day           date,
  from_at       timestamptz not null,
  to_at         timestamptz not null check (to_at > from_at),
  started_at    timestamptz not null,
  finished_at   timestamptz not null,
  -- `incomplete`: the gateway did not show its whole list, so nothing follows from what is missing in it.
  outcome       text not null check (outcome in ('agrees', 'differs', 'incomplete')),
  -- How many operations each side has, and sums in minor units by currency.
  here          jsonb not null,
  there         jsonb not null,
  -- What was not explained when it ended, in minor units by currency.
  unexplained   jsonb not null,
  problem       text,
  check ((cause = 'day') = (day is not null))
);
create unique index reconciliations_day on reconciliations (day) where outcome <> 'incomplete';
create index reconciliations_finished on reconciliations (finished_at desc);

-- One thing that the two books do not say alike, from the first time it was seen until it is settled.
create table discrepancies (
  id               uuid primary key,
  terminal         text not null,
  subject          text not null check (subject in ('payment', 'refund')),
  transaction_id   bigint not null check (transaction_id > 0),
  kind             text not null check (kind in ('missing_here', 'missing_there', 'amount_differs',
                     'currency_differs', 'state_differs')),
  invoice_id       text,
  order_id         uuid references orders,
  payment_id       uuid references payments,
  currency         text not null check (currency ~ '^[A-Z]{3}$'),
  here             jsonb,
  there            jsonb,
  unexplained_minor bigint not null check (unexplained_minor >= 0),
  happened_at      timestamptz not null,
  first_seen_at    timestamptz not null,
  last_seen_at     timestamptz not null,
  -- `repaired`: the gateway was asked and our books follow it; `agrees`: later runs found no difference;
  -- `explained`: a person said why it is right as it is.
  resolution       text check (resolution in ('repaired', 'agrees', 'explained')),
  resolved_at      timestamptz,
  resolved_by      text,
  note             text check (length(note) between 1 and 500),
  check (here is not null or there is not null),
  check ((resolution is null) = (resolved_at is null)),
  check (resolution is distinct from 'explained' or (note is not null and resolved_by is not null))
);
create unique index discrepancies_open on discrepancies (terminal, subject, transaction_id)
  where resolution is null;
create index discrepancies_happened on discrepancies (happened_at desc, id desc);
create index discrepancies_transaction on discrepancies (transaction_id);

create index refunds_refunded on refunds (refunded_at);

-- What is done by one process at a time, whichever comes first.
create table schedules (
  name         text primary key,
  leased_until timestamptz not null
);
