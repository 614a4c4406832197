import { viewerOf } from '../support/viewer.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineFeed, residentIdCheck, type ModuleTx } from '../../schema/index.js';
import { TODAY, TOWN, feedBench, householdsFile, type Bench } from './support.js';

let bench: Bench;
/** What the module behind the feed does with the transaction that it is given. */
let deed: (tx: ModuleTx) => Promise<unknown> = () => Promise.resolve();

const nosy = defineFeed<{ number: string }>({
  code: 'test.nosy',
  title: { zh: '探', en: 'nosy' },
  description: { zh: '探', en: 'nosy' },
  source: 'RRB',
  columns: [
    { key: 'number', names: ['户编号'], title: { zh: '户编号', en: 'number' }, required: true, example: '', hint: { zh: '', en: '' } },
  ],
  naturalKey: ['number'],
  canBeComplete: false,
  resolves: 'NONE',
  parse: (cells) => ({ ok: true, row: { number: cells.number ?? '' } }),
  write: async ({ tx }, _batch, rows) => {
    await deed(tx);
    return rows.map(({ number }) => ({ number, effect: 'UNCHANGED' }));
  },
});

beforeAll(async () => {
  bench = await feedBench({ more: [nosy] });
  await bench.run('core.households', householdsFile(['H-1', 'H-2']));
  await bench.rows(`insert into household (area_code, register_number) values ('150623101200', 'FOREIGN-1') returning id`);
});
afterAll(() => bench.storage.close());

describe('a file made to do harm', () => {
  const header = '户编号,年度,wage';
  it.each([
    ['one line of 40 MB', () => new Uint8Array(40 * 1024 * 1024).fill(0x61), 'core.MALFORMED_CSV'],
    ['a header of a million columns', () => `${'a,'.repeat(1_000_000)}a\n`, 'core.MALFORMED_CSV'],
    ['a row of a million cells', () => `${header}\nH-1,2001,1${',x'.repeat(1_000_000)}\n`, 'core.MALFORMED_CSV'],
    ['an open quote over 20 MB', () => `${header}\nH-1,2001,"${'1\n'.repeat(10 * 1024 * 1024)}`, 'core.MALFORMED_CSV'],
    ['a header with a null byte', () => `户编号\u0000,年度,wage\nH-1,2001,1\n`, 'core.WRONG_HEADER'],
    ['nothing but line ends', () => '\n'.repeat(1_000_000), 'core.WRONG_HEADER'],
    ['nothing but a mark', () => '\ufeff', 'core.EMPTY_FILE'],
    ['a header and empty rows', () => `${header}\n${',,\n'.repeat(1000)}`, 'core.EMPTY_FILE'],
    ['a header of many unknown columns', () => `${'x,'.repeat(50_000)}x\n`, 'core.WRONG_HEADER'],
  ])('%s is refused as a whole in good time, and nothing is written', async (_name, content, code) => {
    const start = performance.now();
    const { receipt, refusals } = await bench.run('core.incomes', content());
    expect(receipt).toMatchObject({ state: 'FAILED', failure_code: code, created_rows: 0 });
    expect(refusals.length).toBeLessThanOrEqual(100);
    expect(performance.now() - start).toBeLessThan(15_000);
    expect(await bench.rows('select 1 from income_statement where year = 2001')).toEqual([]);
  });

  it('with a mark, CRLF, quotes and quoted line ends is read as a spreadsheet wrote it', async () => {
    const file = '\ufeff"户编号","年度","wage"\r\n"H-1","2003","1,234.50"\r\n"H-2\r\n",2003,5\r\n';
    const { receipt, refusals } = await bench.run('core.incomes', file);
    expect(receipt).toMatchObject({ state: 'DONE', total_rows: 2, created_rows: 2, refused_rows: 0 });
    expect(refusals).toEqual([]);
    expect(await bench.rows('select wage from income_statement where year = 2003 order by wage')).toEqual([
      { wage: 500 },
      { wage: 123450 },
    ]);
  });
});

describe('rows handed in directly', () => {
  it('that name one column under two of its names are refused, and not half of them lost', async () => {
    const result = await bench.service().submit(
      {
        feed: 'core.incomes',
        observedOn: TODAY,
        coverage: { area: TOWN, complete: false },
        rows: [{ 户编号: 'H-1', 年度: '2010', wage: '1', 工资性收入: '2' }],
      },
      {},
    );
    expect(result).toMatchObject({ ok: false, userErrors: [{ code: 'core.WRONG_HEADER', path: ['input', 'rows', '0'] }] });
  });

  it('with one key at the same moment are taken once', async () => {
    const submit = () =>
      bench.service().submit(
        {
          feed: 'core.incomes',
          observedOn: TODAY,
          coverage: { area: TOWN, complete: false },
          rows: [{ 户编号: 'H-1', 年度: '2011', wage: '1' }],
        },
        { idempotencyKey: 'at-once' },
      );
    const answers = await Promise.all([submit(), submit(), submit(), submit()]);
    expect(new Set(answers.map((a) => (a.ok ? a.receiptId : ''))).size).toBe(1);
    for (const answer of answers) expect(answer).toMatchObject({ ok: true, results: [{ row: 1, effect: 'CREATED' }] });
    expect(await bench.rows('select 1 from income_statement where year = 2011')).toHaveLength(1);
  });
});

describe('a module with SQL of its own', () => {
  const run = async (what: typeof deed): Promise<string> => {
    deed = what;
    return (await bench.run('test.nosy', '户编号\nN-1\n')).receipt.state;
  };

  it('sees its batch’s area and nothing else, however it changes the scope', async () => {
    let seen: unknown;
    await run(async (tx) => {
      await tx.sql(`select set_config('xj.lo1', '0', true), set_config('xj.hi1', ':', true)`);
      seen = await tx.sql('select register_number from household');
    });
    expect(seen).toEqual([]);
    await run(async (tx) => {
      seen = await tx.sql(`select register_number from household where register_number like 'F%'`);
    });
    expect(seen).toEqual([]);
  });

  it('runs after its start was counted: what kills the process is known afterwards', async () => {
    let attempts: unknown;
    await run(async () => {
      attempts = await bench.rows(`select attempts from feed_batch where feed = 'test.nosy' and state <> 'DONE' and state <> 'FAILED'`);
    });
    expect(attempts).toEqual([{ attempts: 1 }]);
  });

  it('that fails with a value in its error leaves none of it in receipt, refusals or log', async () => {
    expect(await run((tx) => tx.sql(`select '张三丰'::date`))).toBe('FAILED');
    expect(await run((tx) => tx.sql(`insert into household (area_code, register_number) values ('150623100200', 'H-1')`))).toBe('FAILED');
    const said = JSON.stringify([
      await bench.rows('select * from feed_batch'),
      await bench.rows('select * from feed_refusal'),
      bench.lines,
    ]);
    expect(said).not.toContain('张三丰');
    expect(bench.lines.join()).not.toContain('H-1');
  });
});

describe('scope', () => {
  it('an area outside is refused before anything is read, and the attempt is audited', async () => {
    const before = await bench.rows(`select 1 from audit_entry where action = 'submitFeed' and outcome = 'REFUSED'`);
    const result = await bench.service().submit(
      {
        feed: 'core.incomes',
        observedOn: TODAY,
        coverage: { area: '150623101', complete: true },
        rows: [{ 户编号: 'FOREIGN-1', 年度: '2012', wage: '1' }],
      },
      {},
    );
    expect(result).toMatchObject({ ok: false, userErrors: [{ code: 'core.AREA_NOT_FOUND' }] });
    const after = await bench.rows(`select 1 from audit_entry where action = 'submitFeed' and outcome = 'REFUSED'`);
    expect(after).toHaveLength(before.length + 1);
  });

  it('somebody known in another area is refused, and the family keeps the head it has', async () => {
    const body = '99999919800101001';
    const known = body + residentIdCheck(body);
    bench.clients.set('neighbour', viewerOf({ clientId: 'neighbour', areas: ['150623101'] }));
    const people = (client: string, area: string, rows: Record<string, string>[]) =>
      bench.service(client).submit({ feed: 'core.people', observedOn: TODAY, coverage: { area, complete: false }, rows }, {});
    await people('neighbour', '150623101', [{ 户编号: 'FOREIGN-1', 姓名: '示例甲', 证件号码: known, 与户主关系: '户主' }]);
    const own = '99999919800101002';
    await people('town', TOWN, [{ 户编号: 'H-1', 姓名: '示例乙', 证件号码: own + residentIdCheck(own), 与户主关系: '户主' }]);
    const heads = () =>
      bench.rows(
        `select name, is_head, relation, version from person where household_id = (select id from household where register_number = 'H-1')`,
      );
    const before = await heads();
    expect(before).toMatchObject([{ is_head: true, relation: 'HEAD' }]);
    const result = await people('town', TOWN, [{ 户编号: 'H-1', 姓名: '示例丙', 证件号码: known, 与户主关系: '户主' }]);
    expect(result).toMatchObject({ ok: true, results: [{ effect: 'REFUSED' }] });
    expect(result.ok && (await bench.refusals(result.receiptId)).map((r) => r.code)).toEqual(['core.PERSON_ELSEWHERE']);
    expect(await heads()).toEqual(before);
  });
});
