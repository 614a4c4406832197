import type pg from 'pg';

/** One thing that the database's catalogue knows, in words that do not depend on how it came to be. */
export interface CatalogueEntry {
  /** The table or function that it belongs to. */
  readonly owner: string;
  /** For example `column household.area_code`. */
  readonly what: string;
  readonly how: string;
}

const WITH = `with r as (
  select c.relname::text as name, c.* from pg_class c where c.relnamespace = 'xianjie'::regnamespace
), visible as (select * from r where relkind in ('r','p','v','m','f','S'))`;

/**
 * Everything in the platform's schema that a migration can make: tables, columns, constraints, indexes, policies, grants, triggers, types and
 * functions. The order of columns is left out: a table that was altered and one that was made anew are the same.
 */
const PARTS = {
  table: `
    select name, 'table ' || name,
           case relkind when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view' when 'm' then 'materialised view'
                        when 'f' then 'foreign table' else 'sequence' end
           || case when relrowsecurity then ', row security' else ', no row security' end
           || case when relforcerowsecurity then ', also for its owner' else '' end
           || ', of ' || pg_get_userbyid(relowner)
           || coalesce(', ' || array_to_string(reloptions, ', '), '')
           || case when relkind in ('v','m') then ', ' || md5(pg_get_viewdef(oid)) else '' end
    from visible`,
  column: `
    select v.name, 'column ' || v.name || '.' || a.attname,
           format_type(a.atttypid, a.atttypmod)
           || coalesce(' collate ' || nullif(a.attcollation, t.typcollation)::regcollation::text, '')
           || case when a.attnotnull then ' not null' else '' end
           || coalesce(case when a.attgenerated <> '' then ' generated ' else ' default ' end || pg_get_expr(d.adbin, d.adrelid), '')
           || case when a.attidentity <> '' then ' identity' else '' end
    from visible v join pg_attribute a on a.attrelid = v.oid and a.attnum > 0 and not a.attisdropped and v.relkind <> 'S'
    join pg_type t on t.oid = a.atttypid left join pg_attrdef d on d.adrelid = v.oid and d.adnum = a.attnum`,
  constraint: `
    select v.name, 'constraint ' || v.name || '.' || c.conname,
           pg_get_constraintdef(c.oid) || case when c.convalidated then '' else ' (not validated)' end
    from visible v join pg_constraint c on c.conrelid = v.oid and c.contype <> 'n'`,
  index: `
    select v.name, 'index ' || x.name, pg_get_indexdef(x.oid) || case when i.indisvalid then '' else ' (not valid)' end
    from visible v join pg_index i on i.indrelid = v.oid join r x on x.oid = i.indexrelid`,
  policy: `
    select v.name, 'policy ' || v.name || '.' || p.polname,
           case when p.polpermissive then 'permissive' else 'restrictive' end || ' for '
           || case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end || ' to '
           || (select coalesce(string_agg(case when o = 0 then 'public' else pg_get_userbyid(o)::text end, ', ' order by pg_get_userbyid(o)), '') from unnest(p.polroles) o)
           || coalesce(' using ' || pg_get_expr(p.polqual, p.polrelid), '')
           || coalesce(' with check ' || pg_get_expr(p.polwithcheck, p.polrelid), '')
    from visible v join pg_policy p on p.polrelid = v.oid`,
  grant: `
    select v.name, 'grant on ' || v.name || ' to ' || case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee)::text end,
           string_agg(lower(g.privilege_type) || case when g.is_grantable then ' with grant option' else '' end, ', ' order by g.privilege_type)
    from visible v cross join lateral aclexplode(v.relacl) g where g.grantee <> v.relowner group by v.name, g.grantee`,
  columnGrant: `
    select v.name, 'grant on ' || v.name || '.' || a.attname || ' to ' || case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee)::text end,
           string_agg(lower(g.privilege_type) || case when g.is_grantable then ' with grant option' else '' end, ', ' order by g.privilege_type)
    from visible v join pg_attribute a on a.attrelid = v.oid and not a.attisdropped cross join lateral aclexplode(a.attacl) g
    where g.grantee <> v.relowner group by v.name, a.attname, g.grantee`,
  trigger: `
    select v.name, 'trigger ' || v.name || '.' || t.tgname, pg_get_triggerdef(t.oid) || case t.tgenabled when 'O' then '' else ' (switched: ' || t.tgenabled::text || ')' end
    from visible v join pg_trigger t on t.tgrelid = v.oid and not t.tgisinternal`,
  rule: `
    select v.name, 'rule ' || v.name || '.' || w.rulename, pg_get_ruledef(w.oid)
    from visible v join pg_rewrite w on w.ev_class = v.oid and w.rulename <> '_RETURN'`,
  function: `
    select p.proname, 'function ' || p.oid::regprocedure::text,
           md5(pg_get_functiondef(p.oid)) || case when p.prosecdef then ', as its owner' else '' end || ', of ' || pg_get_userbyid(p.proowner)
           || coalesce(', executed by ' || (select string_agg(case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee)::text end, ', ' order by g.grantee::regrole::text)
                                            from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g where g.grantee <> p.proowner), '')
    from pg_proc p where p.pronamespace = 'xianjie'::regnamespace and p.prokind in ('f','p')`,
  type: `
    select t.typname::text, 'type ' || t.typname, case t.typtype when 'e' then 'enumeration' when 'd' then 'domain' when 'r' then 'range' else 'composite' end
    from pg_type t left join pg_class c on c.oid = t.typrelid
    where t.typnamespace = 'xianjie'::regnamespace and (t.typtype in ('e','d','r') or t.typtype = 'c' and c.relkind = 'c')`,
  defaultGrant: `
    select 'xianjie', 'default grant on ' || d.defaclobjtype::text || ' of ' || pg_get_userbyid(d.defaclrole)
           || coalesce(' in ' || d.namespace::regnamespace::text, '') || ' to ' || case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee)::text end,
           string_agg(lower(g.privilege_type), ', ' order by g.privilege_type)
    from (select *, nullif(defaclnamespace, 0::oid) as namespace from pg_default_acl) d cross join lateral aclexplode(d.defaclacl) g
    where g.grantee <> d.defaclrole group by d.defaclobjtype, d.defaclrole, d.namespace, g.grantee`,
  schemaGrant: `
    select 'xianjie', 'grant on the schema to ' || case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee)::text end,
           string_agg(lower(g.privilege_type), ', ' order by g.privilege_type)
    from pg_namespace n cross join lateral aclexplode(n.nspacl) g where n.nspname = 'xianjie' and g.grantee <> n.nspowner group by g.grantee`,
} as const;

/** Reads the catalogue, or some parts of it. The search path must be `xianjie`, so that names come back alike everywhere. */
export async function readCatalogue(
  client: pg.ClientBase,
  parts: readonly (keyof typeof PARTS)[] = Object.keys(PARTS) as (keyof typeof PARTS)[],
): Promise<CatalogueEntry[]> {
  return (
    await client.query<CatalogueEntry>(
      `${WITH} select * from (${parts.map((part) => PARTS[part]).join(' union all ')}) as entry (owner, what, how)`,
    )
  ).rows;
}

/** How two catalogues differ, a sentence each, in order. */
export interface CatalogueDifference {
  readonly owner: string;
  readonly what: string;
  /** Undefined: it is not there. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export function compareCatalogues(before: readonly CatalogueEntry[], after: readonly CatalogueEntry[]): CatalogueDifference[] {
  const old = new Map(before.map((entry) => [entry.what, entry]));
  const now = new Map(after.map((entry) => [entry.what, entry]));
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((what) => {
    const [a, b] = [old.get(what), now.get(what)];
    return a?.how === b?.how ? [] : [{ owner: (a ?? b)?.owner ?? '', what, before: a?.how, after: b?.how }];
  });
}
