import { execute, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { contribute } from '../../schema/builder/owners.js';
import { coreGraph } from '../../schema/core/graph/core-graph.js';
import { buildGraph, createBuilder, printGraph, type DeclaredFieldExtensions, type GraphBuilder, type Viewer } from '../../schema/index.js';
import { viewerOf } from '../support/viewer.js';

let called = 0;
const bees = (builder: GraphBuilder): void => {
  builder.queryFields((t) => ({
    hives: t.int({ scope: 'bees:read:internal', description: 'How many (蜂箱数).', resolve: () => ++called }),
    secret: t.int({ scope: 'bees:administer', description: 'For its administrator (管理).', resolve: () => ++called }),
  }));
  builder.objectField('Household', 'hives', (t) => t.column('version', { type: 'Int', level: 'PUBLIC', description: 'Hives (蜂箱).' }));
};

function build() {
  const builder = createBuilder({ modules: [] });
  contribute(builder, 'core', coreGraph);
  contribute(builder, 'bees', bees);
  contribute(builder, 'machinery', (b) => b.queryField('machine', (t) => t.int({ scope: 'core:read', description: 'It (机).', resolve: () => 1 })), 'core'); // prettier-ignore
  return buildGraph(builder);
}

const schema = build();
const asked = async (scopes: readonly string[], query: string) => {
  const viewer: Viewer = viewerOf({ scopes });
  const { data, errors } = await execute({ schema, document: parse(query), contextValue: { viewer } });
  return { data, errors: errors?.map((error) => error.message) };
};

describe('a root field', () => {
  it('is refused to whoever lacks its scope, which the error names, before its author’s code runs', async () => {
    called = 0;
    expect(await asked(['bees:read', 'core:read:personal'], '{ hives }')).toEqual({
      data: { hives: null },
      errors: ['Query.hives needs the scope "bees:read:internal".'],
    });
    expect((await asked(['bees:read:sensitive', 'bees:write', 'bees:feed', 'core:administer'], '{ secret }')).errors).toEqual([
      'Query.secret needs the scope "bees:administer".',
    ]);
    expect(called).toBe(0);
  });

  it('is answered to whoever reads the level or a higher one', async () => {
    for (const level of ['internal', 'personal', 'sensitive'])
      expect((await asked([`bees:read:${level}`], '{ hives }')).errors).toBeUndefined();
  });

  it('is refused alone: what stands beside it is answered', async () => {
    expect((await asked(['bees:read:internal'], '{ hives secret }')).data).toMatchObject({ hives: expect.any(Number), secret: null });
  });

  it('says in the schema which scope it needs', () => {
    expect(printGraph(schema)).toContain(
      '"""How many (蜂箱数). Needs `bees:read:internal`."""\n  hives: Int @scope(requires: "bees:read:internal")',
    );
  });
});

describe('every field of the graph', () => {
  const moduleOf = (type: string, field: string): string | undefined => {
    const found = (schema.getType(type) as { getFields?: () => Record<string, { extensions: DeclaredFieldExtensions }> }).getFields?.();
    return found?.[field]?.extensions.module;
  };

  it('belongs to the module that declares it, whatever type it stands in; a part of the machinery counts as the core', () => {
    expect(moduleOf('Household', 'hives')).toBe('bees');
    expect(moduleOf('Household', 'number')).toBe('core');
    expect(moduleOf('HouseholdConnection', 'totalCount')).toBe('core');
    expect(moduleOf('PageInfo', 'endCursor')).toBe('core');
    expect(moduleOf('Query', 'hives')).toBe('bees');
    expect(moduleOf('Query', 'machine')).toBe('core');
  });

  it('must belong to somebody: a type that comes up behind the back of every module stops the build', () => {
    const builder = createBuilder({ modules: [] });
    contribute(builder, 'core', coreGraph);
    contribute(builder, 'bees', (b) =>
      b.queryField('hive', (t) => {
        const Hive = b
          .objectRef<object>('Hive')
          .implement({ description: 'x', fields: (h) => ({ n: h.int({ description: 'x', resolve: () => 1 }) }) });
        return t.field({ type: Hive, scope: 'bees:read', description: 'x', resolve: () => ({}) });
      }),
    );
    expect(() => buildGraph(builder)).toThrow('nobody knows which module declares Hive.n');
  });
});
