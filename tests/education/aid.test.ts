import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestApp } from '../support/app.js';
import { pupils, schoolTown, TOWN, verdicts, type Pupil } from './support.js';

let app: TestApp;
beforeAll(async () => {
  app = await schoolTown();
});
afterAll(() => app.close());

const line = (name: Pupil, more: Readonly<Record<string, string>> = {}) => ({
  residentId: pupils[name],
  schoolYear: '2024',
  term: '秋季学期',
  aid: '两免一补',
  entitled: '是',
  ...more,
});
const oneList = (rows: readonly Readonly<Record<string, string>>[], observedOn: string, complete = false) =>
  app.submit({ feed: 'education.aid', rows, observedOn, area: TOWN, complete });
const packages = (asOf: string) => verdicts(app, 'education.twoExemptions', asOf);

describe('the one-list of student aid', () => {
  test('entitled and not received is the gap; of who is not on a list that is not complete nobody knows', async () => {
    await oneList([line('anna'), line('bato', { receivedOn: '2024-11-01' })], '2024-11-10');
    expect(await packages('2024-11-10')).toEqual({
      anna: 'ELIGIBLE/FALSE',
      bato: 'ELIGIBLE/TRUE',
      chen: 'UNDETERMINED/UNKNOWN',
      mother: 'UNDETERMINED/UNKNOWN',
    });
  });

  test('complete, it decides everything: received or not, entitled or not', async () => {
    await oneList([line('anna'), line('bato', { receivedOn: '2024-11-01' })], '2024-11-20', true);
    expect(await packages('2024-11-20')).toEqual({
      anna: 'ELIGIBLE/FALSE',
      bato: 'ELIGIBLE/TRUE',
      chen: 'NOT_ELIGIBLE/FALSE',
      mother: 'NOT_ELIGIBLE/FALSE',
    });
  });

  test('a payment that is handed in later closes the gap from its day on', async () => {
    await oneList([line('anna', { receivedOn: '2024-12-02', amount: '625.00' })], '2024-12-05');
    expect(await packages('2024-12-05')).toMatchObject({ anna: 'ELIGIBLE/TRUE' });
    expect(await packages('2024-12-04')).toMatchObject({ anna: 'ELIGIBLE/FALSE' });
  });

  test('the newest term counts, kind by kind', async () => {
    await oneList([line('anna', { term: '春季学期' })], '2025-03-20');
    expect(await packages('2025-03-20')).toMatchObject({ anna: 'ELIGIBLE/FALSE', bato: 'ELIGIBLE/TRUE' });
  });

  test('what a later complete list leaves out is over', async () => {
    await oneList([line('anna', { term: '春季学期', receivedOn: '2025-04-01' })], '2025-04-10', true);
    expect(await packages('2025-04-10')).toMatchObject({ anna: 'ELIGIBLE/TRUE', bato: 'NOT_ELIGIBLE/FALSE' });
  });

  test('of a kind without a line it says no to a pupil who is on it for another', async () => {
    expect(await verdicts(app, 'education.threeExemptions', '2025-04-10')).toMatchObject({
      anna: 'NOT_ELIGIBLE/FALSE',
      bato: 'NOT_ELIGIBLE/FALSE',
    });
    expect(await verdicts(app, 'education.threeExemptions', '2024-11-19')).toMatchObject({ anna: 'UNDETERMINED/UNKNOWN' });
  });

  test('a payment after the day the data speak of is refused', async () => {
    const receipt = await oneList([line('chen', { receivedOn: '2025-04-12' })], '2025-04-11');
    expect(receipt.refused).toMatchObject([{ row: 1, column: '发放日期', code: 'core.DATE_AFTER_DATA' }]);
  });

  test('is a list of its own: the last word on each line, by kind, term, received or not', async () => {
    const query = `query ($filter: EducationAidFilter) { educationAids(filter: $filter) { totalCount nodes { aid term receivedOn amount person { name } source { code } } } }`;
    expect(await app.ask(query, { filter: { area: TOWN, schoolYear: 2024, term: 'AUTUMN' } })).toEqual({
      educationAids: {
        totalCount: 2,
        nodes: expect.arrayContaining([
          {
            aid: 'TWO_EXEMPTIONS_ONE_SUBSIDY',
            term: 'AUTUMN',
            receivedOn: '2024-12-02',
            amount: '625.00',
            person: { name: 'anna' },
            source: { code: 'EDU' },
          },
          {
            aid: 'TWO_EXEMPTIONS_ONE_SUBSIDY',
            term: 'AUTUMN',
            receivedOn: '2024-11-01',
            amount: null,
            person: { name: 'bato' },
            source: { code: 'EDU' },
          },
        ]) as unknown,
      },
    });
    expect(await app.ask(query, { filter: { received: false } })).toMatchObject({ educationAids: { totalCount: 0 } });
    expect(await app.ask(query, { filter: { entitled: true, aids: ['THREE_EXEMPTIONS_ONE_AID'] } })).toMatchObject({
      educationAids: { totalCount: 0 },
    });
  });
});

describe('what officials record by hand', () => {
  const RECORD = (name: string, input: string) =>
    `mutation ($input: ${input}!) { ${name}(input: $input) { person { schooling { stage status schoolName school { name } } schoolAge { compulsory exemptPhysical } homeTeaching { startedOn } } userErrors { code path } } }`;
  let chen: string;
  beforeAll(async () => {
    const { household } = (await app.ask(`{ household(number: "F-1") { members { id name } } }`)) as {
      household: { members: { id: string; name: string }[] };
    };
    chen = household.members.find((member) => member.name === 'chen')?.id ?? '';
  });
  const record = (name: string, input: object) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    return app.ask(RECORD(name, type), { input: { person: chen, ...input } }).then((data: Record<string, unknown>) => data[name]);
  };

  test('schooling, at a school of the area or at one elsewhere', async () => {
    const said = { schoolYear: 2024, stage: 'PRIMARY', status: 'ENROLLED', observedOn: '2025-05-01' };
    expect(await record('recordSchooling', { ...said, schoolCode: 'S-1' })).toMatchObject({
      person: { schooling: { stage: 'PRIMARY', schoolName: '中心小学', school: { name: '中心小学' } } },
      userErrors: [],
    });
    expect(await record('recordSchooling', { ...said, schoolName: '外省小学', observedOn: '2025-05-02' })).toMatchObject({
      person: { schooling: { schoolName: '外省小学', school: null } },
    });
    for (const [wrong, code] of [
      [{ schoolCode: 'S-9' }, 'education.SCHOOL_NOT_FOUND'],
      [{}, 'education.SCHOOL_UNNAMED'],
      [{ schoolName: '甲', schoolYear: 2031 }, 'education.SCHOOL_YEAR_AHEAD'],
      [{ schoolName: '甲', status: 'EXEMPT_PHYSICAL' }, 'core.INVALID_VALUE'],
      [{ schoolName: '甲', source: 'NOBODY' }, 'core.UNKNOWN_DEPARTMENT'],
      [{ schoolName: '甲', person: 'nobody' }, 'core.NOT_FOUND'],
    ] as const)
      expect(await record('recordSchooling', { ...said, ...wrong })).toMatchObject({ person: null, userErrors: [{ code }] });
  });

  test('the ledger and home teaching: health data come as null, with their path', async () => {
    const { body } = await app.post({
      query: RECORD('recordSchoolAgeChild', 'RecordSchoolAgeChildInput'),
      variables: { input: { person: chen, schoolYear: 2024, compulsory: true, exemptPhysical: true, observedOn: '2025-05-01' } },
    });
    expect(body.data).toMatchObject({
      recordSchoolAgeChild: { person: { schoolAge: { compulsory: null, exemptPhysical: null }, homeTeaching: null } },
    });
    expect(JSON.stringify(body.extensions)).toContain('exemptPhysical');
    expect(await record('recordSchoolAgeChild', { schoolYear: 2024, compulsory: false, exemptPhysical: true })).toMatchObject({
      userErrors: [{ code: 'education.EXEMPT_NOT_OF_AGE' }],
    });
    expect(await record('recordHomeTeaching', { startedOn: '2025-05-05', endedOn: '2025-05-01', observedOn: '2025-05-06' })).toMatchObject({
      userErrors: [{ code: 'education.ENDS_BEFORE_IT_BEGINS' }],
    });
    expect(
      await record('recordHomeTeaching', { startedOn: '2025-05-05', teacherOffice: '科任教师', observedOn: '2025-05-06' }),
    ).toMatchObject({ userErrors: [] });
  });

  test('who is exempt is not obliged, and the verdict on home teaching is withheld', async () => {
    expect(await verdicts(app, 'education.noDropout', '2025-05-06')).toMatchObject({ chen: 'NOT_ELIGIBLE/TRUE' });
    const { body } = await app.post({ query: `{ household(number: "F-1") { eligibility(modules: ["education"]) { check { code } } } }` });
    expect(JSON.stringify(body.data)).not.toContain('homeTeaching');
    expect(JSON.stringify(body.extensions)).toContain('withheld');
    const named = await app.post({ query: `{ household(number: "F-1") { eligibility(checks: ["education.homeTeaching"]) { outcome } } }` });
    expect(named.body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
