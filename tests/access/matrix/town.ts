import type { PolicyModule } from 'xianjie/schema';
import { fillDatabase } from '../../../api/start.js';
import { migrationSources, type OwnerClient, type Storage } from '../../../plugins/storage/index.js';
import { filledTemplate } from '../../support/app.js';
import { templateDatabase } from '../../support/database.js';
import { installed } from '../../../api/compose.js';
import { fillGaps } from './invent.js';
import { ELSEWHERE, OWN, PARENT, SIBLING } from './places.js';
import { publicTables, tablesOf, type Column, type Table } from './columns.js';

/** What a marked text says of itself, so that an answer that holds one tells where it came from: area, module, level's two letters, and which it is. */
export const MARKED = /⟦(\d+)\|([a-z-]+)\|([A-Z]+)\|([0-9a-z]+)⟧/g;
const mark = (module: string, level: string): string => `'⟦' || area_code || '|${module}|${level.slice(0, 2)}|'`;

export const installedTables = (owner: OwnerClient, modules: readonly PolicyModule[]): Promise<Table[]> =>
  tablesOf(owner, installed(modules));

/**
 * The demo town made small enough to be asked about field by field: three villages with those families of whom there is something to
 * tell, one of the villages moved to another county, rows in every table that has none, and every free text marked.
 */
export async function matrixTown(modules: readonly PolicyModule[]): Promise<string> {
  const from = await filledTemplate(installed(modules), true);
  return templateDatabase(
    `matrix_${from.slice(-12)}`,
    async (storage) => {
      const owner = await storage.owner();
      try {
        await shrink(owner, modules);
        const tables = await installedTables(owner, modules);
        await owner.query('vacuum full analyze');
        await triggers(owner, tables, 'disable');
        // What no row can be made of is not shown by the graph, or the full run says that a type has none.
        await fillGaps(owner, await parentsFirst(owner, tables));
        await markTexts(owner, storage, tables);
        await triggers(owner, tables, 'enable');
        await owner.query('vacuum full analyze');
      } finally {
        await owner.end();
      }
    },
    from,
  );
}

/** The same town with one module more, of which there is a row everywhere. */
export async function townWith(module: PolicyModule, modules: readonly PolicyModule[]): Promise<string> {
  const from = await matrixTown(modules);
  return templateDatabase(
    `${from}_${module.id}`,
    async (storage) => {
      const all = installed([...modules, module]);
      await storage.migrate(migrationSources(all));
      await fillDatabase(storage, all, false, () => undefined);
      const owner = await storage.owner();
      try {
        const own = (await installedTables(owner, [...modules, module])).filter((t) => t.module === module.id);
        const missing = await fillGaps(owner, own);
        if (missing.length > 0) throw new Error(missing.join('; '));
        await markTexts(owner, storage, own);
      } finally {
        await owner.end();
      }
    },
    from,
  );
}

const triggers = async (owner: OwnerClient, tables: readonly Table[], verb: 'disable' | 'enable'): Promise<void> => {
  for (const { name } of tables) await owner.query(`alter table ${name} ${verb} trigger user`);
};

/** Tables in an order in which each comes after those it refers to. */
async function parentsFirst(owner: OwnerClient, tables: readonly Table[]): Promise<Table[]> {
  const { rows } = await owner.query<{ child: string; parent: string }>(
    `select conrelid::regclass::text as child, confrelid::regclass::text as parent from pg_constraint where contype = 'f' and conrelid <> confrelid`,
  );
  const left = new Set(tables);
  const sorted: Table[] = [];
  while (left.size > 0) {
    const names = new Set([...left].map((t) => t.name));
    const next = [...left].find((t) => !rows.some(({ child, parent }) => child === t.name && names.has(parent)));
    if (!next) throw new Error(`tables refer to each other in a ring: ${[...names].join(', ')}`);
    left.delete(next);
    sorted.push(next);
  }
  return sorted;
}

async function shrink(owner: OwnerClient, modules: readonly PolicyModule[]): Promise<void> {
  const tables = await parentsFirst(
    owner,
    (await installedTables(owner, modules)).filter((t) => !publicTables.has(t.name)),
  );
  await triggers(owner, tables, 'disable');
  const [moved] = (
    await owner.query<{ area_code: string }>(
      `select area_code from village where area_code like $1 || '2%' and area_code not in ($2, $3) order by area_code limit 1`,
      [PARENT, OWN, SIBLING],
    )
  ).rows;
  const keep = new Set<string>();
  for (const { name, columns } of tables) {
    const by = columns.some((c) => c.name === 'household_id')
      ? 'household_id'
      : columns.some((c) => c.name === 'person_id')
        ? 'person_id'
        : null;
    // What was reckoned of them has no id of its own, and names nobody who is not named elsewhere.
    if (by === null || name === 'person' || !columns.some((c) => c.name === 'id')) continue;
    const household = by === 'household_id' ? 't.household_id' : '(select household_id from person p where p.id = t.person_id)';
    for (const area of [OWN, SIBLING, moved?.area_code])
      for (const row of (
        await owner.query<{ id: string }>(`select ${household} as id from ${name} t where area_code = $1 order by t.id limit 2`, [area])
      ).rows)
        keep.add(row.id);
  }
  const areas = [OWN, SIBLING, PARENT, moved?.area_code];
  for (const { name, columns } of [...tables].reverse()) {
    const has = (column: string): boolean => columns.some((c) => c.name === column);
    const gone =
      name === 'household'
        ? 'not id = any ($1::uuid[])'
        : has('household_id')
          ? 'not household_id = any ($1::uuid[])'
          : has('person_id')
            ? 'not person_id = any (select id from person where household_id = any ($1::uuid[]))'
            : `not area_code = any ($2::text[]) and length(area_code) > 6 ${await unreferenced(owner, name)}`;
    await owner.query(`delete from ${name} where ${gone} and $1::uuid[] is not null and $2::text[] is not null`, [[...keep], areas]);
  }
  for (const [code, level, parent] of [
    ['150624', 'COUNTY', '1506'],
    [ELSEWHERE.slice(0, 9), 'TOWNSHIP', '150624'],
    [ELSEWHERE, 'VILLAGE', ELSEWHERE.slice(0, 9)],
  ])
    await owner.query(
      `insert into area (code, level, parent_code, name_zh, synthetic) values ($1, $2, $3, '别处', true) on conflict do nothing`,
      [code, level, parent],
    );
  for (const { name, columns } of tables)
    if (name === 'village' || columns.some((c) => c.name === 'area_code' && c.references === 'area'))
      await owner.query(`update ${name} set area_code = $2 where area_code = $1`, [moved?.area_code, ELSEWHERE]);
  await triggers(owner, tables, 'enable');
}

/** What nobody who stays refers to. */
async function unreferenced(owner: OwnerClient, table: string): Promise<string> {
  const { rows } = await owner.query<{ child: string; pairs: string }>(
    `select conrelid::regclass::text as child, (select string_agg(format('c.%I = ${table}.%I',
       (select attname from pg_attribute where attrelid = conrelid and attnum = k), (select attname from pg_attribute where attrelid = confrelid and attnum = f)), ' and ')
       from unnest(conkey, confkey) as x(k, f)) as pairs
     from pg_constraint where contype = 'f' and confrelid = $1::regclass`,
    [table],
  );
  return rows.map(({ child, pairs }) => `and not exists (select from ${child} c where ${pairs})`).join(' ');
}

/** Whether a text may be marked: free, and nothing else is found by it. */
const free = (column: Column): boolean =>
  column.type === 'text' &&
  column.codes === null &&
  !column.formed &&
  !column.generated &&
  column.references === null &&
  !column.structural &&
  (!column.unique || /^(register_)?number$/.test(column.name)) &&
  !/code|benefit|hash|login|issuer|feed|module|month|place|outcome|action|scope|area|kind|state|encoding|client/.test(column.name);

/** The first character stays, and the mark has one length: what is shown masked is the same whatever is hidden. */
async function markTexts(owner: OwnerClient, { keys }: Storage, tables: readonly Table[]): Promise<void> {
  await owner.query('create temp sequence marks');
  for (const { name, module, columns } of tables) {
    if (publicTables.has(name)) continue;
    const marked = columns
      .filter(free)
      .map(
        ({ name: c, level }) => `${c} = left(${c}, 1) || ${mark(module, level)} || lpad(nextval('pg_temp.marks')::text, 6, '0') || 'a⟧'`,
      );
    if (marked.length > 0) await owner.query(`update ${name} set ${marked.join(', ')}`);
    for (const column of columns.filter((c) => c.name.endsWith('_enc'))) await sealMarks(owner, keys.protect, name, module, column, 'a');
  }
}

/** Marks what lies encrypted. */
export async function sealMarks(
  owner: OwnerClient,
  protect: Pick<Storage['keys']['protect'], 'encrypt'>,
  table: string,
  module: string,
  column: Column,
  version: string,
  where = 'true',
): Promise<void> {
  const { rows } = await owner.query<{ id: string; area_code: string }>(
    `select id, area_code from ${table} where ${column.name} is not null and ${where}`,
  );
  const sealed = rows.map(({ area_code }, n) =>
    protect.encrypt(`⟦${area_code}|${module}|${column.level.slice(0, 2)}|${n}${version}⟧`).toString('hex'),
  );
  await owner.query(
    `update ${table} t set ${column.name} = decode(x.sealed, 'hex') from unnest($1::uuid[], $2::text[]) as x(id, sealed) where t.id = x.id`,
    [rows.map((row) => row.id), sealed],
  );
}
