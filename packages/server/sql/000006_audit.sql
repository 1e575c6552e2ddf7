-- Seals of the history. Each order's chain of events can be rewritten from end to end by whoever may write to the
-- database; the seal of a day covers every event of that day and the seal before it, so that a rewritten, removed or
-- back-dated row shows as soon as one seal is known from elsewhere.

create table audit_days (
  -- A day in UTC.
  day        date primary key,
  events     bigint not null check (events >= 0),
  root       bytea not null check (length(root) = 32),
  sealed_at  timestamptz not null
);
create function refuse_seal_change() returns trigger language plpgsql as $$
begin
  raise exception 'The seals of the history are append-only.';
end $$;
create trigger audit_days_append_only before update or delete on audit_days
  for each row execute function refuse_seal_change();
create trigger audit_days_not_truncated before truncate on audit_days
  for each statement execute function refuse_seal_change();

-- Rows come in the order of their instants, so a few bytes per block are enough to find a day.
create index events_at on events using brin (at) with (pages_per_range = 32);
