import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeGlobalId, type Viewer } from 'xianjie/schema';
import { openDoor } from '../../api/testing/door.js';
import { kitViewer } from '../../api/testing/kit-viewer.js';
import { mutate, VILLAGE, workTown, type Worker } from './support.js';

let app: Awaited<ReturnType<typeof workTown>>;
beforeAll(async () => {
  app = await workTown();
}, 60_000);
afterAll(() => app.close());

const as = (rights: Partial<Viewer>) => openDoor(app, pino({ level: 'silent' }), { ...kitViewer(app.modules), ...rights });
const reading = (level: string) => as({ scopes: [`core:read:${level}`, `employment:read:${level}`], purpose: 'MONITORING' });

const propose = async (number: string) =>
  (
    (await mutate(
      app,
      'proposeWelfarePost',
      {
        village: VILLAGE,
        number,
        kind: 'ROAD_UPKEEP',
        need: '村道保洁',
        places: 1,
        duties: '清扫',
        fundSource: 'LINKAGE',
        on: '2025-05-30',
      },
      'welfarePost { id }',
    )) as { id: string }
  ).id;
const advance = (post: string, to: string, more: object = {}) =>
  mutate(app, 'advanceWelfarePost', { post, to, ...more }, 'welfarePost { state steps { fromState toState stays observedOn } }');
const applied = async (number: string, who: Worker) => {
  const post = await propose(number);
  await advance(post, 'POST_APPROVED', { on: '2025-05-31' });
  await advance(post, 'HIRING_NOTICE', { on: '2025-06-01', noticeStartsOn: '2025-06-01', noticeEndsOn: '2025-06-10' });
  const input = { post, person: app.ids.people[who], appliedOn: '2025-06-05' };
  return ((await mutate(app, 'applyForPost', input, 'postContract { id }')) as { id: string }).id;
};

describe('what an examination found', () => {
  test('is told to nobody who may not read it by the steps that rest on it: the renewal is told alike, whatever was found', async () => {
    const contract = await applied('T-1', 'weak');
    const found = async (met: boolean | null, level: string) => {
      const owner = await app.storage.owner();
      await owner.query(
        `update xianjie.employment_post_contract set state = 'RENEWAL_REVIEW', conditions_met = $1, signed_on = '2025-06-12', starts_on = '2025-06-12',
           ends_on = '2025-12-31', pay_basis = 'DAY', pay = 8000 where id = $2`,
        [met, decodeGlobalId(contract)?.key],
      );
      await owner.end();
      const { node } = await reading(level).ask(
        `query ($id: ID!) { node(id: $id) { ... on PostContract { availableTransitions { code possible needed { name } unmet { code satisfied unknowns { code } } } } } }`,
        { id: contract },
      );
      return node.availableTransitions as { code: string; possible: string; unmet: { code: string; satisfied: string }[] }[];
    };
    const inside = [await found(true, 'internal'), await found(false, 'internal'), await found(null, 'internal')];
    expect(inside[1]).toEqual(inside[0]);
    expect(inside[2]).toEqual(inside[0]);
    const guard = 'employment.POST_CONDITIONS_NOT_CONFIRMED';
    expect(inside[0]?.find(({ code }) => code === 'RENEW')?.unmet).toContainEqual({ code: guard, satisfied: 'UNKNOWN', unknowns: [] });
    const renewal = async (met: boolean | null) =>
      (await found(met, 'sensitive')).find(({ code }) => code === 'RENEW')?.unmet.find(({ code }) => code === guard)?.satisfied;
    expect([await renewal(true), await renewal(false), await renewal(null)]).toEqual([undefined, 'FALSE', undefined]);
    // The step itself is decided by what is so, and an earlier confirmation holds.
    await found(true, 'internal');
    expect(await mutate(app, 'contractPost', { contract, signedOn: '2025-06-20', endsOn: '2026-06-11' }, 'postContract { state }')).toEqual(
      {
        state: 'CONTRACTED',
      },
    );
  });
});

describe('whose word a step of somebody on a post is', () => {
  const advanced = async (departments: readonly string[], contract: string, key: string) => {
    const { advancePostContract } = await as({ departments }).ask(
      `mutation ($input: AdvancePostContractInput!, $key: String!) { advancePostContract(input: $input) @idempotent(key: $key) {
        postContract { steps { source { code } } } userErrors { code path message { en } } } }`,
      { input: { contract, to: 'SELECTED', meetsConditions: true }, key },
    );
    return advancePostContract;
  };

  test('is the village committee or human resources: nobody else’s', async () => {
    const contract = await applied('T-2', 'strong');
    expect((await advanced(['TOWNSHIP', 'EDU'], contract, 'township')).userErrors).toEqual([
      { code: 'core.NOT_A_SUPPLIER', path: ['input'], message: { en: 'this is recorded by: VILLAGE, HRSS' } },
    ]);
    const { postContract } = await advanced(['EDU', 'HRSS'], contract, 'bureau');
    expect(postContract.steps.map(({ source }: { source: { code: string } }) => source.code)).toEqual(['VILLAGE', 'HRSS']);
  });

  test('must be said by one of them where the input says who', async () => {
    const contract = await applied('T-3', 'other');
    const said = (source: string) =>
      mutate(
        app,
        'transitionPostContract',
        { record: contract, transition: 'EXIT', exitReason: 'OWN_WISH', source },
        'postContract { state }',
      );
    expect(await said('EDU')).toEqual(['core.NOT_A_SUPPLIER']);
    expect(await said('HRSS')).toEqual({ state: 'EXITED' });
  });
});

describe('a notice', () => {
  const later = { noticeStartsOn: '2025-07-10', noticeEndsOn: '2025-07-20' };

  test('that begins next week keeps the post from no step of today, and one given anew is a step that leaves it where it is', async () => {
    const post = await propose('T-4');
    await advance(post, 'POST_APPROVED');
    await advance(post, 'HIRING_NOTICE', later);
    const { steps } = (await advance(post, 'HIRING_NOTICE', { ...later, noticeStartsOn: '2025-07-11' })) as { steps: object[] };
    expect(steps.at(-1)).toEqual({ fromState: 'HIRING_NOTICE', toState: 'HIRING_NOTICE', stays: true, observedOn: '2025-06-30' });
    expect(await advance(post, 'EXITED')).toMatchObject({ state: 'EXITED' });
    const { __type } = await app.ask(`{ __type(name: "WelfarePostStep") { fields { name description } } }`);
    const described = (__type.fields as { name: string; description: string }[]).find(({ name }) => name === 'stays')?.description;
    expect(described).toContain('Whether it left the state as it is: announce it (状态不变：发布招聘公告).');
  });

  test('of a post recorded before there was a history begins it with no day to come, by the clocks here', async () => {
    const file = new URL('../../modules/employment/migrations/0004_lifecycles/migration.sql', import.meta.url);
    const owner = await app.storage.owner();
    await owner.query(`set search_path = xianjie, public`);
    // Only what stands in the two posts below is moved: the others have their history.
    await owner.query('begin');
    for (const table of ['term', 'contract']) await owner.query(`delete from employment_post_${table}`);
    await owner.query('delete from employment_post');
    await owner.query(
      `insert into employment_post (area_code, number, kind, need, places, held, state, notice_from, notice_to, created_at) values
         ($1, 'OLD-1', 'ROAD_UPKEEP', '保洁', 1, 0, 'HIRING_NOTICE', current_date + 7, current_date + 9, '2025-03-01T02:00Z'),
         ($1, 'OLD-2', 'ROAD_UPKEEP', '保洁', 1, 0, 'NEED_ASSESSED', null, null, '2025-03-01T20:00Z')`,
      [VILLAGE],
    );
    await owner.query(readFileSync(file, 'utf8'));
    const { rows } = await owner.query(
      `select p.number, s.observed_on::text as day, s.observed_on = (now() at time zone 'Asia/Shanghai')::date as today
       from lifecycle_step s join employment_post p on p.id = s.record_id order by 1`,
    );
    await owner.query('rollback');
    await owner.end();
    expect(rows).toMatchObject([
      { number: 'OLD-1', today: true },
      { number: 'OLD-2', day: '2025-03-02' },
    ]);
  });
});
