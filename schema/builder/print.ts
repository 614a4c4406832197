import {
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  visit,
  isObjectType,
  isInterfaceType,
  type FieldDefinitionNode,
  type GraphQLSchema,
} from 'graphql';
import type { DeclaredFieldExtensions } from './declared.js';

/** The schema as SDL, sorted, each declared field with its `@privacy(level: …)`: the committed surface. */
export function printGraph(schema: GraphQLSchema): string {
  const document = visit(parse(printSchema(lexicographicSortSchema(schema))), {
    [Kind.OBJECT_TYPE_DEFINITION]: (node) => ({ ...node, fields: withLevels(schema, node.name.value, node.fields ?? []) }),
    [Kind.INTERFACE_TYPE_DEFINITION]: (node) => ({ ...node, fields: withLevels(schema, node.name.value, node.fields ?? []) }),
  });
  return `${print(document)}\n`;
}

function withLevels(schema: GraphQLSchema, typeName: string, fields: readonly FieldDefinitionNode[]): FieldDefinitionNode[] {
  const type = schema.getType(typeName);
  return fields.map((field) => {
    const declared = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field.name.value] : undefined;
    const level = (declared?.extensions as DeclaredFieldExtensions | undefined)?.level;
    if (!level) return field;
    return {
      ...field,
      directives: [
        ...(field.directives ?? []),
        {
          kind: Kind.DIRECTIVE,
          name: { kind: Kind.NAME, value: 'privacy' },
          arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'level' }, value: { kind: Kind.ENUM, value: level } }],
        },
      ],
    };
  });
}
