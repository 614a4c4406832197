-- Decisions: what a person confirmed, with everything that it rested on.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".

create table decision (
  id              uuid primary key default gen_random_uuid(),
  person_id       uuid,
  household_id    uuid,
  area_code       text collate "C" not null,
  check_code      text collate "C" not null,
  as_of           date not null,
  -- what the rule said, and what was decided
  verdict         text not null check (verdict in ('ELIGIBLE','NOT_ELIGIBLE','UNDETERMINED')),
  outcome         text not null check (outcome in ('ELIGIBLE','NOT_ELIGIBLE')),
  -- why, sealed; needed where the decision is not the verdict
  reason_enc      bytea,
  -- the verdict with its facts and policy values, sealed: facts of every level stand in it
  kept_enc        bytea not null,
  check_version   text not null,
  -- the moment at which the facts were read
  known_at        timestamptz not null,
  -- the scopes that show a verdict of this check, as they were then
  needs           text[] not null,
  -- several departments' words were put together for it
  matched         boolean not null,
  supersedes      uuid unique,
  client_id       text not null,
  user_id         text not null,
  decided_by      text not null,
  roles           text[] not null,
  recorded_at     timestamptz not null default now(),
  check (num_nonnulls(person_id, household_id) = 1),
  check (verdict = outcome or reason_enc is not null),
  unique (id, area_code),
  foreign key (person_id, area_code) references person (id, area_code) on update cascade,
  foreign key (household_id, area_code) references household (id, area_code) on update cascade,
  foreign key (supersedes) references decision (id)
);
-- One that follows no other is the first of its subject and rule; every other one has exactly one before it.
create unique index decision_first on decision (coalesce(person_id, household_id), check_code) where supersedes is null;
create index decision_person on decision (person_id, recorded_at desc, id) where person_id is not null;
create index decision_household on decision (household_id, recorded_at desc, id) where household_id is not null;
create index decision_area on decision (area_code, recorded_at desc, id);

-- A decision is never edited and never removed: a later one follows it. It moves with its subject, and its seals are renewed with the keys.
create function decision_is_final() returns trigger language plpgsql set search_path = xianjie, pg_temp as $$
begin
  if tg_op = 'UPDATE'
    and (to_jsonb(new) - 'area_code' - 'reason_enc' - 'kept_enc') = (to_jsonb(old) - 'area_code' - 'reason_enc' - 'kept_enc')
    and (current_user = 'xj_system' or (new.kept_enc = old.kept_enc and new.reason_enc is not distinct from old.reason_enc))
  then
    return new;
  end if;
  raise exception 'a decision is final' using errcode = 'insufficient_privilege';
end $$;
create trigger final before update or delete on decision for each row execute function decision_is_final();
create trigger final_all before truncate on decision for each statement execute function decision_is_final();

-- ---------------------------------------------------------------- who may touch what

-- No role that answers requests reads any of it: like a verdict it is told by the engine, to whom may know it.
do $$
declare
  inside constant text := $p$(select scope_holds()) and (
       (area_code >= (select current_setting('xj.lo1', true)) and area_code < (select current_setting('xj.hi1', true)))
    or (area_code >= (select current_setting('xj.lo2', true)) and area_code < (select current_setting('xj.hi2', true)))
    or (area_code >= (select current_setting('xj.lo3', true)) and area_code < (select current_setting('xj.hi3', true)))
    or (area_code >= (select current_setting('xj.lo4', true)) and area_code < (select current_setting('xj.hi4', true))))$p$;
begin
  alter table decision enable row level security;
  execute format('create policy inside_scope on decision to xj_engine, xj_write, xj_reveal using (%s) with check (%s)', inside, inside);
  create policy whole_system on decision to xj_system using (true) with check (true);
end $$;

grant select on decision to xj_engine, xj_system;
grant update (reason_enc, kept_enc) on decision to xj_system;
grant select (id, person_id, household_id, area_code, check_code, supersedes) on decision to xj_write;
grant insert (person_id, household_id, area_code, check_code, as_of, verdict, outcome, reason_enc, kept_enc, check_version, known_at, needs, matched,
              supersedes, client_id, user_id, decided_by, roles) on decision to xj_write;
-- What is held about a person is told to the person; the facts themselves are told from where they lie.
grant select (id, person_id, household_id, area_code, check_code, as_of, verdict, outcome, reason_enc, needs, recorded_at) on decision to xj_reveal;
