-- Keys of programs. Only the SHA-256 of a key is stored; the key is shown once, when it is made.

create table auth.api_keys (
  id uuid primary key default gen_random_uuid(),
  name text not null check (name <> ''),
  role text not null check (role in ('finance', 'operator', 'auditor', 'admin', 'all')),
  key_hash bytea not null unique check (length(key_hash) = 32),
  prefix text not null check (prefix ~ '^kpk_[A-Za-z0-9_-]{6}$'),
  created_at timestamptz not null,
  created_by text not null check (created_by <> ''),
  last_used_at timestamptz,
  revoked_at timestamptz
);
