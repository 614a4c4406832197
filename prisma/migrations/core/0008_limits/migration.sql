-- What clients may spend, shared by all instances, and the documents that are registered for them.

create table rate_bucket (
  -- a client, or a client and a person
  key         text collate "C" primary key,
  -- thousandths of a point; below zero: more was spent than an instance had leased
  available   bigint not null,
  refilled_at timestamptz not null
);
-- Nobody reads or writes it but through the function below.
alter table rate_bucket enable row level security;

-- Fills a bucket up by the time that has passed, takes back what is returned, and grants up to what is wanted, but nothing if what is
-- needed is not there. The time is the database's, so that instances with different clocks share one.
create function rate_lease(p_key text, p_returned bigint, p_wanted bigint, p_needed bigint, p_capacity bigint, p_rate bigint,
                           p_at timestamptz default null, out granted bigint, out available bigint)
language plpgsql security definer set search_path = xianjie, pg_temp as $$
declare
  v_now   constant timestamptz := date_trunc('milliseconds', coalesce(p_at, clock_timestamp()));
  v_full  constant bigint := p_capacity * 1000;
  v_level bigint;
  v_since timestamptz;
begin
  insert into rate_bucket values (p_key, v_full, v_now) on conflict (key) do nothing;
  select b.available, b.refilled_at into v_level, v_since from rate_bucket b where b.key = p_key for update;
  -- points a second are thousandths of a point a millisecond
  v_level := least(v_full, v_level + greatest(0, (extract(epoch from v_now - v_since) * 1000)::bigint) * p_rate + p_returned * 1000);
  granted := least(p_wanted, greatest(0, floor(v_level / 1000.0)::bigint));
  if granted < p_needed then granted := 0; end if;
  v_level := v_level - granted * 1000;
  update rate_bucket b set available = v_level, refilled_at = greatest(v_since, v_now) where b.key = p_key;
  available := floor(v_level / 1000.0)::bigint;
end $$;
revoke execute on function rate_lease(text, bigint, bigint, bigint, bigint, bigint, timestamptz) from public;
grant execute on function rate_lease(text, bigint, bigint, bigint, bigint, bigint, timestamptz) to xj_audit;

-- A document that a client may ask for by the hash of its text. The text does not change: another text has another hash.
alter table access_client add unique (id, area_code);
create table trusted_document (
  client_id     text collate "C" not null,
  -- the client's, so that its administrator and nobody else sees and changes it
  area_code     text collate "C" not null,
  sha256        text collate "C" not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name          text not null,
  text          text not null,
  registered_at timestamptz not null default now(),
  primary key (client_id, sha256),
  foreign key (client_id, area_code) references access_client (id, area_code) on update cascade
);
alter table trusted_document enable row level security;
do $$
declare
  inside constant text := $p$(select scope_holds()) and (
       (area_code >= (select current_setting('xj.lo1', true)) and area_code < (select current_setting('xj.hi1', true)))
    or (area_code >= (select current_setting('xj.lo2', true)) and area_code < (select current_setting('xj.hi2', true)))
    or (area_code >= (select current_setting('xj.lo3', true)) and area_code < (select current_setting('xj.hi3', true)))
    or (area_code >= (select current_setting('xj.lo4', true)) and area_code < (select current_setting('xj.hi4', true))))$p$;
begin
  execute format('create policy inside_scope on trusted_document to xj_read, xj_clear, xj_write using (%s) with check (%s)', inside, inside);
end $$;
create policy authentication on trusted_document for select to xj_access using (true);
create policy whole_system on trusted_document to xj_system using (true) with check (true);
grant select on trusted_document to xj_read, xj_clear, xj_write, xj_access;
grant insert, delete on trusted_document to xj_write;
grant select, insert, delete on trusted_document to xj_system;
