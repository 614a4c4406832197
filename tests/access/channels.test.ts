import { randomUUID } from 'node:crypto';
import { isObjectType } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { residentIdCheck, type DeclaredFieldExtensions } from 'xianjie/schema';
import { openDoor, type Answer } from '../../api/testing/door.js';
import { policyModule as education } from '../../modules/education/index.js';
import { policyModule as employment } from '../../modules/employment/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { viewerOf, type Asker } from '../support/viewer.js';
import { register } from './support.js';

const VILLAGE = '150623100204';
const NEIGHBOUR = '150623100205';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ modules: [education, employment], demo: true });
});
afterAll(() => app.close());

const as = (asker: Asker) =>
  openDoor(app, pino({ level: 'silent' }), viewerOf({ areas: ['150623'], purposes: [], purpose: null, ...asker }));
const asOwner = async <T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> => {
  const owner = await app.storage.owner();
  try {
    return (await owner.query<T>(text, [...values])).rows;
  } finally {
    await owner.end();
  }
};

/** An answer without what says nothing of its content: what it cost. */
const told = ({ data, errors, extensions }: Answer): unknown => ({
  data: data as unknown,
  errors: errors?.map(({ message, path, extensions: { code } }) => ({ message, path, code })),
  extensions: { ...extensions, cost: null },
});

const employer: Asker = {
  kind: 'INSTITUTION',
  scopes: ['core:read', 'employment:read:internal', 'employment:feed', 'education:read:internal', 'education:feed'],
  departments: ['HRSS', 'EDU'],
};
const platform: Asker = { kind: 'PLATFORM', scopes: ['core:read', 'employment:read', 'education:read'] };
const figures: Asker = { scopes: ['core:read:internal', 'employment:read:internal', 'education:read:internal'] };
const official: Asker = {
  scopes: ['core:read:personal', 'employment:read:personal', 'education:read:personal'],
  purposes: ['MONITORING'],
  purpose: 'MONITORING',
};

const VERDICTS = `check { code } outcome fulfilled rank conditions { text { zh } actual { text { zh } } distance { text { zh } } satisfied }
  unknowns { title { zh } } benefits { title { zh } }`;
const STEPS = 'steps { text { zh } actual { text { zh } } satisfied } unknowns { title { zh } }';
/** What is asked about organisations, schools, projects and posts, and not about a person. */
const aboutThemselves: Readonly<Record<string, string>> = {
  'what an organisation is': '{ organisations(first: 50) { totalCount nodes { creditCode kind smallFirm closedOn } } }',
  'its years': '{ organisations(first: 50) { nodes { creditCode years { year staff hires qualifyingHires layoffs } } } }',
  'its verdicts': `{ organisations(first: 8) { nodes { creditCode eligibility { ${VERDICTS} } } } }`,
  'a verdict by name': `{ organisations(first: 8) { nodes { eligibility(checks: ["employment.firmLoan"]) { ${VERDICTS} } } } }`,
  'what is reckoned of it': `{ organisations(first: 8) { nodes { creditCode values { declaration { code } known value { text { zh } } ${STEPS} } } } }`,
  'its workers':
    '{ organisations(first: 20) { nodes { workshopJobs(first: 5) { totalCount nodes { startedOn reward { state amount } } } } } }',
  'verdicts about its workers': `{ organisations(first: 4) { nodes { workshopJobs(first: 2) { nodes { eligibility { ${VERDICTS} } } } } } }`,
  'what projects paid': '{ projects(first: 50) { nodes { number labour { labourPay workers registeredWorkers } } } }',
  'verdicts about projects': `{ projects(first: 8) { nodes { eligibility { ${VERDICTS} } } } }`,
  'public posts': '{ welfarePosts(first: 50) { totalCount nodes { number state places held } } }',
  'openings for work': '{ jobPostings(first: 20) { nodes { title candidates(first: 5) { rank met notMet unknown } } } }',
  schools: '{ schools(first: 50) { totalCount nodes { code stages } } }',
  'gaps of the policies': `{ policyGaps(area: "${VILLAGE}") { check { code } dormant affects unknowns { title { zh } } } }`,
  'what is found of benefits together': `{ stackingFindings(filter: { area: "${VILLAGE}" }, first: 5) { examined unauthorised edges { node { kind text { zh } } } } }`,
  'who holds what without ground': `{ verdicts(filter: { area: "${VILLAGE}", gaps: [SURPLUS] }) { totalCount nodes { ${VERDICTS} } } }`,
  'a question about nobody': `{ evaluateEligibility(input: { subject: HOUSEHOLD, area: "${VILLAGE}", facts: [] }) { ${VERDICTS} } }`,
  'households, where figures are read': `{ households(filter: { area: "${VILLAGE}" }, first: 8) { totalCount nodes { number memberCount registryStatus monitored
    benefits { benefit } eligibility { ${VERDICTS} } } } }`,
};

describe('an employer, a school, a hospital or a platform never learns a person’s register status from an answer about itself', () => {
  let asked = 0;
  /** Each question comes from a client of its own, so that none goes unanswered for want of points. */
  const askAll = async (asker: Asker): Promise<ReadonlyMap<string, unknown>> => {
    const answers = new Map<string, unknown>();
    for (const [what, query] of Object.entries(aboutThemselves)) {
      const { body } = await as({ ...asker, clientId: `asker-${++asked}` }).post({ query });
      expect(['QUERY_TOO_COMPLEX', 'RATE_LIMITED', 'GRAPHQL_VALIDATION_FAILED'], what).not.toContain(body.errors?.[0]?.extensions.code);
      answers.set(what, told(body));
    }
    return answers;
  };

  test('everything that it is told stays the same when everybody’s status changes, and every figure over statuses with it', async () => {
    const askers = { employer, platform, figures, official };
    const before = new Map<string, ReadonlyMap<string, unknown>>();
    for (const [who, asker] of Object.entries(askers)) before.set(who, await askAll(asker));
    await asOwner(`insert into register_status (household_id, area_code, status, observed_on, source, digest)
      select id, area_code, case when register_status = 'NEVER_REGISTERED' then 'OUT_OF_POVERTY' else 'NEVER_REGISTERED' end, '2025-06-30', 'RRB', '\\x01' from household`);
    await asOwner(`insert into monitoring_status (household_id, area_code, kind, risk_kinds, observed_on, source, digest)
      select id, area_code, case when monitored then 'NONE' else 'BORDERLINE_AT_RISK' end, '{}', '2025-06-30', 'RRB', '\\x01' from household`);
    await asOwner(`insert into employment_project_labour (project_id, area_code, labour_pay, workers, registered_workers, observed_on, source, digest)
      select project_id, area_code, labour_pay, workers, case when registered_workers = workers then 0 else workers end, '2025-06-30', 'RRB', '\\x01'
      from (select distinct on (project_id) * from employment_project_labour order by project_id, observed_on desc, recorded_at desc) newest`);
    await asOwner(`insert into employment_organisation_year (organisation_id, area_code, year, staff, hires, layoffs, qualifying_hires, observed_on, source, digest)
      select organisation_id, area_code, year, staff, hires, layoffs, case when qualifying_hires = 0 then 9 else 0 end, '2025-06-30', 'HRSS', '\\x01'
      from (select distinct on (organisation_id, year) * from employment_organisation_year order by organisation_id, year, observed_on desc, recorded_at desc) newest`);
    const differing = async (who: keyof typeof askers): Promise<string[]> => {
      const after = await askAll(askers[who]);
      return [...after]
        .filter(([what, answer]) => JSON.stringify(answer) !== JSON.stringify(before.get(who)?.get(what)))
        .map(([what]) => what);
    };
    // Whoever may read people one by one sees the change: the probe finds what there is to find.
    expect(await differing('official')).toEqual(
      expect.arrayContaining([
        'its years',
        'a verdict by name',
        'what projects paid',
        'verdicts about its workers',
        'households, where figures are read',
      ]),
    );
    expect(await differing('employer')).toEqual([]);
    expect(await differing('platform')).toEqual([]);
    expect(await differing('figures')).toEqual([]);
  });

  test('a check about an organisation, a project or another thing that reads a personal fact is for those who read people', async () => {
    const { eligibilityChecks } = await app.ask('{ eligibilityChecks { code subject needs level } }');
    const checks = eligibilityChecks as { code: string; subject: string; needs: string[]; level: string }[];
    const ofThings = checks.filter(
      ({ subject, level }) => !['HOUSEHOLD', 'PERSON'].includes(subject) && !['PUBLIC', 'INTERNAL'].includes(level),
    );
    expect(ofThings.map(({ code }) => code)).toEqual(expect.arrayContaining(['employment.firmLoan', 'employment.workshopReward']));
    for (const { needs } of ofThings) expect(needs.some((scope) => /:read:(personal|sensitive)$/.test(scope))).toBe(true);
  });
});

describe('a figure over people', () => {
  /** Reviewed one by one: numbers of people, households or things that say nothing of a register; none is worked out over PERSONAL data. */
  const saidBelowPersonal: Readonly<Record<string, string>> = {
    AuditEntry: 'subjectCount',
    FeedReceipt: 'changedRows createdRows processedRows refusedRows totalRows unchangedRows',
    Household: 'contractedLand memberCount',
    IncomeStatement: 'memberCount',
    JobPosting: 'places',
    LabourAgreement: 'places',
    OrganisationYear: 'hires layoffs staff',
    PostAttendance: 'days',
    PostPayment: 'days',
    Project: 'beneficiaryHouseholds',
    ProjectLabour: 'workers',
    // How many there are to be asked: the number of people and households, which is no verdict about any of them.
    Rehearsal: 'done total',
    Sweep: 'done total unauthorised',
    TrainingCourse: 'places',
    Village: 'householdCount personCount',
    VillageFacilities: 'connectedLargeNaturalVillages courtyards pavedLargeNaturalVillages wastePoints',
    VillageProfile: 'largeNaturalVillages naturalVillages',
    VillageProfileObservation:
      'connectedLargeNaturalVillages courtyards largeNaturalVillages naturalVillages pavedLargeNaturalVillages wastePoints',
    WelfarePost: 'held places',
  };

  test('that is made of personal data is itself PERSONAL: every number below that level was looked at', () => {
    const clock = /^(version|year|month|schoolYear|row|seq|incomeYear|collectiveIncomeYear)$/;
    const numbers = Object.values(app.schema.getTypeMap()).flatMap((type) =>
      !isObjectType(type) || type.extensions['table'] === undefined
        ? []
        : Object.values(type.getFields())
            .filter(({ name, type: of, extensions }) => {
              const { level } = extensions as DeclaredFieldExtensions;
              return /^(Int|Decimal)!?$/.test(String(of)) && (level === 'PUBLIC' || level === 'INTERNAL') && !clock.test(name);
            })
            .map(({ name }) => `${type.name}.${name}`),
    );
    expect(numbers.sort()).toEqual(
      Object.entries(saidBelowPersonal).flatMap(([type, fields]) => fields.split(' ').map((field) => `${type}.${field}`)),
    );
  });

  test('is not had by counting a list: filtered by what one may not see, a list is refused, whatever it would hold', async () => {
    for (const filter of [
      'registryStatuses: [OUT_OF_POVERTY]',
      'monitored: true',
      'monitoringKinds: [BORDERLINE_AT_RISK]',
      'safetyNets: [DIBAO]',
    ]) {
      for (const area of [VILLAGE, '150699999999']) {
        const { body } = await as(figures).post({ query: `{ households(filter: { area: "${area}", ${filter} }) { totalCount } }` });
        expect(body.errors?.[0]?.extensions.code, filter).toBe('FORBIDDEN');
      }
    }
    const { body } = await as(figures).post({ query: '{ workshopJobs(filter: { rewardStates: [PAID] }) { totalCount } }' });
    expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('a cursor', () => {
  test('holds the key of its row and nothing else, and that of a foreign row says as much as that of none', async () => {
    const county = as({ areas: ['150623'], scopes: ['core:read:internal'] });
    const page = (after = '') =>
      `{ households(first: 3, orderBy: { by: PER_CAPITA_NET_INCOME }${after}) { edges { cursor node { id } } } }`;
    const edges = (await county.ask(page())).households.edges as { cursor: string; node: { id: string } }[];
    const text = Buffer.from(edges[0]?.cursor ?? '', 'base64url').toString('utf8');
    expect(text).toMatch(/^[\w-]{8}[0-9a-f-]{36}$/);
    const none = Buffer.from(`${text.slice(0, 8)}${randomUUID()}`, 'utf8').toString('base64url');
    const elsewhere = as({ areas: [VILLAGE], scopes: ['core:read:internal'] });
    const foreign = (await as({ areas: [NEIGHBOUR], scopes: ['core:read:internal'] }).ask(page())).households.edges[0].cursor as string;
    const answer = async (cursor: string) => told((await elsewhere.post({ query: page(`, after: "${cursor}"`) })).body);
    expect(await answer(foreign)).toEqual(await answer(none));
  });
});

describe('refusals', () => {
  const idOf = (serial: string): string => `15062320120501${serial}${residentIdCheck(`15062320120501${serial}`)}`;
  const [known, unknown] = [idOf('771'), idOf('773')];
  const PERSON = `mutation ($input: RecordPersonInput!) { recordPerson(input: $input) { person { id } userErrors { code path message { zh en } } } }`;
  const person = (household: string, residentId: string) => ({ household, residentId, name: '测试人' });
  const householdIn = async (area: string): Promise<string> =>
    (await app.ask(`{ households(filter: { area: "${area}" }, first: 1) { nodes { id } } }`)).households.nodes[0].id as string;
  const writer = (areas: readonly string[], clientId = 'a-township'): Asker => ({
    ...official,
    clientId,
    areas,
    scopes: ['core:read:personal', 'core:write'],
  });

  test('of a feed are alike for somebody who is nowhere and somebody in another area; they hold no value and change nothing', async () => {
    await as(writer([NEIGHBOUR])).ask(PERSON, { input: person(await householdIn(NEIGHBOUR), known) });
    const rights = { areas: [VILLAGE], scopes: ['core:read', 'education:feed'], departments: ['EDU'] };
    await register(app.storage, { id: 'a-school', kind: 'INSTITUTION', ...rights });
    const school = as({ clientId: 'a-school', kind: 'INSTITUTION', ...rights });
    const handIn = async (residentId: string) => {
      const receipt = await school.submit({
        feed: 'education.enrolment',
        rows: [{ 证件号码: residentId, 学年: '2024-2025', 校名: '示例小学', 学段: '小学', 就学状态: '在学' }],
        observedOn: '2025-06-20',
        area: VILLAGE,
      });
      expect(JSON.stringify(receipt)).not.toContain(residentId);
      return { ...receipt, id: null };
    };
    const before = await asOwner('select count(*)::int as n from education_schooling');
    const [foreign, nobody] = [await handIn(known), await handIn(unknown)];
    expect(foreign).toEqual(nobody);
    expect(foreign.refused).toEqual([{ row: 1, column: expect.any(String) as string, code: 'core.PERSON_NOT_FOUND' }]);
    expect(await asOwner('select count(*)::int as n from education_schooling')).toEqual(before);
  });

  test('that somebody is registered elsewhere are told to those who write the register alone, hold no value, and are noted', async () => {
    const input = person(await householdIn(VILLAGE), known);
    const { recordPerson } = await as(writer([VILLAGE])).ask(PERSON, { input });
    expect(recordPerson.userErrors).toMatchObject([{ code: 'core.PERSON_ELSEWHERE', path: ['input', 'residentId'] }]);
    expect(JSON.stringify(recordPerson)).not.toMatch(new RegExp(`${known}|${NEIGHBOUR}`));
    const [number] = await asOwner<{ n: string }>(`select register_number as n from household where area_code = $1 limit 1`, [NEIGHBOUR]);
    const REGISTER = `mutation ($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { userErrors { code path } } }`;
    const taken = { input: { number: number?.n, village: VILLAGE } };
    const { registerHousehold } = await as(writer([VILLAGE])).ask(REGISTER, taken);
    expect(registerHousehold.userErrors).toEqual([{ code: 'core.NUMBER_TAKEN', path: ['input', 'number'] }]);
    for (const asker of [employer, platform, { ...official, areas: [VILLAGE] }]) {
      const { body } = await as(asker).post({ query: REGISTER, variables: taken });
      expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    const noted = await asOwner<{ action: string }>(
      `select action from audit_entry where outcome = 'REFUSED' and client_id = 'a-township' order by id`,
    );
    expect(noted.map(({ action }) => action)).toEqual(['recordPerson', 'registerHousehold']);
  });

  test('a key that another client used repeats nothing of what that client wrote', async () => {
    const INCOME = `mutation ($input: RecordIncomeInput!) { recordIncome(input: $input) @idempotent(key: "channel-1") { household { id } userErrors { code } } }`;
    const [mine, theirs] = [await householdIn(VILLAGE), await householdIn(NEIGHBOUR)];
    const said = (household: string) => ({ input: { household, year: 2024, wage: '1.00' } });
    const first = await as(writer([NEIGHBOUR], 'their-client')).ask(INCOME, said(theirs));
    expect(first.recordIncome.household.id).toBe(theirs);
    const second = await as(writer([VILLAGE], 'my-client')).ask(INCOME, said(mine));
    expect(second.recordIncome.household.id).toBe(mine);
    const { body } = await as(writer([VILLAGE], 'another-client')).post({ query: INCOME, variables: said(theirs) });
    expect(body.data.recordIncome).toEqual({ household: null, userErrors: [{ code: 'core.NOT_FOUND' }] });
  });
});
