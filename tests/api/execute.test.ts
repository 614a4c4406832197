import { setImmediate as immediate } from 'node:timers/promises';
import fc from 'fast-check';
import { buildSchema, execute as reference, parse, type GraphQLObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { execute } from '../../api/http/execute.js';

const schema = buildSchema(`
  interface Named { name: String }
  type Query { row: Row  sure: Row!  rows(first: Int): [Row!]  named: Named  echo(text: String!): String }
  type Row implements Named { name: String  number: Int!  tags: [Int!]  row: Row  rows(first: Int): [Row]  must: [Row!]! }
`);
const rowType = schema.getType('Row') as GraphQLObjectType;
// One field with a resolver of its own, so that both ways are walked.
rowType.getFields()['row']!.resolve = (source: { row?: unknown }, _args, _context, info) => {
  expect(info.path.key).toBe(info.fieldNodes[0]?.alias?.value ?? 'row');
  return source.row;
};
schema.getQueryType()!.getFields()['echo']!.resolve = (_source, { text }: { text: string }) => text;

/** A value as a resolver may give it: itself, later, as an error, or as an error later. */
const given = (value: fc.Arbitrary<unknown>): fc.Arbitrary<() => unknown> =>
  fc.oneof(
    { weight: 8, arbitrary: value.map((one) => () => one) },
    { weight: 2, arbitrary: value.map((one) => () => Promise.resolve(one)) },
    { weight: 1, arbitrary: fc.constant(() => Promise.reject(new Error('later'))) },
    {
      weight: 1,
      arbitrary: fc.constant(() => {
        throw new Error('at once');
      }),
    },
    { weight: 1, arbitrary: fc.constant(() => new Error('as a value')) },
  );

const { row } = fc.letrec<{ row: object | null }>((tie) => ({
  row: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.record({
      name: given(fc.option(fc.string())),
      number: given(fc.oneof(fc.integer({ max: 9, min: 0 }), fc.constantFrom('no number', null, undefined))),
      tags: given(fc.option(fc.array(fc.oneof(fc.constant(1), fc.constant(null)), { maxLength: 2 }))),
      row: tie('row'),
      rows: given(fc.option(fc.array(tie('row'), { maxLength: 3 }))),
      must: given(fc.oneof(fc.array(tie('row'), { maxLength: 2 }), fc.constant('no list'))),
    }),
  ),
}));

const questions = [
  `{ row { name number tags } other: row { __typename name } }`,
  `{ sure { number rows { name row { number } } } row { name } }`,
  `query Q($n: Int) { rows(first: $n) { must { name number } rows(first: $n) { name } row { ...More } } } fragment More on Row { name row { number } }`,
  `{ row { ... on Row { name } ...Of rows { ...Of } } } fragment Of on Named { name }`,
  `{ row { rows { rows { must { number } } } } }`,
];

/**
 * The reference leaves some failures unheard that come late in a list that has failed already, which would end the process; ours may not,
 * so only the reference is forgiven.
 */
async function forgiving<T>(work: () => T | Promise<T>): Promise<T> {
  const listeners = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', () => undefined);
  try {
    const done = await work();
    await immediate();
    return done;
  } finally {
    process.removeAllListeners('unhandledRejection');
    for (const listener of listeners) process.on('unhandledRejection', listener);
  }
}

describe('an operation is executed as the reference does it', () => {
  test('answer for answer and error for error, whatever fails and whatever comes late', () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom(...questions), row, row, fc.array(row, { maxLength: 3 }), async (question, one, sure, rows) => {
        const args = { schema, document: parse(question), rootValue: { row: one, sure, rows }, variableValues: { n: 2 } };
        const ours = await execute(args);
        await immediate();
        const theirs = await forgiving(() => reference(args));
        expect(JSON.stringify(ours.data)).toBe(JSON.stringify(theirs.data));
        const told = ({ errors = [] }: typeof ours): string[] => errors.map((error) => JSON.stringify(error)).sort();
        // A leaf's own error names the value there; ours does not, and no value of these fails so.
        expect(told(ours)).toEqual(told(theirs));
      }),
      { numRuns: 400 },
    ));

  test.each([
    ['{ row { name @skip(if: true) number } }', {}],
    ['{ named { name } }', {}],
    ['{ __schema { queryType { name } } }', {}],
    ['query A { row { name } } query B { row { name } }', {}],
    ['query ($n: Int!) { rows(first: $n) { name } }', {}],
    ['query ($t: String) { echo(text: $t) row { name } }', {}],
    ['query ($t: String!) { echo(text: $t) again: echo(text: "b") }', { t: 'a' }],
    ['{ __proto__: row { name } }', {}],
  ])('%s', async (question, variableValues) => {
    const args = { schema, document: parse(question), rootValue: { row: { name: 'a', number: 1 } }, variableValues };
    expect(JSON.stringify(await execute(args))).toBe(JSON.stringify(await reference(args)));
  });
});
