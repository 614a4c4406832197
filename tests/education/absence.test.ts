import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestApp } from '../support/app.js';
import { ledgerRow, listRow, schoolTown, TOWN, verdicts } from './support.js';

let app: TestApp;
beforeAll(async () => {
  app = await schoolTown();
  const atUniversity = listRow('anna', { stage: '本科', schoolCode: '', schoolName: '外地大学' });
  await app.submit({ feed: 'education.enrolment', rows: [atUniversity], observedOn: '2024-09-10', area: TOWN });
});
afterAll(() => app.close());

const noDropout = (asOf: string) => verdicts(app, 'education.noDropout', asOf);
const ledger = (observedOn: string, more: Readonly<Record<string, string>> = {}) =>
  app.submit({ feed: 'education.ledger', rows: [ledgerRow('bato', more)], observedOn, area: TOWN, complete: true });

/** A ledger of school-age children is no list of students. */
describe('whom a complete ledger leaves out', () => {
  test('is not obliged; whether in school is what the schools say, else nobody knows', async () => {
    expect(await ledger('2024-09-20')).toMatchObject({ completeRecorded: true });
    expect(await noDropout('2024-09-21')).toMatchObject({
      anna: 'NOT_ELIGIBLE/TRUE',
      mother: 'NOT_ELIGIBLE/UNKNOWN',
      chen: 'NOT_ELIGIBLE/UNKNOWN',
    });
    expect(await verdicts(app, 'education.nutrition', '2024-09-21')).toMatchObject({
      anna: 'NOT_ELIGIBLE/UNKNOWN',
      mother: 'UNDETERMINED/UNKNOWN',
    });
  });

  test('is in no school where the ledger says that it holds every pupil and student, but never who is on a list of the year', async () => {
    expect(await ledger('2024-10-05', { holds: '适龄儿童少年及在校学生' })).toMatchObject({ completeRecorded: true });
    expect(await noDropout('2024-10-06')).toMatchObject({ anna: 'NOT_ELIGIBLE/TRUE', mother: 'NOT_ELIGIBLE/FALSE' });
    expect(await verdicts(app, 'education.nutrition', '2024-10-06')).toMatchObject({ mother: 'NOT_ELIGIBLE/UNKNOWN' });
    expect(await noDropout('2025-09-09')).toMatchObject({ anna: 'NOT_ELIGIBLE/TRUE' });
    expect(await noDropout('2025-09-11')).not.toMatchObject({ anna: 'NOT_ELIGIBLE/TRUE' });
  });
});

describe('words for a stage', () => {
  test.each([
    ['专科', 'HIGHER_VOCATIONAL'],
    ['大专', 'HIGHER_VOCATIONAL'],
    ['高等职业教育', 'HIGHER_VOCATIONAL'],
    ['本科', 'UNDERGRADUATE'],
  ])('%s is %s', async (word, stage) => {
    const row = listRow('chen', { stage: word, schoolCode: '', schoolName: '外地学校' });
    await app.submit({ feed: 'education.enrolment', rows: [row], observedOn: '2024-09-10', area: TOWN });
    const { household } = (await app.ask('{ household(number: "F-1") { members { name schooling { stage } } } }')) as {
      household: { members: { name: string; schooling: { stage: string } | null }[] };
    };
    expect(household.members.find(({ name }) => name === 'chen')?.schooling).toEqual({ stage });
  });
});
