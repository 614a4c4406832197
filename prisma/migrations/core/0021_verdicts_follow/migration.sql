-- What was found of somebody follows the record by a trigger, no longer by a key: a key looked up, locked and wrote every record that a sweep
-- passed. Whoever moves or removes a record waits for whoever stores verdicts of that county and the other way round, so that neither misses
-- what the other is about to write.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".

-- With the columns go their keys, their indexes and what was checked of them: the subject is named once.
alter table verdict_state
  drop column household_id, drop column person_id, drop column project_id,
  drop constraint verdict_state_set_hash_fkey,
  drop constraint verdict_state_pkey, add primary key (subject_id, kind);
alter table verdict_change drop column household_id, drop column person_id, drop column project_id;

-- One at a time writes verdicts of a county: whoever stores what was found, or makes it follow.
create function hold_verdicts(area text) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended('xianjie.verdicts ' || left(area, 6), 0))
$$;

create function verdicts_follow() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform hold_verdicts(old.area_code);
    delete from verdict_state where subject_id = old.id and kind = upper(tg_table_name);
    delete from verdict_change where subject_id = old.id and kind = upper(tg_table_name);
  else
    -- Always in the same order, so that two that move in opposite directions wait for each other and not in a circle.
    perform hold_verdicts(least(old.area_code, new.area_code));
    perform hold_verdicts(greatest(old.area_code, new.area_code));
    update verdict_state set area_code = new.area_code where subject_id = new.id and kind = upper(tg_table_name);
    update verdict_change set area_code = new.area_code where subject_id = new.id and kind = upper(tg_table_name);
  end if;
  return null;
end $$;

-- The checks of a row are known as long as there is the row.
create function verdict_set_kept() returns trigger language plpgsql security definer set search_path = xianjie, pg_temp as $$
begin
  if exists (select from verdict_state s join was on was.hash = s.set_hash) then
    raise foreign_key_violation using message = 'a stored verdict names this set of checks';
  end if;
  return null;
end $$;
create trigger kept after delete on verdict_set referencing old table as was for each statement execute function verdict_set_kept();

do $$
declare t text;
begin
  foreach t in array array['household', 'person', 'project'] loop
    execute format('create trigger verdicts_gone after delete on %I for each row execute function verdicts_follow()', t);
    execute format('create trigger verdicts_moved after update of area_code on %I for each row when (new.area_code is distinct from old.area_code)
                    execute function verdicts_follow()', t);
  end loop;
end $$;

revoke execute on function hold_verdicts(text), verdicts_follow(), verdict_set_kept() from public;
grant execute on function hold_verdicts(text) to xj_system;
-- A set that is about to be named is locked against being taken away; nothing of it can be written.
grant update (kind) on verdict_set to xj_system;
