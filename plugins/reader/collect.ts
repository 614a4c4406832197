import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  getDirectiveValues,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
  isAbstractType,
} from 'graphql';

/** The operation that is planned: its schema, fragments and coerced variables. */
export interface Document {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The fields that are asked of an object type, by response name: fragments unfolded, @skip and @include obeyed. */
export function collectFields(document: Document, type: GraphQLObjectType, nodes: readonly FieldNode[]): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const seen = new Set<string>();
  for (const node of nodes) if (node.selectionSet) collectInto(document, type, node.selectionSet, fields, seen);
  return fields;
}

function collectInto(
  document: Document,
  type: GraphQLObjectType,
  selections: SelectionSetNode,
  fields: Map<string, FieldNode[]>,
  seen: Set<string>,
): void {
  for (const selection of selections.selections) {
    if (!isIncluded(document, selection)) continue;
    if (selection.kind === Kind.FIELD) {
      const name = selection.alias?.value ?? selection.name.value;
      const known = fields.get(name);
      if (known) known.push(selection);
      else fields.set(name, [selection]);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      if (applies(document, type, selection.typeCondition?.name.value)) collectInto(document, type, selection.selectionSet, fields, seen);
    } else {
      const fragment = document.fragments[selection.name.value];
      if (!fragment || seen.has(selection.name.value)) continue;
      seen.add(selection.name.value);
      if (applies(document, type, fragment.typeCondition.name.value)) collectInto(document, type, fragment.selectionSet, fields, seen);
    }
  }
}

function isIncluded(document: Document, selection: SelectionNode): boolean {
  if (!selection.directives || selection.directives.length === 0) return true;
  if (getDirectiveValues(GraphQLSkipDirective, selection, document.variables)?.['if'] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, document.variables)?.['if'] !== false;
}

function applies(document: Document, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const other = document.schema.getType(condition);
  return isAbstractType(other) && document.schema.isSubType(other, type);
}
