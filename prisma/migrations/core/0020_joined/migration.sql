-- Since when a person belongs to the household: what was counted before counted them with another one.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".

alter table person add joined_at timestamptz;

create function note_joining() returns trigger language plpgsql set search_path = xianjie, pg_temp as $$
begin
  new.joined_at := clock_timestamp();
  return new;
end $$;
revoke execute on function note_joining() from public;

create trigger person_joined before update of household_id on person
  for each row when (new.household_id is distinct from old.household_id) execute function note_joining();

grant select (joined_at) on person to xj_engine;
