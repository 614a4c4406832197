import { describe, expect, it } from 'vitest';
import { contribute } from '../../schema/builder/owners.js';
import { coreGraph } from '../../schema/core/graph/core-graph.js';
import { buildGraph, createBuilder, defineTable, type GraphBuilder, type PolicyModule } from '../../schema/index.js';

const build = (...modules: [id: string, add: (builder: GraphBuilder) => void][]) => {
  const builder = createBuilder({ modules: [] });
  contribute(builder, 'core', coreGraph);
  for (const [id, add] of modules) contribute(builder, id, add);
  return buildGraph(builder);
};

const field = (type: 'Household', name: string) => (builder: GraphBuilder) =>
  builder.objectField(type, name, (t) => t.column('version', { type: 'Int', level: 'PUBLIC', description: 'x' }));

describe('two modules that add the same thing', () => {
  it('are both named, with the cure: a field', () => {
    expect(() => build(['bees', field('Household', 'hives')], ['wells', field('Household', 'hives')])).toThrow(
      'the field Household.hives is declared by the modules "bees" and "wells": rename one of them',
    );
  });

  it('a field that the core has', () => {
    expect(() => build(['bees', field('Household', 'number')])).toThrow(
      'the field Household.number is declared by the modules "core" and "bees"',
    );
  });

  it('a root field', () => {
    const root = (builder: GraphBuilder): void =>
      builder.queryFields((t) => ({ hives: t.int({ scope: 'x:read', description: 'x', resolve: () => 1 }) }));
    expect(() => build(['bees', root], ['wells', root])).toThrow('the field Query.hives is declared by the modules "bees" and "wells"');
    expect(() =>
      build(['bees', (b) => b.queryField('household', (t) => t.int({ scope: 'bees:read', description: 'x', resolve: () => 1 }))]),
    ).toThrow('"core" and "bees"');
  });

  it('a type', () => {
    const type = (builder: GraphBuilder): void => void builder.enumType('Hive', { values: { A: {} } });
    expect(() => build(['bees', type], ['wells', type])).toThrow('the type Hive is declared by the modules "bees" and "wells"');
  });

  it('and anything else that goes wrong names its module', () => {
    expect(() => build(['bees', () => { throw new Error('no hive'); }])).toThrow('module "bees" cannot be added to the graph: no hive'); // prettier-ignore
  });
});

describe('a field that shows a column of a module’s table', () => {
  const hive = defineTable({
    name: 'bees_hive',
    about: 'HOUSEHOLD',
    kind: 'RECORD',
    columns: { keeper: 'PERSONAL', illness: 'SENSITIVE', queens: 'INTERNAL' },
  });
  const module = { storage: { folder: new URL('.', import.meta.url), tables: [hive] } } as unknown as PolicyModule;
  const graph = (level: 'INTERNAL' | 'PERSONAL' | 'SENSITIVE', filtered: 'INTERNAL' | 'SENSITIVE') => {
    const builder = createBuilder({ modules: [module] });
    contribute(builder, 'core', coreGraph);
    contribute(builder, 'bees', () =>
      builder.tableType('Hive', {
        table: 'bees_hive',
        description: 'x',
        columns: { illness: filtered },
        fields: (t) => ({
          keeper: t.column('keeper', { type: 'String', level, description: 'x' }),
          queens: t.column('queens', { type: 'Int', level: 'INTERNAL', description: 'x' }),
        }),
      }),
    );
    return () => buildGraph(builder);
  };

  it('is no less personal than the column', () => {
    expect(graph('INTERNAL', 'SENSITIVE')).toThrow(
      'Hive.keeper is INTERNAL, but shows the column "bees_hive.keeper", which is PERSONAL: give the field that level',
    );
    expect(graph('PERSONAL', 'INTERNAL')).toThrow('Hive calls the column "illness" INTERNAL, but its table declares it SENSITIVE');
    expect(graph('SENSITIVE', 'SENSITIVE')).not.toThrow();
  });
});
