-- Rehearsals of policy: policy values that were tried out on everybody in an area, and what came of it in figures. No row speaks of anybody.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".

create table rehearsal (
  id             uuid primary key default gen_random_uuid(),
  area_code      text collate "C" not null references area (code),
  as_of          date not null,
  -- the policy values: [{ parameter, value, reference }], money in fen
  changes        jsonb not null,
  client_id      text not null,
  user_id        text,
  state          text not null default 'QUEUED' check (state in ('QUEUED','RUNNING','DONE','FAILED','CANCELLED')),
  failure_code   text,
  -- subjects
  total          int,
  done           int not null default 0,
  -- the last part of the area that is in what was found: a rehearsal that is taken up again goes on behind it
  stored_until   text collate "C",
  -- sums and counts by area, income and kind of household, whole when it is done
  found          jsonb,
  attempts       int not null default 0,
  submitted_at   timestamptz not null default now(),
  started_at     timestamptz,
  finished_at    timestamptz,
  leased_until   timestamptz,
  check ((state in ('DONE','FAILED','CANCELLED')) = (finished_at is not null)),
  check ((state = 'FAILED') = (failure_code is not null)),
  unique (id, area_code)
);
create index rehearsal_area on rehearsal (area_code, submitted_at, id);
create index rehearsal_open on rehearsal (submitted_at) where state in ('QUEUED','RUNNING');

-- ---------------------------------------------------------------- who may touch what

do $$
declare
  inside constant text := $p$(select scope_holds()) and (
       (area_code >= (select current_setting('xj.lo1', true)) and area_code < (select current_setting('xj.hi1', true)))
    or (area_code >= (select current_setting('xj.lo2', true)) and area_code < (select current_setting('xj.hi2', true)))
    or (area_code >= (select current_setting('xj.lo3', true)) and area_code < (select current_setting('xj.hi3', true)))
    or (area_code >= (select current_setting('xj.lo4', true)) and area_code < (select current_setting('xj.hi4', true))))$p$;
begin
  alter table rehearsal enable row level security;
  execute format('create policy inside_scope on rehearsal to xj_engine, xj_write using (%s) with check (%s)', inside, inside);
  execute format('create policy inside_domain on rehearsal for select to xj_read, xj_clear using (%s and (select domain_open(''core'')))', inside);
  create policy whole_system on rehearsal to xj_system using (true) with check (true);
end $$;

-- What was tried out and found is told by the service, to whom may rehearse.
grant select (id, area_code, as_of, state, failure_code, total, done, submitted_at, started_at, finished_at) on rehearsal to xj_read, xj_clear;
grant select on rehearsal to xj_engine, xj_write;
grant insert (id, area_code, as_of, changes, client_id, user_id), update (state, finished_at) on rehearsal to xj_write;
grant select, update, delete on rehearsal to xj_system;
