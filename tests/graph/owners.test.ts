import { describe, expect, it } from 'vitest';
import { contribute } from '../../schema/builder/owners.js';
import { coreGraph } from '../../schema/core/graph/core-graph.js';
import { buildGraph, createBuilder, type GraphBuilder } from '../../schema/index.js';

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
