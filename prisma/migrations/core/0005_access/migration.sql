-- Who may get in: clients, the people who sign in through them, codes on their way, and the keys that tokens are signed with.
-- Three roles join: xj_access (authentication: reads secrets' hashes, nothing of families), xj_reveal (one audited answer: as
-- xj_clear, and SENSITIVE columns too), and xj_audit begins to be used (denials, rate buckets).

create table access_client (
  id             text collate "C" primary key check (id ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  kind           text not null check (kind in ('DEPARTMENT','INSTITUTION','PORTAL','PLATFORM','ADMIN')),
  title_zh       text not null,
  title_en       text not null,
  -- the nearest area that holds all of its areas: whose administrator may see and change it
  area_code      text collate "C" not null references area (code),
  areas          text[] not null check (cardinality(areas) <= 4),
  scopes         text[] not null default '{}',
  purposes       text[] not null default '{}',
  -- as which departments it may speak; null: any
  departments    text[],
  redirect_uris  text[] not null default '{}',
  origins        text[] not null default '{}',
  -- answers registered documents only
  documents_only boolean not null default false,
  -- another issuer that vouches for it, and what that one calls it; null: our own
  issuer         text,
  subject        text,
  enabled        boolean not null default true,
  secret_hash    bytea,
  -- the secret before the last rotation, good for a while
  former_hash    bytea,
  former_until   timestamptz,
  -- whether it comes with a secret at all: whoever administers it may know that and not the hash
  has_secret     boolean not null generated always as (secret_hash is not null) stored,
  version        int not null default 1,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  unique (issuer, subject),
  check ((issuer is null) = (subject is null))
);
create index access_client_area on access_client (area_code, id);

-- A secret that is replaced stays good until former_until. The writing role may not read it, so it cannot keep it itself.
create function keep_former_secret() returns trigger language plpgsql set search_path = xianjie, pg_temp as $$
begin
  new.former_hash := case when new.former_until > now() then old.secret_hash end;
  return new;
end $$;
create trigger keep_former_secret before update of secret_hash on access_client for each row execute function keep_former_secret();

create table access_user (
  id            uuid primary key default gen_random_uuid(),
  login         text collate "C" not null unique check (login ~ '^[a-z0-9][a-z0-9._-]{1,62}$'),
  title_zh      text not null,
  title_en      text not null,
  area_code     text collate "C" not null references area (code),
  areas         text[] not null check (cardinality(areas) <= 4),
  roles         text[] not null,
  -- the policy domains of the person's office; the core is everybody's
  domains       text[] not null default '{}',
  issuer        text,
  subject       text,
  enabled       boolean not null default true,
  password_hash bytea,
  failed_count  int not null default 0,
  failed_at     timestamptz,
  version       int not null default 1,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  unique (issuer, subject),
  check ((issuer is null) = (subject is null))
);
create index access_user_area on access_user (area_code, login, id);

-- One sign-in on its way from the page to the token endpoint; the code itself is not kept.
create table access_code (
  hash           bytea primary key,
  client_id      text collate "C" not null references access_client (id),
  user_id        uuid not null references access_user (id),
  redirect_uri   text not null,
  code_challenge text not null,
  nonce          text,
  expires_at     timestamptz not null,
  used_at        timestamptz
);

create table access_key (
  kid            text collate "C" primary key,
  algorithm      text not null,
  public_jwk     jsonb not null,
  private_sealed bytea not null,
  created_at     timestamptz not null default now(),
  -- no new token is signed with it; tokens it signed are still believed until it is removed
  retired_at     timestamptz,
  removed_at     timestamptz
);

do $$
declare
  t text;
  inside constant text := $p$(select scope_holds()) and (
       (area_code >= (select current_setting('xj.lo1', true)) and area_code < (select current_setting('xj.hi1', true)))
    or (area_code >= (select current_setting('xj.lo2', true)) and area_code < (select current_setting('xj.hi2', true)))
    or (area_code >= (select current_setting('xj.lo3', true)) and area_code < (select current_setting('xj.hi3', true)))
    or (area_code >= (select current_setting('xj.lo4', true)) and area_code < (select current_setting('xj.hi4', true))))$p$;
begin
  foreach t in array array['access_client','access_user'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy inside_scope on %I to xj_read, xj_clear, xj_write using (%s) with check (%s)', t, inside, inside);
    execute format('create policy authentication on %I to xj_access using (true) with check (true)', t);
    execute format('create policy whole_system on %I to xj_system using (true) with check (true)', t);
    -- Hashes of secrets are read by authentication alone.
    execute (select format('grant select (%s) on %I to xj_read, xj_clear, xj_write', string_agg(quote_ident(column_name), ', '), t)
             from information_schema.columns where table_schema = 'xianjie' and table_name = t
             and column_name not in ('secret_hash','former_hash','former_until','password_hash','failed_count','failed_at'));
    execute format('grant insert, update on %I to xj_write', t);
    execute format('grant select on %I to xj_access', t);
    execute format('grant select, insert, update on %I to xj_system', t);
  end loop;
  foreach t in array array['access_code','access_key'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy authentication on %I to xj_access using (true) with check (true)', t);
    execute format('create policy whole_system on %I to xj_system using (true) with check (true)', t);
    execute format('grant select on %I to xj_access', t);
    execute format('grant select, insert, update, delete on %I to xj_system', t);
  end loop;
end $$;
grant usage on schema xianjie to xj_access, xj_reveal;
grant update (failed_count, failed_at) on access_user to xj_access;
grant insert, delete, update (used_at) on access_code to xj_access;
grant insert, update (retired_at, removed_at) on access_key to xj_access;
grant select (code) on area to xj_access;
create policy public_reading_access on area for select to xj_access using (true);
