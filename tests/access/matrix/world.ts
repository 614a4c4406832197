import type { OwnerClient } from '../../../plugins/storage/index.js';
import { publicTables, type Table } from './columns.js';
import { places, type Place } from './places.js';

/** One row, as the owner of the tables sees it. */
export interface KnownRow {
  readonly table: Table;
  readonly area: string;
}

/** What is there, read past all protection. */
export interface World {
  readonly tables: readonly Table[];
  /** Rows that lie in an area, by their uuid. */
  readonly rows: ReadonlyMap<string, KnownRow>;
  /** Keys of a table's rows in an area. */
  keys(table: string, place: Place): readonly string[];
  /** Values of a column in an area, as texts. */
  values(table: string, column: string, place: Place): readonly string[];
  count(table: string, areas: readonly string[]): number;
}

export async function readWorld(owner: OwnerClient, tables: readonly Table[]): Promise<World> {
  const rows = new Map<string, KnownRow>();
  const all = new Map<string, readonly Record<string, unknown>[]>();
  for (const table of tables) {
    const found = (await owner.query<Record<string, unknown>>(`select * from ${table.name} order by 1`)).rows;
    all.set(table.name, found);
    if (publicTables.has(table.name) || !table.columns.some((c) => c.name === 'id' && c.type === 'uuid')) continue;
    for (const row of found) rows.set(String(row['id']), { table, area: String(row['area_code']) });
  }
  const at = (table: string, place: Place): readonly Record<string, unknown>[] =>
    (all.get(table) ?? []).filter((row) => row['area_code'] === places[place]);
  return {
    tables,
    rows,
    keys: (table, place) => at(table, place).map((row) => String(row['id'])),
    values: (table, column, place) => at(table, place).flatMap((row) => (row[column] == null ? [] : [String(row[column])])),
    count: (table, areas) =>
      (all.get(table) ?? []).filter((row) => areas.some((a) => a === '0' || String(row['area_code']).startsWith(a))).length,
  };
}
