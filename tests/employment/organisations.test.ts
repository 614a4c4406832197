import { execute, parse } from 'graphql';
import { creditCodeCheck } from '../../schema/feeds/credit-code.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { viewerOf } from '../support/viewer.js';
import { openOperation } from '../../api/operation.js';
import { mutate, TOWN, VILLAGE, workers, workTown } from './support.js';

let app: Awaited<ReturnType<typeof workTown>>;
beforeAll(async () => {
  app = await workTown();
}, 60_000);
afterAll(() => app.close());

const code = (n: number): string => {
  const body = `91150623MA0N4${String(n).padStart(4, '0')}`;
  return `${body}${creditCodeCheck(body)}`;
};
const SHOP = code(1);
const OTHER_SHOP = code(2);
const FARM = code(3);

const org = (name: string, input: object, select = 'organisation { id creditCode kind version area { code } }') =>
  mutate(app, name, input, select);
const job = (name: string, input: object, key?: string) =>
  mutate(app, name, input, 'workshopJob { id pay { year paidToDate } reward { state amount fundSource year } organisation { name } }', key);
const register = (creditCode: string, more: object = {}) =>
  org('registerOrganisation', { creditCode, area: VILLAGE, name: '巧手车间', kind: 'WORKSHOP', ...more });

describe('an organisation', () => {
  test('is named by its credit code, registered once, changed by who read it', async () => {
    expect(await register(SHOP, { workshopForm: 'HALL' })).toMatchObject({
      creditCode: SHOP,
      kind: 'WORKSHOP',
      version: 1,
      area: { code: VILLAGE },
    });
    expect(await register(SHOP)).toEqual(['CREDIT_CODE_TAKEN']);
    expect(await register(SHOP, { expectedVersion: 7 })).toEqual(['core.VERSION_CONFLICT']);
    expect(await register(SHOP, { name: '巧手帮扶车间', expectedVersion: 1 })).toMatchObject({ version: 2 });
    expect(await register(`${SHOP.slice(0, 17)}0`)).toEqual(['CREDIT_CODE_INVALID']);
    expect(await register(code(9), { area: '999999' })).toEqual(['core.AREA_NOT_FOUND']);
    expect(await register(OTHER_SHOP, { name: '二号车间' })).toMatchObject({ kind: 'WORKSHOP' });
    expect(await register(FARM, { kind: 'COOPERATIVE', rural: true, smallFirm: true, area: TOWN })).toMatchObject({ kind: 'COOPERATIVE' });
  });

  test('has years: a later word counts; nothing said, and hires that do not fit, are refused', async () => {
    expect(await org('recordOrganisationYear', { creditCode: FARM, year: 2024 })).toEqual(['YEAR_SAYS_NOTHING']);
    expect(await org('recordOrganisationYear', { creditCode: FARM, year: 2024, hires: 1, qualifyingHires: 2 })).toEqual([
      'HIRES_DO_NOT_FIT',
    ]);
    expect(await org('recordOrganisationYear', { creditCode: code(8), year: 2024, staff: 2 })).toEqual(['ORGANISATION_NOT_FOUND']);
    await org('recordOrganisationYear', { creditCode: FARM, year: 2024, staff: 20, layoffs: 0, observedOn: '2025-01-31' });
    const { organisation } = (await app.ask(
      `{ organisation(creditCode: "${FARM}") { years { year staff layoffs } eligibility { check { code } outcome unknowns { kind } } } }`,
    )) as { organisation: unknown };
    expect(organisation).toMatchObject({ years: [{ year: 2024, staff: 20, layoffs: 0 }] });
  });

  test('with a workshop is visited; what was irregular is put right', async () => {
    const visit = (input: object) =>
      org('recordWorkshopInspection', { creditCode: SHOP, ...input }, 'organisation { inspections { finding problem } }');
    expect(await visit({ finding: 'RECTIFIED' })).toEqual(['NOTHING_TO_RECTIFY']);
    expect(await visit({ finding: 'IRREGULAR' })).toEqual(['PROBLEM_NEEDED']);
    await visit({ finding: 'IRREGULAR', problem: '未签合同', observedOn: '2025-06-01' });
    expect(await visit({ finding: 'RECTIFIED', observedOn: '2025-06-20' })).toEqual({
      inspections: [
        { finding: 'RECTIFIED', problem: null },
        { finding: 'IRREGULAR', problem: '未签合同' },
      ],
    });
    expect(await org('recordWorkshopInspection', { creditCode: FARM, finding: 'REGULAR' })).toEqual(['NO_WORKSHOP']);
  });
});

const pay = (rows: readonly Record<string, string>[], observedOn = '2025-06-30', area = TOWN) =>
  app.submit({ feed: 'employment.workshopPay', observedOn, area, rows });
const row = (who: keyof typeof workers, paidToDate: string, more: Record<string, string> = {}) => ({
  residentId: workers[who],
  creditCode: SHOP,
  year: '2025',
  paidToDate,
  ...more,
});
const jobsOf = async (who: keyof typeof workers): Promise<readonly { id: string }[]> => {
  const { node } = (await app.ask('query ($id: ID!) { node(id: $id) { ... on Person { workshopJobs { id } } } }', {
    id: app.ids.people[who],
  })) as {
    node: { workshopJobs: { id: string }[] };
  };
  return node.workshopJobs;
};

describe('the reward of a workshop', () => {
  test('a later statement replaces an earlier one; what falls, and what is unknown, is refused', async () => {
    expect(await pay([row('strong', '5999.99'), row('other', '9000')], '2025-05-31')).toMatchObject({ createdRows: 2, refusedRows: 0 });
    const receipt = await pay([
      row('strong', '5000'),
      row('weak', '100', { creditCode: code(8) }),
      row('weak', '100', { creditCode: FARM }),
      row('weak', '100', { year: '2026' }),
    ]);
    expect(receipt.refused.map((r) => r.code)).toEqual([
      'employment.PAY_FALLS',
      'employment.ORGANISATION_NOT_FOUND',
      'employment.NO_WORKSHOP',
      'employment.YEAR_NOT_BEGUN',
    ]);
  });

  test('is claimed when the pay of the year reaches the line, for an out-of-poverty worker, and paid once', async () => {
    const [{ id } = { id: '' }] = await jobsOf('strong');
    expect(await job('claimWorkshopReward', { job: id, year: 2025 })).toEqual(['REWARD_NOT_DUE']);
    expect(await job('payWorkshopReward', { job: id, fundSource: 'LINKAGE' })).toEqual(['REWARD_NOT_CLAIMED']);
    expect(await pay([row('strong', '6000')])).toMatchObject({ refusedRows: 0 });
    expect(await pay([row('strong', '6000')])).toMatchObject({ unchangedRows: 1 });
    expect(await job('claimWorkshopReward', { job: id, year: 2024 })).toEqual(['REWARD_NOT_DECIDED']);
    const claimed = await job('claimWorkshopReward', { job: id, year: 2025 }, 'claim-1');
    expect(claimed).toMatchObject({
      pay: [{ year: 2025, paidToDate: '6000.00' }],
      reward: { state: 'CLAIMED', amount: '1000.00', year: 2025 },
    });
    expect(await job('claimWorkshopReward', { job: id, year: 2025 }, 'claim-1')).toEqual(claimed);
    expect(await job('claimWorkshopReward', { job: id, year: 2025 })).toEqual(['WORKER_REWARDED']);
    expect(await job('payWorkshopReward', { job: id, fundSource: 'EMPLOYMENT_SUBSIDY' })).toMatchObject({
      reward: { state: 'PAID', fundSource: 'EMPLOYMENT_SUBSIDY' },
    });
    expect(await job('payWorkshopReward', { job: id, fundSource: 'LINKAGE' })).toEqual(['REWARD_PAID']);
  });

  test('each worker counts once, also at another workshop; who was never registered counts not', async () => {
    const second = await job('recordWorkshopPay', {
      creditCode: OTHER_SHOP,
      person: app.ids.people.strong,
      year: 2025,
      paidToDate: '9000',
    });
    expect(second).toMatchObject({ organisation: { name: '二号车间' } });
    expect(await job('claimWorkshopReward', { job: second.id, year: 2025 })).toEqual(['REWARD_NOT_DUE']);
    const [{ id } = { id: '' }] = await jobsOf('other');
    expect(await job('claimWorkshopReward', { job: id, year: 2025 })).toEqual(['REWARD_NOT_DUE']);
    expect(await job('claimWorkshopReward', { job: app.ids.people.weak, year: 2025 })).toEqual(['WORKSHOP_JOB_NOT_FOUND']);
  });

  test('the jobs whose reward is paid are a list, and each job answers for itself', async () => {
    const data = (await app.ask(
      `{ workshopJobs(filter: { area: "${TOWN}", rewardStates: [PAID] }) { totalCount nodes { person { name } eligibility { check { code } outcome fulfilled benefits { amount } } } } }`,
    )) as { workshopJobs: unknown };
    expect(data.workshopJobs).toMatchObject({
      totalCount: 1,
      nodes: [
        {
          person: { name: 'strong' },
          eligibility: [{ check: { code: 'employment.workshopReward' }, outcome: 'ELIGIBLE', fulfilled: 'TRUE' }],
        },
      ],
    });
  });
});

describe('another area', () => {
  test('sees no organisation, no job and no post of this one, and cannot write there', async () => {
    const operation = openOperation(app.parts, viewerOf({ areas: ['150624'] }));
    const ask = async (query: string) =>
      (await execute({ schema: app.schema, document: parse(query), contextValue: operation.context })).data as Record<string, unknown>;
    expect(
      await ask(
        `{ organisation(creditCode: "${SHOP}") { name } workshopJobs { nodes { id } } welfarePosts { nodes { id } } jobPostings { nodes { id } } }`,
      ),
    ).toEqual({
      organisation: null,
      workshopJobs: { nodes: [] },
      welfarePosts: { nodes: [] },
      jobPostings: { nodes: [] },
    });
    const done = await ask(
      `mutation { a: registerOrganisation(input: { creditCode: "${code(7)}", area: "${VILLAGE}", name: "x" }) { userErrors { code } }
         b: recordOrganisationYear(input: { creditCode: "${SHOP}", year: 2024, staff: 1 }) { userErrors { code } } }`,
    );
    expect(done).toMatchObject({
      a: { userErrors: [{ code: 'core.AREA_NOT_FOUND' }] },
      b: { userErrors: [{ code: 'employment.ORGANISATION_NOT_FOUND' }] },
    });
    await operation.close();
  });
});

describe('work on offer', () => {
  test('suits whom it suits, and says why; a closed posting is offered no more', async () => {
    const file = (person: string, more: object) => mutate(app, 'recordEmploymentFile', { person, ...more }, 'person { id }');
    await file(app.ids.people.strong, { wantsWork: true, willingAway: false, skills: ['电焊'] });
    await file(app.ids.people.weak, { wantsWork: true, willingAway: true, skills: [] });
    const publish = (input: object) =>
      mutate(app, 'publishJobPosting', { area: TOWN, places: 5, ...input }, 'jobPosting { id title version }');
    expect(await publish({ title: 'x', payFrom: '5000', payTo: '4000' })).toEqual(['PAY_ORDER']);
    const near = await publish({
      title: '车间缝纫工',
      place: 'IN_COUNTY',
      payFrom: '2500',
      payTo: '3000',
      skills: [],
      fullLabour: false,
      creditCode: SHOP,
    });
    const away = await publish({ title: '焊工', place: 'OUT_OF_PROVINCE', payFrom: '6000', skills: ['电焊'], fullLabour: true });
    const matches = async (person: string) => {
      const { node } = (await app.ask(
        `query ($id: ID!) { node(id: $id) { ... on Person { jobMatches(first: 5) { rank met notMet unknown posting { title organisation { name } } criteria { code result person { zh } posting { en } } } } } }`,
        { id: person },
      )) as {
        node: {
          jobMatches: {
            rank: number;
            met: number;
            notMet: number;
            posting: { title: string };
            criteria: { code: string; result: string }[];
          }[];
        };
      };
      return node.jobMatches;
    };
    const strong = await matches(app.ids.people.strong);
    expect(strong.map((m) => [m.posting.title, m.rank, m.met, m.notMet])).toEqual([
      ['车间缝纫工', 1, 4, 0],
      ['焊工', 2, 3, 1],
    ]);
    expect(strong[1]?.criteria.find((c) => c.result === 'NOT_MET')?.code).toBe('PLACE');
    const { node } = (await app.ask(
      `query ($id: ID!) { node(id: $id) { ... on JobPosting { candidates(area: "${VILLAGE}") { rank person { name } notMet } } } }`,
      { id: near.id },
    )) as { node: { candidates: unknown } };
    expect(node.candidates).toEqual(expect.arrayContaining(['strong', 'weak'].map((name) => ({ rank: 1, person: { name }, notMet: 0 }))));
    expect(await mutate(app, 'closeJobPosting', { posting: away.id, expectedVersion: 1 }, 'jobPosting { closedOn }')).toEqual({
      closedOn: '2025-06-30',
    });
    expect(await mutate(app, 'closeJobPosting', { posting: away.id }, 'jobPosting { closedOn }')).toEqual(['POSTING_CLOSED']);
    expect((await matches(app.ids.people.strong)).map((m) => m.posting.title)).toEqual(['车间缝纫工']);
    const { jobPostings } = (await app.ask(`{ jobPostings(filter: { open: true }, orderBy: { by: PAY_TO }) { nodes { title } } }`)) as {
      jobPostings: unknown;
    };
    expect(jobPostings).toEqual({ nodes: [{ title: '车间缝纫工' }] });
  });

  test('work that is over is no present work: its pay is compared with no more', async () => {
    const made = await mutate(
      app,
      'recordEmployment',
      {
        person: app.ids.people.other,
        employed: true,
        monthlyPay: '9000',
        startedOn: '2025-01-01',
        endedOn: '2025-05-31',
        observedOn: '2025-03-01',
      },
      'person { id }',
    );
    expect(Array.isArray(made)).toBe(false);
    await mutate(app, 'recordEmploymentFile', { person: app.ids.people.other, wantsWork: true }, 'person { id }');
    const { node } = (await app.ask(
      `query ($id: ID!) { node(id: $id) { ... on Person { jobMatches(first: 1) { criteria { code result person { zh } } } } } }`,
      { id: app.ids.people.other },
    )) as { node: { jobMatches: [{ criteria: { code: string; result: string; person: { zh: string } }[] }] } };
    expect(node.jobMatches[0].criteria.find(({ code }) => code === 'PAY')).toEqual({
      code: 'PAY',
      result: 'MET',
      person: { zh: '现无工作' },
    });
  });

  test('wishes are personal: without the right there is no match, and none is hinted at', async () => {
    const operation = openOperation(app.parts, viewerOf({ upTo: 'INTERNAL' }));
    const result = await execute({
      schema: app.schema,
      document: parse('{ jobPostings { nodes { candidates { rank } } } }'),
      contextValue: operation.context,
    });
    await operation.close();
    expect(JSON.parse(JSON.stringify(result.data))).toEqual({ jobPostings: { nodes: [{ candidates: null }, { candidates: null }] } });
  });
});
