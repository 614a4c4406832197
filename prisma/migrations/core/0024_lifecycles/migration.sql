-- Lifecycles: every step of every record that has one, whatever the module. The record's own table keeps where it stands now.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".

create table lifecycle_step (
  id            uuid primary key default gen_random_uuid(),
  -- the lifecycle's code, and the module that declares it
  lifecycle     text collate "C" not null,
  module        text collate "C" not null,
  -- how personal it is where a record stands
  level         text not null check (level in ('PUBLIC','INTERNAL','PERSONAL','SENSITIVE')),
  record_id     uuid not null,
  -- the steps of a record are counted: two who step at once cannot both be the next
  nth           int not null check (nth > 0),
  person_id     uuid,
  household_id  uuid,
  area_code     text collate "C" not null references area (code),
  -- null: it was recorded before its history was kept
  transition    text collate "C",
  from_state    text collate "C",
  to_state      text collate "C" not null,
  -- a talk, a visit: the state is as it was
  stays         boolean not null generated always as (from_state is not null and from_state = to_state) stored,
  observed_on   date not null,
  recorded_at   timestamptz not null default clock_timestamp(),
  source        text collate "C" references department (code),
  note          text,
  -- what proves it: a certificate may be a diagnosis
  evidence      text,
  client_id     text,
  user_id       text,
  check (num_nonnulls(person_id, household_id) <= 1),
  unique (record_id, nth),
  foreign key (person_id, area_code) references person (id, area_code) on update cascade,
  foreign key (household_id, area_code) references household (id, area_code) on update cascade
);
create index lifecycle_step_person on lifecycle_step (person_id, observed_on desc) where person_id is not null;
create index lifecycle_step_household on lifecycle_step (household_id, observed_on desc) where household_id is not null;
create index lifecycle_step_area on lifecycle_step (area_code, lifecycle, observed_on);

-- What happened is never rewritten and never removed. A step moves with its subject.
create function steps_are_final() returns trigger language plpgsql set search_path = xianjie, pg_temp as $$
begin
  if tg_op = 'UPDATE' and (to_jsonb(new) - 'area_code' - 'stays') = (to_jsonb(old) - 'area_code' - 'stays') then
    return new;
  end if;
  raise exception 'a step is final' using errcode = 'insufficient_privilege';
end $$;
create trigger final before update or delete on lifecycle_step for each row execute function steps_are_final();
create trigger final_all before truncate on lifecycle_step for each statement execute function steps_are_final();

-- Whom a step is about is asked again what facts decide; of a record of a place, all of the place is.
create function stale_step() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  insert into stale_subject (kind, subject_id, area_code, source)
  select distinct case when person_id is not null then 'PERSON' when household_id is not null then 'HOUSEHOLD' else 'AREA' end,
         coalesce(person_id, household_id), area_code, tg_table_name::text
  from changed where exists (select from sweep);
  return null;
end $$;
revoke execute on function steps_are_final(), stale_step() from public;
create trigger stale_insert after insert on lifecycle_step referencing new table as changed for each statement execute function stale_step();
create trigger stale_update after update on lifecycle_step referencing new table as changed for each statement execute function stale_step();

-- ---------------------------------------------------------------- who may touch what

do $$
declare
  inside constant text := $p$(select scope_holds()) and (
       (area_code >= (select current_setting('xj.lo1', true)) and area_code < (select current_setting('xj.hi1', true)))
    or (area_code >= (select current_setting('xj.lo2', true)) and area_code < (select current_setting('xj.hi2', true)))
    or (area_code >= (select current_setting('xj.lo3', true)) and area_code < (select current_setting('xj.hi3', true)))
    or (area_code >= (select current_setting('xj.lo4', true)) and area_code < (select current_setting('xj.hi4', true))))$p$;
begin
  alter table lifecycle_step enable row level security;
  execute format('create policy inside_scope on lifecycle_step to xj_engine, xj_write, xj_reveal using (%s) with check (%s)', inside, inside);
  -- The history is for who reads the module; that of a personal life is there for nobody without the right to personal data.
  execute format('create policy inside_domain on lifecycle_step for select to xj_read using (%s and level in (''PUBLIC'',''INTERNAL'') and domain_open(module))', inside);
  execute format('create policy inside_domain_clear on lifecycle_step for select to xj_clear using (%s and level <> ''SENSITIVE'' and domain_open(module))', inside);
  create policy whole_system on lifecycle_step to xj_system using (true) with check (true);
end $$;

grant select (id, lifecycle, module, level, record_id, nth, person_id, household_id, area_code, transition, from_state, to_state, stays,
              observed_on, recorded_at, source) on lifecycle_step to xj_read, xj_clear, xj_engine, xj_write, xj_reveal;
grant select (note) on lifecycle_step to xj_clear, xj_engine, xj_reveal;
grant select (evidence) on lifecycle_step to xj_engine, xj_reveal;
grant insert (lifecycle, module, level, record_id, nth, person_id, household_id, area_code, transition, from_state, to_state, observed_on, source,
              note, evidence, client_id, user_id) on lifecycle_step to xj_write;
grant select, insert on lifecycle_step to xj_system;
