import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  buildGraph,
  createBuilder,
  defineTable,
  where,
  type GraphBuilder,
  type PolicyModule,
  type Row,
  type RowCondition,
} from '../../schema/index.js';
import { contribute } from '../../schema/builder/owners.js';
import { coreGraph } from '../../schema/core/graph/core-graph.js';
import type { Storage } from '../../plugins/storage/index.js';
import { testDatabase } from '../support/database.js';
import { ask, fillRegister, graphOf } from '../reader/support.js';

let storage: Storage;
beforeAll(async () => {
  storage = await testDatabase();
  await fillRegister(storage, 12);
});
afterAll(() => storage.close());

const keys = { from: ['id', 'area_code'], to: ['household_id', 'area_code'] };
/** A list of households that an author filters as it likes. */
const listed = (...conditions: RowCondition[]) =>
  graphOf((builder) => {
    builder.queryFields((t) => ({
      listed: t.connection({
        type: 'Household',
        level: 'INTERNAL',
        scope: 'core:read:internal',
        description: 'Those (户).',
        where: () => conditions,
        orderBy: () => [],
      }),
      asked: t.field({
        type: ['Household'],
        nullable: false,
        scope: 'core:read:internal',
        description: 'Those (户).',
        resolve: (_root, _args, { services }, info) => services.reader.many(info, { where: conditions }) as Promise<Row[]>,
      }),
    }));
  });

describe('a filter that looks into another table', () => {
  it.each([
    ['a personal column', where.related('guarantee_status', keys, [where.equals('kind', 'SAFE_HOUSING')])],
    ['one behind a "not"', where.not(where.related('guarantee_status', keys, [where.equals('kind', 'SAFE_HOUSING')]))],
    ['one among several', where.any(where.equals('group_name', '1组'), where.related('assistance_measure', keys, [where.present('kind')]))],
    [
      'one two tables away',
      where.related('person', keys, [
        where.related('guarantee_status', { from: ['household_id'], to: ['household_id'] }, [where.equals('kind', 'SAFE_HOUSING')]),
      ]),
    ],
    ['the newest word on one', where.related('guarantee_status', keys, [where.lastSaid('kind', 'SAFE_HOUSING', 'household_id')])],
  ])('needs the right to see what it compares: %s', async (_what, condition) => {
    const schema = listed(condition);
    for (const query of ['{ listed { totalCount } }', '{ listed { nodes { number } } }', '{ asked { number } }']) {
      const refused = await ask(storage, schema, query, { clearUpTo: 'INTERNAL' });
      expect(refused.codes).toEqual(['FORBIDDEN']);
      expect(refused.statements).toBe(0);
      expect((await ask(storage, schema, query, { clearUpTo: 'PERSONAL' })).errors).toBeUndefined();
    }
  });

  it('is nobody’s right where the column is sensitive', async () => {
    const schema = listed(where.related('person', keys, [where.equals('health', 'CHRONIC')]));
    expect((await ask(storage, schema, '{ listed { totalCount } }', { clearUpTo: 'SENSITIVE' })).codes).toEqual(['FORBIDDEN']);
  });

  it('is free where officials of the area may know it', async () => {
    const schema = listed(where.related('person', keys, [where.missing('left_on')]));
    expect((await ask(storage, schema, '{ listed { totalCount } }', { clearUpTo: 'INTERNAL' })).errors).toBeUndefined();
  });
});

const hives = defineTable({ name: 'bees_hive', about: 'HOUSEHOLD', kind: 'RECORD', columns: { queens: 'INTERNAL', keeper: 'PERSONAL' } });
const bees = { id: 'bees', storage: { folder: new URL('.', import.meta.url), tables: [hives] } } as unknown as PolicyModule;
const withBees = (add: (builder: GraphBuilder) => void) => {
  const builder = createBuilder({ modules: [bees] });
  contribute(builder, 'core', coreGraph);
  contribute(builder, 'bees', add);
  return buildGraph(builder);
};

describe('a module’s table', () => {
  it('that no type shows is known by its declaration: to look into it needs the module’s right', async () => {
    const schema = withBees((builder) =>
      builder.queryFields((t) => ({
        beekeepers: t.connection({
          type: 'Household',
          level: 'INTERNAL',
          scope: 'bees:read',
          description: 'Those (户).',
          where: () => [where.related('bees_hive', keys, [where.atLeast('queens', 1)])],
          orderBy: () => [],
        }),
      })),
    );
    const asked = (scopes: readonly string[]) => ask(storage, schema, '{ beekeepers { totalCount } }', { scopes });
    expect((await asked(['bees:read', 'core:read:personal'])).errors?.map(({ message }) => message)).toEqual([
      'Query.beekeepers is INTERNAL: it needs the scope "bees:read:internal".',
    ]);
  });

  it('is not told by an SQL expression of a lower level than the columns that it names', () => {
    const graph = (level: 'INTERNAL' | 'PERSONAL') => () =>
      withBees((builder) =>
        builder.tableType('Hive', {
          table: 'bees_hive',
          description: 'A hive (蜂箱).',
          fields: (t) => ({
            known: t.sql({
              type: 'Boolean',
              level,
              description: 'Known (已知).',
              expression: (row) => `${row.column('keeper')} is not null`,
            }),
          }),
        }),
      );
    expect(graph('INTERNAL')).toThrow(
      'Hive.known is INTERNAL, but shows the column "bees_hive.keeper", which is PERSONAL: give the field that level',
    );
    expect(graph('PERSONAL')).not.toThrow();
  });
});
