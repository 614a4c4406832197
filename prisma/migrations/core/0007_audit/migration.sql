-- The audit trail: who asked, for what, in which operation, about whom; written once and chained by one sealer.
-- Three tables: audit_entry (what happened), audit_chain (the entries in one order, each bound to the one before by a keyed hash),
-- audit_unsealed (which entries wait for the sealer; nothing else is ever removed from the trail).

-- ---------------------------------------------------------------- entries

alter table audit_entry
  -- the person who signed in; null: the client asked by itself
  add column user_id        text,
  add column purpose        text,
  -- why somebody asked for personal data, in their own words
  add column reason         text check (char_length(reason) <= 500),
  add column kind           text not null default 'WRITE' check (kind in ('WRITE','REVEAL','DENIED','BULK_READ','SYSTEM')),
  -- how many there were, when that is more than subject_ids lists
  add column subject_count  int check (subject_count > 0),
  -- the fields that were asked for: of a bulk read the root fields, of a reveal the revealed ones
  add column fields         text[] not null default '{}',
  -- where the refused field stands: field names, not what the client calls them
  add column path           text check (char_length(path) <= 500),
  -- the right that was missing
  add column missing_scope  text,
  add column operation_name text check (operation_name ~ '^[_A-Za-z][_0-9A-Za-z]{0,99}$'),
  -- sha256 of the document without its values
  add column operation_hash text check (operation_hash ~ '^[0-9a-f]{64}$');
alter table audit_entry alter column kind drop default;
create index audit_entry_at on audit_entry (at, id);

-- ---------------------------------------------------------------- the chain

create table audit_chain (
  seq       bigint primary key check (seq > 0),
  entry_id  bigint not null unique references audit_entry (id),
  sealed_at timestamptz not null,
  hash      bytea not null check (octet_length(hash) = 32)
);

create table audit_unsealed (
  entry_id bigint primary key references audit_entry (id)
);
insert into audit_unsealed select id from audit_entry;

-- The writing roles may not touch the waiting list, so this runs as the owner; it only copies ids.
create function audit_waits() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  insert into audit_unsealed select id from added;
  return null;
end $$;
create trigger waits after insert on audit_entry referencing new table as added for each statement execute function audit_waits();

-- Nobody changes or removes what was noted, the tables' owner among them; not even a session that replays a replica.
create function audit_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is append-only' using errcode = 'insufficient_privilege';
end $$;
do $$
declare t text;
begin
  foreach t in array array['audit_entry','audit_chain'] loop
    execute format('create trigger final before update or delete or truncate on %I for each statement execute function audit_is_final()', t);
    execute format('alter table %I enable always trigger final', t);
  end loop;
end $$;
alter table audit_entry enable always trigger waits;

-- ---------------------------------------------------------------- who may touch what

alter table audit_entry enable row level security;
create policy noting on audit_entry for insert to xj_write, xj_audit, xj_system with check (true);
create policy whole_system on audit_entry for select to xj_system using (true);
-- Whoever holds the right to the trail sees the own areas; what belongs to no area is seen under the nation alone.
create policy inside_scope on audit_entry for select to xj_read, xj_clear using ((select scope_holds()) and (select domain_open('audit')) and (
     (area_code >= (select current_setting('xj.lo1', true)) and area_code < (select current_setting('xj.hi1', true)))
  or (area_code >= (select current_setting('xj.lo2', true)) and area_code < (select current_setting('xj.hi2', true)))
  or (area_code >= (select current_setting('xj.lo3', true)) and area_code < (select current_setting('xj.hi3', true)))
  or (area_code >= (select current_setting('xj.lo4', true)) and area_code < (select current_setting('xj.hi4', true)))
  or (area_code is null and (select current_setting('xj.lo1', true)) = '0')));
grant select on audit_entry to xj_read, xj_clear;
-- Numbers of entries and their hashes: they tell nothing of anybody.
grant select on audit_chain, audit_unsealed to xj_read, xj_clear, xj_system;
grant insert on audit_chain to xj_system;
grant delete on audit_unsealed to xj_system;
