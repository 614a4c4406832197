import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { World } from './world.js';
import { globalId } from './graph.js';

type Random = () => number;
const pick = <T>(random: Random, of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;

const garbage = [
  'null',
  '""',
  '-1',
  '0',
  '2147483648',
  '1e400',
  '"x"',
  'true',
  '[]',
  '{}',
  '{ a: 1 }',
  '$missing',
  'NOPE',
  '"\\u0000"',
  '"张⟦"',
  '"150623100205"',
  '"2025-02-30"',
  '[[1]]',
  '"' + 'a'.repeat(3000) + '"',
];

function value(random: Random, world: World, { name, type }: GraphQLArgument | GraphQLInputField, depth = 0): string {
  if (random() < 0.03) return pick(random, garbage);
  const nullable = getNullableType(type);
  const named = getNamedType(type);
  const one = (): string => {
    if (isEnumType(named)) return pick(random, named.getValues()).name;
    if (isInputObjectType(named)) {
      const fields = Object.values(named.getFields()).filter((f) => isNonNullType(f.type) || random() < 0.3);
      return depth > 2 ? '{}' : `{ ${fields.map((f) => `${f.name}: ${value(random, world, f, depth + 1)}`).join(', ')} }`;
    }
    if (named.name === 'ID') {
      const [uuid, row] = pick(random, [...world.rows]);
      return globalId(pick(random, ['Household', 'Person', 'Project', row.table.name]), uuid);
    }
    const known: Readonly<Record<string, readonly string[]>> = {
      Int: ['0', '1', '3', '2024', '20', '101'],
      Boolean: ['true', 'false'],
      Money: ['"1.00"', '"999999999999.99"'],
      Decimal: ['"1.5"'],
      Date: ['"2025-05-01"', '"1990-01-01"'],
      DateTime: ['"2025-05-01T00:00:00Z"'],
      YearMonth: ['"2025-04"'],
      AreaCode: ['"150623100204"', '"150623100"', '"150623100205"', '"0"', '"15"'],
    };
    return pick(
      random,
      known[named.name] ?? [`"${name}"`, JSON.stringify(pick(random, ['150623', '张三', 'core.people', 'income.watchLine']))],
    );
  };
  return isListType(nullable) ? `[${Array.from({ length: Math.floor(random() * 3) }, one).join(', ')}]` : one();
}

function selection(random: Random, schema: GraphQLSchema, world: World, type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields());
  const chosen = Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(random, fields));
  const texts = chosen.map((field, n) => {
    const named = getNamedType(field.type);
    if (!isLeafType(named) && depth <= 0) return '__typename';
    const given = field.args.filter((a) => (isNonNullType(a.type) && a.defaultValue === undefined) || random() < 0.2);
    const args = given.length > 0 ? `(${given.map((a) => `${a.name}: ${value(random, world, a)}`).join(', ')})` : '';
    const alias = random() < 0.2 ? `a${n}: ` : '';
    const directive = random() < 0.05 ? pick(random, [' @include(if: true)', ' @skip(if: false)', ' @idempotent(key: "k")', ' @nope']) : '';
    const inner = isLeafType(named)
      ? ''
      : isObjectType(named)
        ? ` { ${selection(random, schema, world, named, depth - 1)} }`
        : ' { __typename id ... on Household { number } }';
    return `${alias}${field.name}${args}${directive}${inner}`;
  });
  return texts.join(' ');
}

/** An operation that might be asked by somebody, or by somebody's mistake. */
export function randomDocument(random: Random, schema: GraphQLSchema, world: World): string {
  const mutation = random() < 0.2;
  const root = (mutation ? schema.getMutationType() : schema.getQueryType()) as GraphQLObjectType;
  const text = `${mutation ? 'mutation' : 'query'} { ${selection(random, schema, world, root, 1 + Math.floor(random() * 4))} }`;
  if (random() < 0.85) return text;
  const at = Math.floor(random() * text.length);
  return pick(random, [
    text.slice(0, at),
    text.slice(0, at) + pick(random, ['{', '}', '(', '"', '@', '$', '\u0000', '…', '...', '"""']) + text.slice(at),
    text.slice(0, at) + text.slice(at + 1 + Math.floor(random() * 5)),
    `${text} ${text}`,
    text.replaceAll(' { ', ' { ...F ') + ' fragment F on Query { ...F __typename }',
    text.toUpperCase(),
  ]);
}

/** The body around it, mostly as it should be. */
export function randomBody(random: Random, query: string): unknown {
  if (random() < 0.88) return { query };
  return pick<unknown>(random, [
    { query, variables: pick<unknown>(random, [null, [], 'x', 3, { a: { b: [1] } }, { __proto__: { a: 1 } }]) },
    { query, operationName: pick<unknown>(random, ['nobody', '', 3, null]) },
    { query, extensions: pick<unknown>(random, [{}, [], { persistedQuery: { version: 1, sha256Hash: 'ab' } }, 'x']) },
    { documentId: pick<unknown>(random, ['sha256:ab', '', 7]) },
    [{ query }, { query }],
    pick<unknown>(random, ['', 'x', '{', '[]', 'null', '{"query":', `{"query":${JSON.stringify(query)}`]),
    { mutation: query },
    null,
  ]);
}
