import type { PolicyModule } from 'xianjie/schema';
import type { OwnerClient, Storage } from '../../../plugins/storage/index.js';
import { testApp, type TestApp } from '../../support/app.js';
import { publicTables, type Column, type Table } from './columns.js';
import { installedTables, sealMarks } from './town.js';
import { rank, type Asker } from './viewers.js';

/** Whether an area lies in one of others. */
export const liesIn = (area: string, areas: readonly string[]): boolean => areas.some((own) => own === '0' || area.startsWith(own));

/** What two askers who may see the same share. */
export const sightOf = (asker: Asker, modules: readonly string[]): string =>
  JSON.stringify([asker.viewer.areas, modules.map((m) => asker.reach(m))]);

/**
 * A second world that differs from the first in everything an asker may not see, and in nothing else: what lies outside the areas, closed
 * modules, levels above the asker's. Whoever gets another answer there has been told something.
 */
export async function twinFor(asker: Asker, modules: readonly PolicyModule[], template: string): Promise<TestApp> {
  const app = await testApp({ modules, template });
  const owner = await app.storage.owner();
  try {
    const tables = (await installedTables(owner, modules)).filter((t) => !publicTables.has(t.name));
    await loosen(owner, tables);
    for (const table of tables) for (const { part, where } of partsOf(table, modules)) await change(owner, app.storage, part, asker, where);
  } finally {
    await owner.end();
  }
  return app;
}

/** Nothing checks or follows while the second world is made: rows may go of which others speak. */
async function loosen(owner: OwnerClient, tables: readonly Table[]): Promise<void> {
  const { rows } = await owner.query<{ at: string; name: string }>(
    `select conrelid::regclass::text as at, quote_ident(conname) as name from pg_constraint
     where contype in ('f', 'c') and conrelid in (select oid from pg_class where relnamespace = 'xianjie'::regnamespace and relkind = 'r')
     order by contype desc`,
  );
  for (const { at, name } of rows) await owner.query(`alter table ${at} drop constraint ${name}`);
  const unique = await owner.query<{ name: string }>(
    `select distinct c.oid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indexrelid
     where c.relnamespace = 'xianjie'::regnamespace and i.indisunique and not exists (select from pg_constraint k where k.conindid = c.oid)`,
  );
  for (const { name } of unique.rows) await owner.query(`drop index ${name}`);
  for (const { name } of tables) await owner.query(`alter table ${name} disable trigger user`);
}

/** The steps of all lifecycles lie in one table: whose they are and how personal, each row says. */
function partsOf(table: Table, modules: readonly PolicyModule[]): readonly { readonly part: Table; readonly where: string }[] {
  if (table.name !== 'lifecycle_step') return [{ part: table, where: 'true' }];
  return modules.flatMap(({ id }) => [
    { part: { ...table, module: id }, where: `module = '${id}' and level in ('PUBLIC', 'INTERNAL')` },
    { part: { ...table, module: id, rows: 'PERSONAL' as const }, where: `module = '${id}' and level = 'PERSONAL'` },
  ]);
}

async function change(owner: OwnerClient, { keys }: Storage, table: Table, asker: Asker, where: string): Promise<void> {
  const inside = `${where} and (${asker.viewer.areas.map((a) => (a === '0' ? 'true' : `area_code like '${a}%'`)).join(' or ') || 'false'})`;
  const reach = asker.reach(table.module);
  const closed = reach < rank(table.rows);
  const hidden = closed ? where : `${where} and not (${inside})`;
  const keptAsIs = table.name === 'lifecycle_step' ? ['module', 'level', 'lifecycle', 'nth', 'transition', 'client_id', 'user_id'] : [];
  const columns = table.columns.filter((c) => !c.structural && !c.generated && c.name !== 'area_code' && !keptAsIs.includes(c.name));
  await rotate(owner, keys, table, columns, hidden);
  if (!closed)
    await rotate(
      owner,
      keys,
      table,
      columns.filter((c) => rank(c.level) > reach),
      inside,
    );
  // Some are gone, so that counts and pages differ too.
  const key = table.columns.some((c) => c.name === 'id') ? 'id' : null;
  if (key !== null && table.name !== 'audit_entry')
    await owner.query(`delete from ${table.name} where ${hidden} and hashtext(${key}::text) % 2 = 0`);
}

async function rotate(owner: OwnerClient, keys: Storage['keys'], table: Table, columns: readonly Column[], where: string): Promise<void> {
  for (const column of columns) {
    const c = column.name;
    if (c.endsWith('_enc')) {
      await sealMarks(owner, keys.protect, table.name, table.module, column, 'b', where);
      continue;
    }
    if (column.unique || column.references === 'area') continue;
    if (column.type === 'text' && column.codes === null)
      await owner.query(`update ${table.name} set ${c} = replace(${c}, 'a⟧', 'b⟧') where ${where} and ${c} like '%a⟧'`);
    // Another value that occurs; of a column with one value, any other.
    const other: Readonly<Record<string, string>> = {
      boolean: `not ${c}`,
      integer: `${c} + 1`,
      bigint: `${c} + 100`,
      date: `${c} + 1`,
      'text[]': `${c} || array['${column.codes?.[0] ?? 'other'}']`,
    };
    const codes = column.codes ? `case when ${c} = '${column.codes[0]}' then '${column.codes[1]}' else '${column.codes[0]}' end` : c;
    await owner.query(
      `with known as (select distinct ${c} as v from ${table.name} where ${c} is not null),
            next as (select v, lead(v, 1, (select v from known order by v limit 1)) over (order by v) as w from known)
       update ${table.name} set ${c} = case when next.w <> next.v then next.w else ${other[column.type] ?? codes} end
       from next where next.v = ${c} and ${where} and not ${column.type === 'text' ? `${c} like '%b⟧'` : 'false'}`,
    );
  }
}
