import { getOperationAST, Kind, type DocumentNode, type FieldNode, type SelectionNode } from 'graphql';

/**
 * Where an answer's path leads, in field names: `household.members.*.name`. What the client calls a field (its alias) is its own text and
 * is not kept.
 */
export function fieldPath(document: DocumentNode, operationName: string | null | undefined, path: readonly (string | number)[]): string {
  let level: readonly SelectionNode[] = getOperationAST(document, operationName)?.selectionSet.selections ?? [];
  const names: string[] = [];
  for (const step of path) {
    if (typeof step === 'number') {
      names.push('*');
      continue;
    }
    const fields = fieldsOf(document, level).filter((field) => (field.alias ?? field.name).value === step);
    names.push(fields[0]?.name.value ?? '?');
    level = fields.flatMap((field) => field.selectionSet?.selections ?? []);
  }
  return names.join('.');
}

/** The names of the root fields that an operation asks, each once. */
export function rootFields(document: DocumentNode, operationName: string | null | undefined): readonly string[] {
  const selections = getOperationAST(document, operationName)?.selectionSet.selections ?? [];
  return [...new Set(fieldsOf(document, selections).map((field) => field.name.value))];
}

/** The fields of selections, those of their fragments among them. The document is valid: no fragment spreads itself. */
function fieldsOf(document: DocumentNode, selections: readonly SelectionNode[]): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(document, selection.selectionSet.selections);
    const fragment = document.definitions.find((one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value);
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? fieldsOf(document, fragment.selectionSet.selections) : [];
  });
}
