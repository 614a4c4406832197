import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '../../plugins/storage/index.js';
import { defineFeed, encodeGlobalId } from '../../schema/index.js';
import { testDatabase } from '../support/database.js';
import { ask, fillRegister, graphWith, TOWN, type Asking } from '../reader/support.js';

const column = {
  key: 'number',
  names: ['户编号', 'number'],
  title: { zh: '户编号', en: 'Register number' },
  required: true,
  example: '=1+1,"x"',
  hint: { zh: '编号', en: 'number' },
};
const schema = graphWith([
  {
    id: 'wells',
    contract: 1,
    title: { zh: '水井', en: 'Wells' },
    owner: { code: 'WATER', title: { zh: '水利局', en: 'Water' } },
    checks: [{ code: 'wells.deep' }],
    errors: [{ code: 'wells.TOO_DEEP', text: { zh: '超过 {max} 米', en: 'deeper than {max} m' } }],
    feeds: [
      defineFeed<{ readonly number: string }>({
        code: 'wells.depths',
        title: { zh: '井深', en: 'Depths' },
        description: { zh: '每井一行', en: 'one row for each well' },
        source: 'RRB',
        columns: [column],
        naturalKey: ['number'],
        canBeComplete: true,
        resolves: 'NONE',
        parse: () => ({ ok: false, refusals: [] }),
        write: () => Promise.resolve([]),
      }),
    ],
  },
]);
let storage: Storage;
let receipt: string;
const q = (query: string, asking?: Asking) => ask(storage, schema, query, asking);

beforeAll(async () => {
  storage = await testDatabase();
  await fillRegister(storage, 3);
  const owner = await storage.owner();
  const { rows } = await owner.query<{ id: string }>(
    `insert into feed_batch (feed, module, area_code, client_id, observed_on, complete, state, encoding, total_rows, processed_rows, refused_rows)
     values ('wells.depths', 'wells', $1, 'test', '2025-06-01', true, 'DONE', 'gb18030', 9, 9, 3) returning id`,
    [TOWN],
  );
  const id = rows[0]?.id ?? '';
  await owner.query(
    `insert into feed_refusal (batch_id, area_code, row_number, position, column_name, code, params)
     values ($1, $2, 7, 0, null, 'wells.GONE', '{}'), ($1, $2, 3, 0, '深度', 'wells.TOO_DEEP', '{"max": 300}'), ($1, $2, 3, 1, '编号', 'wells.TOO_DEEP', '{}')`,
    [id, TOWN],
  );
  await owner.end();
  receipt = encodeGlobalId('FeedReceipt', id);
});
afterAll(() => storage.close());

describe('receipts', () => {
  const query = `query($id: ID!, $after: String) { feedReceipt(id: $id) { id feed state encoding complete observedOn totalRows refusedRows submittedAt failure { code } area { code }
    refused(first: 2, after: $after) { totalCount nodes { row column code text { zh en } } pageInfo { hasNextPage endCursor } } } }`;

  it('shows counts and refused rows with their reasons, page by page, in one statement', async () => {
    const first = await q(query, { variables: { id: receipt } });
    expect(first.errors).toBeUndefined();
    expect(first.statements).toBe(1);
    const read = (first.data as { feedReceipt: { refused: { pageInfo: { endCursor: string } } } }).feedReceipt;
    expect(read).toMatchObject({
      feed: 'wells.depths', state: 'DONE', encoding: 'gb18030', complete: true, totalRows: 9, refusedRows: 3, failure: null, area: { code: TOWN },
      refused: {
        totalCount: 3,
        nodes: [
          { row: 3, column: '深度', code: 'wells.TOO_DEEP', text: { zh: '超过 300 米', en: 'deeper than 300 m' } },
          { row: 3, column: '编号', code: 'wells.TOO_DEEP' },
        ],
        pageInfo: { hasNextPage: true },
      },
    }); // prettier-ignore
    const next = await q(query, { variables: { id: receipt, after: read.refused.pageInfo.endCursor } });
    expect(next.data).toMatchObject({
      feedReceipt: { refused: { nodes: [{ row: 7, code: 'wells.GONE', text: { zh: 'wells.GONE' } }], pageInfo: { hasNextPage: false } } },
    });
  });

  it('is null for garbage, another type and another area', async () => {
    for (const id of ['x', encodeGlobalId('Household', '00000000-0000-4000-8000-000000000000')]) {
      expect((await q(query, { variables: { id } })).data).toEqual({ feedReceipt: null });
    }
    expect((await q(query, { variables: { id: receipt }, areas: ['150624'] })).data).toEqual({ feedReceipt: null });
  });
});

describe('the platform about itself', () => {
  it('shows what is installed, with a template to fill', async () => {
    const answer = await q(
      '{ installedModules { id contract checks feeds owner { code } } feeds { code module source { code } columns { key names required } naturalKey canBeComplete template } }',
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      installedModules: [{ id: 'wells', contract: 1, checks: ['wells.deep'], feeds: ['wells.depths'], owner: { code: 'WATER' } }],
      feeds: [
        {
          code: 'wells.depths', module: 'wells', source: { code: 'RRB' }, columns: [{ key: 'number', names: ['户编号', 'number'], required: true }], naturalKey: ['number'],
          canBeComplete: true, template: '\uFEFF户编号\r\n"\'=1+1,""x"""\r\n',
        },
      ],
    }); // prettier-ignore
  });

  it('shows who asks, and the areas above an area, each in one statement', async () => {
    const answer = await q(
      `{ viewer { client { id } areas { code name { zh } } clearUpTo } area(code: "${TOWN}") { ancestors { code level } children(first: 1) { totalCount nodes { code village { householdCount } } } } }`,
      {
        areas: ['150623', '1506'],
      },
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.statements).toBe(3);
    expect(answer.data).toMatchObject({
      viewer: { client: { id: 'test' }, areas: [{ code: '150623', name: { zh: '鄂托克前旗' } }, { code: '1506' }], clearUpTo: 'PERSONAL' },
      area: {
        ancestors: [{ code: '0', level: 'NATIONAL' }, { code: '15' }, { code: '1506' }, { code: '150623' }],
        children: { totalCount: 3, nodes: [{ code: '150623100201', village: { householdCount: 1 } }] },
      },
    });
  });
});
