import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** The first error's code and message of a request that is refused. */
async function refused(query: string, variables?: Record<string, unknown>) {
  const { status, body } = await app.post({ query, variables });
  const [error] = body.errors ?? [];
  if (!error) throw new Error('the request was not refused');
  return { status, code: error.extensions.code, message: error.message, requestId: error.extensions.requestId };
}

describe('wrong requests are refused with a code of the closed list, never as a failure of ours', () => {
  test.each([
    ['a page of more than 100', '{ households(first: 101) { nodes { number } } }', 'PAGE_TOO_LARGE'],
    ['a page of less than one', '{ households(first: -1) { nodes { number } } }', 'BAD_USER_INPUT'],
    ['first and last together', '{ households(first: 1, last: 1) { nodes { number } } }', 'BAD_USER_INPUT'],
    ['a malformed cursor', '{ households(after: "nonsense") { nodes { number } } }', 'INVALID_CURSOR'],
    [
      'an unknown check',
      '{ evaluateEligibility(input: { subject: HOUSEHOLD, area: "150623100", facts: [], checks: ["no.such"] }) { outcome } }',
      'UNKNOWN_CODE',
    ],
    [
      'a fact that nobody declares',
      '{ evaluateEligibility(input: { subject: HOUSEHOLD, area: "150623100", facts: [{ code: "no.such", number: "1" }] }) { outcome } }',
      'UNKNOWN_CODE',
    ],
    [
      'a fact with two values',
      '{ evaluateEligibility(input: { subject: HOUSEHOLD, area: "150623100", facts: [{ code: "x", number: "1", money: "1.00" }] }) { outcome } }',
      'BAD_USER_INPUT',
    ],
    ['an area code that is none', '{ village(code: "15062310x") { name { zh } } }', 'BAD_USER_INPUT'],
    ['a date that is none', '{ policyParameters(area: "1506", asOf: "2025-02-30") { code } }', 'BAD_USER_INPUT'],
    ['a field that does not exist', '{ households { nodes { secret } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a document that does not parse', '{ households {', 'GRAPHQL_PARSE_FAILED'],
    ['a number that is too large', '{ households(first: 99999999999999999999) { nodes { number } } }', 'BAD_USER_INPUT'],
    ['a null byte', '{ household(number: "a\\u0000b") { number } }', 'BAD_USER_INPUT'],
    ['half a character', '{ household(number: "a\\ud800b") { number } }', 'BAD_USER_INPUT'],
    ['more than 100 ids', `{ nodes(ids: [${'"x",'.repeat(101)}]) { id } }`, 'PAGE_TOO_LARGE'],
  ])('%s', async (_name, query, code) => {
    const error = await refused(query);
    expect(error.code).toBe(code);
    expect(error.requestId).toBe('test-request');
    expect(error.status).toBeLessThan(500);
  });

  test.each([
    ['null byte', 'a\u0000b'],
    ['half a character', 'a\ud800b'],
    ['a number for a text', 7],
    ['a list for a text', ['x']],
  ])('in variables too: %s', async (_name, number) => {
    expect((await refused('query ($number: String!) { household(number: $number) { number } }', { number })).code).toBe('BAD_USER_INPUT');
  });

  test('a refusal never repeats the value that was given', async () => {
    const value = '15062319900101123X';
    const said = [
      await refused('query ($first: Int!) { households(first: $first) { nodes { number } } }', { first: value }),
      await refused(`{ households(first: "${value}") { nodes { number } } }`),
      await refused(`{ households(filter: { labourClasses: ["${value}"] }) { nodes { number } } }`),
      await refused(`{ village(code: "${value}") { name { zh } } }`),
    ];
    for (const { message } of said) expect(message).not.toContain(value);
  });
});

describe('ids', () => {
  const id = (text: string): string => Buffer.from(text).toString('base64url');

  test.each([
    ['garbage', 'garbage'],
    ['another type', id('Nothing:5f0c3f1e-7a07-4a57-9d3f-0b3c7b1f0001')],
    ['a household that does not exist', id('Household:5f0c3f1e-7a07-4a57-9d3f-0b3c7b1f0001')],
    ['a household with something that is no uuid', id('Household:1 or 1=1')],
  ])('%s answers null, like everything out of sight', async (_name, value) => {
    expect(await app.ask('query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }', { id: value })).toEqual({
      node: null,
      nodes: [null],
    });
  });
});

describe('what the log holds of an operation', () => {
  test('the request, the client, the time and the number of statements, and no value', async () => {
    await app.ask('query ($number: String!) { household(number: $number) { number } }', { number: 'PRIVATE-NUMBER' });
    const line = JSON.parse(app.logged.at(-1) ?? '{}') as Record<string, unknown>;
    expect(line).toMatchObject({ requestId: 'test-request', client: 'local-administrator', statements: 1, errors: 0, msg: 'operation' });
    expect(app.logged.join()).not.toContain('PRIVATE-NUMBER');
  });
});
