import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestApp } from '../support/app.js';
import { idOf, ledgerRow, listRow, NEXT, pupils, schoolTown, SCHOOLS, TOWN, verdicts, VILLAGE } from './support.js';

let app: TestApp;
beforeAll(async () => {
  app = await schoolTown();
});
afterAll(() => app.close());

const noDropout = (asOf: string) => verdicts(app, 'education.noDropout', asOf);

/** One story: each list says more, and a day earlier nothing of it was known. */
describe('what the lists of the bureau say of a family', () => {
  test('without any list nobody knows whether anybody must attend', async () => {
    expect(await noDropout('2024-09-30')).toEqual({
      anna: 'UNDETERMINED/UNKNOWN',
      bato: 'UNDETERMINED/UNKNOWN',
      chen: 'UNDETERMINED/UNKNOWN',
      mother: 'UNDETERMINED/UNKNOWN',
    });
  });

  test('a complete ledger says who must attend, and of everybody else that they need not', async () => {
    const rows = [ledgerRow('anna'), ledgerRow('bato'), ledgerRow('chen', { exemptPhysical: '是' }), ledgerRow('elsewhere')];
    const receipt = await app.submit({ feed: 'education.ledger', rows, observedOn: '2024-09-01', area: TOWN, complete: true });
    expect(receipt).toMatchObject({ state: 'DONE', createdRows: 4, completeRecorded: true });
    expect(await noDropout('2024-09-30')).toEqual({
      anna: 'ELIGIBLE/UNKNOWN',
      bato: 'ELIGIBLE/UNKNOWN',
      chen: 'NOT_ELIGIBLE/UNKNOWN',
      mother: 'NOT_ELIGIBLE/UNKNOWN',
    });
    expect(await noDropout('2024-08-31')).toMatchObject({ anna: 'UNDETERMINED/UNKNOWN', mother: 'UNDETERMINED/UNKNOWN' });
  });

  test('a list of the school that is not complete speaks of those on it only', async () => {
    await app.submit({ feed: 'education.enrolment', rows: [listRow('anna')], observedOn: '2024-09-10', area: TOWN });
    expect(await noDropout('2024-09-30')).toMatchObject({ anna: 'ELIGIBLE/TRUE', bato: 'ELIGIBLE/UNKNOWN' });
  });

  test('a complete list of another school says nothing of a child that is expected here', async () => {
    const south = listRow('elsewhere', { schoolCode: SCHOOLS.south });
    await app.submit({ feed: 'education.enrolment', rows: [south], observedOn: '2024-09-12', area: TOWN, complete: true });
    expect(await noDropout('2024-09-30')).toMatchObject({ bato: 'ELIGIBLE/UNKNOWN' });
  });

  test('a complete list of the school that expects the child, without it: not enrolled as of that day', async () => {
    const receipt = await app.submit({
      feed: 'education.enrolment',
      rows: [listRow('anna')],
      observedOn: '2024-09-20',
      area: TOWN,
      complete: true,
    });
    expect(receipt).toMatchObject({ completeRecorded: true, unchangedRows: 1 });
    expect(await noDropout('2024-09-30')).toMatchObject({ anna: 'ELIGIBLE/TRUE', bato: 'ELIGIBLE/FALSE', mother: 'NOT_ELIGIBLE/UNKNOWN' });
    expect(await noDropout('2024-09-19')).toMatchObject({ anna: 'ELIGIBLE/TRUE', bato: 'ELIGIBLE/UNKNOWN' });
  });

  test('the school shows the day of its complete list', async () => {
    expect(await app.ask(`{ schools { nodes { code name listCompleteOn(schoolYear: 2024) stages } } }`)).toEqual({
      schools: {
        nodes: [
          { code: 'S-1', name: '中心小学', listCompleteOn: '2024-09-20', stages: ['PRIMARY'] },
          { code: 'S-2', name: '南校', listCompleteOn: '2024-09-12', stages: ['PRIMARY', 'JUNIOR_HIGH'] },
        ],
      },
    });
  });

  test('unless another school’s list has the child', async () => {
    const rows = [listRow('bato', { schoolCode: SCHOOLS.south })];
    await app.submit({ feed: 'education.enrolment', rows, observedOn: '2024-09-25', area: TOWN });
    expect(await noDropout('2024-09-30')).toMatchObject({ bato: 'ELIGIBLE/TRUE' });
    expect(await noDropout('2024-09-24')).toMatchObject({ bato: 'ELIGIBLE/FALSE' });
  });

  test('a later complete list of that other school without the child: nobody has it, so not enrolled', async () => {
    const rows = [listRow('elsewhere', { schoolCode: SCHOOLS.south })];
    await app.submit({ feed: 'education.enrolment', rows, observedOn: '2024-10-05', area: TOWN, complete: true });
    expect(await noDropout('2024-10-06')).toMatchObject({ anna: 'ELIGIBLE/TRUE', bato: 'ELIGIBLE/FALSE' });
  });

  test('a school that says the pupil has left is believed', async () => {
    await app.submit({ feed: 'education.enrolment', rows: [listRow('anna', { status: '辍学' })], observedOn: '2024-11-01', area: TOWN });
    expect(await noDropout('2024-11-02')).toMatchObject({ anna: 'ELIGIBLE/FALSE' });
    await app.submit({ feed: 'education.enrolment', rows: [listRow('anna', { status: '已复学' })], observedOn: '2024-11-20', area: TOWN });
    expect(await noDropout('2024-11-21')).toMatchObject({ anna: 'ELIGIBLE/TRUE' });
  });

  test('a list of a school year grows old: a year later it says nothing', async () => {
    expect(await noDropout('2025-11-20')).toMatchObject({ anna: 'UNDETERMINED/TRUE' });
    expect(await noDropout('2025-11-21')).toMatchObject({ anna: 'UNDETERMINED/UNKNOWN', mother: 'UNDETERMINED/UNKNOWN' });
  });
});

describe('somebody who joined the register after the lists came in', () => {
  test('is neither obliged nor free of it: no list could have named the child', async () => {
    const late = idOf('20140909', 9);
    const rows = [{ householdNumber: 'F-1', name: 'late', residentId: late }];
    await app.submit({ feed: 'core.people', rows, observedOn: '2024-10-10', area: TOWN });
    expect(await noDropout('2024-10-11')).toMatchObject({ late: 'UNDETERMINED/UNKNOWN', mother: 'NOT_ELIGIBLE/UNKNOWN' });
  });
});

describe('a batch of the education bureau', () => {
  test('with one bad row is not complete, and says which cell is wrong in words of this module', async () => {
    const rows = [
      listRow('anna'),
      listRow('chen', { schoolYear: '24/25' }),
      listRow('bato', { schoolCode: 'S-9' }),
      { ...listRow('bato'), residentId: pupils.bato, schoolCode: '', schoolName: '' },
      listRow('mother', { schoolYear: '2031' }),
    ];
    const receipt = await app.submit({ feed: 'education.enrolment', rows, observedOn: '2024-12-01', area: TOWN, complete: true });
    expect(receipt).toMatchObject({ state: 'DONE', completeRecorded: false, refusedRows: 4 });
    expect(receipt.refused.map(({ row, column, code }) => [row, column, code])).toEqual([
      [0, null, 'core.COVERAGE_WITHHELD'],
      [2, '学年', 'education.NOT_A_SCHOOL_YEAR'],
      [3, '学校标识码', 'education.SCHOOL_NOT_FOUND'],
      [4, '学校标识码', 'education.SCHOOL_UNNAMED'],
      [5, '学年', 'education.SCHOOL_YEAR_AHEAD'],
    ]);
  });

  test('for one village finds nobody of another', async () => {
    const rows = [ledgerRow('elsewhere')];
    const receipt = await app.submit({ feed: 'education.ledger', rows, observedOn: '2024-12-01', area: VILLAGE });
    expect(receipt.refused).toMatchObject([{ code: 'core.PERSON_NOT_FOUND' }]);
  });

  test('handed in twice changes nothing', async () => {
    const batch = { feed: 'education.ledger', rows: [ledgerRow('elsewhere')], observedOn: '2024-12-02', area: NEXT };
    await app.submit(batch);
    expect(await app.submit(batch)).toMatchObject({ unchangedRows: 1, createdRows: 0 });
  });

  test('of schools: a school elsewhere is neither made nor changed, a known one is', async () => {
    const school = (code: string, area: string, name = '新校') => ({ code, name, area, stages: '小学', rural: '是' });
    const rows = [
      school('S-1', VILLAGE, '中心学校'),
      school('S-3', VILLAGE),
      school('S-4', NEXT),
      school('S-5', '150623100999'),
      school('S-2', VILLAGE),
    ];
    const receipt = await app.submit({ feed: 'education.schools', rows, observedOn: '2024-12-02', area: VILLAGE });
    expect(receipt).toMatchObject({ createdRows: 1, changedRows: 1, refusedRows: 3 });
    expect(receipt.refused.map(({ row, code }) => [row, code])).toEqual([
      [3, 'core.VILLAGE_NOT_FOUND'],
      [4, 'core.VILLAGE_NOT_FOUND'],
      [5, 'education.SCHOOL_ELSEWHERE'],
    ]);
  });
});
