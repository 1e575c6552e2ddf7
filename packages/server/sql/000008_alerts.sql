-- What the shop's people are told by e-mail: each thing once, as soon as it is so.

create table alerts (
  kind       text not null check (kind in ('hold_lapses', 'needs_decision', 'not_proven', 'operation_unknown',
               'discrepancy')),
  -- The payment, the operation or the discrepancy; a hold with the hours it was warned at.
  subject    text not null,
  raised_at  timestamptz not null,
  -- Null until its e-mail was taken by the mail server.
  sent_at    timestamptz,
  primary key (kind, subject)
);
create index alerts_unsent on alerts (raised_at) where sent_at is null;
