-- The secret that signs the session cookies: made once, the same for every process over this database.

create table auth.signing_secret (
  only_one   boolean primary key default true check (only_one),
  secret     text not null check (length(secret) >= 32),
  created_at timestamptz not null
);
