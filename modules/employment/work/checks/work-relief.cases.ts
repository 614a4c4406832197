import { defineCases, given, labourCapacity, projectCategory, projectPaidAmount, projectState, yuan } from 'xianjie/schema';
import { projectLabourPay } from '../facts.js';
import { casesOf, inCity, inIssuersTown, monitored, neverRegistered, notMonitored, outOfPoverty } from './case-kit.js';
import { workReliefPriority, workReliefPriorityOutOfPoverty, workReliefShare } from './work-relief.js';

const category = given(projectCategory, 'WORK_RELIEF');
const done = given(projectState, 'COMPLETED');
const relief = [category, done];
const paid = given(projectPaidAmount, yuan(100_000));
const pay = (amount: number) => given(projectLabourPay, yuan(amount));
const share = casesOf(workReliefShare, inIssuersTown, '2025-06-30');

const able = given(labourCapacity, 'FULL');
const town = casesOf(workReliefPriorityOutOfPoverty, inIssuersTown, '2025-06-30');
const city = casesOf(workReliefPriority, inCity, '2025-06-30');

export const cases = defineCases([
  ...share.aroundTheFirstDay([...relief, paid, pay(10_000)]),
  share.notAdopted(relief),
  share.applies('劳务报酬低于10%一分', 'one fen below a tenth', [...relief, paid, pay(9_999.99)], { fulfilled: 'FALSE' }),
  share.applies('恰为10%', 'exactly a tenth', [...relief, paid, pay(10_000)], { fulfilled: 'TRUE' }),
  share.applies('高于10%', 'above a tenth', [...relief, paid, pay(10_000.01)], { fulfilled: 'TRUE' }),
  share.applies('尚未报劳务报酬', 'nobody reported what was paid for labour', [...relief, paid], { fulfilled: 'UNKNOWN' }),
  share.applies(
    '尚未拨付资金，比例无从计算',
    'no money was paid out yet: there is no share',
    [...relief, given(projectPaidAmount, 0), pay(0)],
    {
      fulfilled: 'UNKNOWN',
    },
  ),
  share.appliesNot('产业项目，不是以工代赈', 'a project of another kind', [given(projectCategory, 'INDUSTRY'), done, paid, pay(0)]),
  share.isOpen('项目类别不清楚', 'the kind of project is not known', [done, paid, pay(20_000)], 'project.category'),
  share.applies(
    '已形成资产，仍低于10%',
    'turned into an asset and below a tenth',
    [category, given(projectState, 'ASSETISED'), paid, pay(9_000)],
    {
      fulfilled: 'FALSE',
    },
  ),
  share.appliesNot('在建：仍可能达到', 'still running: it may reach the share', [
    category,
    given(projectState, 'IN_PROGRESS'),
    paid,
    pay(0),
  ]),
  share.appliesNot('问题项目：不知是否完工', 'with a problem: nobody said whether it is done', [
    category,
    given(projectState, 'PROBLEM'),
    paid,
    pay(0),
  ]),
  share.isOpen('项目状态不清楚', 'where the project stands is not known', [category, paid, pay(20_000)], 'project.state'),

  ...city.aroundTheFirstDay([outOfPoverty, able]),
  city.notAdopted([outOfPoverty, able]),
  city.applies('脱贫人口，有劳动能力', 'out of poverty and able', [outOfPoverty, able], { rank: null, amounts: [null] }),
  city.applies(
    '监测对象，未曾建档立卡：同样优先，不分先后',
    'monitored and never registered: first alike, in no order',
    [neverRegistered, monitored, able],
    { rank: null },
  ),
  city.applies('弱半劳动力也可务工', 'weak or half labour may work too', [outOfPoverty, given(labourCapacity, 'WEAK_OR_HALF')]),
  city.applies('部分丧失劳动能力也可务工', 'so may who has lost part of it', [outOfPoverty, given(labourCapacity, 'PARTIAL_LOSS')]),
  city.appliesNot('丧失劳动能力', 'nobody is hired who cannot work', [outOfPoverty, given(labourCapacity, 'TOTAL_LOSS')]),
  city.appliesNot('不在劳动年龄', 'not of working age', [outOfPoverty, given(labourCapacity, 'NOT_OF_WORKING_AGE')]),
  city.appliesNot('一般农户', 'neither registered nor monitored', [neverRegistered, notMonitored, able]),
  city.isOpen('劳动能力不清楚', 'whether the person can work is not known', [outOfPoverty], 'person.labourCapacity'),
  city.isOpen('是否监测对象不清楚', 'whether monitored is not known', [neverRegistered, able], 'household.monitoringKind'),

  ...town.aroundTheFirstDay([outOfPoverty, able]),
  town.notAdopted([outOfPoverty, able]),
  town.applies('镇方案：脱贫人口优先', 'the town plan: out-of-poverty people first', [outOfPoverty, able], { amounts: [null] }),
  town.appliesNot('镇方案未提监测对象', 'the town plan does not name monitored people', [neverRegistered, monitored, able]),
  town.appliesNot('丧失劳动能力', 'nobody is hired who cannot work', [outOfPoverty, given(labourCapacity, 'TOTAL_LOSS')]),
  town.isOpen('脱贫身份不清楚', 'the register status is not known', [able], 'household.registerStatus'),
  town.isOpen('劳动能力不清楚', 'whether the person can work is not known', [outOfPoverty], 'person.labourCapacity'),
]);
