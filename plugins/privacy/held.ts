import type { Sql } from 'xianjie/schema';

/** A table that holds something about a person or about the household. */
export interface HeldTable {
  readonly name: string;
  /** The columns that lead to the subject; null: it has none. */
  readonly person: string | null;
  readonly household: string | null;
  /** What the revealing role may read of it, without what only the machinery needs. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** What is not said of anybody: keys, bookkeeping, the masked forms of what stands beside them. */
const MACHINERY = `a.attname not in ('area_code','version','digest','recorded_at','created_at','updated_at','moved_at','joined_at','synthetic','kind_key')
  and a.attname not like '%\\_masked' and a.attname not like '%\\_index' and format_type(a.atttypid, null) <> 'uuid'`;

/**
 * Every table from which a key leads to a person or a household, found in the database itself: one that a module adds is held from its
 * first row on, and one of a module that was switched off is held still.
 */
export async function heldTables(sql: Sql): Promise<readonly HeldTable[]> {
  const rows = await sql<{ name: string; person: string | null; household: string | null; columns: HeldTable['columns'] }>(`
    with keys as (
      select k.conrelid, k.confrelid::regclass::text as target,
             (select a.attname::text from unnest(k.conkey, k.confkey) as pair(own, theirs)
              join pg_attribute t on t.attrelid = k.confrelid and t.attnum = pair.theirs and t.attname = 'id'
              join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.own) as own
      from pg_constraint k
      where k.contype = 'f' and k.connamespace = 'xianjie'::regnamespace
        and k.confrelid in ('xianjie.person'::regclass, 'xianjie.household'::regclass)
    )
    select c.relname::text as name, min(own) filter (where target like '%person') as person, min(own) filter (where target like '%household') as household,
           (select coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null)) order by a.attnum), '[]')
            from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
              and has_column_privilege(a.attrelid, a.attnum, 'select') and ${MACHINERY}) as columns
    from keys join pg_class c on c.oid = keys.conrelid
    where c.relname not in ('person', 'disclosure')
    group by c.oid, c.relname order by c.relname`);
  return rows;
}

/** The rows of a table about a person: those that name the person, and of the household those that name nobody. */
export const whose = ({ person, household }: HeldTable): string =>
  person === null
    ? `o.${household} = $2`
    : household === null
      ? `o.${person} = $1`
      : `(o.${person} = $1 or (o.${person} is null and o.${household} = $2))`;
