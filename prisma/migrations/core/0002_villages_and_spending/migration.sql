-- Villages as they stand, what their collectives earn, what households must spend, public reference series, and how an adoption ends.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".

-- ---------------------------------------------------------------- public reference data: written under the nation's scope only

-- What an area was declared to be. The newest word on each kind counts; nothing is overwritten.
create table area_designation (
  id          uuid primary key default gen_random_uuid(),
  area_code   text collate "C" not null references area (code) on update cascade,
  kind        text not null check (kind in ('EXITED_POOR_COUNTY','KEY_ASSISTANCE_COUNTY','OLD_REVOLUTIONARY_AREA','ETHNIC_AREA')),
  holds       boolean not null,
  observed_on date not null,
  source      text collate "C" references department (code),
  document    text,
  note        text,
  recorded_at timestamptz not null default clock_timestamp(),
  check (source is not null or document is not null)
);
create index area_designation_area on area_designation (area_code, kind, observed_on desc, recorded_at desc);

-- Published incomes per head that others are compared with. A later entry of the same key corrects the earlier one, which stays.
create table reference_income (
  id          uuid primary key default gen_random_uuid(),
  area_code   text collate "C" not null references area (code) on update cascade,
  year        int not null check (year between 1990 and 2100),
  population  text not null check (population in ('ALL_FARMERS','OUT_OF_POVERTY_AREA_FARMERS','OUT_OF_POVERTY_PEOPLE')),
  concept     text not null check (concept in ('NET','PER_CAPITA_YEARLY','DISPOSABLE')),
  amount      bigint not null check (amount between 0 and 9000000000000000),
  source      text collate "C" references department (code),
  document    text,
  note        text,
  recorded_at timestamptz not null default clock_timestamp(),
  check (source is not null or document is not null)
);
create index reference_income_key on reference_income (area_code, population, concept, year desc, recorded_at desc);

alter table adoption
  add ended_at timestamptz,
  add end_note text;

-- ---------------------------------------------------------------- villages: caches of what was last said

alter table village
  add natural_villages       int,
  add large_natural_villages int,
  add paved_road             boolean,
  add paved_large_natural_villages     int,
  add connected_large_natural_villages int,
  add power                  boolean,
  add broadband              boolean,
  add mobile_4g              boolean,
  add water                  boolean,
  add clinic                 boolean,
  add culture_room           boolean,
  add courtyards             int,
  add waste_points           int,
  -- the newest year with a statement, for lists
  add collective_income_year int,
  add collective_total       bigint,
  add collective_operating   bigint,
  add collective_dividends   bigint;
create index village_collective_total on village (area_code, collective_total, id);

-- ---------------------------------------------------------------- observations (append-only; only withdrawal may be noted)

-- A large natural village has 20 households or more (HEBEI, HN-COUNTY): that is where road, 4G and fibre are owed.
create table village_profile (
  id                   uuid primary key default gen_random_uuid(),
  village_id           uuid not null,
  area_code            text collate "C" not null,
  village_class        text check (village_class in ('DEMONSTRATION','KEY_ASSISTANCE','OVERALL_ADVANCE')),
  exited_poor_village  boolean,
  weak_economy_village boolean,
  hollow_village       boolean,
  natural_villages       int check (natural_villages between 0 and 9999),
  large_natural_villages int check (large_natural_villages between 0 and 9999),
  paved_road           boolean,
  paved_large_natural_villages     int check (paved_large_natural_villages between 0 and 9999),
  connected_large_natural_villages int check (connected_large_natural_villages between 0 and 9999),
  power                boolean,
  broadband            boolean,
  mobile_4g            boolean,
  water                boolean,
  clinic               boolean,
  culture_room         boolean,
  courtyards           int check (courtyards between 0 and 99999),
  waste_points         int check (waste_points between 0 and 99999)
);

-- Three figures of three books: none is derived from another, each may be missing.
create table collective_income (
  id         uuid primary key default gen_random_uuid(),
  village_id uuid not null,
  area_code  text collate "C" not null,
  year       int not null check (year between 1990 and 2100),
  total      bigint check (total between 0 and 9000000000000000),
  operating  bigint check (operating between 0 and 9000000000000000),
  dividends  bigint check (dividends between 0 and 9000000000000000)
);

-- What illness and disability cost is health data: it lies in a column of its own, which no request may select.
create table expenditure (
  id           uuid primary key default gen_random_uuid(),
  household_id uuid not null,
  area_code    text collate "C" not null,
  year         int not null check (year between 1990 and 2100),
  month        int check (month between 1 and 12),
  kind         text not null check (kind in ('MEDICAL','DISABILITY','EDUCATION','DISASTER','ACCIDENT','EMPLOYMENT_COST','OTHER')),
  -- keyed hash of the kind: the writing role tells statements apart without reading what they are about
  kind_key     text not null,
  amount        bigint check (amount between 0 and 9000000000000000),
  health_amount bigint check (health_amount between 0 and 9000000000000000),
  rigid        boolean,
  check (case when kind in ('MEDICAL','DISABILITY') then amount is null and health_amount is not null
              else amount is not null and health_amount is null end)
);

do $$
declare t text; owner text;
begin
  foreach t in array array['village_profile','collective_income','expenditure'] loop
    owner := case t when 'expenditure' then 'household' else 'village' end;
    execute format($f$
      alter table %1$I
        add observed_on  date not null,
        add recorded_at  timestamptz not null default now(),
        add source       text collate "C" not null references department (code),
        add batch_id     uuid references feed_batch (id),
        add digest       bytea not null,
        add withdrawn_at timestamptz,
        add withdrawn_by uuid,
        add foreign key (%2$I, area_code) references %3$I (id, area_code) on update cascade
    $f$, t, owner || '_id', owner);
  end loop;
end $$;
create index village_profile_subject on village_profile (village_id, observed_on desc, recorded_at desc);
create index collective_income_subject on collective_income (village_id, year desc, observed_on desc, recorded_at desc);
create index expenditure_subject on expenditure (household_id, year desc, observed_on desc, recorded_at desc);

-- What stands in the villages so far was said by the demo alone, in the bureau's name; its day is the day of its entry.
insert into village_profile (village_id, area_code, village_class, exited_poor_village, weak_economy_village, hollow_village, observed_on,
                             recorded_at, source, digest)
select id, area_code, village_class, exited_poor_village, weak_economy_village, hollow_village, created_at::date, created_at, 'RRB', '\x00'
from village
where coalesce(village_class, exited_poor_village::text, weak_economy_village::text, hollow_village::text) is not null
  and exists (select 1 from department where code = 'RRB');

-- ---------------------------------------------------------------- the caches of a village

-- What an observation does not say it does not unsay: each column has the newest observation that says it.
create function refresh_village(ids uuid[]) returns void language plpgsql security definer set search_path = xianjie, pg_temp as $$
declare
  said constant text[] := array['village_class','exited_poor_village','weak_economy_village','hollow_village','natural_villages',
    'large_natural_villages','paved_road','paved_large_natural_villages','connected_large_natural_villages','power','broadband',
    'mobile_4g','water','clinic','culture_room','courtyards','waste_points'];
begin
  execute format(
    'update village v set %s, updated_at = now() from (
       select x.id, %s from unnest($1) as x(id)
       left join village_profile o on o.village_id = x.id and o.withdrawn_at is null group by x.id) s
     where v.id = s.id',
    (select string_agg(format('%1$I = s.%1$I', c), ', ') from unnest(said) c),
    (select string_agg(format('(array_agg(o.%1$I order by o.observed_on desc, o.recorded_at desc) filter (where o.%1$I is not null))[1] as %1$I', c), ', ')
     from unnest(said) c)) using ids;
  update village v set
    collective_income_year = s.year, collective_total = s.total, collective_operating = s.operating, collective_dividends = s.dividends,
    updated_at = now()
  from (
    select x.id, y.year,
      (array_agg(o.total order by o.observed_on desc, o.recorded_at desc) filter (where o.total is not null))[1] as total,
      (array_agg(o.operating order by o.observed_on desc, o.recorded_at desc) filter (where o.operating is not null))[1] as operating,
      (array_agg(o.dividends order by o.observed_on desc, o.recorded_at desc) filter (where o.dividends is not null))[1] as dividends
    from unnest(ids) as x(id)
    left join lateral (select max(year) as year from collective_income o where o.village_id = x.id and o.withdrawn_at is null) y on true
    left join collective_income o on o.village_id = x.id and o.year = y.year and o.withdrawn_at is null
    group by x.id, y.year) s
  where v.id = s.id;
end $$;

create function on_village_observation() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  perform refresh_village(array(select distinct village_id from changed));
  return null;
end $$;
revoke execute on function refresh_village(uuid[]), on_village_observation() from public;

do $$
declare t text; op text;
begin
  foreach t in array array['village_profile','collective_income'] loop
    foreach op in array array['insert','update'] loop
      execute format('create trigger %I after %s on %I referencing new table as changed for each statement execute function on_village_observation()',
                     'cache_' || op, op, t);
    end loop;
  end loop;
end $$;

-- ---------------------------------------------------------------- who may touch what

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
  foreach t in array array['village_profile','collective_income','expenditure'] loop
    execute format('grant select, insert, update (withdrawn_at, withdrawn_by) on %I to xj_system', t);
    execute format('grant insert, update (withdrawn_at, withdrawn_by) on %I to xj_write', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy inside_scope on %I to xj_read, xj_clear, xj_engine, xj_write using (%s) with check (%s)', t, inside, inside);
    execute format('create policy whole_system on %I to xj_system using (true) with check (true)', t);
  end loop;
  -- Nobody rewrites what was published: a correction is a new entry.
  foreach t in array array['area_designation','reference_income'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy public_reading on %I for select to xj_read, xj_clear, xj_engine, xj_write using (true)', t);
    execute format('create policy administrator_adds on %I for insert to xj_write with check (%s)', t, nation);
    execute format('create policy whole_system on %I to xj_system using (true) with check (true)', t);
    execute format('grant select on %I to xj_read, xj_clear, xj_engine, xj_write, xj_system', t);
    execute format('grant insert on %I to xj_write, xj_system', t);
  end loop;
end $$;

-- What a household spends on tells of illness and schooling, and so does the office that says it: PERSONAL. What health costs: SENSITIVE.
do $$
declare r record;
begin
  for r in select * from (values
    ('village_profile', '{}'::text[], '{}'::text[], array['digest']),
    ('collective_income', '{}', '{}', array['digest']),
    ('expenditure', array['kind','amount','source'], array['health_amount'], array['digest','kind_key'])
  ) as v(t, personal, sensitive, hidden) loop
    execute (select format('grant select (%s) on %I to xj_read, xj_clear, xj_engine, xj_write', string_agg(quote_ident(column_name), ', '), r.t)
             from information_schema.columns where table_schema = 'xianjie' and table_name = r.t
             and column_name <> all (r.personal || r.sensitive || r.hidden));
    execute (select format('grant select (%s) on %I to xj_write', string_agg(quote_ident(c), ', '), r.t) from unnest(r.hidden) c);
  end loop;
end $$;
grant select (kind, amount, source) on expenditure to xj_clear, xj_engine;
grant select (health_amount) on expenditure to xj_engine;
-- A statement is compared with what the same office said before.
grant select (source) on expenditure to xj_write;

grant select on village to xj_read, xj_clear, xj_engine, xj_write;
-- The caches are the database's own: whoever could write them could contradict what was observed.
revoke insert, update on village from xj_write;
grant insert (id, area_code, version, created_at, updated_at), update (area_code, version, updated_at) on village to xj_write;
