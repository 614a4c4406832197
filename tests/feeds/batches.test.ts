import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { residentIdCheck } from '../../schema/index.js';
import { TODAY, TOWN, feedBench, householdsFile, incomesFile, type Bench } from './support.js';

let bench: Bench;
beforeAll(async () => {
  bench = await feedBench();
  await bench.run('core.households', householdsFile(Array.from({ length: 20 }, (_, i) => `H-${i}`)));
  await bench.rows(`insert into household (area_code, register_number) values ('150623101200', 'FOREIGN-1') returning id`);
});
afterAll(() => bench.storage.close());

const done = { state: 'DONE', failure_code: null, encoding: 'UTF-8' };

describe('a file', () => {
  it('changes nothing when it is handed in twice', async () => {
    const file = incomesFile(
      [
        ['H-0', '18,000.00'.replace(',', '')],
        ['H-1', '12000'],
      ],
      '2020',
    );
    expect((await bench.run('core.incomes', file)).receipt).toEqual({
      ...done,
      total_rows: 2,
      processed_rows: 2,
      created_rows: 2,
      changed_rows: 0,
      unchanged_rows: 0,
      refused_rows: 0,
    });
    const before = await bench.rows('select id, version from household order by id');
    const count = () => bench.rows('select count(*) as n from income_statement where year = 2020');
    expect(await count()).toEqual([{ n: 2 }]);
    expect((await bench.run('core.incomes', file)).receipt).toMatchObject({ created_rows: 0, changed_rows: 0, unchanged_rows: 2 });
    expect(await count()).toEqual([{ n: 2 }]);
    expect(await bench.rows('select id, version from household order by id')).toEqual(before);
  });

  it('corrects by a new observation, confirms on a later day, and a late one does not overwrite what is newer', async () => {
    const say = (wage: string, observedOn: string) => bench.run('core.incomes', incomesFile([['H-2', wage]], '2023'), { observedOn });
    expect((await say('100', '2025-03-01')).receipt).toMatchObject({ created_rows: 1 });
    expect((await say('200', '2025-03-01')).receipt).toMatchObject({ changed_rows: 1 });
    expect((await say('200', '2025-06-01')).receipt).toMatchObject({ unchanged_rows: 1 });
    expect((await say('150', '2025-02-01')).receipt).toMatchObject({ created_rows: 1 });
    expect(await bench.rows('select wage, observed_on from income_statement where year = 2023 order by observed_on, recorded_at')).toEqual([
      { wage: 15000, observed_on: '2025-02-01' },
      { wage: 10000, observed_on: '2025-03-01' },
      { wage: 20000, observed_on: '2025-03-01' },
      { wage: 20000, observed_on: '2025-06-01' },
    ]);
  });

  it('takes the good rows of a file with 5 % bad ones, and names row, column and reason of each bad one without its value', async () => {
    await bench.run('core.households', householdsFile(Array.from({ length: 1200 }, (_, i) => `B-${i}`)));
    const lines = Array.from({ length: 1200 }, (_, i) => `B-${i},2024,${i % 20 === 7 ? '58、9' : '6000.00'}`);
    const { receipt, refusals } = await bench.run('core.incomes', ['户编号,年度,转移性收入', ...lines].join('\n'));
    expect(receipt).toMatchObject({ state: 'DONE', total_rows: 1200, processed_rows: 1200, created_rows: 1140, refused_rows: 60 });
    expect(refusals[0]).toEqual({ row: 9, column: '转移性收入', code: 'core.AMBIGUOUS_DECIMAL_MARK', params: {} });
    expect(JSON.stringify(refusals)).not.toContain('58、9');
  });

  it('refuses absent and foreign households in the same words', async () => {
    const { receipt, refusals } = await bench.run(
      'core.incomes',
      incomesFile(
        [
          ['FOREIGN-1', '1'],
          ['NOWHERE-1', '1'],
          ['H-3', '1'],
        ],
        '2019',
      ),
    );
    expect(receipt).toMatchObject({ created_rows: 1, refused_rows: 2 });
    expect(refusals).toEqual([2, 3].map((row) => ({ row, column: '户编号', code: 'core.HOUSEHOLD_NOT_FOUND', params: {} })));
  });

  it('refuses the second of two rows with one natural key, formula cells, NUL and rows that do not fit the header', async () => {
    const file = [
      '\ufeff户编号,年度,wage',
      'H-4,2018,1',
      'H-4,2018年,2',
      'H-5,2018,=1+1',
      'H-6,2018,1\u0000',
      'H-7,2018',
      'H-8,2018,1,x',
      ',,',
      '"H-9",2018,"1,234.50"',
      '',
    ].join('\r\n');
    const { receipt, refusals } = await bench.run('core.incomes', file);
    expect(receipt).toMatchObject({ state: 'DONE', total_rows: 7, created_rows: 2, refused_rows: 5 });
    expect(refusals.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, '户编号', 'core.DUPLICATE_ROW'],
      [4, 'wage', 'core.FORMULA_CELL'],
      [5, 'wage', 'core.ILLEGAL_CHARACTER'],
      [6, null, 'core.RAGGED_ROW'],
      [7, null, 'core.RAGGED_ROW'],
    ]);
    expect(refusals[0]?.params).toEqual({ first: 2 });
  });
});

describe('a file that cannot be taken as a whole', () => {
  const gb = (): Uint8Array =>
    new Uint8Array([
      0xbb,
      0xa7,
      0xb1,
      0xe0,
      0xba,
      0xc5,
      0x2c,
      0xc4,
      0xea,
      0xb6,
      0xc8,
      0x2c,
      ...new TextEncoder().encode('wage\nH-1,2001,5\n'),
    ]);

  it('is GB18030? That is taken too', async () => {
    expect((await bench.run('core.incomes', gb())).receipt).toMatchObject({ state: 'DONE', encoding: 'GB18030', created_rows: 1 });
  });

  it.each([
    ['cut inside a character', new Uint8Array([...gb(), 0xbb]), 'core.WRONG_ENCODING'],
    ['UTF-16', new Uint8Array(Buffer.from('\ufeff户编号,年度', 'utf16le')), 'core.WRONG_ENCODING'],
    ['a spreadsheet', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6, 0]), 'core.WRONG_ENCODING'],
    ['marked UTF-8, but is not', new Uint8Array([0xef, 0xbb, 0xbf, ...gb()]), 'core.WRONG_ENCODING'],
    ['empty', '', 'core.EMPTY_FILE'],
    ['only a header', '户编号,年度', 'core.EMPTY_FILE'],
    ['an open quote', '户编号,年度,wage\nH-1,2002,1\n"H-2,2002,1\n', 'core.MALFORMED_CSV'],
  ])('%s: refused, and nothing is written', async (_, content, code) => {
    const { receipt } = await bench.run('core.incomes', content);
    expect(receipt).toMatchObject({ state: 'FAILED', failure_code: code, created_rows: 0 });
    expect(await bench.rows('select 1 from income_statement where year = 2002')).toEqual([]);
  });

  it('a wrong header names what is missing by title and what is unknown by place: a file without a header begins with a family', async () => {
    const { receipt, refusals } = await bench.run('core.people', '户编号,张三丰,110101190001011009,户编号\n');
    expect(receipt).toMatchObject({ state: 'FAILED', failure_code: 'core.WRONG_HEADER' });
    expect(refusals).toEqual([
      { row: 1, column: null, code: 'core.UNKNOWN_COLUMN', params: { position: 2 } },
      { row: 1, column: null, code: 'core.UNKNOWN_COLUMN', params: { position: 3 } },
      { row: 1, column: '户编号', code: 'core.DUPLICATE_COLUMN', params: { position: 4 } },
      { row: 1, column: '姓名', code: 'core.MISSING_COLUMN', params: {} },
      { row: 1, column: '证件号码', code: 'core.MISSING_COLUMN', params: {} },
    ]);
  });
});

describe('a complete list', () => {
  it('is recorded for its area, day and periods', async () => {
    const { id } = await bench.run('core.incomes', ['户编号,年度,wage', 'H-1,2005,1', 'H-1,2006,1'].join('\n'), {
      complete: true,
      area: '150623100200',
    });
    expect(
      await bench.rows('select source, feed, area_code, period, complete_on from coverage where batch_id = $1 order by period', [id]),
    ).toEqual(
      ['2005', '2006'].map((period) => ({ source: 'RRB', feed: 'core.incomes', area_code: '150623100200', period, complete_on: TODAY })),
    );
  });

  it('is not recorded when a row was refused: that family was on the list', async () => {
    const { id, receipt, refusals } = await bench.run('core.households', ['户编号,区划代码', 'H-1,150623100200', 'H-2,15'].join('\n'), {
      complete: true,
    });
    expect(receipt).toMatchObject({ state: 'DONE', unchanged_rows: 1, refused_rows: 1 });
    expect(refusals[0]).toMatchObject({ row: 0, code: 'core.COVERAGE_WITHHELD' });
    expect(await bench.rows('select 1 from coverage where batch_id = $1', [id])).toEqual([]);
  });

  it('refuses households outside the area it declared', async () => {
    const { refusals } = await bench.run('core.incomes', incomesFile([['H-1', '1']], '2007'), { complete: true, area: '150623100201' });
    expect(refusals.map((r) => r.code)).toEqual(['core.COVERAGE_WITHHELD', 'core.HOUSEHOLD_NOT_FOUND']);
  });
});

describe('households and people', () => {
  const id = (n: number): string => {
    const body = `99999919${String(80 - (n % 50)).padStart(2, '0')}0101${String(n).padStart(3, '0')}`;
    return body + residentIdCheck(body);
  };

  it('a household listed in another village has moved', async () => {
    await bench.run('core.households', householdsFile(['M-1']));
    expect((await bench.run('core.households', householdsFile(['M-1'], '150623100201'))).receipt).toMatchObject({ changed_rows: 1 });
    expect(await bench.rows(`select area_code from household where register_number = 'M-1'`)).toEqual([{ area_code: '150623100201' }]);
  });

  it('people come with sealed identifiers; a second head in one household is refused; running it again changes nothing', async () => {
    const file = [
      '户编号,姓名,证件号码,与户主关系,电话,劳动能力,残疾证',
      `H-10,示例甲,${id(1)},户主,13800001234,有劳动能力,否`,
      `H-10,示例乙,${id(2)},配偶,,,`,
      `H-10,示例丙,${id(3)},户主,,,`,
    ].join('\n');
    const first = await bench.run('core.people', file);
    expect(first.receipt).toMatchObject({ created_rows: 2, refused_rows: 1 });
    expect(first.refusals).toEqual([{ row: 4, column: '与户主关系', code: 'core.SECOND_HEAD', params: {} }]);
    expect((await bench.run('core.people', file)).receipt).toMatchObject({ created_rows: 0, changed_rows: 0, unchanged_rows: 2 });
    expect(await bench.rows(`select h.member_count, h.labour_class from household h where register_number = 'H-10'`)).toEqual([
      { member_count: 2, labour_class: 'HAS_LABOUR' },
    ]);
    const [person] = await bench.rows<{ labour_capacity: string; disability_certified: boolean; health: null }>(
      `select labour_capacity, disability_certified, health from person where is_head and household_id = (select id from household where register_number = 'H-10')`,
    );
    expect(person).toEqual({ labour_capacity: 'FULL', disability_certified: false, health: null });
  });

  it('nothing personal of a refused file stays in refusals, receipts or logs', async () => {
    await bench.run('core.people', ['户编号,姓名,证件号码', `H-99,示例密,${id(9)}`, `H-10,示例密,${id(9).slice(0, 17)}`].join('\n'));
    const everything = JSON.stringify([
      await bench.rows('select * from feed_refusal'),
      await bench.rows('select * from feed_batch'),
      await bench.rows('select * from audit_entry'),
      bench.lines,
    ]);
    expect(everything).not.toContain('示例密');
    expect(everything).not.toContain(id(9).slice(0, 14));
  });
});

describe('handing in', () => {
  const coverage = { area: TOWN, complete: false };
  const ask = async (request: Partial<Parameters<ReturnType<Bench['service']>['submit']>[0]>, client?: string): Promise<string[]> => {
    const result = await bench
      .service(client)
      .submit({ feed: 'core.incomes', observedOn: TODAY, coverage, rows: [{ 户编号: 'H-1', 年度: '2009', wage: '1' }], ...request }, {});
    return result.ok ? [] : result.userErrors.map((e) => `${e.code} ${e.path.join('.')}`);
  };

  it('refuses what cannot be, at once', async () => {
    expect(await ask({ feed: 'core.nothing' })).toEqual(['core.UNKNOWN_FEED input.feed']);
    expect(await ask({ rows: null })).toEqual(['core.UPLOAD_OR_ROWS input.upload']);
    expect(await ask({ rows: [] })).toEqual(['core.EMPTY_FILE input.rows']);
    expect(await ask({ rows: Array(1001).fill({ 户编号: 'H-1' }) })).toEqual(['core.TOO_MANY_ROWS input.rows']);
    expect(await ask({ rows: [{ 户编号: 'H-1' }, { nothing: '' }] })).toEqual(['core.WRONG_HEADER input.rows.1']);
    expect(await ask({ observedOn: '2025-07-01' })).toEqual(['core.DATE_IN_FUTURE input.observedOn']);
    for (const area of ['150623101', '150623199', '15', '0'])
      expect(await ask({ coverage: { area, complete: true } })).toEqual(['core.AREA_NOT_FOUND input.coverage.area']);
    const foreign = await bench.upload('x', 'county');
    for (const uploadId of [foreign, 'garbage', '00000000-0000-4000-8000-000000000000']) {
      expect(await ask({ rows: null, uploadId })).toEqual(['core.UPLOAD_NOT_FOUND input.upload']);
    }
  });

  it('inline rows are worked off at once, each with its own result; a repeated key gives the same receipt', async () => {
    const submit = () =>
      bench.service().submit(
        {
          feed: 'core.incomes',
          observedOn: TODAY,
          coverage,
          rows: [
            { 户编号: 'H-11', year: '2024', wage: '5' },
            { 户编号: 'NOWHERE', 年度: '2024', wage: '5' },
            { householdNumber: 'H-11', 年度: '2023', 工资性收入: '-5' },
          ],
        },
        { idempotencyKey: 'inline-1' },
      );
    const first = await submit();
    expect(first).toMatchObject({
      ok: true,
      results: [
        { row: 1, effect: 'CREATED' },
        { row: 2, effect: 'REFUSED' },
        { row: 3, effect: 'REFUSED' },
      ],
    });
    expect(await submit()).toEqual(first);
    if (first.ok)
      expect(await bench.refusals(first.receiptId)).toEqual([
        { row: 2, column: '户编号', code: 'core.HOUSEHOLD_NOT_FOUND', params: {} },
        { row: 3, column: '工资性收入', code: 'core.NEGATIVE_AMOUNT', params: {} },
      ]);
  });

  it('an upload over the limit leaves no file and no row', async () => {
    const small = await feedBench({ mostUploadBytes: 1500 });
    try {
      await expect(small.upload('x'.repeat(1501))).rejects.toMatchObject({ code: 'UPLOAD_TOO_LARGE' });
      expect(await small.rows('select 1 from upload')).toEqual([]);
      await small.upload('x'.repeat(1500));
    } finally {
      await small.storage.close();
    }
  });
});
