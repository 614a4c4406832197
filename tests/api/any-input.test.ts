import { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { presentErrors } from '../../api/http/errors.js';
import { coreFeeds } from '../../schema/index.js';
import { testApp, type TestApp } from '../support/app.js';

let app: TestApp;
const village = '150623100204';
let household: string;
beforeAll(async () => {
  app = await testApp();
  const made = await app.ask(`mutation { registerHousehold(input: { number: "F-1", village: "${village}" }) { household { id } } }`);
  household = made.registerHousehold.household.id as string;
});
afterAll(() => app.close());

const texts = [
  '',
  '9'.repeat(400),
  '0001-01-01',
  '9999-12-31',
  '-0001-01-01',
  "'; drop table household;--",
  '张'.repeat(3000),
  '\u202e😀',
  '1E400',
  '92233720368547758.07',
  '11010119000101100X',
  '999999999999',
];
const numbers = [0, -1, 13, 2101, 2147483647, -2147483648];

/** Of each mutation: an input that is right, and which of its fields take texts and numbers. */
const mutations = (): Record<string, [right: Record<string, unknown>, texts: string[], numbers: string[]]> => ({
  registerHousehold: [
    { number: 'F-2', village },
    ['number', 'village', 'group', 'registryStatusOn', 'authorisedUntil', 'contractedLandMu', 'observedOn', 'source'],
    [],
  ],
  recordPerson: [
    { household, name: '示例' },
    ['household', 'person', 'name', 'residentId', 'birthDate', 'ethnicity', 'educationLevel', 'phone', 'leftOn', 'observedOn', 'source'],
    ['expectedVersion'],
  ],
  moveHousehold: [{ household, village }, ['household', 'village', 'group'], ['expectedVersion']],
  recordIncome: [
    { household, year: 2024, wage: '1.00' },
    ['household', 'wage', 'operating', 'netIncome', 'perCapitaNetIncome', 'observedOn', 'source'],
    ['year', 'month', 'memberCount', 'expectedVersion'],
  ],
  recordBenefit: [
    { household, benefit: 'x', form: 'CASH', periodFrom: '2024-01-01' },
    ['household', 'person', 'benefit', 'amount', 'periodFrom', 'periodTo', 'paidOn', 'payer', 'observedOn', 'source'],
    ['expectedVersion'],
  ],
  recordGuarantee: [
    { household, kind: 'FOOD', state: 'MET' },
    ['household', 'person', 'kind', 'state', 'observedOn', 'source'],
    ['expectedVersion'],
  ],
  submitFeed: [
    {
      feed: 'core.incomes',
      rows: [{ cells: [{ column: '户编号', value: 'F-1' }] }],
      observedOn: '2025-01-01',
      coverage: { area: '150623100', complete: false },
    },
    ['feed', 'upload', 'observedOn'],
    [],
  ],
});

describe('whatever is given to a field of an input', () => {
  test.each(['registerHousehold', 'recordPerson', 'moveHousehold', 'recordIncome', 'recordBenefit', 'recordGuarantee', 'submitFeed'])(
    '%s takes it or refuses it with a code; it is never a failure of ours, and never repeated in the answer',
    async (name) => {
      const [right, textFields, numberFields] = mutations()[name] ?? [{}, [], []];
      const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
      const query = `mutation ($input: ${type}!, $key: String!) { ${name}(input: $input) @idempotent(key: $key) { userErrors { code message { zh en } } } }`;
      let call = 0;
      for (const [fields, values] of [[textFields, texts] as const, [numberFields, numbers] as const]) {
        for (const field of fields) {
          for (const value of values) {
            const { status, body } = await app.post({
              query,
              variables: { input: { ...right, [field]: value }, key: `any-${name}-${++call}` },
            });
            const label = `${field}: ${String(value).slice(0, 30)}`;
            expect(status, label).toBeLessThan(500);
            for (const error of body.errors ?? []) expect(error.extensions.code, label).not.toBe('INTERNAL');
            if (typeof value === 'string' && value.length > 8) expect(JSON.stringify(body), label).not.toContain(value);
          }
        }
      }
    },
  );
});

test('a year that no calendar holds has no benefits, and is no failure of ours', async () => {
  for (const year of numbers) {
    const { body } = await app.post({ query: '{ household(number: "F-1") { benefits(year: ' + year + ') { id } } }' });
    expect(body, String(year)).toMatchObject({ data: { household: { benefits: [] } } });
  }
});

describe('whatever stands in a cell', () => {
  test.each(coreFeeds.map((feed) => [feed.code, feed] as const))(
    '%s takes the row or refuses it; the batch goes on',
    async (code, feed) => {
      const filled = Object.fromEntries(feed.columns.filter((c) => c.required).map((c) => [c.key, c.example]));
      const rows = feed.columns.flatMap((column) => texts.map((text) => ({ ...filled, [column.key]: text })));
      const { submitFeed } = await app.ask(
        `mutation ($input: SubmitFeedInput!) { submitFeed(input: $input) @idempotent(key: "cells-${code}") {
        receipt { state processedRows refused(first: 100) { nodes { code text { zh } } } } userErrors { code } } }`,
        {
          input: {
            feed: code,
            observedOn: '2025-06-30',
            coverage: { area: '150623100', complete: false },
            rows: rows.map((row) => ({ cells: Object.entries(row).map(([column, value]) => ({ column, value })) })),
          },
        },
      );
      expect(submitFeed.userErrors).toEqual([]);
      expect(submitFeed.receipt).toMatchObject({ state: 'DONE', processedRows: rows.length });
      for (const text of texts.filter((t) => t.length > 8)) expect(JSON.stringify(submitFeed)).not.toContain(text);
    },
  );
});

describe('a database that is busy or gone', () => {
  test.each(['timeout exceeded when trying to connect', 'Connection terminated unexpectedly'])(
    '%s: UNAVAILABLE, worth another try',
    (message) => {
      const [shown] = presentErrors([new GraphQLError(message, { originalError: new Error(message) })], 'r', pino({ level: 'silent' }));
      expect(shown?.extensions).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
      expect(shown?.message).not.toContain(message);
    },
  );
});

describe('the log', () => {
  test('holds nothing of all this', () => {
    const log = app.logged.join('\n');
    for (const text of texts.filter((t) => t.length > 12)) expect(log).not.toContain(text);
  });
});
