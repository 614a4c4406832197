-- Personal data: what was shown to whom, how much of it a day, and what somebody asks to be put right.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".

-- What was shown of somebody, beside the audit: this is the person's own record of it and moves with the person. Nobody changes it.
create table disclosure (
  id           uuid primary key default gen_random_uuid(),
  person_id    uuid,
  household_id uuid,
  area_code    text collate "C" not null,
  at           timestamptz not null default clock_timestamp(),
  request_id   text not null,
  client_id    text not null,
  -- the person who signed in; null: the system asked by itself
  user_id      text,
  kind         text not null check (kind in ('REVEAL','FIND','EXPORT')),
  purpose      text not null,
  fields       text[] not null default '{}',
  reason       text check (char_length(reason) between 5 and 500),
  check (num_nonnulls(person_id, household_id) = 1),
  foreign key (person_id, area_code) references person (id, area_code) on update cascade,
  foreign key (household_id, area_code) references household (id, area_code) on update cascade
);
create index disclosure_person on disclosure (person_id, at desc) where person_id is not null;
create index disclosure_household on disclosure (household_id, at desc) where household_id is not null;

-- How often somebody was shown personal data in a day or a minute. One row is locked and counted up, so two at once count one after the other.
create table personal_use (
  client_id text not null,
  -- empty: all of the client's people together
  user_id   text not null,
  action    text not null check (action in ('REVEAL','FIND')),
  -- a day, or a minute of it, in Asia/Shanghai
  slot      text collate "C" not null,
  day       date not null,
  used      int not null check (used >= 0),
  primary key (client_id, user_id, action, slot)
);

-- What somebody asks to be put right. The texts are sealed: a right number may stand in them.
create table person_correction (
  id               uuid primary key default gen_random_uuid(),
  person_id        uuid not null,
  area_code        text collate "C" not null,
  field            text not null check (field in ('NAME','SEX','BIRTH_DATE','ETHNICITY','EDUCATION','RELATION','RESIDENT_ID','PHONE','LABOUR_CAPACITY',
                     'HEALTH','DISABILITY','REGISTER_STATUS','MONITORING','INCOME','BENEFIT','SCHOOLING','EMPLOYMENT','OTHER')),
  statement_enc    bytea not null,
  statement_masked text not null generated always as ('***') stored,
  evidence_enc     bytea,
  evidence_masked  text generated always as (case when evidence_enc is null then null else '***' end) stored,
  state            text not null default 'OPEN' check (state in ('OPEN','ACCEPTED','REFUSED')),
  answer_enc       bytea,
  answer_masked    text generated always as (case when answer_enc is null then null else '***' end) stored,
  requested_on     date not null,
  requested_by     text not null,
  answered_on      date,
  answered_by      text,
  version          int not null default 1,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  check ((state = 'OPEN') = (answered_on is null) and (state = 'OPEN') = (answer_enc is null) and (state = 'OPEN') = (answered_by is null)),
  foreign key (person_id, area_code) references person (id, area_code) on update cascade,
  unique (id, area_code)
);
create index person_correction_person on person_correction (person_id, area_code, id);
create index person_correction_area on person_correction (area_code, requested_on, id);

-- ---------------------------------------------------------------- who may touch what

do $$
declare
  t text;
  inside constant text := $p$(select scope_holds()) and (
       (area_code >= (select current_setting('xj.lo1', true)) and area_code < (select current_setting('xj.hi1', true)))
    or (area_code >= (select current_setting('xj.lo2', true)) and area_code < (select current_setting('xj.hi2', true)))
    or (area_code >= (select current_setting('xj.lo3', true)) and area_code < (select current_setting('xj.hi3', true)))
    or (area_code >= (select current_setting('xj.lo4', true)) and area_code < (select current_setting('xj.hi4', true))))$p$;
begin
  foreach t in array array['disclosure','person_correction'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy inside_scope on %I to xj_write, xj_reveal using (%s) with check (%s)', t, inside, inside);
    execute format('create policy whole_system on %I to xj_system using (true) with check (true)', t);
  end loop;
  execute format('create policy inside_domain on person_correction for select to xj_read, xj_clear using (%s and (select domain_open(''core'')))', inside);
  alter table personal_use enable row level security;
  create policy counting on personal_use to xj_write using (true) with check (true);
  create policy whole_system on personal_use to xj_system using (true) with check (true);
end $$;

grant insert on disclosure to xj_write;
grant select on disclosure to xj_reveal, xj_system;
grant select, insert, update, delete on personal_use to xj_write;
grant select, delete on personal_use to xj_system;

grant select (id, person_id, area_code, state, statement_masked, evidence_masked, answer_masked, requested_on, answered_on, version, created_at, updated_at)
  on person_correction to xj_read, xj_clear, xj_write, xj_reveal;
-- What somebody disputes tells of it; and so may who asked and who answered.
grant select (field, requested_by, answered_by, statement_enc, evidence_enc, answer_enc) on person_correction to xj_clear, xj_reveal;
grant insert (id, person_id, area_code, field, statement_enc, evidence_enc, requested_on, requested_by) on person_correction to xj_write;
grant update (state, answer_enc, answered_on, answered_by, version, updated_at) on person_correction to xj_write;
-- Keys are rotated by the system: it seals texts anew.
grant select, update on person_correction to xj_system;
