import { defineCases, given, labourCapacity, projectCategory, projectPaidAmount, yuan } from 'xianjie/schema';
import { projectLabourPay } from '../facts.js';
import { casesOf, inCity, inIssuersTown, monitored, neverRegistered, notMonitored, outOfPoverty } from './case-kit.js';
import { workReliefPriority, workReliefShare } from './work-relief.js';

const relief = given(projectCategory, 'WORK_RELIEF');
const paid = given(projectPaidAmount, yuan(100_000));
const pay = (amount: number) => given(projectLabourPay, yuan(amount));
const share = casesOf(workReliefShare, inIssuersTown, '2025-06-30');

const able = given(labourCapacity, 'FULL');
const town = casesOf(workReliefPriority, inIssuersTown, '2025-06-30');
const city = casesOf(workReliefPriority, inCity, '2024-06-30');

export const cases = defineCases([
  ...share.aroundTheFirstDay([relief, paid, pay(10_000)]),
  share.notAdopted([relief]),
  share.applies('劳务报酬低于10%一分', 'one fen below a tenth', [relief, paid, pay(9_999.99)], { fulfilled: 'FALSE' }),
  share.applies('恰为10%', 'exactly a tenth', [relief, paid, pay(10_000)], { fulfilled: 'TRUE' }),
  share.applies('高于10%', 'above a tenth', [relief, paid, pay(10_000.01)], { fulfilled: 'TRUE' }),
  share.applies('尚未报劳务报酬', 'nobody reported what was paid for labour', [relief, paid], { fulfilled: 'UNKNOWN' }),
  share.applies(
    '尚未拨付资金，比例无从计算',
    'no money was paid out yet: there is no share',
    [relief, given(projectPaidAmount, 0), pay(0)],
    {
      fulfilled: 'UNKNOWN',
    },
  ),
  share.appliesNot('产业项目，不是以工代赈', 'a project of another kind', [given(projectCategory, 'INDUSTRY'), paid, pay(0)]),
  share.isOpen('项目类别不清楚', 'the kind of project is not known', [paid, pay(20_000)], 'project.category'),

  ...town.aroundTheFirstDay([outOfPoverty, able]),
  ...city.aroundTheFirstDay([outOfPoverty, able]),
  town.notAdopted([outOfPoverty, able]),
  town.applies('脱贫人口，有劳动能力：排在最前', 'out of poverty and able: first', [outOfPoverty, able], { rank: 1, amounts: [null] }),
  city.applies('监测对象，未曾建档立卡：排第二', 'monitored and never registered: second', [neverRegistered, monitored, able], { rank: 2 }),
  town.applies('既是脱贫人口又是监测对象：排在最前', 'both: first', [outOfPoverty, monitored, able], { rank: 1 }),
  town.applies('弱半劳动力也可务工', 'weak or half labour may work too', [outOfPoverty, given(labourCapacity, 'WEAK_OR_HALF')]),
  town.applies('部分丧失劳动能力也可务工', 'so may who has lost part of it', [outOfPoverty, given(labourCapacity, 'PARTIAL_LOSS')]),
  town.appliesNot('丧失劳动能力', 'nobody is hired who cannot work', [outOfPoverty, given(labourCapacity, 'TOTAL_LOSS')]),
  town.appliesNot('不在劳动年龄', 'not of working age', [outOfPoverty, given(labourCapacity, 'NOT_OF_WORKING_AGE')]),
  town.appliesNot('一般农户', 'neither registered nor monitored', [neverRegistered, notMonitored, able]),
  town.isOpen('劳动能力不清楚', 'whether the person can work is not known', [outOfPoverty], 'person.labourCapacity'),
  town.isOpen('是否监测对象不清楚', 'whether monitored is not known', [neverRegistered, able], 'household.monitoringKind'),
]);
