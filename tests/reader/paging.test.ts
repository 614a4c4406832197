import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '../../plugins/storage/index.js';
import { encodeGlobalId } from '../../schema/index.js';
import { testDatabase } from '../support/database.js';
import { ask, fillRegister, graphOf, TOWN, VILLAGES, type Asking } from './support.js';

let storage: Storage;
const schema = graphOf();
const q = (query: string, asking?: Asking) => ask(storage, schema, query, asking);

beforeAll(async () => {
  storage = await testDatabase();
  await fillRegister(storage, 61);
});
afterAll(() => storage.close());

interface PageOfNumbers {
  households: {
    nodes: { number: string }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  };
}

const query = `query($first: Int, $after: String, $last: Int, $before: String, $filter: HouseholdFilter, $orderBy: HouseholdOrder) {
  households(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
    nodes { number } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

async function page(variables: Record<string, unknown>): Promise<PageOfNumbers['households']> {
  const answer = await q(query, { variables });
  expect(answer.errors).toBeUndefined();
  expect(answer.statements).toBe(1);
  return (answer.data as PageOfNumbers).households;
}

/** Walks a list page by page, forward or backward. */
async function walk(list: Record<string, unknown>, sizes: readonly number[], backward: boolean): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  for (let n = 0; n < 200; n++) {
    const size = sizes[n % sizes.length];
    const read: PageOfNumbers['households'] = await page({
      ...list,
      ...(backward ? { last: size, before: cursor } : { first: size, after: cursor }),
    });
    const numbers = read.nodes.map((row) => row.number);
    if (backward) seen.unshift(...numbers);
    else seen.push(...numbers);
    if (!(backward ? read.pageInfo.hasPreviousPage : read.pageInfo.hasNextPage)) return seen;
    cursor = backward ? read.pageInfo.startCursor : read.pageInfo.endCursor;
  }
  throw new Error('the list never ends');
}

const lists = fc.record({
  filter: fc.constantFrom(
    null,
    { area: TOWN },
    { area: VILLAGES[1] },
    { authorised: false },
    { memberCount: { min: 2 } },
    { group: '1组' },
    { monitored: false },
  ),
  orderBy: fc.constantFrom(
    null,
    ...['NUMBER', 'PER_CAPITA_NET_INCOME', 'MEMBER_COUNT', 'AREA'].flatMap((by) => [
      { by, direction: 'ASC' },
      { by, direction: 'DESC' },
    ]),
  ),
});

describe('keyset paging', () => {
  it('gives each row exactly once, in one order, whatever the order, the filter, the page sizes and the direction', async () => {
    await fc.assert(
      fc.asyncProperty(
        lists,
        fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        async (list, sizes, backward) => {
          const whole = (await page({ ...list, first: 100 })).nodes.map((row) => row.number);
          expect(new Set(whole).size).toBe(whole.length);
          expect(await walk(list, sizes, backward)).toEqual(whole);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('puts unknown values last in both directions', async () => {
    for (const direction of ['ASC', 'DESC']) {
      const answer = await q(
        `{ households(first: 100, orderBy: { by: PER_CAPITA_NET_INCOME, direction: ${direction} }) { nodes { perCapitaNetIncome } } }`,
      );
      const values = (answer.data as { households: { nodes: { perCapitaNetIncome: string | null }[] } }).households.nodes.map(
        (row) => row.perCapitaNetIncome,
      );
      const known = values.filter((value) => value !== null).map(Number);
      expect(values.slice(known.length).every((value) => value === null)).toBe(true);
      expect(known).toEqual([...known].sort((a, b) => (direction === 'ASC' ? a - b : b - a)));
    }
  });

  it('pages inside a row too, in the same statement', async () => {
    const first = await q(`{ village(code: "${VILLAGES[0]}") { households(first: 3) { nodes { number } pageInfo { endCursor } } } }`);
    const { endCursor } = (first.data as unknown as { village: { households: { pageInfo: { endCursor: string } } } }).village.households
      .pageInfo;
    const next = await q(`{ village(code: "${VILLAGES[0]}") { households(first: 2, after: "${endCursor}") { nodes { number } } } }`);
    expect(next.statements).toBe(1);
    expect(next.data).toEqual({ village: { households: { nodes: [{ number: 'H-0009' }, { number: 'H-0012' }] } } });
    const foreign = await q(`{ village(code: "${VILLAGES[1]}") { households(first: 2, after: "${endCursor}") { nodes { number } } } }`);
    expect(foreign.codes).toEqual(['INVALID_CURSOR']);
  });

  it('shows no sort key in a cursor', async () => {
    const { pageInfo } = await page({ first: 1 });
    expect(Buffer.from(pageInfo.endCursor ?? '', 'base64url').toString()).toMatch(/^[A-Za-z0-9_-]{8}[0-9a-f-]{36}$/);
  });

  it.each([
    ['more than 100', { first: 101 }, 'PAGE_TOO_LARGE'],
    ['more than 100 from the end', { last: 101 }, 'PAGE_TOO_LARGE'],
    ['a negative number', { first: -1 }, 'BAD_USER_INPUT'],
    ['first and last', { first: 1, last: 1 }, 'BAD_USER_INPUT'],
    ['garbage', { after: 'garbage' }, 'INVALID_CURSOR'],
    ['other garbage', { before: '::::' }, 'INVALID_CURSOR'],
    ['a global id', { after: encodeGlobalId('Household', '00000000-0000-4000-8000-000000000000') }, 'INVALID_CURSOR'],
    ['an empty cursor', { after: '' }, 'INVALID_CURSOR'],
  ])('refuses %s', async (_what, variables, code) => {
    const answer = await q(query, { variables });
    expect(answer.codes).toEqual([code]);
    expect(answer.statements).toBe(0);
  });

  it('refuses a cursor of another filter, of another order, and of a row out of scope', async () => {
    const { pageInfo } = await page({ first: 100 });
    const after = pageInfo.endCursor;
    expect((await q(query, { variables: { after, filter: { area: TOWN } } })).codes).toEqual(['INVALID_CURSOR']);
    expect((await q(query, { variables: { after, orderBy: { by: 'AREA' } } })).codes).toEqual(['INVALID_CURSOR']);
    // The last row lies in the other banner.
    expect((await q(query, { variables: { after } })).codes).toEqual([]);
    expect((await q(query, { variables: { after }, areas: ['150623'] })).codes).toEqual(['INVALID_CURSOR']);
  });

  it('answers an empty page with empty ends', async () => {
    expect(await page({ first: 0, filter: { area: '99' } })).toEqual({
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });

  it('counts only when asked, and reads no rows for a count alone', async () => {
    expect((await q('{ households { nodes { number } } }')).sql[0]).not.toContain('count(*)');
    expect((await q('{ households { totalCount } }')).sql[0]).not.toContain('register_number');
  });
});
