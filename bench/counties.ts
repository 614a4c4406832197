import type { Database } from './servers.js';

/** The synthetic county, and what lies around it. */
export const COUNTY = '990101';
export const PREFECTURE = '9901';

interface ColumnRow {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  /** No two rows may have the same. */
  readonly unique: boolean;
}

/** Every column of every table that has an area, and of the areas themselves; what is calculated from others is left to the database. */
const COLUMNS = `
  select c.table_name as "table", c.column_name as "column", c.data_type as type, exists (
    select from pg_index i where i.indisunique and i.indrelid = format('%I.%I', c.table_schema, c.table_name)::regclass
      and (select array_agg(a.attname::text) from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any(i.indkey)) = array[c.column_name::text]
  ) as unique
  from information_schema.columns c
  join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
  where c.table_schema = 'xianjie' and c.is_generated = 'NEVER' and c.is_identity = 'NO'
    and (c.table_name = 'area' or exists (
      select from information_schema.columns k where k.table_schema = c.table_schema and k.table_name = c.table_name and k.column_name = 'area_code'))
    and c.table_name not like 'verdict%' and c.table_name not like 'swe%' and c.table_name not like 'audit%' and c.table_name not like 'access%'
    and c.table_name not in ('stale_subject', 'outbox_event')
  order by 1, c.ordinal_position`;

/** So that there are so many counties: the first one again under other codes, with ids, numbers and index values of their own. */
export async function copyCounties(database: Database, counties: number): Promise<void> {
  const columns = await database.query<ColumnRow & Record<string, unknown>>(COLUMNS);
  const tables = [...new Set(columns.map(({ table }) => table))];
  for (let number = 2; number <= counties; number++) {
    const code = `${PREFECTURE}${String(number).padStart(2, '0')}`;
    const [there] = await database.query<{ there: boolean }>('select exists (select from area where code = $1) as there', [code]);
    if (there?.there === true) continue;
    const statements = tables.map((table) => {
      const mine = columns.filter((column) => column.table === table);
      const names = mine.map(({ column }) => `"${column}"`).join(', ');
      const values = mine.map((column) => valueOf(column, code)).join(', ');
      const where = table === 'area' ? 'code' : 'area_code';
      return `insert into "${table}" (${names}) select ${values} from "${table}" where ${where} like '${COUNTY}%'`;
    });
    // The rows are whole by themselves: no key needs to be looked up, and nothing is to be noted of them.
    await database.query(['begin', 'set local session_replication_role = replica', ...statements, 'commit'].join('; '));
  }
}

/** A value of the copy: the same, but what names a row or an area names the copy's. */
function valueOf({ column, type, unique }: ColumnRow, code: string): string {
  const name = `"${column}"`;
  // What lies beside each other does so in the copy, too.
  if (type === 'uuid')
    return `overlay(md5(${name}::text || '${code}') placing left(md5(left(${name}::text, 8) || '${code}'), 8) from 1 for 8)::uuid`;
  if (type === 'bytea' && unique) return `sha256(${name} || '${code}'::bytea)`;
  if (type !== 'text') return name;
  const moved = `regexp_replace(${name}, '^${COUNTY}', '${code}')`;
  return unique
    ? `case when ${name} like '${COUNTY}%' then ${moved} else upper(left(md5(${name} || '${code}'), length(${name}))) end`
    : moved;
}
