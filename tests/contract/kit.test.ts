import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coreModule, defineCases, given, townA, yuan, perCapitaYearlyIncome, type PolicyModule } from 'xianjie/schema';
import { checkDeclaration, openPlatform, runCases, type Platform } from 'xianjie/testing';
import { cases as coreCases } from '../../schema/core/checks.cases.js';
import { monitoringByIncome } from '../../schema/core/checks.js';
import { beekeeping } from './fixtures/beekeeping.js';

const changed = (over: object): PolicyModule => ({ ...beekeeping, ...over });

describe('checkDeclaration', () => {
  test('has nothing to say of a whole module but the cases that it lacks', () => {
    expect(checkDeclaration(beekeeping)).toEqual([
      'the check "beekeeping.subsidy" has no case with the outcome ELIGIBLE: add one',
      'the check "beekeeping.subsidy" has no case with the outcome NOT_ELIGIBLE: add one',
      'the check "beekeeping.subsidy" has no case with the outcome UNDETERMINED: add one',
    ]);
  });

  test('says all that the boot would refuse, each with its cure', () => {
    expect(checkDeclaration(changed({ contract: 2, id: 'Bees', policies: [], errors: [], feeds: [] }))).toEqual([
      expect.stringContaining('the id must be kebab-case'),
      expect.stringContaining('was written for contract 2, this platform speaks 1'),
      expect.stringContaining('which no module declares: add it to "policies"'),
      expect.stringContaining('which no module declares: add it to "policies"'),
      expect.stringContaining('which no module declares: add it to "policies"'),
    ]);
  });

  test('what only the engine or the graph sees is said, too', () => {
    expect(checkDeclaration(changed({ benefits: [] }))[0]).toContain('which no module lists: add it to "benefits"');
    const graphql: PolicyModule['graphql'] = (builder) =>
      builder.queryField('bees', (t) => t.string({ scope: 'core:read', description: 'Bees (蜂).', resolve: () => null }));
    expect(checkDeclaration(changed({ graphql }))[0]).toContain('a module names its own scopes');
  });

  test('what it says of the catalogue must be so', () => {
    expect(checkDeclaration(changed({ covers: [{ item: 'W22', by: ['Query.bees'] }] })).slice(0, 2)).toEqual([
      expect.stringContaining('"covers" names W22, which the catalogue does not; the nearest are W12, W2'),
      expect.stringContaining('Query.bees, which is not there'),
    ]);
  });

  test('the README names every rule', () => {
    expect(checkDeclaration(beekeeping, { readme: '# Beekeeping' })).toContain(
      'the README does not name the rule beekeeping.subsidy: say what of it the module does',
    );
    expect(checkDeclaration(coreModule, { cases: coreCases }).filter((line) => line.includes('monitoring'))).toEqual([]);
  });
});

describe('runCases', () => {
  const below = {
    name: { zh: '低于标准', en: 'below the line' },
    check: monitoringByIncome,
    day: '2022-08-30',
    area: '150623100201',
    adopted: [{ document: townA, area: '150623100', from: '2022-08-29' }],
    facts: [given(perCapitaYearlyIncome, yuan(100), { year: 2021 })],
    outcome: 'ELIGIBLE',
  } as const;

  test('a case that holds passes, and its verdict can be looked into', async () => {
    const [result] = await runCases(coreModule, defineCases([below]));
    expect(result).toMatchObject({ passed: true, problems: [], verdict: { outcome: 'ELIGIBLE' } });
    expect(result?.name).toBe('monitoring.incomeLine: 低于标准 / below the line');
  });

  test('one that does not says what it expected and what came', async () => {
    const [result] = await runCases(coreModule, defineCases([{ ...below, outcome: 'NOT_ELIGIBLE' }]));
    expect(result?.problems).toEqual(['the outcome: the case says "NOT_ELIGIBLE", the check answers "ELIGIBLE"']);
  });

  test('what is unknown of the outcome is always looked at', async () => {
    const missing = { kind: 'MISSING_FACT', code: perCapitaYearlyIncome } as const;
    const [named] = await runCases(coreModule, defineCases([{ ...below, facts: [], outcome: 'UNDETERMINED', unknown: [missing] }]));
    expect(named?.problems).toEqual([]);
    const [result] = await runCases(coreModule, defineCases([{ ...below, facts: [], outcome: 'UNDETERMINED' }]));
    expect(result?.problems).toEqual([
      expect.stringContaining('what is unknown: the case says [], the check answers [{"kind":"MISSING_FACT"'),
    ]);
  });

  test('a question that is refused fails its case alone', async () => {
    const wrong = { ...below, check: { ...monitoringByIncome, code: 'monitoring.nothing' } };
    const results = await runCases(coreModule, defineCases([wrong as typeof below, below]));
    expect(results.map(({ passed }) => passed)).toEqual([false, true]);
    expect(results[0]?.problems[0]).toContain('monitoring.nothing');
  });
});

describe('openPlatform', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await openPlatform({ modules: [beekeeping], today: '2025-03-01' });
  });
  afterAll(() => platform.close());

  test('starts the core with the module, on an empty register and on the day that is asked for', async () => {
    const data = (await platform.ask('{ installedModules { id } households { totalCount } }')) as unknown;
    expect(data).toEqual({ installedModules: [{ id: 'beekeeping' }, { id: 'core' }], households: { totalCount: 0 } });
  });

  test('takes a file in through the feed’s door and answers with its receipt', async () => {
    const file = '户编号,区划代码\n1506231002010001,150623100201\n1506231002010002,不是代码\n';
    const receipt = await platform.submit({ feed: 'core.households', file, observedOn: '2025-03-01', area: '150623100' });
    expect(receipt).toMatchObject({ state: 'DONE', totalRows: 2, createdRows: 1, refusedRows: 1 });
    expect(receipt.refused).toEqual([{ row: 3, column: '区划代码', code: 'core.AREA_CODE_FORMAT' }]);
  });

  test('a file that cannot be read at all has a receipt that says why', async () => {
    const receipt = await platform.submit({ feed: 'core.households', file: '甲,乙\n1,2\n', observedOn: '2025-03-01', area: '150623100' });
    expect(receipt).toMatchObject({ state: 'FAILED', failure: { code: 'core.WRONG_HEADER' }, totalRows: 0 });
  });

  test('rows are taken like a file', async () => {
    const rows = [{ 户编号: '1506231002010003', 区划代码: '150623100201' }];
    const receipt = await platform.submit({ feed: 'core.households', rows, observedOn: '2025-03-01', area: '150623100' });
    expect(receipt).toMatchObject({ createdRows: 1, refused: [] });
  });

  test('a batch that is refused as a whole says why', async () => {
    await expect(platform.submit({ feed: 'core.households', rows: [], observedOn: '2025-03-02', area: '150623100' })).rejects.toThrow(
      'core.DATE_IN_FUTURE',
    );
  });

  test('an error is an error, and the raw answer can be had', async () => {
    await expect(platform.ask('{ nothing }')).rejects.toThrow('GRAPHQL_VALIDATION_FAILED');
    expect((await platform.post({ query: '{ nothing }' })).body.errors).toHaveLength(1);
  });
});

describe('what would otherwise show only in use', () => {
  const [source] = beekeeping.facts ?? [];
  const [feed] = beekeeping.feeds ?? [];

  test('a complete list of a feed that nobody declares, or that is never complete, stops the start', () => {
    const covered = (coveredBy: string, over: object = {}) =>
      checkDeclaration(changed({ facts: [{ ...source, coveredBy: [coveredBy] }], ...over }));
    expect(covered('beekeeping.paymentz')).toEqual([
      'module "beekeeping": the source of beekeeping.contractedLand is covered by the feed "beekeeping.paymentz", which no installed module declares: name one of "feeds"',
    ]);
    expect(covered('beekeeping.payments', { feeds: [{ ...feed, canBeComplete: false }] })).toEqual([
      expect.stringContaining('whose batches are never complete: set its "canBeComplete"'),
    ]);
    expect(covered('beekeeping.payments').filter((line) => line.includes('covered'))).toEqual([]);
  });

  test('a rule of a sheet refuses with a code that somebody declares', () => {
    expect(checkDeclaration(changed({ errors: [] }))).toEqual([
      'module "beekeeping": feed "beekeeping.payments" refuses rows with "beekeeping.TOO_MANY_HIVES", which nobody declares: add it to "errors"',
    ]);
  });

  test('the example of a column is one that its reader takes', () => {
    const columns = feed?.columns.map((column) => (column.key === 'from' ? { ...column, example: '2025年' } : column));
    expect(checkDeclaration(changed({ feeds: [{ ...feed, columns }] }))[0]).toMatch(
      /^feed "beekeeping\.payments" refuses the examples of its own columns: from, core\.\w+; correct "example"$/,
    );
  });

  test('a table has a migration', () => {
    const table = { name: 'beekeeping_hive', about: 'HOUSEHOLD', kind: 'RECORD', columns: {} };
    expect(checkDeclaration(changed({ storage: { folder: new URL('.', import.meta.url), tables: [table] } }))[0]).toContain(
      'no migration makes the table "beekeeping_hive": run "npm run migrate:new',
    );
  });
});
