import { coreCode, type CoreRefusal, type Sql, type WrittenRow } from 'xianjie/schema';

/** All that these writers need of a transaction. */
export interface Tx {
  readonly sql: Sql;
}

/** Columns of a table with their SQL types; bytea travels as hexadecimal text. */
export type ColumnTypes = Readonly<Record<string, string>>;
export type RowValues = Readonly<Record<string, unknown>>;

const select = (types: ColumnTypes): string =>
  Object.entries(types)
    .map(([name, type]) => (type === 'bytea' ? `decode(x.${name}, 'hex')` : `x.${name}`))
    .join(', ');

const record = (types: ColumnTypes): string =>
  Object.entries(types)
    .map(([name, type]) => `${name} ${type === 'bytea' ? 'text' : type}`)
    .join(', ');

/** Many rows in one statement, whose text depends on the columns only: it is prepared once. */
export async function insertRows(
  sql: Sql,
  table: string,
  types: ColumnTypes,
  rows: readonly RowValues[],
  orElse = '',
): Promise<readonly string[]> {
  if (rows.length === 0) return [];
  const written = await sql<{ id: string }>(
    `insert into ${table} (${Object.keys(types).join(', ')})
     select ${select(types)} from jsonb_to_recordset($1::jsonb) as x(${record(types)}) ${orElse} returning id`,
    [JSON.stringify(rows)],
  );
  return written.map((row) => row.id);
}

/** Updates many rows by id, the same columns in each; every update counts the version up. */
export async function updateRows(sql: Sql, table: string, types: ColumnTypes, rows: readonly RowValues[]): Promise<void> {
  if (rows.length === 0) return;
  const sets = Object.entries(types)
    .filter(([name]) => name !== 'id')
    .map(([name, type]) => `${name} = ${type === 'bytea' ? `decode(x.${name}, 'hex')` : `x.${name}`}`);
  await sql(
    `update ${table} t set ${[...sets, 'version = t.version + 1', 'updated_at = now()'].join(', ')}
     from jsonb_to_recordset($1::jsonb) as x(${record(types)}) where t.id = x.id`,
    [JSON.stringify(rows)],
  );
}

/** Counts the version of changed households up, so that a stale `expectedVersion` is seen. */
export async function touchHouseholds(sql: Sql, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql('update household set version = version + 1, updated_at = now() where id = any($1::uuid[])', [ids]);
}

/** A row that cannot be written, and the column that says why. */
export function refusedRow(number: number, column: string, refusal: CoreRefusal): WrittenRow {
  return { number, refusals: [{ column, code: coreCode(refusal) }] };
}
