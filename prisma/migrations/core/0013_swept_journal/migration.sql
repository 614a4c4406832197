-- What is written of a family, a project or an area is noted as to be asked again, in the same transaction.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".

-- Until when a sweep is in somebody's hands: later than that it may be taken up by somebody else.
alter table sweep add leased_until timestamptz;

-- One function for each way in which a table names its subject; a statement is one note for each subject, however many rows it wrote.
-- Nothing is noted before the first sweep was asked for: then there is nothing that could be out of date.
create function stale_person() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  insert into stale_subject (kind, subject_id, area_code, source)
  select distinct 'PERSON', person_id, area_code, tg_table_name::text from changed where exists (select from sweep);
  return null;
end $$;
create function stale_household() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  insert into stale_subject (kind, subject_id, area_code, source)
  select distinct 'HOUSEHOLD', household_id, area_code, tg_table_name::text from changed where exists (select from sweep);
  return null;
end $$;
-- A row about a household, or about one of its members.
create function stale_family() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  insert into stale_subject (kind, subject_id, area_code, source)
  select distinct case when person_id is null then 'HOUSEHOLD' else 'PERSON' end, coalesce(person_id, household_id), area_code, tg_table_name::text
  from changed where exists (select from sweep);
  return null;
end $$;
create function stale_project() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  insert into stale_subject (kind, subject_id, area_code, source)
  select distinct 'PROJECT', project_id, area_code, tg_table_name::text from changed where exists (select from sweep);
  return null;
end $$;
-- A row about whatever lies in an area: all of it there is asked again that reads this table.
create function stale_area() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  insert into stale_subject (kind, area_code, source)
  select distinct 'AREA', area_code, tg_table_name::text from changed where exists (select from sweep);
  return null;
end $$;

-- The register itself. Its caches are no facts, and what they are made from is noted where it is written.
create function stale_register() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  if not exists (select from sweep) then return null; end if;
  if tg_op = 'INSERT' then
    insert into stale_subject (kind, subject_id, area_code, source)
    select upper(tg_table_name), id, area_code, null from changed;
  elsif tg_table_name = 'household' then
    insert into stale_subject (kind, subject_id, area_code, source)
    select 'HOUSEHOLD', c.id, c.area_code, case when c.area_code = w.area_code then 'household' end
    from changed c join was w using (id)
    where (c.area_code, c.relocated, c.contracted_land_mu, c.moved_at) is distinct from (w.area_code, w.relocated, w.contracted_land_mu, w.moved_at);
  elsif tg_table_name = 'person' then
    insert into stale_subject (kind, subject_id, area_code, source)
    select 'PERSON', c.id, c.area_code, case when (c.area_code, c.household_id) = (w.area_code, w.household_id) then 'person' end
    from changed c join was w using (id)
    where (c.area_code, c.household_id, c.left_on, c.birth_date, c.sex, c.is_head, c.relation, c.ethnicity, c.education_level, c.moved_at)
      is distinct from (w.area_code, w.household_id, w.left_on, w.birth_date, w.sex, w.is_head, w.relation, w.ethnicity, w.education_level, w.moved_at)
    union all
    -- The household that somebody left is another one, too.
    select 'HOUSEHOLD', w.household_id, w.area_code, 'person' from changed c join was w using (id) where c.household_id <> w.household_id;
  else
    insert into stale_subject (kind, subject_id, area_code, source)
    select upper(tg_table_name), c.id, c.area_code, case when c.area_code = w.area_code then tg_table_name::text end
    from changed c join was w using (id);
  end if;
  return null;
end $$;

-- A household that lost a member altogether.
create function stale_without() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  insert into stale_subject (kind, subject_id, area_code, source)
  select distinct 'HOUSEHOLD', household_id, area_code, 'person' from was where exists (select from sweep);
  return null;
end $$;

-- A list that is complete says something of everybody it leaves out; a document that is adopted, of everybody there.
create function stale_list() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  insert into stale_subject (kind, area_code, source, detail)
  select distinct 'AREA', area_code, 'coverage', feed from changed where exists (select from sweep);
  return null;
end $$;
create function stale_rules() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  insert into stale_subject (kind, area_code) select distinct 'AREA', area_code from changed where exists (select from sweep);
  return null;
end $$;
grant delete on verdict_set to xj_system;
revoke execute on function stale_person(), stale_household(), stale_family(), stale_project(), stale_area(), stale_register(), stale_without(),
  stale_list(), stale_rules() from public;

do $$
declare r record; op text;
begin
  for r in select * from (values
    ('register_status', 'stale_household'), ('monitoring_status', 'stale_household'), ('safety_net_status', 'stale_household'),
    ('assistance_measure', 'stale_household'), ('income_statement', 'stale_household'), ('expenditure', 'stale_household'),
    ('guarantee_status', 'stale_family'), ('benefit_grant', 'stale_family'), ('person_status', 'stale_person'),
    ('coverage', 'stale_list'), ('adoption', 'stale_rules')
  ) as v (t, fn) loop
    foreach op in array array['insert', 'update'] loop
      execute format('create trigger %I after %s on %I referencing new table as changed for each statement execute function %I()',
                     'stale_' || op, op, r.t, r.fn);
    end loop;
  end loop;
  foreach op in array array['household', 'person', 'project'] loop
    execute format('create trigger stale_insert after insert on %I referencing new table as changed for each statement execute function stale_register()', op);
    execute format('create trigger stale_update after update on %I referencing old table as was new table as changed for each statement execute function stale_register()', op);
  end loop;
end $$;
create trigger stale_delete after delete on person referencing old table as was for each statement execute function stale_without();

-- How far a sweep is may be read by whoever reads the area; what it found may not.
do $$
declare
  inside constant text := $p$(select scope_holds()) and (
       (area_code >= (select current_setting('xj.lo1', true)) and area_code < (select current_setting('xj.hi1', true)))
    or (area_code >= (select current_setting('xj.lo2', true)) and area_code < (select current_setting('xj.hi2', true)))
    or (area_code >= (select current_setting('xj.lo3', true)) and area_code < (select current_setting('xj.hi3', true)))
    or (area_code >= (select current_setting('xj.lo4', true)) and area_code < (select current_setting('xj.hi4', true))))$p$;
begin
  execute format('create policy inside_domain on sweep for select to xj_read, xj_clear using (%s and (select domain_open(''core'')))', inside);
end $$;
grant select (id, area_code, checks, as_of, origin, state, failure_code, total, done, submitted_at, started_at, finished_at) on sweep to xj_read, xj_clear;
