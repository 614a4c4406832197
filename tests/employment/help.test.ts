import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestApp } from '../support/app.js';
import { ask, codes, idOfPerson, people, TOWN, verdict, workTown, write } from './work-town.js';

let app: TestApp;
beforeAll(async () => {
  app = await workTown();
});
afterAll(() => app.close());

describe('a claim of the transport subsidy', () => {
  const CLAIM = 'transportClaim { id state version place checkedPlace amount }';
  const paid = () => verdict(app, 'father', 'employment.transportOutOfProvince');

  test('is only for who is known to work away, and one at a time', async () => {
    const person = await idOfPerson(app, 'father');
    expect(codes(await write(app, 'claimTransportSubsidy', { person, year: 2025 }))).toEqual(['employment.NOT_WORKING_AWAY']);
    await write(app, 'recordEmployment', { person, employed: true, place: 'OUT_OF_PROVINCE', observedOn: '2025-03-01' });
    expect(codes(await write(app, 'claimTransportSubsidy', { person, year: 2026 }))).toEqual(['employment.CLAIM_YEAR']);
    const input = { person, year: 2025, workArea: '北京市', claimedOn: '2025-05-01' };
    const { transportClaim } = await write(app, 'claimTransportSubsidy', input, CLAIM, 'claim-1');
    expect(transportClaim).toMatchObject({ state: 'CLAIMED', place: 'OUT_OF_PROVINCE', version: 1 });
    // The same key is the same call.
    expect((await write(app, 'claimTransportSubsidy', input, CLAIM, 'claim-1'))['transportClaim'].id).toBe(transportClaim.id);
    expect(codes(await write(app, 'claimTransportSubsidy', input))).toEqual(['employment.CLAIM_OPEN']);
  });

  test('is checked and paid, each step against the version that was read; paid, the subsidy counts as received', async () => {
    const [claim] = (await ask(app, 'father', 'transportClaims { id version }'))['transportClaims'];
    const step = (input: object) => write(app, 'advanceTransportClaim', { claim: claim.id, ...input }, CLAIM);
    expect(codes(await step({ step: 'PAY', amount: '500.00' }))).toEqual(['employment.STEP_NOT_POSSIBLE']);
    expect(codes(await step({ step: 'CHECK', foundPlace: 'IN_COUNTY' }))).toEqual(['employment.PLACE_NOT_CONFIRMED']);
    expect(codes(await step({ step: 'CHECK', foundPlace: 'OUT_OF_PROVINCE', expectedVersion: 7 }))).toEqual(['core.VERSION_CONFLICT']);
    const checked = await step({ step: 'CHECK', foundPlace: 'OUT_OF_PROVINCE', on: '2025-05-10', expectedVersion: 1 });
    expect(checked['transportClaim']).toMatchObject({ state: 'CHECKED', version: 2, checkedPlace: 'OUT_OF_PROVINCE' });
    expect(await paid()).toMatchObject({ outcome: 'ELIGIBLE', fulfilled: 'UNKNOWN' });
    expect(codes(await step({ step: 'PAY', amount: '500.00', on: '2025-05-09' }))).toEqual(['employment.ENDS_BEFORE_START']);
    const more = await step({ step: 'PAY', amount: '500.01', on: '2025-05-20' });
    expect(codes(more)).toEqual(['employment.MORE_THAN_DUE']);
    expect((await step({ step: 'PAY', on: '2025-05-20' }))['transportClaim']).toMatchObject({
      state: 'PAID',
      amount: '500.00',
    });
    expect(await paid()).toMatchObject({ outcome: 'ELIGIBLE', fulfilled: 'TRUE' });
    expect((await ask(app, 'father', 'benefits { benefit amount paidOn }'))['benefits']).toEqual([
      { benefit: 'employment.transportSubsidy', amount: '500.00', paidOn: '2025-05-20' },
    ]);
    expect(await verdict(app, 'father', 'employment.transportOutOfProvince', '2025-05-19')).toMatchObject({ fulfilled: 'UNKNOWN' });
    const { transportClaims } = await app.ask(
      `{ transportClaims(filter: { area: "${TOWN}", states: [PAID], year: 2025 }) { totalCount } }`,
    );
    expect(transportClaims.totalCount).toBe(1);
  });

  test('is refused to whom it is not due, with the reason, and where that cannot be told, with what is missing', async () => {
    const person = await idOfPerson(app, 'neighbour');
    await write(app, 'recordEmployment', { person, employed: true, place: 'OUT_OF_PROVINCE', observedOn: '2025-03-01' });
    const claim = (claimedOn: string) => write(app, 'claimTransportSubsidy', { person, year: 2025, claimedOn }, 'transportClaim { id }');
    const refused = await app.ask(
      `mutation ($person: ID!) { claimTransportSubsidy(input: { person: $person, year: 2025, claimedOn: "2025-05-01" }) @idempotent(key: "not-due")
         { userErrors { code message { zh } } } }`,
      { person },
    );
    expect(refused['claimTransportSubsidy'].userErrors).toEqual([
      {
        code: 'employment.SUBSIDY_NOT_DUE',
        message: { zh: '不符合交通补贴条件，以下不成立：脱贫身份为脱贫户、脱贫享受政策户、稳定脱贫户之一' },
      },
    ]);
    const owner = await app.storage.owner();
    await owner.query(`update adoption set valid_to = '2025-05-01' where document_code = 'TOWN-A'`);
    expect(codes(await claim('2025-05-02'))).toEqual(['employment.SUBSIDY_NOT_DECIDED']);
    await owner.query(`update adoption set valid_to = null where document_code = 'TOWN-A'`);
    await owner.end();
  });

  test('a claim that nobody can see is refused like one that does not exist', async () => {
    expect(codes(await write(app, 'advanceTransportClaim', { claim: 'x', step: 'PAY' }))).toEqual(['employment.NO_SUCH_CLAIM']);
  });
});

describe('the bureau’s list of what was paid', () => {
  const subsidies = (rows: readonly Readonly<Record<string, string>>[], observedOn: string, complete = false) =>
    app.submit({ feed: 'employment.subsidies', rows, observedOn, area: TOWN, complete });
  const row = { year: '2025', kind: '交通补贴', amount: '300', paidOn: '2025-06-02' };
  const mother = () => verdict(app, 'mother', 'employment.transportInProvince');

  test('becomes grants, closes a claim whose place was checked, and says to whom nothing was paid', async () => {
    for (const name of ['mother', 'daughter'] as const)
      await write(app, 'recordEmployment', {
        person: await idOfPerson(app, name),
        employed: true,
        place: 'IN_PROVINCE_OUT_OF_COUNTY',
        observedOn: '2025-03-01',
      });
    const person = await idOfPerson(app, 'mother');
    const { transportClaim } = await write(
      app,
      'claimTransportSubsidy',
      { person, year: 2025, claimedOn: '2025-05-01' },
      'transportClaim { id }',
    );
    const check = { claim: transportClaim.id, step: 'CHECK', foundPlace: 'IN_PROVINCE_OUT_OF_COUNTY', on: '2025-05-20' };
    expect(codes(await write(app, 'advanceTransportClaim', check))).toEqual([]);
    expect(await mother()).toMatchObject({ outcome: 'ELIGIBLE', fulfilled: 'UNKNOWN' });

    expect(await subsidies([{ ...row, residentId: people.mother }], '2025-06-10', true)).toMatchObject({
      createdRows: 1,
      completeRecorded: true,
    });
    expect(await mother()).toMatchObject({ fulfilled: 'TRUE', benefits: [{ amount: '300.00' }] });
    expect(await verdict(app, 'daughter', 'employment.transportInProvince')).toMatchObject({ outcome: 'ELIGIBLE', fulfilled: 'FALSE' });
    // What was paid on a claim before the list, the list does not unsay.
    expect(await verdict(app, 'father', 'employment.transportOutOfProvince')).toMatchObject({ fulfilled: 'TRUE' });
    const shown = await ask(app, 'mother', 'benefits { benefit amount } transportClaims { state amount }');
    expect(shown).toMatchObject({
      benefits: [{ benefit: 'employment.transportSubsidy', amount: '300.00' }],
      transportClaims: [{ state: 'PAID', amount: '300.00' }],
    });
  });

  test('repeated on a later day, the paid stay paid and nothing is counted twice', async () => {
    expect(await subsidies([{ ...row, residentId: people.mother }], '2025-06-25', true)).toMatchObject({ unchangedRows: 1 });
    expect(await mother()).toMatchObject({ fulfilled: 'TRUE' });
    expect((await ask(app, 'mother', 'benefits { benefit }'))['benefits']).toHaveLength(1);
  });

  test('tells who had no start-up support, and what was given earlier counts for the latter', async () => {
    const gap = async (name: 'mother' | 'daughter', check: string) => (await verdict(app, name, check))?.fulfilled;
    for (const name of ['mother', 'daughter'] as const)
      await write(app, 'recordEmploymentFile', { person: await idOfPerson(app, name), willingAway: true, wantsBusiness: true });
    expect(await gap('daughter', 'employment.migrantWork')).toBe('UNKNOWN');
    expect(await gap('mother', 'employment.migrantWork')).toBe('TRUE');
    expect(await gap('mother', 'employment.startup')).toBe('FALSE');
    await subsidies([{ residentId: people.mother, year: '2023', kind: '创业培训', paidOn: '2023-05-01' }], '2025-06-11');
    expect(await gap('mother', 'employment.startup')).toBe('TRUE');
    expect(await gap('daughter', 'employment.startup')).toBe('FALSE');
  });

  test('who works no more is not shown at work', async () => {
    const person = await idOfPerson(app, 'neighbour');
    const place = { employed: true, place: 'IN_COUNTY' };
    await write(app, 'recordEmployment', { person, ...place, startedOn: '2025-01-02', endedOn: '2025-04-01', observedOn: '2025-06-20' });
    expect((await ask(app, 'neighbour', 'employment { employed endedOn }'))['employment']).toEqual({
      employed: false,
      endedOn: '2025-04-01',
    });
    const count = async (employed: boolean) =>
      (await app.ask(`{ employments(filter: { area: "${TOWN}", employed: ${String(employed)} }) { totalCount } }`))['employments']
        .totalCount as number;
    expect([await count(true), await count(false)]).toEqual([3, 1]);
  });

  test('and who wishes what is a list of its own: the newest word on each wish counts', async () => {
    const father = await idOfPerson(app, 'father');
    await write(app, 'recordEmploymentFile', { person: father, willingAway: true, observedOn: '2025-06-01' });
    await write(app, 'recordEmploymentFile', { person: father, wantsWork: true, observedOn: '2025-06-02' });
    const files = async (filter: string) =>
      (await app.ask(`{ employmentFiles(filter: { area: "${TOWN}", ${filter} }) { nodes { person { birthDate } willingAway } } }`))[
        'employmentFiles'
      ].nodes.map((one: { person: { birthDate: string } }) => one.person.birthDate);
    expect(await files('willingAway: true, wantsWork: true')).toEqual(['1980-01-01']);
    await write(app, 'recordEmploymentFile', { person: father, willingAway: false, observedOn: '2025-06-03' });
    expect(await files('willingAway: true, wantsWork: true')).toEqual([]);
    expect(await files('willingAway: true')).toHaveLength(2);
  });

  test('says nothing of who was registered after it came in', async () => {
    const owner = await app.storage.owner();
    await owner.query(`update person set created_at = now() + interval '1 day' where birth_date = '2002-03-03'`);
    expect(await verdict(app, 'daughter', 'employment.transportInProvince')).toMatchObject({ outcome: 'ELIGIBLE', fulfilled: 'UNKNOWN' });
    await owner.query(`update person set created_at = now() - interval '1 day' where birth_date = '2002-03-03'`);
    expect(await verdict(app, 'daughter', 'employment.transportInProvince')).toMatchObject({ outcome: 'ELIGIBLE', fulfilled: 'FALSE' });
    await owner.end();
  });

  test('refuses by its own columns: an unknown subsidy, a payment after the list', async () => {
    const { refused } = await subsidies(
      [
        { ...row, residentId: people.mother, kind: '别的' },
        { ...row, residentId: people.neighbour, paidOn: '2025-06-20' },
      ],
      '2025-06-15',
    );
    expect(refused.map(({ column, code }) => [column, code])).toEqual([
      ['补贴项目', 'core.UNKNOWN_VALUE'],
      ['发放日期', 'core.DATE_AFTER_DATA'],
    ]);
  });
});

describe('training', () => {
  test('a wish stands on the list until a course meets it', async () => {
    const person = await idOfPerson(app, 'mother');
    const wish = { person, kind: 'WORK_SKILL', trade: '电焊', observedOn: '2025-03-01' };
    const learning = () => verdict(app, 'mother', 'employment.training');
    expect(codes(await write(app, 'recordTrainingNeed', wish))).toEqual([]);
    expect(codes(await write(app, 'recordTrainingNeed', wish))).toEqual(['employment.NEED_OPEN']);
    expect(await learning()).toMatchObject({ outcome: 'ELIGIBLE', fulfilled: 'UNKNOWN' });
    const list = `{ trainingNeeds(filter: { area: "${TOWN}", open: true, kinds: [WORK_SKILL] }) { nodes { trade } } }`;
    expect((await app.ask(list)).trainingNeeds.nodes).toEqual([{ trade: '电焊' }]);

    const course = {
      residentId: people.mother,
      number: 'PX-1',
      title: '电焊班',
      kind: '就业技能',
      startsOn: '2025-04-01',
      endsOn: '2025-04-10',
    };
    const rows = [{ ...course, completed: '是', certificate: '合格' }];
    const batch = { feed: 'employment.training', rows, observedOn: '2025-04-30', area: TOWN, complete: true };
    expect(await app.submit(batch)).toMatchObject({ createdRows: 1, completeRecorded: true });
    // On neither complete list of the year: no help to work away.
    expect(await verdict(app, 'daughter', 'employment.migrantWork')).toMatchObject({ outcome: 'ELIGIBLE', fulfilled: 'FALSE' });
    expect(await app.submit(batch)).toMatchObject({ unchangedRows: 1 });
    expect(await learning()).toMatchObject({ outcome: 'ELIGIBLE', fulfilled: 'TRUE' });
    expect((await app.ask(list)).trainingNeeds.nodes).toEqual([]);
    const { trainings } = await ask(app, 'mother', 'trainings { completed certificate course { number kind } }');
    expect(trainings).toEqual([{ completed: true, certificate: '合格', course: { number: 'PX-1', kind: 'WORK_SKILL' } }]);
  });

  test('the complete list of a year says who attended nothing', async () => {
    const person = await idOfPerson(app, 'father');
    await write(app, 'recordEmploymentFile', { person, wantsTraining: true, observedOn: '2025-05-01' });
    expect(await verdict(app, 'father', 'employment.training')).toMatchObject({ outcome: 'ELIGIBLE', fulfilled: 'FALSE' });
  });

  test('a course is announced, changed against its version, and attended', async () => {
    const person = await idOfPerson(app, 'father');
    const course = { area: TOWN, number: 'PX-2', title: '养殖班', kind: 'BREEDING', startsOn: '2025-06-01', endsOn: '2025-06-10' };
    const COURSE = 'trainingCourse { id version title }';
    expect(codes(await write(app, 'recordTrainingCourse', { ...course, area: '990199' }))).toEqual(['core.AREA_NOT_FOUND']);
    const { trainingCourse } = await write(app, 'recordTrainingCourse', course, COURSE);
    expect(trainingCourse).toMatchObject({ version: 1 });
    expect(codes(await write(app, 'recordTrainingCourse', { ...course, title: '肉羊养殖班', expectedVersion: 3 }))).toEqual([
      'core.VERSION_CONFLICT',
    ]);
    const changed = await write(app, 'recordTrainingCourse', { ...course, title: '肉羊养殖班', expectedVersion: 1 }, COURSE);
    expect(changed['trainingCourse']).toEqual({ id: trainingCourse.id, version: 2, title: '肉羊养殖班' });
    const said = { person, course: trainingCourse.id, completed: true };
    expect(codes(await write(app, 'recordTrainingAttendance', said))).toEqual([]);
    expect(await verdict(app, 'father', 'employment.training')).toMatchObject({ fulfilled: 'TRUE' });
    // A later complete list that does not know of it does not unsay it.
    const other = {
      residentId: people.neighbour,
      number: 'PX-3',
      title: '家政班',
      kind: '就业技能',
      startsOn: '2025-06-12',
      endsOn: '2025-06-18',
    };
    await app.submit({ feed: 'employment.training', rows: [other], observedOn: '2025-06-30', area: TOWN, complete: true });
    expect(await verdict(app, 'father', 'employment.training')).toMatchObject({ fulfilled: 'TRUE' });
    expect(codes(await write(app, 'recordTrainingAttendance', { ...said, course: 'x' }))).toEqual(['employment.NO_SUCH_COURSE']);
    expect((await app.ask(`{ trainingCourses(filter: { area: "${TOWN}" }) { nodes { number } } }`)).trainingCourses.nodes).toEqual([
      { number: 'PX-3' },
      { number: 'PX-2' },
      { number: 'PX-1' },
    ]);
  });

  test('a wish that is withdrawn is none', async () => {
    const person = await idOfPerson(app, 'neighbour');
    const { trainingNeed } = await write(
      app,
      'recordTrainingNeed',
      { person, kind: 'CRAFT', observedOn: '2025-03-01' },
      'trainingNeed { id }',
    );
    const close = { need: trainingNeed.id, met: false, closedOn: '2025-04-01' };
    expect(codes(await write(app, 'closeTrainingNeed', close))).toEqual([]);
    expect(codes(await write(app, 'closeTrainingNeed', close))).toEqual(['employment.NEED_CLOSED']);
  });
});
