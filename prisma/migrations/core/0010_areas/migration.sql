-- Codes of areas have a history: whoever administers an area says by which one it was replaced, and authentication reads it, so that a client
-- of the new code finds the records that lie under the old one.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".

alter table area add constraint area_not_its_own_successor check (successor_code <> code);
alter table area add constraint area_replaced_on_a_day check (successor_code is null or valid_to is not null);
create index area_successor on area (successor_code) where successor_code is not null;

-- Not under the whole nation only: under both codes.
drop policy administrator_changes on area;
create policy administrator_changes on area for update to xj_write
  using ((select scope_holds()) and (
       (code >= (select current_setting('xj.lo1', true)) and code < (select current_setting('xj.hi1', true)))
    or (code >= (select current_setting('xj.lo2', true)) and code < (select current_setting('xj.hi2', true)))
    or (code >= (select current_setting('xj.lo3', true)) and code < (select current_setting('xj.hi3', true)))
    or (code >= (select current_setting('xj.lo4', true)) and code < (select current_setting('xj.hi4', true)))))
  with check (true);
revoke update on area from xj_write;
grant update (successor_code, valid_from, valid_to) on area to xj_write;

grant select (code, valid_from, valid_to, successor_code) on area to xj_access;
