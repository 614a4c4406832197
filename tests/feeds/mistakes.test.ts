import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cell, defineFeed, needed, sheet, type Feed, type ObservationTarget, type PolicyModule } from 'xianjie/schema';
import { openPlatform, type Platform } from 'xianjie/testing';
import { refusedStatement } from '../../plugins/storage/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { fruitTrees } from '../storage/fixtures/fruit-trees/fruit-trees.js';

const VILLAGE = '150623100201';
const NUMBER = '1506231002010001';
const file = sheet({
  householdNumber: needed('户编号', 'number', cell.registerNumber, NUMBER),
  advice: needed('建议', 'advice', cell.words(20), '剪枝'),
});
const feed = (name: string, write: Feed<{ householdNumber: string; advice: string }>['write']): Feed =>
  defineFeed({
    code: `fruit-trees.${name}`,
    title: { zh: '果树', en: 'trees' },
    description: { zh: '果树', en: 'trees' },
    source: 'TREES',
    columns: file.columns,
    naturalKey: ['householdNumber', 'advice'],
    canBeComplete: false,
    resolves: 'EXISTING_HOUSEHOLD',
    parse: file.read,
    householdOf: (row) => row,
    write,
  });
const target: ObservationTarget = { table: 'fruit_trees_planting', subject: 'person_id', columns: { variety: 'text' } };
const saying = (row: { household?: { householdId: string; areaCode: string } }) => ({
  subjectId: row.household?.householdId ?? '',
  areaCode: row.household?.areaCode ?? '',
  values: {},
});

const wrongly: PolicyModule = {
  ...fruitTrees,
  feeds: [
    feed('undeclared', (_context, _batch, rows) =>
      Promise.resolve(rows.map(({ number }) => ({ number, refusals: [{ code: 'fruit-trees.NO_TREE' }] }))),
    ),
    feed('silent', () => Promise.resolve([])),
    feed('twice', async ({ tx }, batch, rows) => {
      await tx.observe(target, batch, rows.map(saying));
      return [];
    }),
    feed('rewriting', async ({ tx }) => {
      await tx.sql(`update fruit_trees_planting set variety = '张三'`);
      return [];
    }),
    feed('reading', async ({ tx }) => {
      await tx.sql(`select advice from fruit_trees_visit where advice = $1`, ['张三']);
      return [];
    }),
  ],
};
const rows = ['剪枝', '张三'].map((建议) => ({ 户编号: NUMBER, 建议 }));

describe('a module that does what it may not is told so in the log', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp({ modules: [wrongly] });
    const households = [{ 户编号: NUMBER, 区划代码: VILLAGE }];
    await app.submit({ feed: 'core.households', rows: households, observedOn: '2025-01-01', area: VILLAGE });
  });
  afterAll(() => app.close());

  const logOf = async (name: string): Promise<string> => {
    const before = app.logged.length;
    const receipt = await app.submit({ feed: `fruit-trees.${name}`, rows, observedOn: '2025-01-02', area: VILLAGE });
    expect(receipt).toMatchObject({ state: 'FAILED', failure: { code: 'core.BATCH_FAILED' } });
    const said = app.logged.slice(before).join('');
    expect(said).not.toContain('张三');
    expect(said).toContain(`fruit-trees.${name}`);
    return said;
  };

  test.each([
    ['undeclared', 'the feed fruit-trees.undeclared refuses a row with the code \\"fruit-trees.NO_TREE\\", which no module declares'],
    ['silent', 'the feed fruit-trees.silent did not say what became of a row'],
    ['twice', 'tx.observe got two observations for fruit_trees_planting about the same person_id: name in the target\'s \\"key\\"'],
    ['rewriting', 'observations are appended through tx.observe and never updated'],
    ['reading', 'is named in the table’s \\"decidesBy\\"'],
  ])('%s', async (name, sentence) => {
    expect(await logOf(name)).toContain(sentence);
  });
});

describe('of a statement that PostgreSQL refuses', () => {
  test('the names are told and never its message or detail, which repeat values', () => {
    const error = {
      code: '23514',
      table: 't',
      constraint: 't_check',
      message: 'row (张三) violates',
      detail: 'Failing row contains (张三).',
    };
    expect(refusedStatement(error)).toEqual({
      table: 't',
      constraint: 't_check',
      hint: expect.stringContaining('a check of the migration'),
    });
    expect(JSON.stringify(refusedStatement({ code: '42703', message: 'column "张三" does not exist' }))).not.toContain('张三');
    expect(refusedStatement({ code: '22P02', message: 'invalid input syntax for type uuid: "name"' })).toEqual({});
    expect(refusedStatement({ code: 'ECONNREFUSED', message: 'table x' })).toEqual({});
    expect(refusedStatement({ code: '42501', message: 'permission denied for table fruit_trees_visit' })).toMatchObject({
      table: 'fruit_trees_visit',
    });
  });
});

describe('on a platform for tests, where all data are invented', () => {
  const lines: string[] = [];
  let platform: Platform;
  beforeAll(async () => {
    const graphql: PolicyModule['graphql'] = (builder) =>
      builder.queryField('trees', (t) =>
        t.int({
          scope: 'fruit-trees:read',
          description: 'x',
          resolve: () => {
            throw new Error('no tree of 张三');
          },
        }),
      );
    platform = await openPlatform({ modules: [{ ...wrongly, graphql }], log: (line) => lines.push(line) });
    await platform.submit({
      feed: 'core.households',
      rows: [{ 户编号: NUMBER, 区划代码: VILLAGE }],
      observedOn: '2025-01-01',
      area: VILLAGE,
    });
  });
  afterAll(() => platform.close());

  test('the author reads what PostgreSQL said', async () => {
    await platform.submit({ feed: 'fruit-trees.reading', rows, observedOn: '2025-01-02', area: VILLAGE });
    expect(lines.join('')).toContain('permission denied for table fruit_trees_visit');
  });

  test('an answer says what failed', async () => {
    await expect(platform.ask('{ trees }')).rejects.toThrow(
      'INTERNAL: Something went wrong on our side; the request id helps to find it. no tree of 张三',
    );
  });
});
