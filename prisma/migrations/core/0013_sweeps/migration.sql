-- What sweeps found: the verdicts of everybody, packed; how many there are; what changed; and what is to be asked again.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".

-- Which checks a packed row holds, in which order, and by which rule each was reckoned.
create table verdict_set (
  hash     text collate "C" primary key,
  kind     text collate "C" not null,
  checks   text[] not null,
  versions text[] not null,
  check (cardinality(checks) = cardinality(versions))
);

-- Drawn before a sweep reads, and again when it writes: who wrote since somebody began to read may have read something newer.
create sequence verdict_turn;

-- One row a subject. packed: a byte a check in the set's order, outcome | fulfilled << 2 | held << 4, where 0 is no, 1 open, 2 yes, 3 nothing
-- to say. amounts: fen that the check gives, in the same order; null where not known or nothing. The subject is named a second time in the
-- column of its kind, so that what was found of it moves and goes with it.
create table verdict_state (
  kind         text collate "C" not null,
  subject_id   uuid not null,
  household_id uuid,
  person_id    uuid,
  project_id   uuid,
  area_code    text collate "C" not null,
  set_hash     text collate "C" not null references verdict_set (hash),
  packed       bytea not null,
  amounts      bigint[],
  -- the day as of which this row was last found otherwise than before; as of which it was last looked at says swept_area
  as_of        date not null,
  swept_at     timestamptz not null default now(),
  turn         bigint not null,
  primary key (kind, subject_id),
  check (household_id is null or kind = 'HOUSEHOLD' and household_id = subject_id),
  check (person_id is null or kind = 'PERSON' and person_id = subject_id),
  check (project_id is null or kind = 'PROJECT' and project_id = subject_id),
  check (kind not in ('HOUSEHOLD','PERSON','PROJECT') or num_nonnulls(household_id, person_id, project_id) = 1),
  foreign key (household_id, area_code) references household (id, area_code) on update cascade on delete cascade,
  foreign key (person_id, area_code) references person (id, area_code) on update cascade on delete cascade,
  foreign key (project_id, area_code) references project (id, area_code) on update cascade on delete cascade
);
create index verdict_state_area on verdict_state (area_code, kind, subject_id);
create index verdict_state_household on verdict_state (household_id) where household_id is not null;
create index verdict_state_person on verdict_state (person_id) where person_id is not null;
create index verdict_state_project on verdict_state (project_id) where project_id is not null;

-- How many subjects of an area's own code have which codes under a check, kept true together with the states. Nothing to say is not counted.
create table verdict_count (
  area_code      text collate "C" not null,
  kind           text collate "C" not null,
  check_code     text collate "C" not null,
  outcome        int not null check (outcome between 0 and 2),
  fulfilled      int not null check (fulfilled between 0 and 3),
  held           int not null check (held between 0 and 3),
  n              int not null,
  -- fen, over those whose amount is known
  amount         bigint not null default 0,
  amount_unknown int not null default 0,
  primary key (area_code, kind, check_code, outcome, fulfilled, held)
);

-- As of which day everybody of a kind in an area's own code was last swept, under which checks.
create table swept_area (
  area_code text collate "C" not null references area (code) on update cascade,
  kind      text collate "C" not null,
  set_hash  text collate "C" not null references verdict_set (hash),
  as_of     date not null,
  sweep_id  uuid not null,
  swept_at  timestamptz not null default now(),
  primary key (area_code, kind)
);

create table sweep (
  id             uuid primary key default gen_random_uuid(),
  area_code      text collate "C" not null references area (code),
  -- null: every check that is installed when it runs
  checks         text[],
  as_of          date not null,
  origin         text not null check (origin in ('REQUESTED','NIGHTLY','CHANGED_RULES')),
  client_id      text,
  user_id        text,
  state          text not null default 'QUEUED' check (state in ('QUEUED','RUNNING','DONE','FAILED','CANCELLED')),
  failure_code   text,
  -- subjects
  total          int,
  done           int not null default 0,
  -- the last part of the area that is stored as a whole: a sweep that is taken up again goes on behind it
  stored_until   text collate "C",
  attempts       int not null default 0,
  submitted_at   timestamptz not null default now(),
  started_at     timestamptz,
  finished_at    timestamptz,
  check ((state in ('DONE','FAILED','CANCELLED')) = (finished_at is not null)),
  check ((state = 'FAILED') = (failure_code is not null)),
  unique (id, area_code)
);
create index sweep_area on sweep (area_code, submitted_at, id);
create index sweep_open on sweep (submitted_at) where state in ('QUEUED','RUNNING');

-- What a sweep found when it had ended, by area and check.
create table sweep_figure (
  sweep_id           uuid not null references sweep (id) on delete cascade,
  area_code          text collate "C" not null,
  kind               text collate "C" not null,
  check_code         text collate "C" not null,
  eligible           int not null,
  not_eligible       int not null,
  undetermined       int not null,
  newly_eligible     int not null,
  newly_not_eligible int not null,
  newly_undetermined int not null,
  newly_fulfilled    int not null,
  no_longer_fulfilled int not null,
  primary key (sweep_id, area_code, check_code)
);

-- Each time that a check said otherwise of a subject than before. What is found of a subject for the first time is no change.
create table verdict_change (
  id             uuid primary key default gen_random_uuid(),
  kind           text collate "C" not null,
  subject_id     uuid not null,
  household_id   uuid,
  person_id      uuid,
  project_id     uuid,
  area_code      text collate "C" not null,
  check_code     text collate "C" not null,
  version        text collate "C" not null,
  from_outcome   int not null check (from_outcome between 0 and 3),
  from_fulfilled int not null check (from_fulfilled between 0 and 3),
  to_outcome     int not null check (to_outcome between 0 and 3),
  to_fulfilled   int not null check (to_fulfilled between 0 and 3),
  as_of          date not null,
  -- why it was asked again: it was swept, something about the subject was written, or the rule is another one
  cause          text not null check (cause in ('SWEEP','FACTS','RULE')),
  -- null: found between sweeps
  sweep_id       uuid references sweep (id) on delete cascade,
  recorded_at    timestamptz not null default clock_timestamp(),
  check (household_id is null or kind = 'HOUSEHOLD' and household_id = subject_id),
  check (person_id is null or kind = 'PERSON' and person_id = subject_id),
  check (project_id is null or kind = 'PROJECT' and project_id = subject_id),
  foreign key (household_id, area_code) references household (id, area_code) on update cascade on delete cascade,
  foreign key (person_id, area_code) references person (id, area_code) on update cascade on delete cascade,
  foreign key (project_id, area_code) references project (id, area_code) on update cascade on delete cascade,
  unique (id, area_code)
);
create index verdict_change_area on verdict_change (area_code, recorded_at, id);
create index verdict_change_sweep on verdict_change (sweep_id, area_code, id) where sweep_id is not null;
create index verdict_change_subject on verdict_change (subject_id, recorded_at);
create index verdict_change_household on verdict_change (household_id) where household_id is not null;
create index verdict_change_person on verdict_change (person_id) where person_id is not null;
create index verdict_change_project on verdict_change (project_id) where project_id is not null;

-- What happened, for whoever is to be told of it afterwards; written together with what it tells of. It names rows, and says nothing of them.
create table outbox_event (
  id          bigint generated always as identity primary key,
  type        text collate "C" not null,
  area_code   text collate "C" not null,
  payload     jsonb not null,
  recorded_at timestamptz not null default clock_timestamp()
);
create index outbox_event_type on outbox_event (type, id);

-- The journal of what is to be asked again: appended to in the same transaction as what was written about the subject. Kind AREA: all of an
-- area, because a list that is complete or a document that is adopted says something of everybody there.
create table stale_subject (
  id          bigint generated always as identity primary key,
  kind        text collate "C" not null,
  subject_id  uuid,
  area_code   text collate "C" not null,
  -- the table that was written to; null: every check is to be asked
  source      text collate "C",
  -- of a list the feed, of an adoption the document
  detail      text collate "C",
  recorded_at timestamptz not null default clock_timestamp(),
  check ((kind = 'AREA') = (subject_id is null))
);

-- ---------------------------------------------------------------- counts follow what moves and goes

-- What a state counts for goes from one area to another; null: nowhere. Rare, row by row: a sweep counts for itself.
create function recount_verdicts(s verdict_state, was text, becomes text) returns void language plpgsql security definer
  set search_path = xianjie, pg_temp as $$
begin
  insert into verdict_count as c (area_code, kind, check_code, outcome, fulfilled, held, n, amount, amount_unknown)
  select a.code, s.kind, x.check_code, x.b & 3, (x.b >> 2) & 3, (x.b >> 4) & 3, a.n, a.n * coalesce(x.amount, 0),
         case when x.amount is null then a.n else 0 end
  from (select v.check_code, get_byte(s.packed, v.at::int - 1) as b, s.amounts[v.at] as amount
        from verdict_set t, unnest(t.checks) with ordinality as v (check_code, at) where t.hash = s.set_hash) x,
       (values (was, -1), (becomes, 1)) as a (code, n)
  where a.code is not null and x.b & 3 <> 3
  on conflict (area_code, kind, check_code, outcome, fulfilled, held) do update
    set n = c.n + excluded.n, amount = c.amount + excluded.amount, amount_unknown = c.amount_unknown + excluded.amount_unknown;
end $$;

create function on_verdict_moved() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  perform recount_verdicts(old, old.area_code, case when tg_op = 'UPDATE' then new.area_code end);
  return null;
end $$;
revoke execute on function recount_verdicts(verdict_state, text, text), on_verdict_moved() from public;

create trigger verdict_moved after update of area_code on verdict_state
  for each row when (new.area_code is distinct from old.area_code) execute function on_verdict_moved();
create trigger verdict_gone after delete on verdict_state for each row execute function on_verdict_moved();

-- ---------------------------------------------------------------- who may touch what

-- No role that answers requests reads any of it: a verdict is told by the engine, to whom may know it.
do $$
declare
  t text;
  inside constant text := $p$(select scope_holds()) and (
       (area_code >= (select current_setting('xj.lo1', true)) and area_code < (select current_setting('xj.hi1', true)))
    or (area_code >= (select current_setting('xj.lo2', true)) and area_code < (select current_setting('xj.hi2', true)))
    or (area_code >= (select current_setting('xj.lo3', true)) and area_code < (select current_setting('xj.hi3', true)))
    or (area_code >= (select current_setting('xj.lo4', true)) and area_code < (select current_setting('xj.hi4', true))))$p$;
begin
  foreach t in array array['verdict_state','verdict_count','swept_area','sweep','sweep_figure','verdict_change'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy inside_scope on %I to xj_engine, xj_write using (%s) with check (%s)', t, inside, inside);
    execute format('create policy whole_system on %I to xj_system using (true) with check (true)', t);
    execute format('grant select on %I to xj_engine, xj_write', t);
    execute format('grant select, insert, update, delete on %I to xj_system', t);
  end loop;
  -- Only what the platform itself works off.
  foreach t in array array['outbox_event','stale_subject'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy whole_system on %I to xj_system using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to xj_system', t);
  end loop;
  execute format('create policy inside_scope on outbox_event for insert to xj_write with check (%s)', inside);
end $$;

grant select on verdict_set to xj_engine, xj_write, xj_system;
grant insert on verdict_set to xj_system;
grant usage on sequence verdict_turn to xj_system;
-- A sweep is asked for, and called off, inside the own areas.
grant insert (id, area_code, checks, as_of, origin, client_id, user_id), update (state, finished_at) on sweep to xj_write;
grant insert on outbox_event to xj_write;
