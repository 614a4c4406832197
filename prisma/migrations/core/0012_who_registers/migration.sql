-- Who gets in is written by whoever administers who gets in, and by no other write: a module's SQL runs as the same role.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".

grant execute on function domain_open(text) to xj_write;

do $$
declare
  t text;
  ranges constant text := $p$((%1$s >= (select current_setting('xj.lo1', true)) and %1$s < (select current_setting('xj.hi1', true)))
    or (%1$s >= (select current_setting('xj.lo2', true)) and %1$s < (select current_setting('xj.hi2', true)))
    or (%1$s >= (select current_setting('xj.lo3', true)) and %1$s < (select current_setting('xj.hi3', true)))
    or (%1$s >= (select current_setting('xj.lo4', true)) and %1$s < (select current_setting('xj.hi4', true))))$p$;
  registers constant text := format($p$(select scope_holds()) and (select domain_open('access')) and %s$p$, format(ranges, 'area_code'));
  -- Nobody gives what lies outside the own areas: the list itself is looked at, not only the area that holds all of it.
  gives constant text := format($p$not exists (select from unnest(areas) as given (area) where not %s)$p$, format(ranges, '(area collate "C")'));
begin
  foreach t in array array['access_client','access_user','trusted_document'] loop
    execute format('alter policy inside_scope on %I to xj_read, xj_clear', t);
    execute format('create policy registering on %I to xj_write using (%s) with check (%s)', t, registers,
                   registers || case when t = 'trusted_document' then '' else ' and ' || gives end);
  end loop;
end $$;
