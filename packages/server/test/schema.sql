-- schemas
schema auth
schema public

-- extensions
extension plpgsql

-- types

-- relations
partitioned table public.notifications by RANGE (received_at)
sequence public.jobs_id_seq
table auth.accounts
table auth.api_keys
table auth.sessions
table auth.sign_in_failures
table auth.signing_secret
table auth.users
table auth.verifications
table public.alerts
table public.audit_days
table public.discrepancies
table public.events
table public.jobs
table public.mails
table public.notifications_other of notifications DEFAULT
table public.operations
table public.order_requests
table public.orders
table public.payments
table public.reconciliations
table public.refunds
table public.schedules
table public.schema_migrations

-- columns
auth.accounts 01 id uuid not null default gen_random_uuid()
auth.accounts 02 user_id uuid not null
auth.accounts 03 provider_id text not null
auth.accounts 04 account_id text not null
auth.accounts 05 password text
auth.accounts 06 access_token text
auth.accounts 07 refresh_token text
auth.accounts 08 id_token text
auth.accounts 09 access_token_expires_at timestamp with time zone
auth.accounts 10 refresh_token_expires_at timestamp with time zone
auth.accounts 11 scope text
auth.accounts 12 created_at timestamp with time zone not null default CURRENT_TIMESTAMP
auth.accounts 13 updated_at timestamp with time zone not null
auth.api_keys 01 id uuid not null default gen_random_uuid()
auth.api_keys 02 name text not null
auth.api_keys 03 role text not null
auth.api_keys 04 key_hash bytea not null
auth.api_keys 05 prefix text not null
auth.api_keys 06 created_at timestamp with time zone not null
auth.api_keys 07 created_by text not null
auth.api_keys 08 last_used_at timestamp with time zone
auth.api_keys 09 revoked_at timestamp with time zone
auth.sessions 01 id uuid not null default gen_random_uuid()
auth.sessions 02 user_id uuid not null
auth.sessions 03 token_hash text not null
auth.sessions 04 created_at timestamp with time zone not null default CURRENT_TIMESTAMP
auth.sessions 05 updated_at timestamp with time zone not null
auth.sessions 06 last_seen_at timestamp with time zone not null
auth.sessions 07 expires_at timestamp with time zone not null
auth.sessions 08 ip_address text
auth.sessions 09 user_agent text
auth.sign_in_failures 01 subject_hash bytea not null
auth.sign_in_failures 02 kind text not null
auth.sign_in_failures 03 failures integer not null
auth.sign_in_failures 04 last_failed_at timestamp with time zone not null
auth.sign_in_failures 05 locked_until timestamp with time zone
auth.signing_secret 01 only_one boolean not null default true
auth.signing_secret 02 secret text not null
auth.signing_secret 03 created_at timestamp with time zone not null
auth.users 01 id uuid not null default gen_random_uuid()
auth.users 02 name text not null
auth.users 03 email text not null
auth.users 04 email_verified boolean not null default false
auth.users 05 image text
auth.users 06 role text not null
auth.users 07 demo boolean not null default false
auth.users 08 disabled_at timestamp with time zone
auth.users 09 created_at timestamp with time zone not null default CURRENT_TIMESTAMP
auth.users 10 updated_at timestamp with time zone not null default CURRENT_TIMESTAMP
auth.verifications 01 id uuid not null default gen_random_uuid()
auth.verifications 02 identifier text not null
auth.verifications 03 value text not null
auth.verifications 04 expires_at timestamp with time zone not null
auth.verifications 05 created_at timestamp with time zone not null default CURRENT_TIMESTAMP
auth.verifications 06 updated_at timestamp with time zone not null default CURRENT_TIMESTAMP
public.alerts 01 kind text not null
public.alerts 02 subject text not null
public.alerts 03 raised_at timestamp with time zone not null
public.alerts 04 sent_at timestamp with time zone
public.audit_days 01 day date not null
public.audit_days 02 events bigint not null
public.audit_days 03 root bytea not null
public.audit_days 04 sealed_at timestamp with time zone not null
public.discrepancies 01 id uuid not null
public.discrepancies 02 terminal text not null
public.discrepancies 03 subject text not null
public.discrepancies 04 transaction_id bigint not null
public.discrepancies 05 kind text not null
public.discrepancies 06 invoice_id text
public.discrepancies 07 order_id uuid
public.discrepancies 08 payment_id uuid
public.discrepancies 09 currency text not null
public.discrepancies 10 here jsonb
public.discrepancies 11 there jsonb
public.discrepancies 12 unexplained_minor bigint not null
public.discrepancies 13 happened_at timestamp with time zone not null
public.discrepancies 14 first_seen_at timestamp with time zone not null
public.discrepancies 15 last_seen_at timestamp with time zone not null
public.discrepancies 16 resolution text
public.discrepancies 17 resolved_at timestamp with time zone
public.discrepancies 18 resolved_by text
public.discrepancies 19 note text
public.events 01 order_id uuid not null
public.events 02 seq integer not null
public.events 03 at timestamp with time zone not null
public.events 04 kind text not null
public.events 05 actor_kind text not null
public.events 06 actor_name text
public.events 07 data jsonb not null
public.events 08 hash bytea not null
public.jobs 01 id bigint not null identity always
public.jobs 02 kind text not null
public.jobs 03 key text not null
public.jobs 04 order_id uuid not null
public.jobs 05 payload jsonb not null default '{}'::jsonb
public.jobs 06 created_at timestamp with time zone not null
public.jobs 07 run_at timestamp with time zone not null
public.jobs 08 leased_until timestamp with time zone
public.jobs 09 attempts integer not null default 0
public.jobs 10 last_error text
public.jobs 11 done_at timestamp with time zone
public.mails 01 message_id text not null
public.mails 02 order_id uuid not null
public.mails 03 kind text not null
public.mails 04 recipient text not null
public.mails 05 subject text not null
public.mails 06 html text not null
public.mails 07 text text not null
public.mails 08 sent_at timestamp with time zone not null
public.notifications 01 id uuid not null
public.notifications 02 received_at timestamp with time zone not null
public.notifications 03 kind text not null
public.notifications 04 transaction_id bigint
public.notifications 05 invoice_id text
public.notifications 06 order_id uuid
public.notifications 07 raw_body bytea not null
public.notifications 08 body_hash bytea not null
public.notifications 09 headers jsonb not null
public.notifications 10 verified_by text not null
public.notifications 11 secret_index smallint not null
public.notifications 12 answer smallint not null
public.notifications 13 verdict text not null
public.notifications 14 probe boolean not null default false
public.notifications_other 01 id uuid not null
public.notifications_other 02 received_at timestamp with time zone not null
public.notifications_other 03 kind text not null
public.notifications_other 04 transaction_id bigint
public.notifications_other 05 invoice_id text
public.notifications_other 06 order_id uuid
public.notifications_other 07 raw_body bytea not null
public.notifications_other 08 body_hash bytea not null
public.notifications_other 09 headers jsonb not null
public.notifications_other 10 verified_by text not null
public.notifications_other 11 secret_index smallint not null
public.notifications_other 12 answer smallint not null
public.notifications_other 13 verdict text not null
public.notifications_other 14 probe boolean not null default false
public.operations 01 id uuid not null
public.operations 02 order_id uuid not null
public.operations 03 payment_id uuid not null
public.operations 04 kind text not null
public.operations 05 status text not null
public.operations 06 amount_minor bigint not null
public.operations 07 requested_by text not null
public.operations 08 requested_at timestamp with time zone not null
public.operations 09 reason text
public.operations 10 gateway_message text
public.operations 11 settled_at timestamp with time zone
public.operations 12 sent_at timestamp with time zone
public.operations 13 sent_by bigint
public.order_requests 01 caller text not null
public.order_requests 02 idempotency_key text not null
public.order_requests 03 body_hash bytea not null
public.order_requests 04 order_id uuid not null
public.order_requests 05 created_at timestamp with time zone not null
public.orders 01 id uuid not null
public.orders 02 invoice_id text not null
public.orders 03 access_token text not null
public.orders 04 status text not null
public.orders 05 amount_minor bigint not null
public.orders 06 currency text not null
public.orders 07 description text not null
public.orders 08 email text not null
public.orders 09 account_id text
public.orders 10 items jsonb not null default '[]'::jsonb
public.orders 11 locale text not null
public.orders 12 scheme text not null
public.orders 13 probe boolean not null default false
public.orders 14 created_at timestamp with time zone not null
public.orders 15 expires_at timestamp with time zone
public.orders 16 paid_at timestamp with time zone
public.orders 17 version integer not null default 1
public.orders 18 event_seq integer not null default 0
public.orders 19 event_hash bytea not null default '\x'::bytea
public.payments 01 id uuid not null
public.payments 02 order_id uuid not null
public.payments 03 terminal text not null
public.payments 04 transaction_id bigint not null
public.payments 05 status text not null
public.payments 06 scheme text not null
public.payments 07 amount_minor bigint not null
public.payments 08 currency text not null
public.payments 09 confirmed_minor bigint not null default 0
public.payments 10 authorized_at timestamp with time zone
public.payments 11 authorized_until timestamp with time zone
public.payments 12 quarantine text
public.payments 13 duplicate boolean not null default false
public.payments 14 awaiting_lookup boolean not null default false
public.payments 15 test_mode boolean not null
public.payments 16 card_first_six text
public.payments 17 card_last_four text
public.payments 18 card_type text
public.payments 19 reason_code integer
public.payments 20 created_at timestamp with time zone not null
public.payments 21 version integer not null
public.reconciliations 01 id uuid not null
public.reconciliations 02 cause text not null
public.reconciliations 03 day date
public.reconciliations 04 from_at timestamp with time zone not null
public.reconciliations 05 to_at timestamp with time zone not null
public.reconciliations 06 started_at timestamp with time zone not null
public.reconciliations 07 finished_at timestamp with time zone not null
public.reconciliations 08 outcome text not null
public.reconciliations 09 here jsonb not null
public.reconciliations 10 there jsonb not null
public.reconciliations 11 unexplained jsonb not null
public.reconciliations 12 problem text
public.refunds 01 id uuid not null
public.refunds 02 order_id uuid not null
public.refunds 03 payment_id uuid not null
public.refunds 04 terminal text not null
public.refunds 05 transaction_id bigint not null
public.refunds 06 amount_minor bigint not null
public.refunds 07 operation_id uuid
public.refunds 08 refunded_at timestamp with time zone not null
public.schedules 01 name text not null
public.schedules 02 leased_until timestamp with time zone not null
public.schema_migrations 01 name text not null
public.schema_migrations 02 applied_at timestamp with time zone not null default now()

-- constraints
alerts alerts_kind_check CHECK ((kind = ANY (ARRAY['hold_lapses'::text, 'needs_decision'::text, 'not_proven'::text, 'operation_unknown'::text, 'discrepancy'::text])))
alerts alerts_pkey PRIMARY KEY (kind, subject)
audit_days audit_days_events_check CHECK ((events >= 0))
audit_days audit_days_pkey PRIMARY KEY (day)
audit_days audit_days_root_check CHECK ((length(root) = 32))
auth.accounts accounts_check CHECK (((provider_id <> 'credential'::text) OR ((password IS NOT NULL) AND (account_id = (user_id)::text))))
auth.accounts accounts_pkey PRIMARY KEY (id)
auth.accounts accounts_provider_id_account_id_key UNIQUE (provider_id, account_id)
auth.accounts accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
auth.api_keys api_keys_created_by_check CHECK ((created_by <> ''::text))
auth.api_keys api_keys_key_hash_check CHECK ((length(key_hash) = 32))
auth.api_keys api_keys_key_hash_key UNIQUE (key_hash)
auth.api_keys api_keys_name_check CHECK ((name <> ''::text))
auth.api_keys api_keys_pkey PRIMARY KEY (id)
auth.api_keys api_keys_prefix_check CHECK ((prefix ~ '^kpk_[A-Za-z0-9_-]{6}$'::text))
auth.api_keys api_keys_role_check CHECK ((role = ANY (ARRAY['finance'::text, 'operator'::text, 'auditor'::text, 'admin'::text, 'all'::text])))
auth.sessions sessions_check CHECK ((expires_at > created_at))
auth.sessions sessions_pkey PRIMARY KEY (id)
auth.sessions sessions_token_hash_check CHECK ((token_hash ~ '^[A-Za-z0-9_-]{43}$'::text))
auth.sessions sessions_token_hash_key UNIQUE (token_hash)
auth.sessions sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
auth.sign_in_failures sign_in_failures_failures_check CHECK ((failures >= 0))
auth.sign_in_failures sign_in_failures_kind_check CHECK ((kind = ANY (ARRAY['account'::text, 'address'::text])))
auth.sign_in_failures sign_in_failures_pkey PRIMARY KEY (subject_hash)
auth.sign_in_failures sign_in_failures_subject_hash_check CHECK ((length(subject_hash) = 32))
auth.signing_secret signing_secret_only_one_check CHECK (only_one)
auth.signing_secret signing_secret_pkey PRIMARY KEY (only_one)
auth.signing_secret signing_secret_secret_check CHECK ((length(secret) >= 32))
auth.users users_email_check CHECK (((email = lower(email)) AND (email ~~ '_%@_%'::text)))
auth.users users_email_key UNIQUE (email)
auth.users users_name_check CHECK ((name <> ''::text))
auth.users users_pkey PRIMARY KEY (id)
auth.users users_role_check CHECK ((role = ANY (ARRAY['finance'::text, 'operator'::text, 'auditor'::text, 'admin'::text])))
auth.verifications verifications_pkey PRIMARY KEY (id)
discrepancies discrepancies_check CHECK (((here IS NOT NULL) OR (there IS NOT NULL)))
discrepancies discrepancies_check1 CHECK (((resolution IS NULL) = (resolved_at IS NULL)))
discrepancies discrepancies_check2 CHECK (((resolution IS DISTINCT FROM 'explained'::text) OR ((note IS NOT NULL) AND (resolved_by IS NOT NULL))))
discrepancies discrepancies_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
discrepancies discrepancies_kind_check CHECK ((kind = ANY (ARRAY['missing_here'::text, 'missing_there'::text, 'amount_differs'::text, 'currency_differs'::text, 'state_differs'::text])))
discrepancies discrepancies_note_check CHECK (((length(note) >= 1) AND (length(note) <= 500)))
discrepancies discrepancies_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id)
discrepancies discrepancies_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payments(id)
discrepancies discrepancies_pkey PRIMARY KEY (id)
discrepancies discrepancies_resolution_check CHECK ((resolution = ANY (ARRAY['repaired'::text, 'agrees'::text, 'explained'::text])))
discrepancies discrepancies_subject_check CHECK ((subject = ANY (ARRAY['payment'::text, 'refund'::text])))
discrepancies discrepancies_transaction_id_check CHECK ((transaction_id > 0))
discrepancies discrepancies_unexplained_minor_check CHECK ((unexplained_minor >= 0))
events events_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['customer'::text, 'bank'::text, 'kopeck'::text, 'user'::text, 'api'::text])))
events events_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id)
events events_pkey PRIMARY KEY (order_id, seq)
events events_seq_check CHECK ((seq > 0))
jobs jobs_kind_check CHECK ((kind = ANY (ARRAY['send_mail'::text, 'look_up_payment'::text, 'look_up_order'::text, 'send_operation'::text])))
jobs jobs_kind_key_key UNIQUE (kind, key)
jobs jobs_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id)
jobs jobs_pkey PRIMARY KEY (id)
mails mails_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id)
mails mails_pkey PRIMARY KEY (message_id)
notifications notifications_pkey PRIMARY KEY (id, received_at)
notifications notifications_verified_by_check CHECK ((verified_by = ANY (ARRAY['content_hmac'::text, 'x_content_hmac'::text])))
notifications_other notifications_other_pkey PRIMARY KEY (id, received_at)
notifications_other notifications_verified_by_check CHECK ((verified_by = ANY (ARRAY['content_hmac'::text, 'x_content_hmac'::text])))
operations operations_amount_minor_check CHECK ((amount_minor > 0))
operations operations_check CHECK (((status = ANY (ARRAY['accepted'::text, 'declined'::text])) = (settled_at IS NOT NULL)))
operations operations_kind_check CHECK ((kind = ANY (ARRAY['confirm'::text, 'void'::text, 'refund'::text])))
operations operations_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id)
operations operations_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payments(id)
operations operations_pkey PRIMARY KEY (id)
operations operations_status_check CHECK ((status = ANY (ARRAY['requested'::text, 'accepted'::text, 'declined'::text, 'unknown'::text])))
order_requests order_requests_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 255)))
order_requests order_requests_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id)
order_requests order_requests_pkey PRIMARY KEY (caller, idempotency_key)
orders orders_access_token_check CHECK ((length(access_token) >= 22))
orders orders_access_token_key UNIQUE (access_token)
orders orders_account_id_check CHECK (((length(account_id) >= 1) AND (length(account_id) <= 254)))
orders orders_amount_minor_check CHECK ((amount_minor > 0))
orders orders_check CHECK (((paid_at IS NOT NULL) OR (status <> ALL (ARRAY['paid'::text, 'partially_refunded'::text, 'refunded'::text]))))
orders orders_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
orders orders_description_check CHECK (((length(description) >= 1) AND (length(description) <= 250)))
orders orders_event_seq_check CHECK ((event_seq >= 0))
orders orders_invoice_id_check CHECK (((length(invoice_id) >= 1) AND (length(invoice_id) <= 64)))
orders orders_invoice_id_key UNIQUE (invoice_id)
orders orders_items_check CHECK ((jsonb_typeof(items) = 'array'::text))
orders orders_locale_check CHECK ((locale = ANY (ARRAY['ru'::text, 'en'::text])))
orders orders_pkey PRIMARY KEY (id)
orders orders_scheme_check CHECK ((scheme = ANY (ARRAY['dual'::text, 'single'::text])))
orders orders_status_check CHECK ((status = ANY (ARRAY['checkout_initiated'::text, 'awaiting_payment'::text, 'paid'::text, 'partially_refunded'::text, 'refunded'::text, 'cancelled'::text, 'expired'::text])))
orders orders_version_check CHECK ((version > 0))
payments payments_amount_minor_check CHECK ((amount_minor > 0))
payments payments_check CHECK (((confirmed_minor >= 0) AND (confirmed_minor <= amount_minor)))
payments payments_check1 CHECK (((status = 'confirmed'::text) OR (confirmed_minor = 0)))
payments payments_check2 CHECK (((status <> ALL (ARRAY['authorized'::text, 'confirmed'::text])) OR (authorized_at IS NOT NULL)))
payments payments_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
payments payments_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id)
payments payments_pkey PRIMARY KEY (id)
payments payments_quarantine_check CHECK ((quarantine = ANY (ARRAY['amount_differs'::text, 'currency_differs'::text, 'account_differs'::text, 'test_money'::text, 'order_closed'::text])))
payments payments_scheme_check CHECK ((scheme = ANY (ARRAY['dual'::text, 'single'::text])))
payments payments_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'authorized'::text, 'confirmed'::text, 'voided'::text, 'declined'::text])))
payments payments_terminal_transaction_id_key UNIQUE (terminal, transaction_id)
payments payments_transaction_id_check CHECK ((transaction_id > 0))
payments payments_version_check CHECK ((version > 0))
reconciliations reconciliations_cause_check CHECK ((cause = ANY (ARRAY['day'::text, 'window'::text, 'asked'::text])))
reconciliations reconciliations_check CHECK ((to_at > from_at))
reconciliations reconciliations_check1 CHECK (((cause = 'day'::text) = (day IS NOT NULL)))
reconciliations reconciliations_outcome_check CHECK ((outcome = ANY (ARRAY['agrees'::text, 'differs'::text, 'incomplete'::text])))
reconciliations reconciliations_pkey PRIMARY KEY (id)
refunds refunds_amount_minor_check CHECK ((amount_minor > 0))
refunds refunds_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id)
refunds refunds_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payments(id)
refunds refunds_pkey PRIMARY KEY (id)
refunds refunds_terminal_transaction_id_key UNIQUE (terminal, transaction_id)
refunds refunds_transaction_id_check CHECK ((transaction_id > 0))
schedules schedules_pkey PRIMARY KEY (name)
schema_migrations schema_migrations_pkey PRIMARY KEY (name)

-- indexes
CREATE INDEX accounts_user_id_idx ON auth.accounts USING btree (user_id)
CREATE INDEX alerts_unsent ON public.alerts USING btree (raised_at) WHERE (sent_at IS NULL)
CREATE INDEX discrepancies_happened ON public.discrepancies USING btree (happened_at DESC, id DESC)
CREATE INDEX discrepancies_transaction ON public.discrepancies USING btree (transaction_id)
CREATE INDEX events_at ON public.events USING brin (at) WITH (pages_per_range='32')
CREATE INDEX jobs_due ON public.jobs USING btree (run_at) WHERE (done_at IS NULL)
CREATE INDEX jobs_order ON public.jobs USING btree (order_id)
CREATE INDEX mails_order ON public.mails USING btree (order_id)
CREATE INDEX notifications_order ON ONLY public.notifications USING btree (order_id, received_at) WHERE (order_id IS NOT NULL)
CREATE INDEX notifications_other_order_id_received_at_idx ON public.notifications_other USING btree (order_id, received_at) WHERE (order_id IS NOT NULL)
CREATE INDEX notifications_other_received_at_id_idx ON public.notifications_other USING btree (received_at DESC, id DESC)
CREATE INDEX notifications_other_transaction_id_idx ON public.notifications_other USING btree (transaction_id)
CREATE INDEX notifications_received ON ONLY public.notifications USING btree (received_at DESC, id DESC)
CREATE INDEX notifications_transaction ON ONLY public.notifications USING btree (transaction_id)
CREATE INDEX operations_order ON public.operations USING btree (order_id)
CREATE INDEX operations_payment ON public.operations USING btree (payment_id, requested_at DESC)
CREATE INDEX orders_created ON public.orders USING btree (created_at DESC, id DESC) WHERE (NOT probe)
CREATE INDEX orders_email ON public.orders USING btree (lower(email))
CREATE INDEX orders_open_deadline ON public.orders USING btree (expires_at) WHERE ((status = ANY (ARRAY['checkout_initiated'::text, 'awaiting_payment'::text])) AND (expires_at IS NOT NULL))
CREATE INDEX payments_attention ON public.payments USING btree (created_at) WHERE (awaiting_lookup OR duplicate OR (quarantine IS NOT NULL))
CREATE INDEX payments_card ON public.payments USING btree (card_last_four) WHERE (card_last_four IS NOT NULL)
CREATE INDEX payments_created ON public.payments USING btree (created_at DESC, id DESC)
CREATE INDEX payments_held ON public.payments USING btree (authorized_until) WHERE (status = 'authorized'::text)
CREATE INDEX payments_order ON public.payments USING btree (order_id)
CREATE INDEX payments_status_created ON public.payments USING btree (status, created_at DESC, id DESC)
CREATE INDEX payments_transaction ON public.payments USING btree (transaction_id)
CREATE INDEX reconciliations_finished ON public.reconciliations USING btree (finished_at DESC)
CREATE INDEX refunds_order ON public.refunds USING btree (order_id)
CREATE INDEX refunds_payment ON public.refunds USING btree (payment_id)
CREATE INDEX refunds_refunded ON public.refunds USING btree (refunded_at)
CREATE INDEX sessions_expires_at_idx ON auth.sessions USING btree (expires_at)
CREATE INDEX sessions_user_id_idx ON auth.sessions USING btree (user_id)
CREATE INDEX sign_in_failures_last_failed_at_idx ON auth.sign_in_failures USING btree (last_failed_at)
CREATE INDEX verifications_identifier_idx ON auth.verifications USING btree (identifier)
CREATE UNIQUE INDEX accounts_pkey ON auth.accounts USING btree (id)
CREATE UNIQUE INDEX accounts_provider_id_account_id_key ON auth.accounts USING btree (provider_id, account_id)
CREATE UNIQUE INDEX alerts_pkey ON public.alerts USING btree (kind, subject)
CREATE UNIQUE INDEX api_keys_key_hash_key ON auth.api_keys USING btree (key_hash)
CREATE UNIQUE INDEX api_keys_pkey ON auth.api_keys USING btree (id)
CREATE UNIQUE INDEX audit_days_pkey ON public.audit_days USING btree (day)
CREATE UNIQUE INDEX discrepancies_open ON public.discrepancies USING btree (terminal, subject, transaction_id) WHERE (resolution IS NULL)
CREATE UNIQUE INDEX discrepancies_pkey ON public.discrepancies USING btree (id)
CREATE UNIQUE INDEX events_pkey ON public.events USING btree (order_id, seq)
CREATE UNIQUE INDEX jobs_kind_key_key ON public.jobs USING btree (kind, key)
CREATE UNIQUE INDEX jobs_pkey ON public.jobs USING btree (id)
CREATE UNIQUE INDEX mails_pkey ON public.mails USING btree (message_id)
CREATE UNIQUE INDEX notifications_other_pkey ON public.notifications_other USING btree (id, received_at)
CREATE UNIQUE INDEX notifications_pkey ON ONLY public.notifications USING btree (id, received_at)
CREATE UNIQUE INDEX operations_one_open ON public.operations USING btree (payment_id) WHERE (status = ANY (ARRAY['requested'::text, 'unknown'::text]))
CREATE UNIQUE INDEX operations_pkey ON public.operations USING btree (id)
CREATE UNIQUE INDEX order_requests_pkey ON public.order_requests USING btree (caller, idempotency_key)
CREATE UNIQUE INDEX orders_access_token_key ON public.orders USING btree (access_token)
CREATE UNIQUE INDEX orders_invoice_id_key ON public.orders USING btree (invoice_id)
CREATE UNIQUE INDEX orders_pkey ON public.orders USING btree (id)
CREATE UNIQUE INDEX payments_one_paying ON public.payments USING btree (order_id) WHERE ((status = ANY (ARRAY['authorized'::text, 'confirmed'::text])) AND (quarantine IS NULL) AND (NOT duplicate))
CREATE UNIQUE INDEX payments_pkey ON public.payments USING btree (id)
CREATE UNIQUE INDEX payments_terminal_transaction_id_key ON public.payments USING btree (terminal, transaction_id)
CREATE UNIQUE INDEX reconciliations_day ON public.reconciliations USING btree (day) WHERE (outcome <> 'incomplete'::text)
CREATE UNIQUE INDEX reconciliations_pkey ON public.reconciliations USING btree (id)
CREATE UNIQUE INDEX refunds_pkey ON public.refunds USING btree (id)
CREATE UNIQUE INDEX refunds_terminal_transaction_id_key ON public.refunds USING btree (terminal, transaction_id)
CREATE UNIQUE INDEX schedules_pkey ON public.schedules USING btree (name)
CREATE UNIQUE INDEX schema_migrations_pkey ON public.schema_migrations USING btree (name)
CREATE UNIQUE INDEX sessions_pkey ON auth.sessions USING btree (id)
CREATE UNIQUE INDEX sessions_token_hash_key ON auth.sessions USING btree (token_hash)
CREATE UNIQUE INDEX sign_in_failures_pkey ON auth.sign_in_failures USING btree (subject_hash)
CREATE UNIQUE INDEX signing_secret_pkey ON auth.signing_secret USING btree (only_one)
CREATE UNIQUE INDEX users_email_key ON auth.users USING btree (email)
CREATE UNIQUE INDEX users_pkey ON auth.users USING btree (id)
CREATE UNIQUE INDEX verifications_pkey ON auth.verifications USING btree (id)

-- functions
CREATE OR REPLACE FUNCTION public.ensure_notification_months(around timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
end $function$

CREATE OR REPLACE FUNCTION public.refuse_history_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'The history of orders is append-only.';
end $function$

CREATE OR REPLACE FUNCTION public.refuse_seal_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'The seals of the history are append-only.';
end $function$


-- triggers
CREATE TRIGGER audit_days_append_only BEFORE DELETE OR UPDATE ON public.audit_days FOR EACH ROW EXECUTE FUNCTION refuse_seal_change() enabled O
CREATE TRIGGER audit_days_not_truncated BEFORE TRUNCATE ON public.audit_days FOR EACH STATEMENT EXECUTE FUNCTION refuse_seal_change() enabled O
CREATE TRIGGER events_append_only BEFORE DELETE OR UPDATE ON public.events FOR EACH ROW EXECUTE FUNCTION refuse_history_change() enabled O
CREATE TRIGGER events_not_truncated BEFORE TRUNCATE ON public.events FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change() enabled O
