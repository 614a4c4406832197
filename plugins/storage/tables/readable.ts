import type pg from 'pg';
import type { ModuleTable, PrivacyLevel } from 'xianjie/schema';
import { ownColumnsNeeded, standardColumns } from './protection.js';

/** Who may select a column: every reader, those who see personal data in clear, or nobody but the engine and the writers. */
export type WhoReads = 'ALL' | 'CLEAR' | 'NOBODY';

/** By table and column. */
export type TableColumns = ReadonlyMap<string, ReadonlyMap<string, WhoReads>>;

/** As the database grants it. */
export async function liveColumns(client: pg.ClientBase): Promise<TableColumns> {
  const { rows } = await client.query<{ table: string; column: string; who: WhoReads }>(`
    select c.relname::text as "table", a.attname::text as "column",
           case when has_column_privilege('xj_read', c.oid, a.attnum, 'select') then 'ALL'
                when has_column_privilege('xj_clear', c.oid, a.attnum, 'select') then 'CLEAR' else 'NOBODY' end as who
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'xianjie'::regnamespace and c.relkind in ('r','p')`);
  const tables = new Map<string, Map<string, WhoReads>>();
  for (const { table, column, who } of rows) tables.set(table, (tables.get(table) ?? new Map<string, WhoReads>()).set(column, who));
  return tables;
}

const READS: Record<PrivacyLevel, WhoReads> = { PUBLIC: 'ALL', INTERNAL: 'ALL', PERSONAL: 'CLEAR', SENSITIVE: 'NOBODY' };

/** As the declarations of modules' tables will have it granted; for a look without a database. */
export function declaredColumns(tables: readonly ModuleTable[]): TableColumns {
  return new Map(
    tables.map((table) => [
      table.name,
      new Map<string, WhoReads>([
        ...[...Object.keys(ownColumnsNeeded(table)), ...standardColumns(table), ...Object.keys(table.masked ?? {})].map(
          (column) => [column, column === 'digest' ? 'NOBODY' : 'ALL'] as const,
        ),
        ...Object.entries(table.columns).map(([column, level]) => [column, READS[level]] as const),
      ]),
    ]),
  );
}
