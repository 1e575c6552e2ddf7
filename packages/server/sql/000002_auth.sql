-- People of the shop, their sessions and the brakes on guessing a password (docs/adr/0002-sign-in.md).
-- users, sessions, accounts and verifications were generated once by better-auth 1.7.25 for our options
-- (src/auth/library.ts) and then tightened by hand: checks, and keys the library leaves to its own code.

create schema auth;

create table auth.users (
  id uuid primary key default gen_random_uuid(),
  name text not null check (name <> ''),
  email text not null unique check (email = lower(email) and email like '_%@_%'),
  email_verified boolean not null default false,
  image text,
  role text not null check (role in ('finance', 'operator', 'auditor', 'admin')),
  -- A demo user's password is printed on the sign-in page: in live mode such a person never gets in.
  demo boolean not null default false,
  disabled_at timestamptz,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);

create table auth.sessions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users on delete cascade,
  -- base64url(SHA-256(token)): the token itself is only in the person's cookie.
  token_hash text not null unique check (token_hash ~ '^[A-Za-z0-9_-]{43}$'),
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  ip_address text,
  user_agent text
);
create index sessions_user_id_idx on auth.sessions (user_id);
create index sessions_expires_at_idx on auth.sessions (expires_at);

-- How a person proves who they are: 'credential' is a password (scrypt, salt:key in hex).
create table auth.accounts (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users on delete cascade,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null,
  unique (provider_id, account_id),
  check (provider_id <> 'credential' or (password is not null and account_id = user_id::text))
);
create index accounts_user_id_idx on auth.accounts (user_id);

create table auth.verifications (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);
create index verifications_identifier_idx on auth.verifications (identifier);

-- Attempts to sign in that have not succeeded (yet), per account and per network address. The subject is
-- hashed: people type passwords into the e-mail field. Rows are forgotten after a day of quiet.
create table auth.sign_in_failures (
  subject_hash bytea primary key check (length(subject_hash) = 32),
  kind text not null check (kind in ('account', 'address')),
  failures integer not null check (failures >= 0),
  last_failed_at timestamptz not null,
  locked_until timestamptz
);
create index sign_in_failures_last_failed_at_idx on auth.sign_in_failures (last_failed_at);
