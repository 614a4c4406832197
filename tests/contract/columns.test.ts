import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ascending, coreModule, inRange, where, type GraphBuilder, type PolicyModule } from 'xianjie/schema';
import { checkDeclaration } from 'xianjie/testing';
import { assertColumns, columnProblems } from '../../api/check-columns.js';
import { composeSchema } from '../../api/compose.js';
import { migrationSources, type Storage } from '../../plugins/storage/index.js';
import { fruitTrees } from '../storage/fixtures/fruit-trees/fruit-trees.js';
import { testDatabase } from '../support/database.js';

let storage: Storage;
beforeAll(async () => {
  storage = await testDatabase();
  await storage.migrate(migrationSources([fruitTrees]));
});
afterAll(() => storage.close());

type Fields = Parameters<GraphBuilder['tableType']>[1]['fields'];
const planting =
  (fields: Fields, table = 'fruit_trees_planting') =>
  (builder: GraphBuilder) =>
    builder.tableType('Planting', { table, description: 'x', fields });
const schemaOf = (graphql: PolicyModule['graphql']) => composeSchema([coreModule, { ...fruitTrees, graphql: graphql as never }]);
const problems = async (graphql: (builder: GraphBuilder) => unknown) =>
  columnProblems(
    schemaOf((builder) => void graphql(builder)),
    await storage.columns(),
  );

describe('what the graph reads is there, and whoever may ask for it may read it: else the start ends', () => {
  test('the core’s graph fits its tables', async () => {
    const known = await storage.columns();
    expect(() => assertColumns(schemaOf(undefined), known)).not.toThrow();
    expect(() => assertColumns(schemaOf((builder) => void planting((t) => ({ kind: t.column('variaty', { type: 'String', level: 'INTERNAL', description: 'x' }) }))(builder)), known)).toThrow('the graph does not fit the tables:\n  - module "fruit-trees": Planting.kind reads'); // prettier-ignore
  });

  test('a column that is not there is named with its field, its module and what looks like it', async () => {
    const graph = planting((t) => ({ kind: t.column('variaty', { type: 'String', level: 'INTERNAL', description: 'x' }) }));
    expect(await problems(graph)).toEqual([
      expect.stringMatching(
        /^module "fruit-trees": Planting\.kind reads the column "fruit_trees_planting\.variaty", which is not there: the nearest are variety, /,
      ),
    ]);
  });

  test('a table that is not there is said once', async () => {
    const column = { type: 'String', level: 'INTERNAL', description: 'x' } as const;
    const graph = planting((t) => ({ one: t.column('one', column), two: t.column('two', column) }), 'fruit_trees_plantings');
    expect(await problems(graph)).toEqual([
      expect.stringContaining('Planting reads the table "fruit_trees_plantings", which is not there: the nearest are fruit_trees_planting'),
    ]);
  });

  test('the keys, the order and the newest of a relation', async () => {
    const graph = (builder: GraphBuilder) => {
      const type = planting((t) => ({ trees: t.column('trees', { type: 'Int', level: 'PERSONAL', description: 'x' }) }))(builder);
      builder.objectField('Person', 'plantings', (t) =>
        t.relation({
          type: [type],
          level: 'INTERNAL',
          description: 'x',
          from: ['idd', 'area_code'],
          to: ['person', 'area_code'],
          orderBy: [ascending('observed')],
          newest: { per: ['varietty'], by: [ascending('observed_on')] },
        }),
      );
    };
    expect((await problems(graph)).map((p) => /reads the column "([^"]+)"/.exec(p)?.[1])).toEqual([
      'person.idd',
      'fruit_trees_planting.person',
      'fruit_trees_planting.observed',
      'fruit_trees_planting.varietty',
    ]);
    expect((await problems(graph))[0]).toContain('module "fruit-trees": Person.plantings');
  });

  test('what a filter compares when its arguments are given', async () => {
    const graph = (builder: GraphBuilder) => {
      const type = planting((t) => ({ variety: t.column('variety', { type: 'String', level: 'INTERNAL', description: 'x' }) }))(builder);
      builder.queryField('plantings', (t) =>
        t.connection({
          type,
          level: 'INTERNAL',
          scope: 'fruit-trees:read',
          description: 'x',
          args: { trees: t.arg({ type: 'IntRange', description: 'x' }), not: t.arg({ type: ['AreaCode'], description: 'x' }) },
          where: ({ trees, not }) => [...inRange('treez', trees), ...(not == null ? [] : [where.anyOf('areas', not)])],
          orderBy: () => [ascending('observed_on')],
        }),
      );
    };
    expect((await problems(graph)).map((p) => /reads the column "([^"]+)"/.exec(p)?.[1])).toEqual([
      'fruit_trees_planting.treez',
      'fruit_trees_planting.areas',
    ]);
  });

  test('a field that is called less personal than the database grants its column, a core table’s too', async () => {
    const graph = (builder: GraphBuilder) =>
      builder.objectField('Person', 'orchardName', (t) => t.column('name', { type: 'String', level: 'INTERNAL', description: 'x' }));
    expect(await problems(graph)).toEqual([
      'module "fruit-trees": Person.orchardName is INTERNAL, but only who sees personal data in clear may read "person.name": give the field the level PERSONAL (a filtered or sorted column: in "columns"), or show another column',
    ]);
  });

  test('a list that everybody may ask for is not sorted by a column that is not everybody’s', async () => {
    const graph = (builder: GraphBuilder) => {
      const type = planting((t) => ({ variety: t.column('variety', { type: 'String', level: 'INTERNAL', description: 'x' }) }))(builder);
      builder.objectField('Person', 'plantings', (t) =>
        t.relation({
          type: [type],
          level: 'INTERNAL',
          description: 'x',
          from: ['id'],
          to: ['person_id'],
          orderBy: [ascending('nickname')],
        }),
      );
    };
    expect(await problems(graph)).toEqual([expect.stringContaining('may read "fruit_trees_planting.nickname"')]);
  });
});

describe('checkDeclaration says it of the module’s own tables without a database', () => {
  const checked = (graphql: (builder: GraphBuilder) => unknown) =>
    checkDeclaration({ ...fruitTrees, graphql: (builder) => void graphql(builder) }).filter((line) => line.includes('reads the'));

  test('a column that "columns" does not list', () => {
    expect(checked(planting((t) => ({ kind: t.column('kind', { type: 'String', level: 'INTERNAL', description: 'x' }) })))).toEqual([
      expect.stringContaining('Planting.kind reads the column "fruit_trees_planting.kind", which is not there'),
    ]);
  });

  test('a table that "storage" does not declare', () => {
    expect(
      checked(planting((t) => ({ kind: t.column('kind', { type: 'String', level: 'INTERNAL', description: 'x' }) }), 'fruit_trees_x')),
    ).toEqual([expect.stringContaining('reads the table "fruit_trees_x", which is not there')]);
  });

  test('a table whose declaration does not fit', () => {
    const [table] = fruitTrees.storage?.tables ?? [];
    const wrong = { ...fruitTrees, storage: { ...fruitTrees.storage, tables: [{ ...table, decidesBy: ['nothing'] }] } } as PolicyModule;
    expect(checkDeclaration(wrong)).toContainEqual(expect.stringContaining('decides by the column "nothing"'));
  });
});
