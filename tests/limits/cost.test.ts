import { getIntrospectionQuery, getOperationAST, parse, validate, type GraphQLSchema } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { composeSchema, installed } from '../../api/compose.js';
import { allowances } from '../../plugins/limits/allowances.js';
import { costOf } from '../../plugins/limits/cost.js';
import { documentCache } from '../../plugins/limits/documents.js';
import { checkDocument, parseWithin, staticLimits } from '../../plugins/limits/static-limits.js';

let schema: GraphQLSchema;
beforeAll(() => {
  schema = composeSchema(installed([]));
});

function cost(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  return costOf(schema, document, getOperationAST(document) as never, variables);
}

describe('what an operation may cost', () => {
  test.each([
    ['nothing but its type costs one point', '{ __typename }', 1],
    ['a question one, and a row one more', '{ household(number: "1") { number } }', 2],
    ['texts are part of their row', '{ village(code: "150623100204") { name { zh en } } }', 2],
    ['a page twenty rows', '{ households { nodes { number } } }', 1 + 20],
    ['or as many as are asked', '{ households(first: 50) { nodes { number } } }', 1 + 50],
    ['from either end', '{ households(last: 7) { nodes { number } } }', 1 + 7],
    ['edges cost what nodes cost', '{ households(first: 50) { edges { cursor node { number } } } }', 1 + 50],
    ['a count one more', '{ households(first: 1) { totalCount nodes { number } } }', 1 + 1 + 1],
    ['a page in a page multiplies', '{ villages(first: 10) { nodes { households(first: 30) { nodes { number } } } } }', 1 + 10 * (1 + 30)],
    ['a list five rows', '{ household(number: "1") { members { name } } }', 1 + 1 + 5],
    [
      'with a list of its own as many as that names',
      '{ household(number: "1") { incomeStatements(years: [2023, 2024]) { year } } }',
      2 + 1 + 1 + 2,
    ],
    ['ids are counted and so are their rows', '{ nodes(ids: ["a", "b", "c"]) { id } }', 3 + 1 + 3],
    ['what thinks costs more', '{ household(number: "1") { eligibility { outcome } } }', 1 + 1 + 5 + 20],
    [
      'fragments count where they stand',
      '{ a: household(number: "1") { ...M } b: household(number: "2") { ...M } } fragment M on Household { members { name } }',
      2 * 7,
    ],
    [
      'a type on an interface counts as the dearest',
      '{ node(id: "x") { ... on Household { members { name } } ... on Village { code } } }',
      1 + 1 + 5,
    ],
    ['a change ten', 'mutation { registerHousehold(input: { number: "1", village: "150623100204" }) { household { number } } }', 10 + 1],
  ])('%s', (_name, query, points) => {
    expect(cost(query).requested).toBe(points);
  });

  test('variables and their defaults count as what they say', () => {
    const query = 'query ($first: Int = 3, $ids: [ID!]!) { households(first: $first) { nodes { number } } nodes(ids: $ids) { id } }';
    expect(cost(query, { ids: ['a'] }).requested).toBe(1 + 3 + 1 + 1 + 1);
    expect(cost(query, { ids: ['a', 'b'], first: 10 }).requested).toBe(1 + 10 + 2 + 1 + 2);
  });

  test('rows of a batch are counted', () => {
    const query = `mutation ($rows: [FeedRowInput!]) { submitFeed(input: { feed: "core.incomes", observedOn: "2025-01-01",
      coverage: { area: "150623", complete: false }, rows: $rows }) @idempotent(key: "k") { receipt { state } } }`;
    expect(cost(query, { rows: Array(1000).fill({ cells: [] }) }).requested).toBe(1000 + 10 + 1);
  });

  test('more than a hundred ids in one list are refused wherever the list stands', () => {
    const ids = Array(101).fill('x');
    expect(() => cost('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).toThrow(/at most 100/);
    expect(() => cost(`{ nodes(ids: ${JSON.stringify(ids)}) { id } }`)).toThrow(/at most 100/);
  });

  test('whatever is sent for a variable, counting does not fail', () => {
    const query = 'query ($first: Int, $ids: [ID!]!) { households(first: $first) { nodes { number } } nodes(ids: $ids) { id } }';
    for (const odd of [null, 'x', -1, 1e308, {}, [], [[]], { length: 7 }, true])
      expect(cost(query, { first: odd, ids: odd }).requested).toBeLessThan(200);
  });
});

describe('what it did cost', () => {
  test('is counted by the rows that came back', () => {
    const { requested, actual } = cost('{ households(first: 50) { totalCount nodes { number members { name } } } }');
    expect(requested).toBe(1 + 1 + 50 * 6);
    expect(actual({ households: { totalCount: 2, nodes: [{ members: [{}, {}] }, { members: [] }] } })).toBe(1 + 1 + 2 + 2);
    expect(actual({ households: { totalCount: 0, nodes: [] } })).toBe(2);
  });

  test('without data it cost what it asked for', () => {
    const { requested, actual } = cost('{ households(first: 50) { nodes { number } } }');
    expect(actual(null)).toBe(requested);
    expect(actual(undefined)).toBe(requested);
  });

  test('on an interface each field counts once', () => {
    const { actual } = cost(
      '{ nodes(ids: ["a", "b"]) { id ... on Household { x: village { code } } ... on Person { x: household { number } } } }',
    );
    expect(actual({ nodes: [{ id: 'a', x: { code: '1' } }, null] })).toBe(2 + 1 + 1 + 1);
  });
});

describe('asking the schema about itself', () => {
  const fragments = 'fragment T on __Type { name fields { name args { name type { name ofType { name } } } } enumValues { name } }';

  test('costs by what is described', () => {
    expect(cost('{ __schema { queryType { name } } }').requested).toBeLessThan(20);
    expect(cost('{ __type(name: "Household") { name } }').requested).toBe(10);
    const names = cost('{ __schema { types { name } } }').requested;
    const fields = cost('{ __schema { types { name fields { name } } } }').requested;
    const deeper = cost('{ __schema { types { fields { type { fields { name } } } } } }').requested;
    expect(fields).toBeGreaterThan(names);
    expect(deeper).toBeGreaterThan(2 * fields);
    expect(cost('{ __type(name: "Query") { fields { type { fields { name } } } } }').requested).toBeGreaterThan(20);
  });

  test('asked under two names costs twice', () => {
    const [once, twice] = ['a: __schema { types { ...T } }', 'a: __schema { types { ...T } } b: __schema { types { ...T } }'].map(
      (asked) => cost(`{ ${asked} } ${fragments}`).requested,
    );
    expect(twice).toBe(2 * (once ?? 0));
    const [within, again] = ['fields { name }', 'fields { name } b: fields { name }'].map(
      (asked) => cost(`{ __schema { types { ${asked} } } }`).requested,
    );
    expect(again).toBeGreaterThan(1.5 * (within ?? 0));
  });

  test('a platform may ask for all of it once, not many times', () => {
    const whole = getIntrospectionQuery({ oneOf: true, schemaDescription: true, inputValueDeprecation: true, specifiedByUrl: true });
    const { maximum } = allowances.PLATFORM;
    expect(cost(whole).requested).toBeLessThanOrEqual(maximum);
    expect(cost(whole).requested).toBeGreaterThan(500);
    const fifty = Array.from({ length: 50 }, (_, i) => `a${i}: __schema { types { ...T } }`).join(' ');
    expect(cost(`{ ${fifty} } ${fragments}`).requested).toBeGreaterThan(maximum);
  });
});

describe('the allowances', () => {
  test('every operation that may be asked fits into a bucket', () => {
    for (const { capacity, maximum, restoreRate } of Object.values(allowances)) {
      expect(maximum).toBeLessThanOrEqual(capacity);
      expect(restoreRate).toBeGreaterThan(0);
    }
  });

  test('a department sweeps 400 villages of a hundred households, with members, incomes and verdicts, within five minutes', () => {
    const page = cost(`query ($code: AreaCode!) { village(code: $code) { households(first: 100) { totalCount nodes {
      number members { name } incomeStatements(years: [2024]) { netIncome } eligibility { check { code } outcome } } } } }`).requested;
    const { capacity, maximum, restoreRate } = allowances.DEPARTMENT;
    expect(page).toBeLessThanOrEqual(maximum);
    expect(Math.max(0, 400 * page - capacity) / restoreRate).toBeLessThan(300);
  });
});

describe('static limits', () => {
  const check = (query: string) => checkDocument(parseWithin(query));
  const times = (count: number, text: (i: number) => string): string => Array.from({ length: count }, (_, i) => text(i)).join(' ');

  test.each([
    ['aliases', (n: number) => `{ ${times(n, (i) => `a${i}: __typename`)} }`],
    ['directives', (n: number) => `{ __typename ${times(n, () => '@x')} }`],
    ['repetitions', (n: number) => `{ ${times(n, () => 'viewer { x }')} }`],
    ['depth', (n: number) => `${'{ a '.repeat(n)}${'}'.repeat(n)}`],
    ['introspectionDepth', (n: number) => `{ __schema ${'{ a '.repeat(n - 1)}${'}'.repeat(n - 1)} }`],
    ['fields', (n: number) => `{ ${times(n, (i) => `x${i}`)} }`],
    ['nesting', (n: number) => `{ a(x: ${'['.repeat(n - 2)}${']'.repeat(n - 2)}) }`],
    ['tokens', (n: number) => `{ ${times(50, (i) => `x${i}`)} y(l: [${times(n - 59, () => '1')}]) }`],
    ['characters', (n: number) => `{ x }#${'x'.repeat(n - 6)}`],
  ] as const)('%s: what is allowed passes, one more is refused and named', (name, query) => {
    const allowed = staticLimits[name];
    expect(() => check(query(allowed))).not.toThrow();
    try {
      check(query(allowed + 1));
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'QUERY_TOO_COMPLEX', details: { limit: { name, allowed, found: allowed + 1 } } });
    }
  });

  test('GraphiQL’s own introspection passes', () => {
    expect(() => check(getIntrospectionQuery({ oneOf: true, schemaDescription: true, inputValueDeprecation: true }))).not.toThrow();
  });
});

describe('the cache of parsed documents', () => {
  test('forgets the least lately used, by number and by length', () => {
    const cache = documentCache({ documents: 3, characters: 100 });
    for (const text of ['a', 'b', 'c']) cache.set(text, parse('{ x }'));
    cache.get('a');
    cache.set('d', parse('{ x }'));
    expect(['a', 'b', 'c', 'd'].map((text) => cache.get(text) !== undefined)).toEqual([true, false, true, true]);
    cache.set('e'.repeat(99), parse('{ x }'));
    expect(cache.size()).toBe(2);
    cache.set('f'.repeat(200), parse('{ x }'));
    expect(cache.size()).toBe(0);
  });
});
