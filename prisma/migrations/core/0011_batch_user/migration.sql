-- A file, a batch and an idempotency key belong to the person behind a portal, not to everybody who comes through it.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".

-- Empty: a client by itself. No reference: a receipt stays when the person is gone.
alter table upload add user_id uuid;
alter table feed_batch add user_id uuid;
grant select (user_id) on upload, feed_batch to xj_read, xj_clear, xj_engine, xj_write, xj_reveal;

-- '' is a client by itself, so that the key is whole.
alter table idempotency add user_id text collate "C" not null default '';
alter table idempotency drop constraint idempotency_pkey, add primary key (client_id, user_id, key);
