-- The core's first migration: reference data, the registry, observations, feeds, audit, and who may touch what.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".
-- The roles exist before it runs (see plugins/storage/roles.ts).

-- ---------------------------------------------------------------- reference data (public to read)

create table area (
  code          text collate "C" primary key check (code ~ '^(0|[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  level         text not null check (level in ('NATIONAL','PROVINCE','PREFECTURE','COUNTY','TOWNSHIP','VILLAGE','COMMUNITY')),
  parent_code   text collate "C" references area (code),
  name_zh       text not null,
  name_en       text,
  local_term    text,
  synthetic     boolean not null default false,
  valid_from    date,
  valid_to      date,
  successor_code text collate "C" references area (code)
);
create index area_parent on area (parent_code, code);

create table department (
  code     text collate "C" primary key,
  title_zh text not null,
  title_en text not null
);

-- A document is in force where it is adopted: by area, from a day to a day.
create table adoption (
  id            uuid primary key default gen_random_uuid(),
  document_code text collate "C" not null,
  area_code     text collate "C" not null references area (code),
  valid_from    date not null,
  valid_to      date,
  basis         text not null check (basis in ('ISSUER','DECISION','PROLONGATION','DEMO')),
  note          text,
  recorded_at   timestamptz not null default now(),
  check (valid_to is null or valid_to >= valid_from),
  unique (document_code, area_code, valid_from)
);

-- ---------------------------------------------------------------- the registry

create table village (
  id                   uuid primary key default gen_random_uuid(),
  area_code            text collate "C" not null unique references area (code) on update cascade,
  village_class        text check (village_class in ('DEMONSTRATION','KEY_ASSISTANCE','OVERALL_ADVANCE')),
  exited_poor_village  boolean,
  weak_economy_village boolean,
  hollow_village       boolean,
  version              int not null default 1,
  created_at           timestamptz not null default now(),
  updated_at           timestamptz not null default now(),
  unique (id, area_code)
);

create table household (
  id              uuid primary key default gen_random_uuid(),
  area_code       text collate "C" not null references village (area_code) on update cascade,
  register_number text collate "C" not null unique,
  group_name      text,
  -- caches of the newest observation, kept by triggers below
  register_status text check (register_status in ('NEVER_REGISTERED','OUT_OF_POVERTY','OUT_OF_POVERTY_WITH_POLICY','STABLE_OUT_OF_POVERTY')),
  register_status_on date,
  former_cause    text check (former_cause in ('ILLNESS','DISABILITY','SCHOOLING','LACK_OF_LABOUR','LACK_OF_FUNDS','LACK_OF_SKILL','LACK_OF_MARKET_ACCESS','OTHER')),
  monitoring_kind text check (monitoring_kind in ('UNSTABLE_OUT_OF_POVERTY','BORDERLINE_AT_RISK','SUDDEN_SEVERE_DIFFICULTY')),
  monitored       boolean,
  risk_kinds      text[] not null default '{}',
  safety_net      text check (safety_net in ('NONE','DIBAO','DIBAO_MARGIN','EXTREME_HARDSHIP')),
  labour_class    text check (labour_class in ('HAS_LABOUR','WEAK_ONLY','NO_LABOUR')),
  member_count    int not null default 0,
  -- the newest year's figures, for lists; the statements themselves are observations
  income_year     int,
  per_capita_net  bigint,
  authorised_until date,
  contracted_land_mu numeric(10,2),
  relocated       boolean,
  version         int not null default 1,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  unique (id, area_code)
);
create index household_area on household (area_code, register_number, id);
create index household_area_income on household (area_code, per_capita_net, id);
create index household_area_members on household (area_code, member_count, id);

create table person (
  id                uuid primary key default gen_random_uuid(),
  household_id      uuid not null,
  area_code         text collate "C" not null,
  is_head           boolean not null default false,
  relation          text check (relation in ('HEAD','SPOUSE','CHILD','PARENT','GRANDCHILD','GRANDPARENT','SIBLING','CHILD_IN_LAW','OTHER')),
  name              text not null check (char_length(name) between 1 and 100),
  name_masked       text not null generated always as (left(name, 1) || repeat('*', greatest(char_length(name) - 1, 1))) stored,
  sex               text check (sex in ('MALE','FEMALE')),
  birth_date        date,
  ethnicity         text,
  education_level   text,
  resident_id_enc   bytea,
  resident_id_index bytea unique,
  resident_id_masked text,
  phone_enc         bytea,
  phone_index       bytea,
  phone_masked      text,
  -- caches of the newest person_status
  labour_capacity   text check (labour_capacity in ('FULL','WEAK_OR_HALF','PARTIAL_LOSS','TOTAL_LOSS','NOT_OF_WORKING_AGE')),
  health            text check (health in ('HEALTHY','MAJOR_ILLNESS','CHRONIC_ILLNESS')),
  disability_certified boolean,
  disability_severe boolean,
  special_groups    text[] not null default '{}',
  synthetic         boolean not null default false,
  digest            bytea,
  left_on           date,
  version           int not null default 1,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  foreign key (household_id, area_code) references household (id, area_code) on update cascade,
  check (left_on is null or birth_date is null or left_on >= birth_date),
  unique (id, area_code)
);
create index person_household on person (household_id, area_code, id);
create index person_area on person (area_code, id);
create unique index person_one_head on person (household_id) where is_head and left_on is null;

create table project (
  id             uuid primary key default gen_random_uuid(),
  area_code      text collate "C" not null references area (code) on update cascade,
  number         text collate "C" not null unique,
  name           text not null,
  category       text not null check (category in ('INDUSTRY','INFRASTRUCTURE','PUBLIC_SERVICE','WORK_RELIEF','RENEWAL','WATER_WORKS','HOUSEHOLD_ASSISTANCE')),
  state          text not null check (state in ('PROPOSED','REVIEWED','IN_LIBRARY','PLAN_NOTICE','FUNDED','IN_PROGRESS','COMPLETED','ACCEPTED','EVALUATED','ASSETISED','PROBLEM')),
  fund_source    text check (fund_source in ('FISCAL','LINKAGE','PAIRED_ASSISTANCE','LOCAL_BOND','RELOCATION','DESIGNATED_ASSISTANCE','DONATION','POOLED_AGRICULTURE','EMPLOYMENT_SUBSIDY','LOTTERY','EAST_WEST','BUDGET_INVESTMENT')),
  year           int check (year between 1990 and 2100),
  planned_amount bigint check (planned_amount between 0 and 9000000000000000),
  paid_amount    bigint check (paid_amount between 0 and 9000000000000000),
  beneficiary_households int check (beneficiary_households >= 0),
  version        int not null default 1,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  unique (id, area_code)
);
create index project_area on project (area_code, number, id);

-- ---------------------------------------------------------------- feeds

create table upload (
  id          uuid primary key default gen_random_uuid(),
  client_id   text not null,
  area_code   text collate "C" not null references area (code),
  file_name   text not null,
  bytes       bigint not null check (bytes >= 0),
  sha256      bytea not null,
  received_at timestamptz not null default now(),
  -- the file itself holds families' data: it goes when its work is done
  removed_at  timestamptz
);

create table feed_batch (
  id             uuid primary key default gen_random_uuid(),
  feed           text collate "C" not null,
  module         text collate "C" not null,
  area_code      text collate "C" not null references area (code),
  client_id      text not null,
  upload_id      uuid references upload (id),
  inline_rows    jsonb,
  observed_on    date not null,
  complete       boolean not null,
  state          text not null check (state in ('QUEUED','RUNNING','DONE','FAILED')),
  failure_code   text,
  encoding       text,
  total_rows     int not null default 0,
  processed_rows int not null default 0,
  created_rows   int not null default 0,
  changed_rows   int not null default 0,
  unchanged_rows int not null default 0,
  refused_rows   int not null default 0,
  -- how often it was started: a batch that kills the process must not kill every next one
  attempts       int not null default 0,
  submitted_at   timestamptz not null default now(),
  started_at     timestamptz,
  finished_at    timestamptz
);
create index feed_batch_open on feed_batch (submitted_at) where state in ('QUEUED','RUNNING');

create table feed_refusal (
  id          uuid not null default gen_random_uuid() unique,
  batch_id    uuid not null references feed_batch (id) on delete cascade,
  area_code   text collate "C" not null,
  row_number  int not null,
  position    int not null,
  column_name text,
  code        text not null,
  params      jsonb not null default '{}',
  primary key (batch_id, row_number, position)
);

-- What makes absence a "no": a source declared its list of a feed complete for an area and a day.
create table coverage (
  id           uuid primary key default gen_random_uuid(),
  source       text collate "C" not null references department (code),
  feed         text collate "C" not null,
  area_code    text collate "C" not null references area (code),
  period       text not null default '',
  complete_on  date not null,
  batch_id     uuid references feed_batch (id),
  recorded_at  timestamptz not null default now()
);
create index coverage_feed on coverage (feed, area_code, complete_on);

-- ---------------------------------------------------------------- observations (append-only; only withdrawal may be noted)

create table register_status (
  id           uuid primary key default gen_random_uuid(),
  household_id uuid not null,
  area_code    text collate "C" not null,
  status       text not null check (status in ('NEVER_REGISTERED','OUT_OF_POVERTY','OUT_OF_POVERTY_WITH_POLICY','STABLE_OUT_OF_POVERTY')),
  status_on    date,
  former_cause text check (former_cause in ('ILLNESS','DISABILITY','SCHOOLING','LACK_OF_LABOUR','LACK_OF_FUNDS','LACK_OF_SKILL','LACK_OF_MARKET_ACCESS','OTHER'))
);

create table monitoring_status (
  id            uuid primary key default gen_random_uuid(),
  household_id  uuid not null,
  area_code     text collate "C" not null,
  kind          text not null check (kind in ('NONE','UNSTABLE_OUT_OF_POVERTY','BORDERLINE_AT_RISK','SUDDEN_SEVERE_DIFFICULTY')),
  risk_kinds    text[] not null default '{}',
  identified_on date
);

create table safety_net_status (
  id           uuid primary key default gen_random_uuid(),
  household_id uuid not null,
  area_code    text collate "C" not null,
  programme    text not null check (programme in ('NONE','DIBAO','DIBAO_MARGIN','EXTREME_HARDSHIP'))
);

create table guarantee_status (
  id           uuid primary key default gen_random_uuid(),
  household_id uuid not null,
  person_id    uuid,
  area_code    text collate "C" not null,
  kind         text not null check (kind in ('FOOD','CLOTHING','COMPULSORY_EDUCATION','BASIC_MEDICAL','SAFE_HOUSING','SAFE_DRINKING_WATER')),
  state        text not null check (state in ('MET','AT_RISK','NOT_MET','UNKNOWN'))
);

create table assistance_measure (
  id           uuid primary key default gen_random_uuid(),
  household_id uuid not null,
  area_code    text collate "C" not null,
  kind         text not null check (kind in ('INDUSTRY','EMPLOYMENT','PUBLIC_WELFARE_POST','FINANCE','EDUCATION','HEALTH','HOUSING_SAFETY','WATER_SAFETY','COMPREHENSIVE_SECURITY','SOCIAL_ASSISTANCE','ASPIRATION_AND_SKILL')),
  started_on   date not null,
  ended_on     date
);

create table household_authorisation (
  id           uuid primary key default gen_random_uuid(),
  household_id uuid not null,
  area_code    text collate "C" not null,
  scope        text not null default 'DATA_MATCHING' check (scope in ('DATA_MATCHING')),
  valid_from   date not null,
  valid_to     date
);

create table income_statement (
  id           uuid primary key default gen_random_uuid(),
  household_id uuid not null,
  area_code    text collate "C" not null,
  year         int not null check (year between 1990 and 2100),
  month        int check (month between 1 and 12),
  basis        text not null default 'ACTUAL' check (basis in ('ACTUAL','EXPECTED')),
  member_count int check (member_count > 0),
  wage         bigint check (wage between 0 and 9000000000000000),
  operating    bigint check (operating between -9000000000000000 and 9000000000000000),
  property     bigint check (property between 0 and 9000000000000000),
  transfer     bigint check (transfer between 0 and 9000000000000000),
  business_cost bigint check (business_cost between 0 and 9000000000000000),
  net_income   bigint check (net_income between -9000000000000000 and 9000000000000000),
  -- the three concepts of the documents, each its own column, never derived from one another
  per_capita_net        bigint check (per_capita_net between -9000000000000000 and 9000000000000000),
  per_capita_yearly     bigint check (per_capita_yearly between -9000000000000000 and 9000000000000000),
  per_capita_disposable bigint check (per_capita_disposable between -9000000000000000 and 9000000000000000)
);

create table benefit_grant (
  id           uuid primary key default gen_random_uuid(),
  household_id uuid not null,
  person_id    uuid,
  area_code    text collate "C" not null,
  benefit      text collate "C" not null,
  form         text not null check (form in ('CASH','PREMIUM','EXEMPTION','SERVICE','WAGE','LOAN','STATUS')),
  amount       bigint check (amount between 0 and 9000000000000000),
  period_from  date not null,
  period_to    date,
  paid_on      date,
  payer        text collate "C" references department (code)
);

create table person_status (
  id              uuid primary key default gen_random_uuid(),
  person_id       uuid not null,
  area_code       text collate "C" not null,
  labour_capacity text check (labour_capacity in ('FULL','WEAK_OR_HALF','PARTIAL_LOSS','TOTAL_LOSS','NOT_OF_WORKING_AGE')),
  health          text check (health in ('HEALTHY','MAJOR_ILLNESS','CHRONIC_ILLNESS')),
  disability_certified boolean,
  disability_severe    boolean,
  special_groups  text[]
);

-- The columns every observation has. digest: keyed hash of the values, so that "unchanged" is known without reading them.
do $$
declare t text;
begin
  foreach t in array array['register_status','monitoring_status','safety_net_status','guarantee_status','assistance_measure',
                           'household_authorisation','income_statement','benefit_grant','person_status'] loop
    execute format($f$
      alter table %1$I
        add observed_on  date not null,
        add recorded_at  timestamptz not null default now(),
        add source       text collate "C" not null references department (code),
        add batch_id     uuid references feed_batch (id),
        add digest       bytea not null,
        add withdrawn_at timestamptz,
        add withdrawn_by uuid
    $f$, t);
    if t = 'person_status' then
      execute format('alter table %I add foreign key (person_id, area_code) references person (id, area_code) on update cascade', t);
      execute format('create index %1$I on %2$I (person_id, observed_on desc, recorded_at desc)', t || '_subject', t);
    else
      execute format('alter table %I add foreign key (household_id, area_code) references household (id, area_code) on update cascade', t);
      if t <> 'income_statement' then
        execute format('create index %1$I on %2$I (household_id, observed_on desc, recorded_at desc)', t || '_subject', t);
      end if;
    end if;
    if t in ('guarantee_status', 'benefit_grant') then
      execute format('alter table %I add foreign key (person_id, area_code) references person (id, area_code) on update cascade', t);
    end if;
  end loop;
end $$;
create index income_statement_subject on income_statement (household_id, year desc, observed_on desc, recorded_at desc);
create index income_statement_area on income_statement (area_code, year);
create index monitoring_status_batch on monitoring_status (area_code, batch_id);

-- ---------------------------------------------------------------- idempotency and audit

create table idempotency (
  client_id  text not null,
  key        text not null check (char_length(key) between 1 and 200),
  operation  text not null,
  input_hash bytea not null,
  result_ids jsonb not null,
  created_at timestamptz not null default now(),
  primary key (client_id, key)
);

create table audit_entry (
  id           bigint generated always as identity primary key,
  at           timestamptz not null default now(),
  request_id   text not null,
  client_id    text not null,
  action       text not null,
  subject_type text,
  subject_ids  text[] not null default '{}',
  area_code    text collate "C",
  outcome      text not null check (outcome in ('DONE','REFUSED','DENIED'))
);

-- ---------------------------------------------------------------- caches, kept by the database itself
-- The writing role may not read personal columns, so these functions run as the owner; they only copy the newest observation.

create function refresh_household(ids uuid[]) returns void language sql security definer set search_path = xianjie, pg_temp as $$
  update household h set
    register_status    = r.status,
    register_status_on = r.status_on,
    former_cause       = r.former_cause,
    monitoring_kind    = nullif(m.kind, 'NONE'),
    monitored          = m.kind <> 'NONE',
    risk_kinds         = coalesce(m.risk_kinds, '{}'),
    safety_net         = s.programme,
    income_year        = y.year,
    per_capita_net     = i.per_capita_net,
    authorised_until   = a.valid_to,
    updated_at         = now()
  from unnest(ids) as x(id)
  left join lateral (select status, status_on, former_cause from register_status o where o.household_id = x.id and withdrawn_at is null
                     order by observed_on desc, recorded_at desc limit 1) r on true
  left join lateral (select kind, risk_kinds from monitoring_status o where o.household_id = x.id and withdrawn_at is null
                     order by observed_on desc, recorded_at desc limit 1) m on true
  left join lateral (select programme from safety_net_status o where o.household_id = x.id and withdrawn_at is null
                     order by observed_on desc, recorded_at desc limit 1) s on true
  left join lateral (select max(year) as year from income_statement o where o.household_id = x.id and withdrawn_at is null
                     and month is null and basis = 'ACTUAL') y on true
  -- A later statement that leaves the figure out does not unsay it.
  left join lateral (select per_capita_net from income_statement o where o.household_id = x.id and withdrawn_at is null
                     and month is null and basis = 'ACTUAL' and year = y.year and per_capita_net is not null
                     order by observed_on desc, recorded_at desc limit 1) i on true
  left join lateral (select coalesce(valid_to, 'infinity'::date) as valid_to from household_authorisation o where o.household_id = x.id and withdrawn_at is null
                     order by observed_on desc, recorded_at desc limit 1) a on true
  where h.id = x.id
$$;

create function refresh_members(ids uuid[]) returns void language sql security definer set search_path = xianjie, pg_temp as $$
  update household h set
    member_count = c.members,
    labour_class = case when c.members = 0 or c.unknown > 0 and c.full_ = 0 then null
                        when c.full_ > 0 then 'HAS_LABOUR' when c.weak > 0 then 'WEAK_ONLY' else 'NO_LABOUR' end,
    updated_at = now()
  from (
    select x.id, count(p.id) as members,
           count(*) filter (where p.labour_capacity = 'FULL') as full_,
           count(*) filter (where p.labour_capacity in ('WEAK_OR_HALF','PARTIAL_LOSS')) as weak,
           count(*) filter (where p.id is not null and p.labour_capacity is null) as unknown
    from unnest(ids) as x(id) left join person p on p.household_id = x.id and p.left_on is null
    group by x.id) c
  where h.id = c.id
$$;

-- An observation that does not say a thing does not unsay it: each column has the newest observation that says it.
create function refresh_person(ids uuid[]) returns void language sql security definer set search_path = xianjie, pg_temp as $$
  update person p set
    labour_capacity      = (select o.labour_capacity from person_status o where o.person_id = p.id and o.withdrawn_at is null and o.labour_capacity is not null
                             order by o.observed_on desc, o.recorded_at desc limit 1),
    health               = (select o.health from person_status o where o.person_id = p.id and o.withdrawn_at is null and o.health is not null
                             order by o.observed_on desc, o.recorded_at desc limit 1),
    disability_certified = (select o.disability_certified from person_status o where o.person_id = p.id and o.withdrawn_at is null and o.disability_certified is not null
                             order by o.observed_on desc, o.recorded_at desc limit 1),
    disability_severe    = (select o.disability_severe from person_status o where o.person_id = p.id and o.withdrawn_at is null and o.disability_severe is not null
                             order by o.observed_on desc, o.recorded_at desc limit 1),
    special_groups       = coalesce((select o.special_groups from person_status o where o.person_id = p.id and o.withdrawn_at is null and o.special_groups is not null
                             order by o.observed_on desc, o.recorded_at desc limit 1), '{}'),
    updated_at           = now()
  where p.id = any (ids)
$$;

create function on_household_observation() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  perform refresh_household(array(select distinct household_id from changed));
  return null;
end $$;

create function on_person_status() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  perform refresh_person(array(select distinct person_id from changed));
  return null;
end $$;

create function on_person_changed() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  perform refresh_members(array(select distinct household_id from changed));
  return null;
end $$;

-- Also the household that a person left must be counted again.
create function on_person_left() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  perform refresh_members(array(select o.household_id from was o join changed c on c.id = o.id and c.household_id <> o.household_id));
  return null;
end $$;

-- ---------------------------------------------------------------- the scope, signed

-- Any statement may change a setting, so a scope that is only a setting could be widened by whoever gets SQL past us. It is signed:
-- the server alone knows the key (two pads of an HMAC, read here by the owner only), and a signature holds for one connection.
create table scope_key (
  single    boolean primary key default true check (single),
  inner_pad bytea not null check (length(inner_pad) = 64),
  outer_pad bytea not null check (length(outer_pad) = 64)
);

-- Row security asks once for every table of a statement. In a parallel worker pg_backend_pid() would be another.
create function scope_holds() returns boolean language plpgsql stable parallel restricted security definer set search_path = xianjie, pg_temp as $$
declare k scope_key;
begin
  select * into k from scope_key;
  return coalesce(current_setting('xj.mac', true) = encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(
    pg_backend_pid() || '|' ||
    coalesce(current_setting('xj.lo1', true), '') || '|' || coalesce(current_setting('xj.hi1', true), '') || '|' ||
    coalesce(current_setting('xj.lo2', true), '') || '|' || coalesce(current_setting('xj.hi2', true), '') || '|' ||
    coalesce(current_setting('xj.lo3', true), '') || '|' || coalesce(current_setting('xj.hi3', true), '') || '|' ||
    coalesce(current_setting('xj.lo4', true), '') || '|' || coalesce(current_setting('xj.hi4', true), ''), 'UTF8'))), 'hex'), false);
end $$;

revoke execute on all functions in schema xianjie from public;
grant execute on function scope_holds() to xj_read, xj_clear, xj_engine, xj_write;

do $$
declare t text; op text;
begin
  foreach t in array array['register_status','monitoring_status','safety_net_status','income_statement','household_authorisation'] loop
    foreach op in array array['insert','update'] loop
      execute format('create trigger %I after %s on %I referencing new table as changed for each statement execute function on_household_observation()',
                     'cache_' || op, op, t);
    end loop;
  end loop;
  foreach op in array array['insert','update'] loop
    execute format('create trigger %I after %s on person_status referencing new table as changed for each statement execute function on_person_status()', 'cache_' || op, op);
    execute format('create trigger %I after %s on person referencing new table as changed for each statement execute function on_person_changed()', 'cache_' || op, op);
  end loop;
  create trigger cache_left after update on person referencing old table as was new table as changed for each statement execute function on_person_left();
end $$;

-- ---------------------------------------------------------------- who may touch what

grant usage on schema xianjie to xj_read, xj_clear, xj_engine, xj_write, xj_system, xj_audit;

-- Row security on each row's own area code: up to four ranges a scope, none set means zero rows.
do $$
declare
  t text;
  inside constant text := $p$(select scope_holds()) and (
       (area_code >= (select current_setting('xj.lo1', true)) and area_code < (select current_setting('xj.hi1', true)))
    or (area_code >= (select current_setting('xj.lo2', true)) and area_code < (select current_setting('xj.hi2', true)))
    or (area_code >= (select current_setting('xj.lo3', true)) and area_code < (select current_setting('xj.hi3', true)))
    or (area_code >= (select current_setting('xj.lo4', true)) and area_code < (select current_setting('xj.hi4', true))))$p$;
  nation constant text := $p$(select scope_holds()) and (select current_setting('xj.lo1', true)) = '0'$p$;
begin
  foreach t in array array['village','household','person','project','upload','feed_batch','feed_refusal'] loop
    execute format('grant select, insert, update, delete on %I to xj_system', t);
  end loop;
  -- What was observed is never rewritten, by nobody: a withdrawal may be noted.
  foreach t in array array['register_status','monitoring_status','safety_net_status','guarantee_status','assistance_measure',
                           'household_authorisation','income_statement','benefit_grant','person_status'] loop
    execute format('grant select, insert, update (withdrawn_at, withdrawn_by) on %I to xj_system', t);
  end loop;
  foreach t in array array['village','household','person','project','upload','feed_batch','feed_refusal',
                           'register_status','monitoring_status','safety_net_status','guarantee_status','assistance_measure',
                           'household_authorisation','income_statement','benefit_grant','person_status'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy inside_scope on %I to xj_read, xj_clear, xj_engine, xj_write using (%s) with check (%s)', t, inside, inside);
    execute format('create policy whole_system on %I to xj_system using (true) with check (true)', t);
  end loop;
  -- Readable by all; but to call another area's list complete would turn what is unknown there into a no.
  alter table coverage enable row level security;
  execute 'create policy public_reading on coverage for select to xj_read, xj_clear, xj_engine, xj_write using (true)';
  execute format('create policy inside_scope on coverage for insert to xj_write with check (%s)', inside);
  execute 'create policy whole_system on coverage to xj_system using (true) with check (true)';
  -- Reference data: written under the scope of the whole nation only.
  foreach t in array array['area','department','adoption'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy public_reading on %I for select to xj_read, xj_clear, xj_engine, xj_write using (true)', t);
    execute format('create policy administrator_adds on %I for insert to xj_write with check (%s)', t, nation);
    execute format('create policy administrator_changes on %I for update to xj_write using (%s) with check (%s)', t, nation, nation);
    execute format('create policy whole_system on %I to xj_system using (true) with check (true)', t);
  end loop;
end $$;

grant select on area, department, adoption, coverage to xj_read, xj_clear, xj_engine, xj_write, xj_system;
grant insert, update on area, department, adoption to xj_write, xj_system;
grant insert on coverage to xj_write, xj_system;

-- Columns without personal data: every reading role and the writing role.
do $$
declare
  r record;
  -- table, PERSONAL columns (xj_clear, xj_engine), SENSITIVE columns (xj_engine only), columns no reading role gets
begin
  for r in select * from (values
    ('village', '{}'::text[], '{}'::text[], '{}'::text[]),
    ('project', '{}', '{}', '{}'),
    ('household', array['register_status','register_status_on','former_cause','monitoring_kind','monitored','risk_kinds','safety_net'], '{}', '{}'),
    ('person', array['name','birth_date','ethnicity','phone_enc','special_groups'],
               array['resident_id_enc','health','disability_certified','disability_severe'],
               array['resident_id_index','phone_index','digest']),
    ('register_status', array['status','status_on','former_cause'], '{}', array['digest']),
    ('monitoring_status', array['kind','risk_kinds','identified_on'], '{}', array['digest']),
    ('safety_net_status', array['programme'], '{}', array['digest']),
    ('guarantee_status', array['kind','state'], '{}', array['digest']),
    ('assistance_measure', array['kind'], '{}', array['digest']),
    ('household_authorisation', '{}', '{}', array['digest']),
    ('income_statement', '{}', '{}', array['digest']),
    ('benefit_grant', array['benefit','form','amount'], '{}', array['digest']),
    ('person_status', array['labour_capacity','special_groups'], array['health','disability_certified','disability_severe'], array['digest']),
    ('upload', '{}', '{}', '{}'),
    ('feed_batch', '{}', '{}', array['inline_rows']),
    ('feed_refusal', '{}', '{}', '{}')
  ) as v(t, personal, sensitive, hidden) loop
    execute (select format('grant select (%s) on %I to xj_read, xj_clear, xj_engine, xj_write', string_agg(quote_ident(column_name), ', '), r.t)
             from information_schema.columns where table_schema = 'xianjie' and table_name = r.t
             and column_name <> all (r.personal || r.sensitive || r.hidden));
    if r.personal <> '{}' then
      execute (select format('grant select (%s) on %I to xj_clear, xj_engine', string_agg(quote_ident(c), ', '), r.t) from unnest(r.personal) c);
    end if;
    if r.sensitive <> '{}' then
      execute (select format('grant select (%s) on %I to xj_engine', string_agg(quote_ident(c), ', '), r.t) from unnest(r.sensitive) c);
    end if;
    -- The writing role finds rows by keyed hashes, never by clear values.
    if r.hidden <> '{}' then
      execute (select format('grant select (%s) on %I to xj_write', string_agg(quote_ident(c), ', '), r.t) from unnest(r.hidden) c);
    end if;
  end loop;
end $$;

grant insert, update on village, project to xj_write;
-- The caches are the database's own: whoever could write them could contradict what was observed.
do $$
declare r record;
begin
  for r in select * from (values
    ('household', array['register_status','register_status_on','former_cause','monitoring_kind','risk_kinds','safety_net','labour_class',
                        'member_count','income_year','per_capita_net','authorised_until']),
    ('person', array['labour_capacity','health','disability_certified','disability_severe','special_groups'])
  ) as v(t, caches) loop
    execute (select format('grant insert (%1$s), update (%1$s) on %2$I to xj_write', string_agg(quote_ident(column_name), ', '), r.t)
             from information_schema.columns where table_schema = 'xianjie' and table_name = r.t
             and is_generated = 'NEVER' and column_name <> all (r.caches));
  end loop;
end $$;
grant insert on register_status, monitoring_status, safety_net_status, guarantee_status, assistance_measure,
  household_authorisation, income_statement, benefit_grant, person_status to xj_write;
grant update (withdrawn_at, withdrawn_by) on register_status, monitoring_status, safety_net_status, guarantee_status, assistance_measure,
  household_authorisation, income_statement, benefit_grant, person_status to xj_write;
grant insert on upload to xj_write;
grant insert, update on feed_batch to xj_write;
grant insert on feed_refusal to xj_write;
grant select, insert on idempotency to xj_write;
grant insert on audit_entry to xj_write, xj_audit, xj_system;
grant select on audit_entry, idempotency to xj_system;
