import {
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  visit,
  isObjectType,
  isInterfaceType,
  type ConstDirectiveNode,
  type ConstValueNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
} from 'graphql';
import type { DeclaredFieldExtensions } from './declared.js';

/** The schema as SDL, sorted, each declared field with its `@privacy(level: …)`, each root field with its `@scope(requires: …)`: the committed surface. */
export function printGraph(schema: GraphQLSchema): string {
  const document = visit(parse(printSchema(lexicographicSortSchema(schema))), {
    [Kind.OBJECT_TYPE_DEFINITION]: (node) => ({ ...node, fields: withRights(schema, node.name.value, node.fields ?? []) }),
    [Kind.INTERFACE_TYPE_DEFINITION]: (node) => ({ ...node, fields: withRights(schema, node.name.value, node.fields ?? []) }),
  });
  return `${print(document)}\n`;
}

function withRights(schema: GraphQLSchema, typeName: string, fields: readonly FieldDefinitionNode[]): FieldDefinitionNode[] {
  const type = schema.getType(typeName);
  return fields.map((field) => {
    const declared = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field.name.value] : undefined;
    const { level, scope } = (declared?.extensions ?? {}) as DeclaredFieldExtensions;
    const added = [
      ...(level === undefined ? [] : [directive('privacy', 'level', { kind: Kind.ENUM, value: level })]),
      ...(scope === undefined ? [] : [directive('scope', 'requires', { kind: Kind.STRING, value: scope })]),
    ];
    return added.length === 0 ? field : { ...field, directives: [...(field.directives ?? []), ...added] };
  });
}

const directive = (name: string, argument: string, value: ConstValueNode): ConstDirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: name },
  arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: argument }, value }],
});
