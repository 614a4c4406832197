-- Policy as administered data: documents that an area records for itself, and the values that documents state, proposed by one and
-- approved by another.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".

-- Every version of a document stays: a correction is another row.
create table policy_document (
  -- the same for every version: what the graph's id of the document is made of
  id          uuid not null,
  version     int not null check (version >= 1),
  code        text collate "C" not null check (code ~ '^[A-Z0-9][A-Z0-9-]{1,39}$'),
  -- where it is in force by itself, and who administers it
  area_code   text collate "C" not null references area (code),
  title_zh    text not null,
  title_en    text,
  issuer_zh   text not null,
  issuer_en   text,
  number      text,
  issued_on   date not null,
  precision   text not null check (precision in ('DAY','MONTH','YEAR')),
  until       date check (until >= issued_on),
  level       text not null check (level in ('NATIONAL','PROVINCE','PREFECTURE','COUNTY','TOWNSHIP','VILLAGE','COMMUNITY')),
  replaces    text collate "C",
  -- [{ place, section, text }], in the order of the text
  clauses     jsonb not null check (jsonb_typeof(clauses) = 'array'),
  note        text,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (id, version),
  unique (code, version)
);

-- What a document says a policy value is. The figure never changes; only what was decided about it is added, once.
create table parameter_value (
  id              uuid primary key default gen_random_uuid(),
  -- the document's own area: whoever administers that one proposes and decides
  area_code       text collate "C" not null references area (code),
  parameter_code  text collate "C" not null,
  document_code   text collate "C" not null,
  kind            text not null check (kind in ('SET','BLANK','REFERENCE')),
  -- in stored form: money in fen, days as YYYY-MM-DD
  value           jsonb,
  refers_to       text collate "C",
  because_zh      text,
  because_en      text,
  operator        text not null check (operator in ('eq','lt','lte','gt','gte','range','approx')),
  place           text not null,
  quote           text not null,
  valid_from      date not null,
  note            text,
  state           text not null default 'OPEN' check (state in ('OPEN','APPROVED','REJECTED','WITHDRAWN')),
  proposed_at     timestamptz not null default clock_timestamp(),
  proposed_client text not null,
  -- the person who signed in; null: the system by itself
  proposed_user   uuid,
  decided_at      timestamptz,
  decided_client  text,
  decided_user    uuid,
  reason          text,
  check ((kind = 'SET') = (value is not null)),
  check ((kind = 'REFERENCE') = (refers_to is not null) and (kind = 'REFERENCE') = (because_zh is not null)),
  check ((state = 'OPEN') = (decided_at is null) and (state = 'OPEN') = (decided_client is null)),
  check (state <> 'REJECTED' or reason is not null),
  -- Nobody approves the own proposal: two people, or, where one of them is a system by itself, two systems.
  constraint second_person check (state <> 'APPROVED' or case when proposed_user is not null and decided_user is not null
                                  then proposed_user <> decided_user else proposed_client <> decided_client end)
);
create index parameter_value_parameter on parameter_value (parameter_code, valid_from, id);
create index parameter_value_approved on parameter_value (document_code) where state = 'APPROVED';
create index parameter_value_area on parameter_value (area_code, state, proposed_at, id);

-- ---------------------------------------------------------------- who may touch what

do $$
declare
  t text;
  inside constant text := $p$(select scope_holds()) and (
       (area_code >= (select current_setting('xj.lo1', true)) and area_code < (select current_setting('xj.hi1', true)))
    or (area_code >= (select current_setting('xj.lo2', true)) and area_code < (select current_setting('xj.hi2', true)))
    or (area_code >= (select current_setting('xj.lo3', true)) and area_code < (select current_setting('xj.hi3', true)))
    or (area_code >= (select current_setting('xj.lo4', true)) and area_code < (select current_setting('xj.hi4', true))))$p$;
begin
  foreach t in array array['policy_document','parameter_value'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy public_reading on %I for select to xj_read, xj_clear, xj_engine, xj_write, xj_reveal using (true)', t);
    execute format('create policy administrator_adds on %I for insert to xj_write with check (%s%s)', t, inside,
                   case when t = 'parameter_value' then $p$ and state = 'OPEN'$p$ else '' end);
    execute format('create policy whole_system on %I for select to xj_system using (true)', t);
  end loop;
  -- Decided once: what is no longer open is out of reach.
  execute format('create policy administrator_decides on parameter_value for update to xj_write using (%s and state = ''OPEN'')
                  with check (%s and state <> ''OPEN'')', inside, inside);
end $$;

grant select on policy_document, parameter_value to xj_read, xj_clear, xj_engine, xj_write, xj_reveal, xj_system;
grant insert on policy_document, parameter_value to xj_write;
grant update (state, decided_at, decided_client, decided_user, reason) on parameter_value to xj_write;
