import {
  Lexer,
  parse,
  Source,
  TokenKind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { ApiError } from 'xianjie/schema';

/** What one document may hold, found out before it is validated: validation itself may cost more than the document is worth. */
export const staticLimits = {
  characters: 100_000,
  tokens: 4_000,
  /** Brackets of any kind open at once: the parser goes down with each. */
  nesting: 100,
  /** Levels of fields, fragments unfolded. */
  depth: 15,
  /** The same below `__schema` and `__type`, whose types nest by nature. */
  introspectionDepth: 20,
  /** `__typename` under another name counts too. */
  aliases: 50,
  directives: 50,
  /** How often one response name may stand at one place, fragments unfolded. */
  repetitions: 50,
  /** Fields, counted at each place at which a fragment is spread. */
  fields: 2_000,
} as const;
export type StaticLimit = keyof typeof staticLimits;

const WORDS: Readonly<Record<StaticLimit, string>> = {
  characters: 'characters',
  tokens: 'tokens',
  nesting: 'levels of brackets',
  depth: 'levels of fields',
  introspectionDepth: 'levels of introspection',
  aliases: 'aliases',
  directives: 'directives',
  repetitions: 'times the same response name at one place',
  fields: 'fields with fragments unfolded',
};

/** The refusal of a document that is more than it may be. @param found where counting stopped: it may be more */
export function tooComplex(name: StaticLimit, found: number): ApiError {
  const allowed = staticLimits[name];
  return new ApiError('QUERY_TOO_COMPLEX', `The document has ${found} or more ${WORDS[name]}; ${allowed} are allowed.`, {
    limit: { name, allowed, found },
  });
}

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Parses a document that is not longer than it may be. @throws ApiError QUERY_TOO_COMPLEX, GraphQLError what the parser says */
export function parseWithin(given: string | Source): DocumentNode {
  const source = typeof given === 'string' ? new Source(given) : given;
  const { length } = source.body;
  if (length > staticLimits.characters) throw tooComplex('characters', length);
  countTokens(source);
  return parse(source);
}

/** Reads the document's words without building anything of them. */
function countTokens(source: Source): void {
  const lexer = new Lexer(source);
  let nesting = 0;
  for (let tokens = 1; lexer.advance().kind !== TokenKind.EOF; tokens++) {
    if (tokens > staticLimits.tokens) throw tooComplex('tokens', tokens);
    if (OPENING.has(lexer.token.kind) && ++nesting > staticLimits.nesting) throw tooComplex('nesting', nesting);
    if (CLOSING.has(lexer.token.kind)) nesting--;
  }
}

/** Measures a parsed document. Its work is bounded by the limits themselves. @throws ApiError QUERY_TOO_COMPLEX */
export function checkDocument(document: DocumentNode): void {
  countWritten(document);
  const fragments = new Map(document.definitions.flatMap((d) => (d.kind === 'FragmentDefinition' ? [[d.name.value, d] as const] : [])));
  const unfolding: Unfolding = { fragments, fields: 0 };
  for (const definition of document.definitions) {
    if (definition.kind !== 'OperationDefinition' && definition.kind !== 'FragmentDefinition') continue;
    // Validation looks at fragments that nobody spreads, too.
    const inside = definition.kind === 'FragmentDefinition' ? [definition.name.value] : [];
    unfold(unfolding, [{ set: definition.selectionSet, inside }], 1, false);
  }
}

/** Aliases and directives as they are written. */
function countWritten(document: DocumentNode): void {
  let aliases = 0;
  let directives = 0;
  const count = (found: readonly unknown[] | undefined): void => {
    directives += found?.length ?? 0;
    if (directives > staticLimits.directives) throw tooComplex('directives', directives);
  };
  const walk = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      count(selection.directives);
      if (selection.kind === 'Field' && selection.alias && ++aliases > staticLimits.aliases) throw tooComplex('aliases', aliases);
      if (selection.kind !== 'FragmentSpread' && selection.selectionSet) walk(selection.selectionSet);
    }
  };
  for (const definition of document.definitions) {
    if (definition.kind !== 'OperationDefinition' && definition.kind !== 'FragmentDefinition') continue;
    count(definition.directives);
    for (const variable of definition.variableDefinitions ?? []) count(variable.directives);
    walk(definition.selectionSet);
  }
}

interface Unfolding {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  fields: number;
}

/** Selections at one place, and the fragments that they lie in. */
interface Part {
  readonly set: SelectionSetNode;
  readonly inside: readonly string[];
}

/** Everything selected at one place, as execution and validation put it together; then what lies below each response name. */
function unfold(unfolding: Unfolding, parts: readonly Part[], depth: number, introspection: boolean): void {
  const places = collect(unfolding, parts);
  for (const fields of places.values()) {
    const [first] = fields;
    const inward = introspection || (depth === 1 && first?.field.name.value.startsWith('__') === true);
    const limit = inward ? 'introspectionDepth' : 'depth';
    if (depth > staticLimits[limit]) throw tooComplex(limit, depth);
    const below = fields.flatMap(({ field, inside }) => (field.selectionSet ? [{ set: field.selectionSet, inside }] : []));
    if (below.length > 0) unfold(unfolding, below, depth + 1, inward);
  }
}

function collect(
  unfolding: Unfolding,
  parts: readonly Part[],
): ReadonlyMap<string, readonly { field: FieldNode; inside: readonly string[] }[]> {
  const places = new Map<string, { field: FieldNode; inside: readonly string[] }[]>();
  const spread = new Set<string>();
  const walk = ({ set, inside }: Part): void => {
    for (const selection of set.selections) {
      if (selection.kind === 'InlineFragment') walk({ set: selection.selectionSet, inside });
      else if (selection.kind === 'Field') {
        if (++unfolding.fields > staticLimits.fields) throw tooComplex('fields', unfolding.fields);
        const name = (selection.alias ?? selection.name).value;
        const same = places.get(name) ?? [];
        places.set(name, same);
        if (same.push({ field: selection, inside }) > staticLimits.repetitions) throw tooComplex('repetitions', same.length);
      } else {
        const name = selection.name.value;
        const fragment = unfolding.fragments.get(name);
        // A fragment inside itself is for the validation to name; here it must only come to an end.
        if (!fragment || spread.has(name) || inside.includes(name)) continue;
        spread.add(name);
        walk({ set: fragment.selectionSet, inside: [...inside, name] });
      }
    }
  };
  for (const part of parts) walk(part);
  return places;
}
