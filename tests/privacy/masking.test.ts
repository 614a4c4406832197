import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { policyModule as education } from '../../modules/education/index.js';
import { policyModule as employment } from '../../modules/employment/index.js';
import type { Sql } from '../../schema/index.js';
import { testApp, type TestApp } from '../support/app.js';

const modules = [education, employment];
const nation = { areas: ['0'], domains: 'ALL' as const };

/** What the core keeps SENSITIVE. */
const ofCore: readonly (readonly [table: string, column: string])[] = [
  ...['resident_id_enc', 'health', 'disability_certified', 'disability_severe'].map((column) => ['person', column] as const),
  ...['health', 'disability_certified', 'disability_severe'].map((column) => ['person_status', column] as const),
  ['expenditure', 'health_amount'],
];
/** What nobody but the writers may even compare with. */
const hidden: readonly (readonly [table: string, column: string])[] = [
  ['person', 'resident_id_index'],
  ['person', 'phone_index'],
  ['person', 'digest'],
];
const tables = modules.flatMap((module) => module.storage?.tables ?? []);
const ofModules = tables.flatMap((table) =>
  Object.entries(table.columns).flatMap(([column, level]) => (level === 'SENSITIVE' ? [[table.name, column] as const] : [])),
);
const sensitive = [...ofCore, ...ofModules];
/** What a write must read to decide. */
const decides = new Set(tables.flatMap(({ name, decidesBy = [] }) => decidesBy.map((column) => `${name}.${column}`)));

/** The ways in which a value could come out, or show itself by what it does. */
const ways: readonly (readonly [string, (table: string, column: string) => string])[] = [
  ['selecting it', (t, c) => `select ${c} from ${t}`],
  ['the whole row as JSON', (t) => `select row_to_json(x) from ${t} x`],
  ['the row as text', (t) => `select x::text from ${t} x`],
  ['sorting by it', (t, c) => `select id from ${t} order by ${c}`],
  ['filtering by it', (t, c) => `select id from ${t} where ${c} is not null`],
  ['counting by it', (t, c) => `select count(*) filter (where ${c} is not null) from ${t}`],
  ['grouping by it', (t, c) => `select count(*) from ${t} group by ${c}`],
  ['joining by it', (t, c) => `select a.id from ${t} a join ${t} b on a.${c} = b.${c}`],
  ['its largest value', (t, c) => `select max(${c}::text) from ${t}`],
  ['what a window says of it', (t, c) => `select rank() over (order by ${c}) from ${t}`],
];

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ modules });
});
afterAll(() => app.close());

async function problems(
  run: <T>(fn: (tx: { readonly sql: Sql }) => Promise<T>) => Promise<T>,
  columns: typeof sensitive,
): Promise<string[]> {
  const found: string[] = [];
  for (const [table, column] of columns)
    for (const [way, statement] of ways) {
      const outcome = await run((tx) => tx.sql(statement(table, column))).then(
        () => 'answered',
        (error: { code?: string }) => error.code ?? String(error),
      );
      if (outcome !== '42501') found.push(`${table}.${column}: ${way}: ${outcome}`);
    }
  return found;
}

describe(`${sensitive.length} SENSITIVE columns in ${ways.length} ways`, () => {
  test('are refused by the database to a request, masked or clear', async () => {
    expect(await problems((fn) => app.storage.db.read(nation, 'MASKED', fn), [...sensitive, ...hidden])).toEqual([]);
    expect(await problems((fn) => app.storage.db.read(nation, 'PERSONAL', fn), [...sensitive, ...hidden])).toEqual([]);
  });

  test('are refused to a write, but for what it must decide by', async () => {
    expect(
      await problems(
        (fn) => app.storage.db.write(nation, fn),
        sensitive.filter(([table, column]) => !decides.has(`${table}.${column}`)),
      ),
    ).toEqual([]);
  });

  test('are read by the revealing role, which writes nothing and knows nothing of clients', async () => {
    for (const [table, column] of sensitive) await app.storage.db.reveal(nation, (tx) => tx.sql(`select ${column} from ${table} limit 1`));
    await expect(app.storage.db.reveal(nation, (tx) => tx.sql(`update person set health = 'HEALTHY'`))).rejects.toThrow(
      /permission denied|read-only/,
    );
    await expect(app.storage.db.reveal(nation, (tx) => tx.sql('select secret_hash from access_client'))).rejects.toThrow(
      /permission denied/,
    );
  });
});
