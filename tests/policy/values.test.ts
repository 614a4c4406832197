import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coreModule } from '../../schema/index.js';
import { boundsOf } from '../../plugins/policy/index.js';
import { policyModule as education } from '../../modules/education/index.js';
import { policyModule as employment } from '../../modules/employment/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { as, decide, inForce, line, notice, propose, recordDocument, personId, somebody, TOWN, VILLAGE, type Effect } from './support.js';

const li = somebody('li');
const wang = somebody('wang');

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ modules: [education, employment] });
  await app.ask(
    `mutation { a: adoptDocument(input: { document: "TOWN-A", area: "1506", from: "2022-08-29" }) { userErrors { code } }
       b: adoptDocument(input: { document: "HLJ-SYS", area: "1506", from: "2023-05-08" }) { userErrors { code } }
       c: adoptDocument(input: { document: "TOWN-A", area: "150623100201", from: "2023-01-01" }) { userErrors { code } } }`,
  );
  expect((await recordDocument(as(app, li), notice)).userErrors).toEqual([]);
});
afterAll(() => app.close());

/** Everything between a figure in a document and a figure in force. */
async function put(input: Readonly<Record<string, unknown>>): Promise<Effect> {
  const { proposal, userErrors } = await propose(as(app, li), input);
  expect(userErrors).toEqual([]);
  const done = await decide(as(app, wang), 'approve', proposal!.id);
  expect(done.userErrors).toEqual([]);
  return done.proposal!.effect;
}

describe('a value', () => {
  let proposal = '';

  test('is tried first: the trial says what would change where, and for which checks', async () => {
    const trial = await propose(as(app, li), { ...line, dryRun: true });
    expect(trial).toMatchObject({ proposal: null, userErrors: [] });
    expect(trial.effect).toEqual({
      changes: [
        {
          area: { code: TOWN },
          from: '2025-02-01',
          before: { value: { money: '6000.00', text: { zh: '6000元' } }, citation: { document: { code: 'TOWN-A' } } },
          after: { state: 'SET', value: { money: '7000.00', text: { zh: '7000元' } }, citation: { document: { code: notice.code } } },
        },
      ],
      keeps: ['150623100201'],
      checks: expect.arrayContaining(['monitoring.incomeLine', 'employment.workshopReward']),
      parameters: ['employment.workshopRewardWageFloor'],
    });
    expect((await app.ask('{ parameterProposals { nodes { id } } }')).parameterProposals.nodes).toEqual([]);
  });

  test('is proposed by one, and changes nothing yet', async () => {
    const proposed = await propose(as(app, li), line);
    expect(proposed).toMatchObject({ proposal: { state: 'OPEN', yours: true }, userErrors: [] });
    proposal = proposed.proposal?.id ?? '';
    expect(await inForce(app, line.parameter, VILLAGE, '2025-06-30')).toBe('6000元 TOWN-A');
  });

  test('is not approved by whoever proposed it, whatever rights they have and through whatever client they come', async () => {
    for (const viewer of [li, somebody('li', { clientId: 'other-portal', areas: ['0'], kind: 'ADMIN' }), somebody('li', { user: null })])
      expect((await decide(as(app, viewer), 'approve', proposal)).userErrors).toMatchObject([{ code: 'core.OWN_PROPOSAL' }]);
    const elsewhere = somebody('zhao', { areas: ['11'] });
    expect((await decide(as(app, elsewhere), 'approve', proposal)).userErrors).toMatchObject([{ code: 'core.NOT_FOUND' }]);
    expect((await decide(as(app, wang), 'withdraw', proposal)).userErrors).toMatchObject([{ code: 'core.NOT_YOUR_PROPOSAL' }]);
    expect((await decide(as(app, wang), 'approve', 'garbage')).userErrors).toMatchObject([{ code: 'core.NOT_FOUND' }]);
  });

  test('is approved by another, once, and holds from its day on', async () => {
    const both = await Promise.all([
      decide(as(app, wang), 'approve', proposal),
      decide(as(app, somebody('sun')), 'reject', proposal, '不同意'),
    ]);
    expect(both.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['core.PROPOSAL_DECIDED']);
    if (both[0].proposal === null) proposal = await again();
    expect(await inForce(app, line.parameter, VILLAGE, '2025-01-31')).toBe('6000元 TOWN-A');
    expect(await inForce(app, line.parameter, VILLAGE, '2025-02-01')).toBe(`7000元 ${notice.code}`);
    expect(await inForce(app, line.parameter, '150623101', '2025-02-01')).toBe('6000元 TOWN-A');
    expect(await inForce(app, line.parameter, '150623100201', '2025-02-01')).toBe('6000元 TOWN-A');
    expect((await decide(as(app, somebody('sun')), 'reject', proposal, '晚了')).userErrors).toMatchObject([
      { code: 'core.PROPOSAL_DECIDED' },
    ]);
  });

  async function again(): Promise<string> {
    const { proposal: second } = await propose(as(app, li), line);
    await decide(as(app, wang), 'approve', second!.id);
    return second!.id;
  }

  test('decides verdicts, cited with its passage, also through what refers to it', async () => {
    const verdicts = (
      await app.ask(
        `{ evaluateEligibility(input: { subject: HOUSEHOLD, area: "${VILLAGE}", asOf: "2025-06-30", checks: ["monitoring.incomeLine"],
            facts: [{ code: "household.perCapitaYearlyIncome", money: "6500.00", year: 2024 }] }) { outcome parameters { value { money } citation {
            quote basis document { code number } passage { clause { place text } } } } } }`,
      )
    ).evaluateEligibility;
    expect(verdicts).toMatchObject([
      {
        outcome: 'ELIGIBLE',
        parameters: [
          {
            value: { money: '7000.00' },
            citation: {
              quote: line.quote,
              basis: 'ISSUER',
              document: { code: notice.code, number: notice.number },
              passage: { clause: { place: '第二条', text: notice.clauses[1].text } },
            },
          },
        ],
      },
    ]);
    const { policyParameters } = await app.ask(
      `{ policyParameters(code: "employment.workshopRewardWageFloor", area: "150623100") { value { money } refersTo { resolved { citation {
          document { code } } } } } }`,
    );
    expect(policyParameters).toMatchObject([
      { value: { money: '7000.00' }, refersTo: { resolved: { citation: { document: { code: notice.code } } } } },
    ]);
  });

  test('of the same day that is approved later corrects it; a blank replaces it, and a later one follows', async () => {
    await put({ ...line, value: { money: '7100' }, note: '更正' });
    expect(await inForce(app, line.parameter, TOWN, '2025-06-30')).toBe(`7100元 ${notice.code}`);
    await put({ ...line, value: { blank: true }, validFrom: '2025-09-01' });
    expect(await inForce(app, line.parameter, TOWN, '2025-09-01')).toBe(`BLANK_IN_SOURCE ${notice.code}`);
    await put({ ...line, value: { money: '7200' }, validFrom: '2026-01-01' });
    expect(await inForce(app, line.parameter, TOWN, '2026-01-01')).toBe(`7200元 ${notice.code}`);
    expect(await inForce(app, line.parameter, TOWN, '2025-06-30')).toBe(`7100元 ${notice.code}`);
  });

  test('has a history: what held when, whoever said so', async () => {
    const { parameterHistory } = await app.ask(
      `{ parameterHistory(code: "${line.parameter}", area: "${TOWN}") { from to value { state value { money } citation { document { code } } } } }`,
    );
    const said =
      (parameterHistory as { from: string; to: string | null; value: { state: string; value: { money: string } | null; citation: { document: { code: string } } } }[]) // prettier-ignore
        .map(({ from, to, value }) => [from, to, value.value?.money ?? value.state, value.citation.document.code]);
    expect(said).toEqual([
      ['2022-08-29', '2025-01-31', '6000.00', 'TOWN-A'],
      ['2025-02-01', '2025-08-31', '7100.00', notice.code],
      ['2025-09-01', '2025-12-31', 'BLANK_IN_SOURCE', notice.code],
      ['2026-01-01', null, '7200.00', notice.code],
    ]);
  });

  test('that is rejected or withdrawn stays in the list with its reason and counts nowhere', async () => {
    const one = (await propose(as(app, li), { ...line, value: { money: '1.00' } })).proposal!.id;
    expect((await decide(as(app, wang), 'reject', one, ' ')).userErrors).toMatchObject([{ code: 'core.SAYS_NOTHING' }]);
    expect((await decide(as(app, wang), 'reject', one, '文件写的是7000元')).proposal).toMatchObject({
      state: 'REJECTED',
      reason: '文件写的是7000元',
    });
    const two = (await propose(as(app, li), { ...line, value: { money: '2.00' } })).proposal!.id;
    expect((await decide(as(app, li), 'withdraw', two)).proposal).toMatchObject({ state: 'WITHDRAWN' });
    expect(await inForce(app, line.parameter, TOWN, '2025-06-30')).toBe(`7100元 ${notice.code}`);
    const { parameterProposals } = await app.ask(
      `{ parameterProposals(filter: { states: [REJECTED, WITHDRAWN], parameters: ["${line.parameter}"] }, first: 50) { totalCount nodes {
          parameter state place quote validFrom value { money } document { code } proposedAt decidedAt reason blank } } }`,
    );
    expect(parameterProposals.nodes).toMatchObject([{ value: { money: '1.00' } }, { value: { money: '2.00' }, document: { code: notice.code } }].slice(-2)); // prettier-ignore
  });
});

describe('a reference', () => {
  const watch = { ...line, parameter: 'income.watchLine', place: '第三条', quote: '重点排查收入线与监测收入标准一致' };
  const because = { zh: '与监测收入标准一致', en: 'the same as the monitoring line' };

  test('has the other’s value of the day, and is counted among what rests on it', async () => {
    const effect = await put({ ...watch, value: { reference: { parameter: line.parameter, because } } });
    expect(effect.checks).toContain('income.watchLine');
    expect(await inForce(app, 'income.watchLine', TOWN, '2025-02-01')).toBe(`7100元 ${notice.code}`);
    expect(await inForce(app, 'income.watchLine', TOWN, '2025-01-31')).toBe('10000元 HLJ-SYS');
    const trial = await propose(as(app, li), { ...line, dryRun: true });
    expect(trial.effect?.parameters).toEqual(['employment.workshopRewardWageFloor', 'income.watchLine']);
  });

  test('that would come back to itself is refused, and the circle is named', async () => {
    const back = { ...line, value: { reference: { parameter: 'income.watchLine', because } } };
    const { userErrors } = await propose(as(app, li), back);
    expect(userErrors).toMatchObject([{ code: 'core.REFERENCE_CIRCLE' }]);
    expect(userErrors[0]?.message.en).toContain('monitoring.incomeLine → income.watchLine → monitoring.incomeLine');
  });

  test('of two proposals that only together close a circle the second is not approved', async () => {
    const { name, other } = { name: 'employment.transportSubsidy.outOfProvince', other: 'employment.workshopReward' };
    const at = { document: notice.code, place: '第三条', quote: '重点排查收入线与监测收入标准一致', validFrom: '2025-02-01' };
    const one = await propose(as(app, li), { ...at, parameter: name, value: { reference: { parameter: other, because } } });
    const two = await propose(as(app, li), { ...at, parameter: other, value: { reference: { parameter: name, because } } });
    expect([...one.userErrors, ...two.userErrors]).toEqual([]);
    expect((await decide(as(app, wang), 'approve', one.proposal!.id)).userErrors).toEqual([]);
    expect((await decide(as(app, wang), 'approve', two.proposal!.id)).userErrors).toMatchObject([{ code: 'core.REFERENCE_CIRCLE' }]);
  });
});

describe('a proposal is refused', () => {
  test.each([
    ['of an unknown policy value', { parameter: 'monitoring.incomeLin' }, 'UNKNOWN_PARAMETER', 'monitoring.incomeLine'],
    ['for an unknown document', { document: 'TOWN-2025-9' }, 'UNKNOWN_DOCUMENT_NAMED', 'TOWN-A'],
    ['for a document of another area', { document: 'HEBEI' }, 'DOCUMENT_ELSEWHERE', '13'],
    ['for a document that belongs to no area', { document: 'TOWN-A', place: '§A L36', quote: '6000' }, 'DOCUMENT_ELSEWHERE', 'area 0'],
    ['of another type', { value: { number: '7000' } }, 'WRONG_TYPE', 'money'],
    ['without a value', { value: {} }, 'ONE_VALUE', 'yuan/person/year'],
    ['with two values', { value: { money: '7000', blank: true } }, 'ONE_VALUE', 'MONEY'],
    ['of a negative amount', { value: { money: '-1.00' } }, 'OUT_OF_RANGE', 'between 0'],
    ['of a thirteenth month', { parameter: 'registry.entryExitMonth', value: { number: '13' } }, 'OUT_OF_RANGE_WHOLE', '1 and 12'],
    ['of an impossible year', { parameter: 'period.consolidatedBy', value: { number: '20255' } }, 'OUT_OF_RANGE_WHOLE', '1949 and 2100'],
    [
      'of a share above the whole',
      { parameter: 'employment.workReliefLabourShare', value: { percent: '101' } },
      'OUT_OF_RANGE',
      '0 and 100',
    ],
    [
      'of a range that ends before it begins',
      { parameter: 'period.incomeActionStart', value: { range: { from: '2026', to: '2025' } } },
      'RANGE_ORDER',
      'ends before',
    ],
    ['before its document', { validFrom: '2025-01-09' }, 'BEFORE_DOCUMENT', 'before'],
    ['at a place that the text does not have', { place: '第四条' }, 'UNKNOWN_PLACE', '第'],
    ['with words that stand elsewhere', { place: '第一条' }, 'QUOTE_ELSEWHERE', '第二条'],
    ['with words that the text does not hold', { quote: '监测收入标准为8000元' }, 'QUOTE_NOT_FOUND', 'does not hold'],
    [
      'that refers to a value of another type',
      { value: { reference: { parameter: 'period.transitionYears', because: { zh: '同' } } } },
      'REFERENCE_OF_OTHER_TYPE',
      'NUMBER',
    ],
    ['that refers to nothing known', { value: { reference: { parameter: 'x', because: { zh: '同' } } } }, 'UNKNOWN_PARAMETER', 'nearest'],
  ])('%s, and says what would be accepted', async (_what, wrong, code, teaches) => {
    const { proposal, userErrors } = await propose(as(app, li), { ...line, ...wrong });
    expect(proposal).toBeNull();
    expect(userErrors).toMatchObject([{ code: `core.${code}` }]);
    expect(userErrors[0]?.message.en).toContain(teaches);
  });

  test('and every figure that ships lies within the bounds that it is held to', () => {
    for (const parameter of [coreModule, education, employment].flatMap((m) => m.parameters ?? [])) {
      const { min, max, whole } = boundsOf(parameter);
      for (const { value } of parameter.values) {
        const figures = typeof value === 'number' ? [value] : parameter.type === 'RANGE' ? Object.values(value as object) : [];
        for (const figure of figures as number[]) {
          expect(figure, parameter.code).toBeGreaterThanOrEqual(min);
          expect(figure, parameter.code).toBeLessThanOrEqual(max);
          if (whole) expect(Number.isInteger(figure), parameter.code).toBe(true);
        }
      }
    }
  });
});

describe('the database by itself', () => {
  const here = { areas: ['150623'], domains: 'ALL' } as const;
  const open = `insert into parameter_value (area_code, parameter_code, document_code, kind, operator, place, quote, valid_from, proposed_client, proposed_user)
    values ('150623', 'x', 'X', 'BLANK', 'eq', 'L1', 'q', '2025-01-01', 'portal', '${personId('li')}') returning id`;
  const approve = (user: string | null, client = 'portal') =>
    `update parameter_value set state = 'APPROVED', decided_at = now(), decided_client = '${client}', decided_user = ${user === null ? 'null' : `'${personId(user)}'`} where parameter_code = 'x' returning id`;

  test('lets nobody approve the own proposal, approve twice, change a figure or propose elsewhere', async () => {
    const { db } = app.storage;
    await db.write(here, (tx) => tx.sql(open));
    for (const own of [approve('li'), approve('li', 'other'), approve(null)])
      await expect(db.write(here, (tx) => tx.sql(own))).rejects.toThrow(/second_person/);
    await expect(db.write(here, (tx) => tx.sql(`update parameter_value set valid_from = '2020-01-01'`))).rejects.toThrow(
      /permission denied/,
    );
    await expect(db.write(here, (tx) => tx.sql('delete from parameter_value'))).rejects.toThrow(/permission denied/);
    await expect(db.write({ ...here, areas: ['150624'] }, (tx) => tx.sql(open))).rejects.toThrow(/row-level security/);
    await expect(db.write(here, (tx) => tx.sql(open.replace("'BLANK', ", "'BLANK', ").replace('proposed_user)', 'proposed_user, state)').replace("') returning", "', 'APPROVED') returning")))).rejects.toThrow(); // prettier-ignore
    expect(await db.write({ ...here, areas: ['150624'] }, (tx) => tx.sql(approve('wang')))).toEqual([]);
    expect(await db.write(here, (tx) => tx.sql(approve('wang')))).toHaveLength(1);
    expect(await db.write(here, (tx) => tx.sql(approve('sun')))).toEqual([]);
  });

  test('and an approval stands in the audit with who gave it', async () => {
    const entries = await app.storage.db.system((tx) =>
      tx.sql<{ user_id: string; subject_type: string }>(
        `select user_id, subject_type from audit_entry where action = 'approveParameterValue' and outcome = 'DONE' order by id limit 1`,
      ),
    );
    expect(entries).toEqual([{ user_id: personId('wang'), subject_type: 'ParameterProposal' }]);
  });
});
