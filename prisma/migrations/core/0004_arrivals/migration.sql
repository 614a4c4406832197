-- Since when a household or person is known where it is: a list that came in before cannot have left it out.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".

alter table household add moved_at timestamptz;
alter table person add moved_at timestamptz;

-- The clock, not the transaction's start: a list that is being read meanwhile counts as earlier.
create function note_move() returns trigger language plpgsql set search_path = xianjie, pg_temp as $$
begin
  new.moved_at := clock_timestamp();
  return new;
end $$;
revoke execute on function note_move() from public;

create trigger household_moved before update of area_code on household
  for each row when (new.area_code is distinct from old.area_code) execute function note_move();
-- A person under another resident id is, for every list, somebody else.
create trigger person_moved before update of area_code, resident_id_index on person
  for each row when (new.area_code is distinct from old.area_code
                     or old.resident_id_index is not null and new.resident_id_index is distinct from old.resident_id_index)
  execute function note_move();

grant select (moved_at) on household, person to xj_engine;

-- Whether a complete list (complete_on, recorded_at) could have named a subject of the register.
create function could_name(complete_on date, recorded_at timestamptz, created_at timestamptz, moved_at timestamptz)
returns boolean language sql immutable parallel safe as $$
  select recorded_at >= created_at
    and (moved_at is null or recorded_at >= moved_at and complete_on >= (moved_at at time zone 'Asia/Shanghai')::date)
$$;
