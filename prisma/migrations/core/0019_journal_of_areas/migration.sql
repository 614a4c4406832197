-- What is written of a village or an area itself, and of policy values and documents, is noted as to be asked again there.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".

-- A value counts when it is approved, and a document when it is recorded: in its own area, and wherever it was adopted.
create function stale_values() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  if not exists (select from sweep) then return null; end if;
  insert into stale_subject (kind, area_code)
  select 'AREA', area_code from changed where state = 'APPROVED'
  union select 'AREA', a.area_code from changed c join adoption a on a.document_code = c.document_code where c.state = 'APPROVED';
  return null;
end $$;
create function stale_documents() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  if not exists (select from sweep) then return null; end if;
  insert into stale_subject (kind, area_code)
  select 'AREA', area_code from changed
  union select 'AREA', a.area_code from changed c join adoption a on a.document_code = c.code;
  return null;
end $$;
revoke execute on function stale_values(), stale_documents() from public;

-- A village's own row is a cache of its profiles: that it is there is all that is read of it.
create trigger stale_insert after insert on village referencing new table as changed for each statement execute function stale_area();
create trigger stale_insert after insert on policy_document referencing new table as changed for each statement execute function stale_documents();
do $$
declare t text; op text;
begin
  foreach op in array array['insert', 'update'] loop
    foreach t in array array['village_profile', 'collective_income', 'area_designation', 'reference_income'] loop
      execute format('create trigger %I after %s on %I referencing new table as changed for each statement execute function stale_area()',
                     'stale_' || op, op, t);
    end loop;
    execute format('create trigger %I after %s on parameter_value referencing new table as changed for each statement execute function stale_values()',
                   'stale_' || op, op);
  end loop;
end $$;
