import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestApp } from '../support/app.js';
import { ask, codes, idOfPerson, people, TOWN, verdict, VILLAGE, workTown, write } from './work-town.js';

let app: TestApp;
beforeAll(async () => {
  app = await workTown();
});
afterAll(() => app.close());

const records = (rows: readonly Readonly<Record<string, string>>[], observedOn: string, complete = false) =>
  app.submit({ feed: 'employment.records', rows, observedOn, area: TOWN, complete });

describe('the bureau’s list of workers', () => {
  test('before any list, nobody is out of work', async () => {
    expect(await verdict(app, 'father', 'employment.transportOutOfProvince')).toMatchObject({
      outcome: 'UNDETERMINED',
      unknowns: expect.arrayContaining([{ kind: 'MISSING_FACT', code: 'employment.place' }]),
    });
    expect((await ask(app, 'father', 'employment { employed }'))['employment']).toBeNull();
  });

  test('says who works where; the same list again changes nothing', async () => {
    const rows = [
      {
        residentId: people.father,
        employed: '是',
        place: '省外',
        form: '灵活就业',
        monthlyPay: '4200',
        startedOn: '2025-02-20',
        employer: '示例公司',
      },
    ];
    expect(await records(rows, '2025-03-31')).toMatchObject({ state: 'DONE', createdRows: 1 });
    expect(await records(rows, '2025-03-31')).toMatchObject({ unchangedRows: 1 });
    expect((await ask(app, 'father', 'employment { employed place form stable monthlyPay employer observedOn }'))['employment']).toEqual({
      employed: true,
      place: 'OUT_OF_PROVINCE',
      form: 'FLEXIBLE',
      stable: null,
      monthlyPay: '4200.00',
      employer: '示例公司',
      observedOn: '2025-03-31',
    });
    expect(await verdict(app, 'father', 'employment.transportOutOfProvince')).toMatchObject({
      outcome: 'ELIGIBLE',
      fulfilled: 'UNKNOWN',
      benefits: [{ amount: '500.00' }],
    });
  });

  test('a partial list says nothing of whom it leaves out, a complete one says: no work', async () => {
    expect(await verdict(app, 'mother', 'employment.transportInProvince')).toMatchObject({ outcome: 'UNDETERMINED' });
    const whole = await records([{ residentId: people.father, employed: '是', place: '省外', form: '灵活就业' }], '2025-04-30', true);
    expect(whole).toMatchObject({ completeRecorded: true });
    expect(await verdict(app, 'mother', 'employment.transportInProvince')).toMatchObject({ outcome: 'NOT_ELIGIBLE' });
    // As of an earlier day, it still is not known.
    expect(await verdict(app, 'mother', 'employment.transportInProvince', '2025-04-29')).toMatchObject({ outcome: 'UNDETERMINED' });
  });

  test('stable is what is said to be, then what the form says; of an own business nobody knows', async () => {
    const job = (form: string, stable?: string) =>
      records([{ residentId: people.mother, employed: '是', place: '县内', form, ...(stable && { stable }) }], '2025-05-31');
    const stableJob = async () => {
      const { household } = await app.ask(
        '{ household(number: "F-1") { eligibility(checks: ["employment.relocatedJob"]) { outcome fulfilled } } }',
      );
      return household.eligibility.at(0);
    };
    await job('自主创业');
    expect(await stableJob()).toEqual({ outcome: 'ELIGIBLE', fulfilled: 'UNKNOWN' });
    await job('灵活就业');
    expect(await stableJob()).toEqual({ outcome: 'ELIGIBLE', fulfilled: 'FALSE' });
    await job('稳定就业');
    expect(await stableJob()).toEqual({ outcome: 'ELIGIBLE', fulfilled: 'TRUE' });
    await job('稳定就业', '否');
    expect(await stableJob()).toEqual({ outcome: 'ELIGIBLE', fulfilled: 'FALSE' });
  });

  test('refuses, by name and column, a place without work, an end before the beginning, a day after the list, a stranger', async () => {
    const { refused } = await records(
      [
        { residentId: people.father, employed: '否', place: '省外' },
        { residentId: people.mother, employed: '是', startedOn: '2025-03-01', endedOn: '2025-02-01' },
        { residentId: people.daughter, employed: '是', startedOn: '2025-07-01' },
        { residentId: people.neighbour, employed: '是', returned: '否', returnedOn: '2025-03-01' },
        { residentId: '110101190001011009', employed: '是' },
      ],
      '2025-06-01',
    );
    expect(refused.map(({ column, code }) => [column, code])).toEqual([
      ['是否就业', 'employment.JOB_MISSING'],
      ['离岗日期', 'employment.ENDS_BEFORE_START'],
      ['就业日期', 'employment.DATE_AFTER_LIST'],
      ['返乡日期', 'employment.RETURN_CONTRADICTS'],
      ['证件号码', 'core.PERSON_NOT_FOUND'],
    ]);
  });
});

describe('recording by hand', () => {
  test('work that is over is no work from the day after', async () => {
    const person = await idOfPerson(app, 'daughter');
    const said = { person, employed: true, place: 'OUT_OF_PROVINCE', form: 'FLEXIBLE', endedOn: '2025-06-20', observedOn: '2025-06-10' };
    expect(codes(await write(app, 'recordEmployment', said, 'person { employment { place endedOn } }'))).toEqual([]);
    expect(await verdict(app, 'daughter', 'employment.transportOutOfProvince', '2025-06-20')).toMatchObject({ outcome: 'ELIGIBLE' });
    expect(await verdict(app, 'daughter', 'employment.transportOutOfProvince', '2025-06-21')).toMatchObject({ outcome: 'NOT_ELIGIBLE' });
  });

  test('is refused as data: no work but a place, a wrong credit code, a day to come, somebody unknown', async () => {
    const person = await idOfPerson(app, 'daughter');
    const refused = async (input: object) => codes(await write(app, 'recordEmployment', { person, employed: true, ...input }));
    expect(await refused({ employed: false, form: 'STABLE' })).toEqual(['employment.JOB_MISSING']);
    expect(await refused({ employerCode: '91150600MA0N000000' })).toEqual(['employment.CREDIT_CODE']);
    expect(await refused({ employerCode: '91350100m000100y43', observedOn: '2025-01-01' })).toEqual([]);
    expect(await refused({ observedOn: '2025-07-01' })).toEqual(['core.DATE_IN_FUTURE']);
    expect(await refused({ source: 'NOBODY' })).toEqual(['core.UNKNOWN_DEPARTMENT']);
    expect(await refused({ employer: ' ' })).toEqual(['employment.TEXT_LENGTH']);
    expect(await refused({ monthlyPay: '-1.00' })).toEqual(['employment.NEGATIVE']);
    expect(await refused({ person: 'garbage' })).toEqual(['employment.NO_SUCH_PERSON']);
  });

  test('the ledger shows the newest word on each person, by area, place, form and return', async () => {
    const list = async (filter: string) =>
      (await app.ask(`{ employments(filter: { ${filter} }) { totalCount nodes { place person { household { number } } } } }`)).employments;
    expect(await list(`area: "${TOWN}"`)).toMatchObject({ totalCount: 3 });
    expect(await list(`area: "${TOWN}", places: [OUT_OF_PROVINCE]`)).toMatchObject({ totalCount: 2 });
    expect(await list(`area: "${VILLAGE}", forms: [STABLE]`)).toMatchObject({ totalCount: 1 });
    expect(await list('area: "150625"')).toEqual({ totalCount: 0, nodes: [] });
    expect(await list('startedOn: { min: "2025-02-20" }')).toMatchObject({ totalCount: 0 });
    const { employments } = await app.ask('{ employments(orderBy: { by: OBSERVED_ON, direction: DESC }) { nodes { observedOn } } }');
    expect(employments.nodes.map((n: { observedOn: string }) => n.observedOn)).toEqual(['2025-06-10', '2025-05-31', '2025-04-30']);
  });

  test('no employer and no wish stands in a log line or an error', () => {
    expect(app.logged.join('\n')).not.toContain('示例公司');
  });
});

describe('the personal file', () => {
  test('keeps what was said before where a later entry leaves it out', async () => {
    const person = await idOfPerson(app, 'father');
    const shown = 'person { employmentFile { skills wantsWork willingAway wantsTraining fitForWork observedOn } }';
    await write(app, 'recordEmploymentFile', { person, skills: ['电焊'], willingAway: true, fitForWork: true, observedOn: '2025-05-01' });
    const { person: now } = await write(app, 'recordEmploymentFile', { person, wantsTraining: false, observedOn: '2025-06-01' }, shown);
    expect(now.employmentFile).toEqual({
      skills: ['电焊'],
      wantsWork: null,
      willingAway: true,
      wantsTraining: false,
      fitForWork: null,
      observedOn: '2025-06-01',
    });
    expect(await verdict(app, 'father', 'employment.migrantWork')).toMatchObject({ outcome: 'ELIGIBLE', fulfilled: 'UNKNOWN' });
    expect(await verdict(app, 'father', 'employment.training')).toMatchObject({ outcome: 'NOT_ELIGIBLE' });
  });

  test('an empty entry is refused', async () => {
    const person = await idOfPerson(app, 'father');
    expect(codes(await write(app, 'recordEmploymentFile', { person }))).toEqual(['employment.NOTHING_SAID']);
  });
});

describe('labour pay of a project', () => {
  test('a tenth of what was paid out is enough, one fen less is not', async () => {
    const { project } = await app.ask('{ project(number: "P-1") { id } }');
    const share = async (labourPay: string) => {
      const done = await write(app, 'recordProjectLabour', { project: project.id, labourPay, workers: 10, registeredWorkers: 4 });
      expect(codes(done)).toEqual([]);
      const answer = await app.ask(
        '{ project(number: "P-1") { labour { labourPay workers } eligibility(checks: ["employment.workReliefShare"]) { outcome fulfilled } } }',
      );
      return answer.project;
    };
    expect(await share('9999.99')).toEqual({
      labour: { labourPay: '9999.99', workers: 10 },
      eligibility: [{ outcome: 'ELIGIBLE', fulfilled: 'FALSE' }],
    });
    expect((await share('10000.00')).eligibility).toEqual([{ outcome: 'ELIGIBLE', fulfilled: 'TRUE' }]);
    const more = { project: project.id, labourPay: '1.00', workers: 3, registeredWorkers: 4 };
    expect(codes(await write(app, 'recordProjectLabour', more))).toEqual(['employment.MORE_REGISTERED_THAN_WORKERS']);
  });
});

test('somebody on the complete list whose place was left empty works somewhere: where is not known, and it is not nowhere', async () => {
  await records([{ residentId: people.father, employed: '是' }], '2025-06-28', true);
  expect(await verdict(app, 'father', 'employment.transportOutOfProvince')).toMatchObject({ outcome: 'UNDETERMINED' });
  expect(await verdict(app, 'mother', 'employment.transportOutOfProvince')).toMatchObject({ outcome: 'NOT_ELIGIBLE' });
});
