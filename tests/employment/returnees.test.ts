import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestApp } from '../support/app.js';
import { codes, idOfPerson, TOWN, verdict, workTown, write } from './work-town.js';

let app: TestApp;
beforeAll(async () => {
  app = await workTown();
});
afterAll(() => app.close());

describe('who comes back', () => {
  test('is followed: a case without a plan is a gap, with a plan it is none, closed it says how it ended', async () => {
    const person = await idOfPerson(app, 'daughter');
    const CASE = 'employmentCase { id kind openedOn plan closedOn outcome version }';
    const home = () => verdict(app, 'daughter', 'employment.returnees');
    const back = { person, returnedOn: '2025-06-01', employed: false, observedOn: '2025-06-05' };
    expect(codes(await write(app, 'recordReturn', { ...back, returnedOn: '2025-06-06' }))).toEqual(['employment.DATE_AFTER_LIST']);
    const { employmentCase } = await write(app, 'recordReturn', back, CASE);
    expect(employmentCase).toMatchObject({ kind: 'RETURNEE', openedOn: '2025-06-01', plan: null });
    expect(await home()).toMatchObject({ outcome: 'ELIGIBLE', fulfilled: 'FALSE' });
    // Said again, it is the same case.
    expect((await write(app, 'recordReturn', back, CASE))['employmentCase'].id).toBe(employmentCase.id);
    expect(codes(await write(app, 'openEmploymentCase', { person, kind: 'RETURNEE' }))).toEqual(['employment.CASE_OPEN']);

    const plan = { case: employmentCase.id, plan: '推荐本地岗位', plannedOn: '2025-06-10' };
    expect(codes(await write(app, 'planEmploymentCase', { ...plan, plan: ' ' }))).toEqual(['employment.TEXT_LENGTH']);
    expect(codes(await write(app, 'planEmploymentCase', { ...plan, plannedOn: '2025-05-31' }))).toEqual(['employment.ENDS_BEFORE_START']);
    expect((await write(app, 'planEmploymentCase', { ...plan, expectedVersion: 1 }, CASE))['employmentCase']).toMatchObject({ version: 2 });
    expect(await home()).toMatchObject({ fulfilled: 'TRUE' });
    expect(await verdict(app, 'daughter', 'employment.returnees', '2025-06-09')).toMatchObject({ fulfilled: 'FALSE' });

    const open = `{ employmentCases(filter: { area: "${TOWN}", kinds: [RETURNEE], open: true, planned: true }) { totalCount } }`;
    expect((await app.ask(open)).employmentCases.totalCount).toBe(1);
    const close = { case: employmentCase.id, outcome: 'EMPLOYED', closedOn: '2025-06-20' };
    expect((await write(app, 'closeEmploymentCase', close, CASE))['employmentCase']).toMatchObject({ outcome: 'EMPLOYED' });
    expect(codes(await write(app, 'closeEmploymentCase', close))).toEqual(['employment.CASE_CLOSED']);
    expect((await app.ask(open)).employmentCases.totalCount).toBe(0);
  });

  test('going away again is not being back', async () => {
    const person = await idOfPerson(app, 'daughter');
    await write(app, 'recordEmployment', { person, employed: true, place: 'OUT_OF_PROVINCE', observedOn: '2025-06-25' });
    expect(await verdict(app, 'daughter', 'employment.returnees')).toMatchObject({ outcome: 'NOT_ELIGIBLE' });
  });
});
