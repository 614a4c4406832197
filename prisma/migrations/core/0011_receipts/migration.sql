-- Whoever hands in a module's feeds sees what became of them without the right to read the module: `<module>:feed` joins what is signed.
-- Which receipts those are (a client's own ones) the graph says; they hold counts, rows, columns and codes, and no value of a row.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".

do $$
declare inside constant text := $p$(select scope_holds()) and (
       (area_code >= (select current_setting('xj.lo1', true)) and area_code < (select current_setting('xj.hi1', true)))
    or (area_code >= (select current_setting('xj.lo2', true)) and area_code < (select current_setting('xj.hi2', true)))
    or (area_code >= (select current_setting('xj.lo3', true)) and area_code < (select current_setting('xj.hi3', true)))
    or (area_code >= (select current_setting('xj.lo4', true)) and area_code < (select current_setting('xj.hi4', true))))$p$;
begin
  execute format('alter policy inside_domain on feed_batch using (%s and %s)', inside,
    $p$(domain_open(split_part(feed, '.', 1)) or domain_open(split_part(feed, '.', 1) || ':feed'))$p$);
end $$;
