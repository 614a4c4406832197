import { defineCases, given, hasJob, hasStableJob, labourClass, membersOf, relocated } from 'xianjie/schema';
import { casesOf, inCounty, neverRegistered, outOfPoverty } from './case-kit.js';
import { fullCoverage, relocatedJob } from './coverage.js';

const labour = given(labourClass, 'HAS_LABOUR');
const works = (item: string, value: boolean) => given(hasJob, value, { item });
const stable = (item: string, value: boolean) => given(hasStableJob, value, { item });
const all = casesOf(fullCoverage, inCounty, '2025-06-30');

const moved = [given(relocated, true), outOfPoverty, labour];
const jobs = casesOf(relocatedJob, inCounty, '2025-06-30');

export const cases = defineCases([
  ...all.aroundTheFirstDay([labour]),
  all.notAdopted([labour]),
  all.applies('有成员就业', 'a member works', [labour, works('甲', false), works('乙', true)], { fulfilled: 'TRUE' }),
  all.applies('无人就业，是否有产业无从得知', 'nobody works, and of an industry nobody can say', [labour, works('甲', false)], {
    fulfilled: 'UNKNOWN',
    completeLists: [membersOf],
  }),
  all.appliesNot('整户无劳动能力', 'a household without labour', [given(labourClass, 'NO_LABOUR')]),
  all.appliesNot('只有弱半劳动力', 'weak or half labour only', [given(labourClass, 'WEAK_ONLY')]),
  all.isOpen('劳动能力不清楚', 'whether there is labour is not known', [], 'household.labourClass'),

  ...jobs.aroundTheFirstDay(moved),
  jobs.notAdopted(moved),
  jobs.applies('成员都不稳定就业，低于1人', 'nobody in stable work: below one', [...moved, stable('甲', false), stable('乙', false)], {
    fulfilled: 'FALSE',
    completeLists: [membersOf],
  }),
  jobs.applies('恰有1人稳定就业', 'exactly one', [...moved, stable('甲', true), stable('乙', false)], {
    fulfilled: 'TRUE',
    completeLists: [membersOf],
  }),
  jobs.applies('有2人稳定就业', 'two', [...moved, stable('甲', true), stable('乙', true)], { fulfilled: 'TRUE' }),
  jobs.applies('成员名单不全，已知的都不稳定', 'the list of members is not whole: there may be one more', [...moved, stable('甲', false)], {
    fulfilled: 'UNKNOWN',
  }),
  jobs.appliesNot('没有搬迁', 'was not relocated', [given(relocated, false), outOfPoverty, labour]),
  jobs.appliesNot('整户无劳动能力', 'without labour', [given(relocated, true), outOfPoverty, given(labourClass, 'NO_LABOUR')]),
  jobs.appliesNot('一般农户', 'was never registered', [given(relocated, true), neverRegistered, labour]),
  jobs.isOpen('是否搬迁不清楚', 'whether relocated is not known', [outOfPoverty, labour], 'household.relocated'),
]);
