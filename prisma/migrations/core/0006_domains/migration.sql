-- Whose data somebody reads, beside where: the modules of which a scope may read more than the public part join what is signed.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".

create or replace function scope_holds() returns boolean language plpgsql stable parallel restricted security definer set search_path = xianjie, pg_temp as $$
declare k scope_key;
begin
  select * into k from scope_key;
  return coalesce(current_setting('xj.mac', true) = encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(
    pg_backend_pid() || '|' ||
    coalesce(current_setting('xj.lo1', true), '') || '|' || coalesce(current_setting('xj.hi1', true), '') || '|' ||
    coalesce(current_setting('xj.lo2', true), '') || '|' || coalesce(current_setting('xj.hi2', true), '') || '|' ||
    coalesce(current_setting('xj.lo3', true), '') || '|' || coalesce(current_setting('xj.hi3', true), '') || '|' ||
    coalesce(current_setting('xj.lo4', true), '') || '|' || coalesce(current_setting('xj.hi4', true), '') || '|' ||
    coalesce(current_setting('xj.domains', true), ''), 'UTF8'))), 'hex'), false);
end $$;

-- Whether a scope reads more than the public part of a module, and whether it reads anything of it: `,core,education:public,`, or `,*,` for
-- everything. They say nothing of whether the scope is signed: a policy asks both, each once for a table of a statement.
create function domain_open(module text) returns boolean language sql stable parallel safe as $$
  select coalesce(position(',*,' in current_setting('xj.domains', true)) > 0
               or position(',' || module || ',' in current_setting('xj.domains', true)) > 0, false)
$$;
create function domain_known(module text) returns boolean language sql stable parallel safe as $$
  select domain_open(module) or coalesce(position(',' || module || ':public,' in current_setting('xj.domains', true)) > 0, false)
$$;
revoke execute on function domain_open(text), domain_known(text) from public;
grant execute on function domain_open(text), domain_known(text) to xj_read, xj_clear;
grant execute on function scope_holds() to xj_reveal;

do $$
declare
  t text;
  inside constant text := $p$(select scope_holds()) and (
       (area_code >= (select current_setting('xj.lo1', true)) and area_code < (select current_setting('xj.hi1', true)))
    or (area_code >= (select current_setting('xj.lo2', true)) and area_code < (select current_setting('xj.hi2', true)))
    or (area_code >= (select current_setting('xj.lo3', true)) and area_code < (select current_setting('xj.hi3', true)))
    or (area_code >= (select current_setting('xj.lo4', true)) and area_code < (select current_setting('xj.hi4', true))))$p$;
  domain text;
begin
  -- Households and people are the core's. The engine and the writers work with all facts of an area; what they find is guarded where it is told.
  -- A batch belongs to the module whose feed it fills, so that a school sees what became of its list; what was refused goes with its batch.
  foreach t in array array['household','person','register_status','monitoring_status','safety_net_status','guarantee_status','assistance_measure',
                           'household_authorisation','income_statement','benefit_grant','person_status','expenditure',
                           'feed_batch','feed_refusal','upload'] loop
    domain := case when t = 'feed_batch' then $p$domain_open(split_part(feed, '.', 1))$p$
                   when t = 'feed_refusal' then $p$exists (select from feed_batch b where b.id = batch_id)$p$
                   else $p$(select domain_open('core'))$p$ end;
    execute format('drop policy inside_scope on %I', t);
    execute format('create policy inside_scope on %I to xj_engine, xj_write, xj_reveal using (%s) with check (%s)', t, inside, inside);
    execute format('create policy inside_domain on %I for select to xj_read, xj_clear using (%s and %s)', t, inside, domain);
  end loop;
  -- Public knowledge of an area: readable inside it, whatever the domain.
  foreach t in array array['village','project','village_profile','collective_income'] loop
    execute format('alter policy inside_scope on %I to xj_read, xj_clear, xj_engine, xj_write, xj_reveal', t);
  end loop;
  foreach t in array array['area','department','adoption','coverage','area_designation','reference_income'] loop
    execute format('alter policy public_reading on %I to xj_read, xj_clear, xj_engine, xj_write, xj_reveal', t);
  end loop;
  -- Whoever administers an area says what is in force there and what was published of it.
  foreach t in array array['adoption','area_designation','reference_income'] loop
    execute format('drop policy administrator_adds on %I', t);
    execute format('create policy administrator_adds on %I for insert to xj_write with check (%s)', t, inside);
  end loop;
  drop policy administrator_changes on adoption;
  execute format('create policy administrator_changes on adoption for update to xj_write using (%s) with check (%s)', inside, inside);
end $$;

-- The one audited answer: what the clear role reads and what is SENSITIVE. Somebody is found by the keyed hash of the resident id.
do $$
declare t text;
begin
  foreach t in array array['area','department','adoption','coverage','area_designation','reference_income','village','project','village_profile',
                           'collective_income','household','person','register_status','monitoring_status','safety_net_status','guarantee_status',
                           'assistance_measure','household_authorisation','income_statement','benefit_grant','person_status','expenditure',
                           'feed_batch','feed_refusal','upload'] loop
    execute (select format('grant select (%s) on %I to xj_reveal', string_agg(quote_ident(attname), ', ' order by attnum), t)
             from pg_attribute where attrelid = t::regclass and attnum > 0 and not attisdropped
             and (has_column_privilege('xj_clear', attrelid, attnum, 'select') or has_column_privilege('xj_engine', attrelid, attnum, 'select')));
  end loop;
end $$;
grant select (resident_id_index) on person to xj_reveal;
