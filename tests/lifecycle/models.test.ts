import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runLifecycleModel } from '../../api/testing/lifecycle.js';
import { dropout } from '../../modules/education/dropout/lifecycle.js';
import { contractLife, postLife } from '../../modules/employment/posts/life.js';
import { schoolTown } from '../education/support.js';
import { mutate, VILLAGE, workTown } from '../employment/support.js';

let town: Awaited<ReturnType<typeof workTown>>;
let school: Awaited<ReturnType<typeof schoolTown>>;
beforeAll(async () => {
  [town, school] = [await workTown(), await schoolTown()];
}, 120_000);
afterAll(async () => {
  await town.close();
  await school.close();
});

let nth = 0;
const today = '2025-06-30';

describe('whatever is tried, in whatever order, against the database', () => {
  test('a dropout case', async () => {
    const { household } = (await school.ask(`{ household(number: "F-1") { members { id name } } }`)) as {
      household: { members: { id: string; name: string }[] };
    };
    const person = household.members.find(({ name }) => name === 'anna')?.id;
    const open = async () => {
      // One child has one open case: the one before is over.
      const owner = await school.storage.owner();
      await owner.query(`update xianjie.education_dropout_case set state = 'NO_LONGER_OBLIGED'`);
      await owner.end();
      const { openDropoutCase } = await school.ask(
        `mutation ($input: OpenDropoutCaseInput!, $key: String!) { openDropoutCase(input: $input) @idempotent(key: $key) { dropoutCase { id } } }`,
        { input: { person, state: 'CHECKED', observedOn: '2024-09-01' }, key: `open-${++nth}` },
      );
      return (openDropoutCase as { dropoutCase: { id: string } }).dropoutCase.id;
    };
    const { taken, refused } = await runLifecycleModel({ fc, door: school, lifecycle: dropout, open, from: '2024-09-01', today });
    expect(Math.min(taken, refused)).toBeGreaterThan(3);
  }, 240_000);

  const propose = async () => {
    const input = { village: VILLAGE, number: `M-${++nth}`, kind: 'ROAD_UPKEEP', need: '村道保洁', places: 1, on: '2025-03-01' };
    return ((await mutate(town, 'proposeWelfarePost', input, 'welfarePost { id }')) as { id: string }).id;
  };
  const values = { fundSource: ['LINKAGE', 'FISCAL'], exitReason: ['OWN_WISH'] };

  test(
    'a post',
    () => runLifecycleModel({ fc, door: town, lifecycle: postLife, open: propose, from: '2025-03-01', today, values }),
    240_000,
  );

  test('a person on a post', async () => {
    const open = async () => {
      const post = await propose();
      const step = (input: object) => mutate(town, 'advanceWelfarePost', { post, on: '2025-03-02', ...input }, 'welfarePost { id }');
      await step({ to: 'POST_APPROVED', duties: '清扫' });
      await step({ to: 'HIRING_NOTICE', fundSource: 'FISCAL', noticeStartsOn: '2025-03-02', noticeEndsOn: '2025-03-10' });
      const contract = await mutate(
        town,
        'applyForPost',
        { post, person: town.ids.people.weak, appliedOn: '2025-03-05' },
        'postContract { id }',
      );
      return (contract as { id: string }).id;
    };
    await runLifecycleModel({ fc, door: town, lifecycle: contractLife, open, from: '2025-03-05', today, values });
  }, 240_000);
});
