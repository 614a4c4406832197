-- A set of checks is named by its fingerprint, so that it never becomes another one: whoever stores verdicts holds it with a lock that takes the
-- right to write, and writes nothing.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".

create function verdict_set_unchanged() returns trigger language plpgsql set search_path = xianjie, pg_temp as $$
begin
  raise insufficient_privilege using message = 'a set of checks is never written anew';
end $$;
create trigger unchanged before update on verdict_set for each row execute function verdict_set_unchanged();
revoke execute on function verdict_set_unchanged() from public;
