import { allRights } from '../../schema/index.js';
import { expect, test } from 'vitest';
import { count, defineCheck, equals, exists, household, linkToMany, linkToOne, lt, nonPolicy, of, person } from 'xianjie/schema';
import { createEligibility } from '../../plugins/eligibility/index.js';
import { h, module, ofPerson, rule } from './in-memory.js';
import { adoptionsOnly, today } from './support.js';

/** Two people of one household, and how often each link was read. */
const read = { members: 0, home: 0 };
const members = linkToMany({
  code: 'test.members',
  title: { zh: '成员', en: 'members' },
  from: household,
  to: person,
  complete: 'ALWAYS',
  load: (_sql, ids) => {
    read.members += 1;
    return Promise.resolve(ids.flatMap((from) => ['p1', 'p2'].map((to) => ({ from, to }))));
  },
  itemTitle: (_id, position) => ({ zh: `成员${position}`, en: `member ${position}` }),
});
const home = linkToOne({
  code: 'test.home',
  title: { zh: '所在户', en: 'household' },
  from: person,
  to: household,
  load: (_sql, ids) => {
    read.home += 1;
    return Promise.resolve(ids.map((from) => ({ from, to: 'h1' })));
  },
  itemTitle: () => ({ zh: '所在户', en: 'the household' }),
});

const small = defineCheck({ ...rule, code: 'test.small', subject: household, when: lt(count(members), nonPolicy(3, 'a test')) });
const kin = defineCheck({ ...rule, code: 'test.kin', subject: person, when: of(home, exists(members, equals(ofPerson, true))) });

test('a link that several questions lead through is read once, and leads to each subject once', async () => {
  const service = createEligibility([{ ...module, checks: [small, kin] }]).bind({
    engineSql: adoptionsOnly([{ document: 'TOWN-A', area: '15', from: '2022-08-29' }]),
    rights: allRights,
    today,
  });
  const { verdicts } = await service.evaluate({ subjects: [h('h1')], through: [members] });
  expect(verdicts.map(({ check, outcome }) => [check, outcome])).toEqual([
    ['test.small', 'ELIGIBLE'],
    ['test.kin', 'UNDETERMINED'],
    ['test.kin', 'UNDETERMINED'],
  ]);
  expect(verdicts[0]?.conditions[0]?.actual?.number).toBe(2);
  expect(read).toEqual({ members: 1, home: 1 });
});
