import { describe, expect, it } from 'vitest';
import { isInterfaceType, isObjectType, isEnumType, isInputObjectType } from 'graphql';
import { buildGraph, createBuilder, printGraph } from '../../schema/index.js';
import { coreGraph } from '../../schema/core/graph/core-graph.js';

function build() {
  const builder = createBuilder({ modules: [] });
  coreGraph(builder);
  return buildGraph(builder);
}

describe('the core graph', () => {
  it('is built afresh as often as asked, and prints the same', () => {
    expect(printGraph(build())).toBe(printGraph(build()));
  });

  it('prints the level of a field as a directive and in its description', () => {
    const sdl = printGraph(build());
    expect(sdl).toMatch(/Privacy: PERSONAL\.\s+"""\s+registryStatus: PovertyRegisterStatus @privacy\(level: PERSONAL\)/);
    expect(sdl).toContain('directive @privacy(');
  });

  it('describes every type, field, argument and value, with the Chinese term', () => {
    const silent: string[] = [];
    const check = (what: string, description: string | null | undefined): void => {
      if (!description || !/[\u4e00-\u9fff]/.test(description)) silent.push(what);
    };
    for (const type of Object.values(build().getTypeMap())) {
      if (type.name.startsWith('__') || ['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name)) continue;
      check(type.name, type.description);
      if (isObjectType(type) || isInterfaceType(type)) {
        for (const field of Object.values(type.getFields())) {
          check(`${type.name}.${field.name}`, field.description);
          for (const arg of field.args) check(`${type.name}.${field.name}(${arg.name})`, arg.description);
        }
      } else if (isEnumType(type)) for (const value of type.getValues()) check(`${type.name}.${value.name}`, value.description);
      else if (isInputObjectType(type))
        for (const field of Object.values(type.getFields())) check(`${type.name}.${field.name}`, field.description);
    }
    expect(silent).toEqual([]);
  });
});
