import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeGlobalId } from 'xianjie/schema';
import { sources } from '../../modules/employment/posts/sources.js';
import { mutate, VILLAGE, workers, workTown, type Worker } from './support.js';

let app: Awaited<ReturnType<typeof workTown>>;
beforeAll(async () => {
  app = await workTown();
}, 60_000);
afterAll(() => app.close());

const post = (name: string, input: object, select = 'welfarePost { id number state version held places }') =>
  mutate(app, name, input, select);
const holder = (name: string, input: object, key?: string) =>
  mutate(
    app,
    name,
    input,
    'postContract { id state version startsOn endsOn exitReason meetsConditions payments { month amount days } attendance { month days } }',
    key,
  );
const propose = (number: string, more: object = {}) =>
  post('proposeWelfarePost', { village: VILLAGE, number, kind: 'ROAD_UPKEEP', need: '村道保洁', places: 1, ...more });

/** A post that has been announced from 1 to 10 June 2025 (today is 30 June). */
async function announced(number: string, more: object = {}): Promise<string> {
  const { id } = (await propose(number, { duties: '清扫村道', fundSource: 'LINKAGE', ...more })) as { id: string };
  await post('advanceWelfarePost', { post: id, to: 'POST_APPROVED' });
  await post('advanceWelfarePost', { post: id, to: 'HIRING_NOTICE', noticeStartsOn: '2025-06-01', noticeEndsOn: '2025-06-10' });
  return id;
}
const apply = async (postId: string, who: Worker): Promise<string> =>
  ((await holder('applyForPost', { post: postId, person: app.ids.people[who], appliedOn: '2025-06-05' })) as { id: string }).id;
const sign = (contract: string, more: object = {}) =>
  holder('contractPost', {
    contract,
    signedOn: '2025-06-12',
    startsOn: '2025-06-12',
    endsOn: '2026-06-11',
    payBasis: 'DAY',
    pay: '80.00',
    meetsConditions: true,
    ...more,
  });

/** Somebody on duty on a post of their own. */
async function onDuty(number: string, who: Worker): Promise<string> {
  const contract = await apply(await announced(number), who);
  await holder('advancePostContract', { contract, to: 'SELECTED', meetsConditions: true });
  await sign(contract);
  await holder('advancePostContract', { contract, to: 'ON_DUTY' });
  return contract;
}

describe('the life of a post', () => {
  test('from the need to the exit, with attendance, pay and a renewal on the way', async () => {
    const made = await propose('GY-1');
    expect(made).toMatchObject({ number: 'GY-1', state: 'NEED_ASSESSED', held: 0, places: 1 });
    expect(await post('advanceWelfarePost', { post: made.id, to: 'HIRING_NOTICE' })).toEqual(['POST_STEP_NOT_POSSIBLE']);
    expect(await post('advanceWelfarePost', { post: made.id, to: 'POST_APPROVED' })).toEqual(['POST_WITHOUT_DUTIES']);
    expect(await post('advanceWelfarePost', { post: made.id, to: 'POST_APPROVED', duties: '清扫' })).toMatchObject({
      state: 'POST_APPROVED',
    });
    expect(await post('advanceWelfarePost', { post: made.id, to: 'HIRING_NOTICE' })).toEqual(['POST_WITHOUT_MONEY', 'POST_WITHOUT_NOTICE']);
    const notice = { post: made.id, to: 'HIRING_NOTICE', fundSource: 'FISCAL', noticeStartsOn: '2025-06-01', noticeEndsOn: '2025-06-10' };
    expect(await post('advanceWelfarePost', notice)).toMatchObject({ state: 'HIRING_NOTICE' });

    const contract = await apply(made.id as string, 'weak');
    expect(await holder('applyForPost', { post: made.id, person: app.ids.people.weak })).toEqual(['POST_NOTICE_NOT_OUT']);
    expect(await holder('applyForPost', { post: made.id, person: app.ids.people.weak, appliedOn: '2025-06-06' })).toEqual([
      'POST_ALREADY_APPLIED',
    ]);
    expect(await sign(contract)).toEqual(['POST_STEP_NOT_POSSIBLE']);
    expect(await holder('advancePostContract', { contract, to: 'SELECTED' })).toEqual(['POST_CONDITIONS_NOT_CONFIRMED']);
    expect(await holder('advancePostContract', { contract, to: 'SELECTED', meetsConditions: true })).toMatchObject({ state: 'SELECTED' });
    expect(await sign(contract, { signedOn: '2025-06-10' })).toEqual(['POST_NOTICE_STILL_OPEN']);
    // Whether the conditions are met is health: nobody reads it back.
    expect(await sign(contract)).toMatchObject({ state: 'CONTRACTED', meetsConditions: null });
    expect(await holder('advancePostContract', { contract, to: 'ON_DUTY' })).toMatchObject({ state: 'ON_DUTY' });

    expect(await holder('payPost', { contract, month: '2025-06' })).toEqual(['NO_PAY_WITHOUT_ATTENDANCE']);
    expect(await holder('recordAttendance', { contract, month: '2025-06', days: 31 })).toEqual(['ATTENDANCE_DAYS']);
    await holder('recordAttendance', { contract, month: '2025-06', days: 0 });
    expect(await holder('payPost', { contract, month: '2025-06' })).toEqual(['NO_PAY_WITHOUT_ATTENDANCE']);
    expect(await holder('recordAttendance', { contract, month: '2025-06', days: 12, way: 'CHECK' })).toMatchObject({
      attendance: [{ month: '2025-06', days: 12 }],
    });
    expect(await holder('payPost', { contract, month: '2025-06', amount: '960.01' })).toEqual(['POST_PAY_ABOVE_CONTRACT']);
    expect(await holder('payPost', { contract, month: '2025-06' })).toMatchObject({
      payments: [{ month: '2025-06', amount: '960.00', days: 12 }],
    });
    expect(await holder('payPost', { contract, month: '2025-06' })).toEqual(['POST_MONTH_PAID']);
    expect(await holder('payPost', { contract, month: '2025-05' })).toEqual(['NO_PAY_WITHOUT_ATTENDANCE']);

    expect(await holder('advancePostContract', { contract, to: 'RENEWAL_REVIEW' })).toMatchObject({ state: 'RENEWAL_REVIEW' });
    expect(await sign(contract, { signedOn: '2025-06-30' })).toEqual(['POST_TERM_ORDER']);
    expect(await sign(contract, { signedOn: '2025-06-30', endsOn: '2027-06-11' })).toMatchObject({
      state: 'CONTRACTED',
      startsOn: '2025-06-12',
      endsOn: '2027-06-11',
    });
    expect(await post('advanceWelfarePost', { post: made.id, to: 'EXITED' })).toEqual(['POST_STILL_HELD']);
    expect(await holder('exitPost', { contract, reason: 'OTHER_WORK', exitedOn: '2025-06-04' })).toEqual(['POST_EXIT_BEFORE_START']);
    expect(await holder('exitPost', { contract, reason: 'OTHER_WORK', exitedOn: '2025-07-01' })).toEqual(['core.DATE_IN_FUTURE']);
    expect(await holder('exitPost', { contract, reason: 'OTHER_WORK' })).toMatchObject({ state: 'EXITED', exitReason: 'OTHER_WORK' });
    expect(await post('advanceWelfarePost', { post: made.id, to: 'EXITED' })).toMatchObject({ state: 'EXITED', held: 0 });
  });

  test('one place is given once: the second selected person is refused', async () => {
    const id = await announced('GY-2');
    const [first, second] = [await apply(id, 'weak'), await apply(id, 'strong')];
    for (const contract of [first, second]) await holder('advancePostContract', { contract, to: 'SELECTED', meetsConditions: true });
    expect(await sign(first)).toMatchObject({ state: 'CONTRACTED' });
    expect(await sign(second)).toEqual(['POST_FULL']);
    await holder('exitPost', { contract: first, reason: 'OWN_WISH' });
    expect(await sign(second)).toMatchObject({ state: 'CONTRACTED' });
  });

  test('two officials at once: the second one is told that the record has changed', async () => {
    const id = await announced('GY-3');
    const contract = await apply(id, 'strong');
    const both = await Promise.all(
      [1, 2].map(() => holder('advancePostContract', { contract, to: 'SELECTED', meetsConditions: true, expectedVersion: 1 })),
    );
    expect(both.filter((answer) => Array.isArray(answer))).toEqual([['core.VERSION_CONFLICT']]);
  });

  test('pay is idempotent by its key: repeated, it pays nothing twice', async () => {
    const contract = await onDuty('GY-4', 'strong');
    await holder('recordAttendance', { contract, month: '2025-06', days: 5 });
    const first = await holder('payPost', { contract, month: '2025-06' }, 'pay-june');
    expect(await holder('payPost', { contract, month: '2025-06' }, 'pay-june')).toEqual(first);
    expect(first).toMatchObject({ payments: [{ amount: '400.00' }] });
    const { body } = await app.post({
      query: `mutation { payPost(input: { contract: "${contract}", month: "2025-06" }) { userErrors { code } } }`,
    });
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('what does not exist, what is garbage and what is of another type are refused alike', async () => {
    const refusals = ['POST_CONTRACT_NOT_FOUND'];
    for (const contract of ['garbage', app.ids.people.weak])
      expect(await holder('payPost', { contract, month: '2025-06' })).toEqual(refusals);
    expect(await propose('bad number!')).toEqual(['core.INVALID_VALUE']);
    expect(await propose('GY-1')).toEqual(['POST_NUMBER_TAKEN']);
    expect(await propose('GY-9', { places: 0 })).toEqual(['core.INVALID_VALUE']);
  });
});

const feed = (rows: readonly Record<string, string>[], more: object = {}) =>
  app.submit({ feed: 'employment.postAttendance', observedOn: '2025-06-30', area: VILLAGE, rows, ...more });

describe('the attendance feed', () => {
  test('takes days of who holds a contract, refuses everybody else, and changes nothing when it is sent again', async () => {
    const contract = await onDuty('GY-5', 'weak');
    const rows: Record<string, string>[] = [
      { residentId: workers.weak, postNumber: 'GY-5', month: '2025-06', days: '9', way: '打卡' },
      { residentId: workers.weak, postNumber: 'GY-5', month: '2025-05', days: '9' },
      { residentId: workers.weak, postNumber: 'GY-77', month: '2025-06', days: '9' },
      { residentId: workers.strong, postNumber: 'GY-5', month: '2025-06', days: '31' },
      { residentId: workers.other, postNumber: 'GY-5', month: '六月', days: '40' },
    ];
    const receipt = await feed(rows);
    expect(receipt).toMatchObject({ createdRows: 1, refusedRows: 4 });
    expect(receipt.refused.map(({ row, code }) => `${row} ${code}`)).toEqual([
      '2 employment.POST_MONTH_OUTSIDE_CONTRACT',
      '3 employment.POST_CONTRACT_NOT_FOUND',
      '4 employment.POST_CONTRACT_NOT_FOUND',
      '5 core.NOT_A_MONTH',
      '5 core.NOT_A_COUNT',
    ]);
    expect(await feed(rows.slice(0, 1))).toMatchObject({ unchangedRows: 1, createdRows: 0 });
    expect(await holder('payPost', { contract, month: '2025-06' })).toMatchObject({ payments: [{ days: 9, amount: '720.00' }] });
  });

  test('a complete list says of everybody else that they are on no post: who is on one comes last', async () => {
    const asked = async (who: Worker) => {
      const { node } = (await app.ask(
        `query ($id: ID!) { node(id: $id) { ... on Person { eligibility(checks: ["employment.publicPost"]) { outcome fulfilled rank } } } }`,
        { id: app.ids.people[who] },
      )) as { node: { eligibility: [{ outcome: string; fulfilled: string | null; rank: number | null }] } };
      return node.eligibility[0];
    };
    const row = { residentId: workers.weak, postNumber: 'GY-5', month: '2025-06', days: '9', way: '打卡' };
    expect(await feed([row], { complete: true })).toMatchObject({ completeRecorded: true });
    expect(await asked('weak')).toEqual({ outcome: 'ELIGIBLE', fulfilled: 'UNKNOWN', rank: 3 });
  });

  test('whom the last list has is on a post after its month, too, until a list leaves them out', async () => {
    const [posts] = sources;
    const snapshot = app.storage.db.snapshot({ areas: [VILLAGE], domains: 'ALL' }, 'PERSONAL');
    const id = decodeGlobalId(app.ids.people.weak)?.key ?? '';
    const said = await posts?.load(snapshot.engineSql, [id], { asOf: '2025-07-31', knownAt: null });
    await snapshot.close();
    expect(said?.find((row) => row.source === 'HRSS')).toMatchObject({ holds: true, observed_on: '2025-06-30' });
  });
});

describe('reading', () => {
  test('posts of an area, of a village, and of a person; the list of those who come first', async () => {
    const data = (await app.ask(
      `query ($id: ID!) {
        welfarePosts(filter: { area: "${VILLAGE}", states: [HIRING_NOTICE] }, orderBy: { by: PLACES }) { totalCount nodes { number area { code } contracts { totalCount } } }
        village(code: "${VILLAGE}") { welfarePosts(first: 1) { nodes { number } } }
        node(id: $id) { ... on Person { postContracts { state post { number } }
          eligibility(checks: ["employment.publicPost"]) { outcome fulfilled rank } } }
      }`,
      { id: app.ids.people.weak },
    )) as Record<string, never>;
    expect(data).toMatchObject({
      welfarePosts: { totalCount: 4 },
      village: { welfarePosts: { nodes: [{ number: 'GY-1' }] } },
      node: { eligibility: [{ outcome: 'ELIGIBLE', fulfilled: 'UNKNOWN', rank: 3 }] },
    });
  });

  test('found unfit for one post is unfit for that post: the person stays on the list for every other', async () => {
    const contract = await apply(await announced('GY-6'), 'strong');
    await holder('exitPost', { contract, reason: 'CONDITIONS_NO_LONGER_MET' });
    const owner = await app.storage.owner();
    await owner.query(`update xianjie.employment_post_contract set conditions_met = false where exit_reason = 'CONDITIONS_NO_LONGER_MET'`);
    await owner.end();
    const { node } = (await app.ask(
      `query ($id: ID!) { node(id: $id) { ... on Person { eligibility(checks: ["employment.publicPost"]) { outcome conditions { text { zh } satisfied } } } } }`,
      { id: app.ids.people.strong },
    )) as { node: { eligibility: [{ outcome: string; conditions: { text: { zh: string }; satisfied: string }[] }] } };
    expect(node.eligibility[0].outcome).toBe('ELIGIBLE');
    expect(node.eligibility[0].conditions.map(({ text }) => text.zh)).toContain('属于有劳动能力、可从事公益性岗位的人员');
  });

  test('wages paid stand among what the person has received', async () => {
    const { node } = (await app.ask(
      `query ($id: ID!) { node(id: $id) { ... on Person { benefits { benefit form amount periodFrom periodTo } postContracts { payments { amount } } } } }`,
      { id: app.ids.people.strong },
    )) as { node: { benefits: unknown } };
    expect(node.benefits).toContainEqual({
      benefit: 'employment.publicPost',
      form: 'WAGE',
      amount: '400.00',
      periodFrom: '2025-06-01',
      periodTo: '2025-06-30',
    });
  });

  test('a post is open on the days of its notice: after the last one it is announced still, and open no more', async () => {
    const open = async (day: string) => {
      const { welfarePosts } = (await app.ask(`{ welfarePosts(filter: { openOn: "${day}" }) { totalCount } }`)) as {
        welfarePosts: { totalCount: number };
      };
      return welfarePosts.totalCount > 0;
    };
    expect([await open('2025-05-31'), await open('2025-06-01'), await open('2025-06-10'), await open('2025-06-11')]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('days', () => {
  test('a step may be recorded of a day that has passed, and of none to come', async () => {
    const { id } = (await propose('GY-20', { duties: '清扫', fundSource: 'FISCAL', on: '2025-05-10' })) as { id: string };
    expect(await post('advanceWelfarePost', { post: id, to: 'POST_APPROVED', on: '2025-07-01' })).toEqual(['core.DATE_IN_FUTURE']);
    expect(await post('advanceWelfarePost', { post: id, to: 'POST_APPROVED', on: '2025-05-20' }, 'welfarePost { approvedOn }')).toEqual({
      approvedOn: '2025-05-20',
    });
    const notice = { post: id, to: 'HIRING_NOTICE', noticeStartsOn: '2025-06-01', noticeEndsOn: '2025-06-10' };
    expect(await post('advanceWelfarePost', { ...notice, on: '2025-05-19' })).toEqual(['core.DAY_BEFORE_LAST_STEP']);
    await post('advanceWelfarePost', notice);
    const contract = await apply(id, 'other');
    const select = (on: string) => holder('advancePostContract', { contract, to: 'SELECTED', meetsConditions: true, on });
    expect(await select('2025-06-10')).toEqual(['POST_NOTICE_STILL_OPEN']);
    expect(await select('2025-06-11')).toMatchObject({ state: 'SELECTED' });
  });

  test('a village that there is not, or that lies outside the areas, has no posts', async () => {
    expect(await propose('GY-21', { village: '150624100201' })).toEqual(['core.VILLAGE_NOT_FOUND']);
  });
});

describe('a renewal', () => {
  test('pays the months of the first term by what was agreed for it, the later ones by the new pay', async () => {
    const contract = await apply(await announced('GY-30'), 'other');
    await holder('advancePostContract', { contract, to: 'SELECTED', meetsConditions: true });
    await sign(contract, { endsOn: '2025-06-20' });
    await holder('advancePostContract', { contract, to: 'ON_DUTY' });
    await holder('advancePostContract', { contract, to: 'RENEWAL_REVIEW' });
    await sign(contract, { signedOn: '2025-06-30', endsOn: '2026-06-20', payBasis: 'DAY', pay: '100.00' });
    await holder('recordAttendance', { contract, month: '2025-06', days: 5 });
    expect(await holder('payPost', { contract, month: '2025-06', amount: '500.00' })).toEqual(['POST_PAY_ABOVE_CONTRACT']);
    expect(await holder('payPost', { contract, month: '2025-06' })).toMatchObject({ payments: [{ month: '2025-06', amount: '400.00' }] });
  });
});
