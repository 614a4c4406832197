import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../support/app.js';

let app: TestApp;
let key = 0;
beforeAll(async () => {
  app = await testApp();
  await app.ask(
    `mutation { registerHousehold(input: { number: "A-1", village: "150623100204", registryStatus: STABLE_OUT_OF_POVERTY }) { household { id } } }`,
  );
});
afterAll(() => app.close());

const adopt = async (input: Record<string, unknown>, idempotencyKey = `a${++key}`) =>
  (
    await app.ask(
      `mutation ($input: AdoptDocumentInput!, $key: String!) { adoptDocument(input: $input) @idempotent(key: $key) {
         adoption { id from to basis note area { code } document { code } } comesIntoForce { checks parameters namedValues }
         replaces { code citation { document { code } } adoptedBy { code } } userErrors { code path } } }`,
      { input, key: idempotencyKey },
    )
  ).adoptDocument;
const end = async (adoption: string, lastDay: string) =>
  (
    await app.ask(
      `mutation ($input: EndAdoptionInput!) { endAdoption(input: $input) { adoption { to endNote endedAt } userErrors { code path } } }`,
      { input: { adoption, lastDay, note: '示例决定' } },
    )
  ).endAdoption;
const checks = async (): Promise<string[]> =>
  (
    (await app.ask('{ household(number: "A-1") { eligibility(modules: ["core"]) { check { code } } } }')) as {
      household: { eligibility: { check: { code: string } }[] };
    }
  ).household.eligibility.map(({ check }) => check.code);
const documents = async (filter: string) =>
  (
    await app.ask(`{ policyDocuments(filter: ${filter}) {
  code precision level issuerArea number adoptions { from to basis area { code } } } }`)
  ).policyDocuments as unknown[];

const townPlan = { document: 'TOWN-A', area: '150623100', from: '2022-08-29' };

describe('adopting a document on an empty platform', () => {
  test('makes its checks answer, and says beforehand what it would do', async () => {
    expect(await checks()).not.toContain('monitoring.incomeLine');
    const trial = await adopt({ ...townPlan, dryRun: true });
    expect(trial).toMatchObject({ adoption: null, userErrors: [] });
    expect(trial.comesIntoForce.checks).toContain('monitoring.incomeLine');
    expect(trial.comesIntoForce.parameters).toContain('monitoring.incomeLine');
    expect(await checks()).not.toContain('monitoring.incomeLine');
    expect(await documents('{ codes: ["TOWN-A"] }')).toMatchObject([{ adoptions: [] }]);

    const done = await adopt({ ...townPlan, note: '镇党委会议纪要（示例）' });
    expect(done).toMatchObject({
      adoption: { from: '2022-08-29', to: null, basis: 'DECISION', area: { code: '150623100' }, document: { code: 'TOWN-A' } },
      comesIntoForce: trial.comesIntoForce,
      userErrors: [],
    });
    expect(await checks()).toContain('monitoring.incomeLine');
    expect(await documents('{ codes: ["TOWN-A"] }')).toEqual([
      {
        code: 'TOWN-A',
        precision: 'DAY',
        level: 'TOWNSHIP',
        issuerArea: null,
        number: null,
        adoptions: [{ from: '2022-08-29', to: null, basis: 'DECISION', area: { code: '150623100' } }],
      },
    ]);
  });

  test('at a province reaches every village under it', async () => {
    const { comesIntoForce, userErrors } = await adopt({ document: 'HEBEI', area: '15', from: '2021-03-29' });
    expect(userErrors).toEqual([]);
    expect(comesIntoForce.parameters.length).toBeGreaterThan(0);
    const [code] = comesIntoForce.parameters as string[];
    const { policyParameters } = await app.ask(
      `{ policyParameters(area: "150623100204", code: "${code}") { suppliedBy { code } citation { document { code } basis } } }`,
    );
    expect(policyParameters).toEqual([{ suppliedBy: { code: '15' }, citation: { document: { code: 'HEBEI' }, basis: 'DECISION' } }]);
  });

  test('repeated with its key is recorded once and answered the same', async () => {
    const input = { document: 'HLJ-SYS', area: '1506', from: '2023-05-08' };
    const first = await adopt(input, 'same');
    expect(await adopt(input, 'same')).toEqual(first);
    expect(first.comesIntoForce.checks).toContain('income.declined');
    expect(first.comesIntoForce.namedValues).toEqual(['income.change', 'income.expectedChange']);
  });

  test('says what it replaces: a nearer and later value stands before the farther one', async () => {
    const { replaces } = await adopt({ document: 'HLJ-SYS', area: '150623100', from: '2023-06-01', dryRun: true });
    expect(replaces).toContainEqual({
      code: 'income.watchLine',
      citation: { document: { code: 'HLJ-SYS' } },
      adoptedBy: { code: '1506' },
    });
  });
});

describe('an adoption is refused', () => {
  const refusal = async (input: Record<string, unknown>): Promise<unknown> => {
    const { adoption, comesIntoForce, userErrors } = await adopt(input);
    expect({ adoption, comesIntoForce }).toEqual({ adoption: null, comesIntoForce: null });
    return userErrors;
  };

  test('where the document or the area is not known, and before the document’s own date', async () => {
    expect(await refusal({ ...townPlan, document: 'NOWHERE' })).toEqual([{ code: 'core.UNKNOWN_DOCUMENT', path: ['input', 'document'] }]);
    expect(await refusal({ ...townPlan, area: '11' })).toEqual([{ code: 'core.AREA_NOT_FOUND', path: ['input', 'area'] }]);
    expect(await refusal({ ...townPlan, from: '2022-08-28' })).toEqual([{ code: 'core.BEFORE_DOCUMENT', path: ['input', 'from'] }]);
    expect(await refusal({ ...townPlan, to: '2022-08-28' })).toEqual([{ code: 'core.SAME_PERIOD_ORDER', path: ['input', 'to'] }]);
  });

  test('where the area has adopted it for a part of that time', async () => {
    expect(await refusal({ ...townPlan, from: '2024-01-01' })).toEqual([{ code: 'core.ADOPTION_OVERLAPS', path: ['input', 'from'] }]);
    expect(await refusal({ ...townPlan, from: '2024-01-01', dryRun: true })).toEqual([
      { code: 'core.ADOPTION_OVERLAPS', path: ['input', 'from'] },
    ]);
  });

  test('beyond a stated end, unless it is a prolongation that begins after it', async () => {
    const old = { document: 'NATIONAL-2015', area: '0' };
    expect(await refusal({ ...old, from: '2021-01-01' })).toEqual([{ code: 'core.BEYOND_STATED_END', path: ['input', 'from'] }]);
    expect(await refusal({ ...old, from: '2020-01-01', to: '2021-06-30' })).toEqual([
      { code: 'core.BEYOND_STATED_END', path: ['input', 'to'] },
    ]);
    expect(await refusal({ ...old, from: '2020-12-31', basis: 'PROLONGATION' })).toEqual([
      { code: 'core.PROLONGED_TOO_EARLY', path: ['input', 'from'] },
    ]);
    expect(await refusal({ ...townPlan, from: '2030-01-01', basis: 'PROLONGATION' })).toEqual([
      { code: 'core.NO_STATED_END', path: ['input', 'basis'] },
    ]);
    expect(await adopt({ ...old, from: '2021-01-01', to: '2021-12-31', basis: 'PROLONGATION' })).toMatchObject({
      adoption: { basis: 'PROLONGATION' },
      userErrors: [],
    });
  });

  test('by whoever does not administer the area; the database refuses the same', async () => {
    const { db } = app.storage;
    await expect(
      db.write({ areas: ['150623100'], domains: 'ALL' }, (tx) =>
        tx.sql(`insert into adoption (document_code, area_code, valid_from, basis) values ('TOWN-A', '150623', '2030-01-01', 'DECISION')`),
      ),
    ).rejects.toThrow(/row-level security/);
    const { adopt: record } = await import('../../plugins/eligibility/in-force/adopt.js');
    const documents = new Map(app.modules.flatMap((m) => (m.policies ?? []).map((d) => [d.code, d] as const)));
    const proposed = { ...townPlan, area: '150623', from: '2030-01-01', to: null, basis: 'DECISION' as const };
    await expect(db.write({ areas: ['150623100'], domains: 'ALL' }, (tx) => record(tx, documents, proposed))).rejects.toMatchObject({
      userErrors: [{ code: 'core.AREA_NOT_FOUND', path: ['input', 'area'] }],
    });
  });
});

describe('ending an adoption', () => {
  test('takes its rules out of force after its last day, once', async () => {
    const [{ id }] = (await app.ask('{ policyDocuments(filter: { codes: ["TOWN-A"] }) { adoptions { id } } }')).policyDocuments[0]
      .adoptions as [{ id: string }];
    expect((await end(id, '2022-01-01')).userErrors).toEqual([{ code: 'core.SAME_PERIOD_ORDER', path: ['input', 'lastDay'] }]);
    expect(await end(id, '2025-06-29')).toMatchObject({ adoption: { to: '2025-06-29', endNote: '示例决定' }, userErrors: [] });
    expect(await checks()).not.toContain('monitoring.incomeLine');
    expect((await end(id, '2025-12-31')).userErrors).toEqual([{ code: 'core.ADOPTION_ENDED', path: ['input', 'lastDay'] }]);
    expect((await end('garbage', '2025-12-31')).userErrors).toEqual([{ code: 'core.NOT_FOUND', path: ['input', 'adoption'] }]);
    expect((await adopt({ ...townPlan, from: '2025-06-30' })).userErrors).toEqual([]);
    expect(await checks()).toContain('monitoring.incomeLine');
  });
});

test('within one operation, what is asked after a decision rests on it, and what was asked before does not', async () => {
  const { adoptions } = (await app.ask('{ policyDocuments(filter: { codes: ["TOWN-A"] }) { adoptions { id to } } }'))
    .policyDocuments[0] as {
    adoptions: { id: string; to: string | null }[];
  };
  const register = (number: string) =>
    `registerHousehold(input: { number: "${number}", village: "150623100204" }) { household { eligibility(modules: ["core"], asOf: "2025-07-01") { check { code } } } }`;
  const answer = (await app.ask(
    `mutation ($adoption: ID!) { before: ${register('A-2')} endAdoption(input: { adoption: $adoption, lastDay: "2025-06-30" }) { userErrors { code } } after: ${register('A-3')} }`,
    { adoption: adoptions.find(({ to }) => to === null)?.id },
  )) as Record<'before' | 'after', { household: { eligibility: { check: { code: string } }[] } }> & { endAdoption: unknown };
  expect(answer.endAdoption).toEqual({ userErrors: [] });
  const codes = ({ household }: (typeof answer)['before']) => household.eligibility.map(({ check }) => check.code);
  expect(codes(answer.before)).toContain('monitoring.incomeLine');
  expect(codes(answer.after)).not.toContain('monitoring.incomeLine');
});
