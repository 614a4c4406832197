import { city5, defineCases, given, hebei, labourCapacity, safetyNet } from 'xianjie/schema';
import { casesOf, inCity, inTown, monitored, neverRegistered, notMonitored, outOfPoverty } from '../work/checks/case-kit.js';
import { dailyPosts, publicPost, publicPostLowIncome, publicPostOutOfPoverty } from './checks.js';
import { holdsPost } from './facts.js';

const weak = given(labourCapacity, 'WEAK_OR_HALF');
const full = given(labourCapacity, 'FULL');
const lost = given(labourCapacity, 'TOTAL_LOSS');
const tooOld = given(labourCapacity, 'NOT_OF_WORKING_AGE');
const onNone = given(holdsPost, false);
const onOne = given(holdsPost, true);

const inProvince = { area: '130102001001', adopted: [], from: hebei.issuedOn };
const inCity5 = {
  area: '150623100201',
  adopted: [{ document: city5, area: '1506', from: '2020-01-01', to: '2020-12-31', basis: 'DEMO' as const }],
  from: '2020-01-01',
};

const first = casesOf(publicPost, inCity, '2025-06-30');
const province = casesOf(publicPostOutOfPoverty, inProvince, '2025-06-30');
const low = casesOf(publicPostLowIncome, inTown, '2025-06-30');
const daily = casesOf(dailyPosts, inCity5, '2020-06-30');

export const cases = defineCases([
  ...first.aroundTheFirstDay([outOfPoverty, full]),
  first.notAdopted([outOfPoverty, full]),
  first.applies(
    '脱贫户的弱半劳动力，没有岗位：排在最前',
    'weak or half labour without a post: comes first, and is lacking nothing',
    [outOfPoverty, weak, onNone],
    { rank: 1, amounts: [null] },
  ),
  first.applies('脱贫户的普通劳动力，没有岗位：排在其后', 'full labour without a post: comes after', [outOfPoverty, full, onNone], {
    rank: 2,
  }),
  first.applies('监测对象，已在岗：排在最后', 'monitored, on a post already: comes last', [neverRegistered, monitored, full, onOne], {
    rank: 3,
  }),
  first.applies('弱半劳动力，已在岗：同样在最后', 'weak or half labour on a post: last as well', [outOfPoverty, weak, onOne], { rank: 3 }),
  first.applies('是否在岗不清楚：适用，次序待定', 'whether on a post is not known: it applies, the order is open', [outOfPoverty, full], {
    rank: null,
  }),
  first.appliesNot('一般农户，不是监测对象', 'never registered, not monitored', [neverRegistered, notMonitored, full]),
  first.appliesNot('丧失劳动能力', 'without capacity for work', [outOfPoverty, lost]),
  first.appliesNot('不在劳动年龄', 'not of working age', [outOfPoverty, tooOld]),
  first.isOpen('劳动能力不清楚', 'the capacity for work is not known', [outOfPoverty], 'person.labourCapacity'),
  first.isOpen('是否监测对象不清楚', 'whether monitored is not known', [neverRegistered, full], 'household.monitoringKind'),

  ...province.aroundTheFirstDay([outOfPoverty, full]),
  province.applies('省内任何地方的脱贫人口', 'out-of-poverty people anywhere in the province', [outOfPoverty, full, onNone], {
    rank: 1,
    amounts: [null],
  }),
  province.applies('已在岗：排在其后', 'on a post already: comes after', [outOfPoverty, weak, onOne], { rank: 2 }),
  province.appliesNot('一般农户', 'never registered', [neverRegistered, full]),
  province.appliesNot('脱贫人口，丧失劳动能力', 'out of poverty, without capacity for work', [outOfPoverty, lost]),
  province.isOpen('登记状态不清楚', 'the register status is not known', [full], 'household.registerStatus'),

  ...low.aroundTheFirstDay([monitored, full]),
  low.applies('低保户', 'on dibao', [given(safetyNet, 'DIBAO'), notMonitored, full], { amounts: [null] }),
  low.applies('特困人员', 'in extreme hardship', [given(safetyNet, 'EXTREME_HARDSHIP'), full]),
  low.appliesNot('低保边缘、非监测对象', 'on the margin of dibao, not monitored', [given(safetyNet, 'DIBAO_MARGIN'), notMonitored, full]),
  low.appliesNot('监测对象，丧失劳动能力', 'monitored, without capacity for work', [monitored, lost]),
  low.isOpen('救助情况不清楚', 'assistance is not known', [notMonitored, full], 'household.safetyNet'),

  ...daily.aroundTheFirstDay([outOfPoverty, full]),
  daily.applies(
    '2020年的贫困劳动力，没有岗位：不算应享未享',
    'poor labour of 2020 without a post: nothing is lacking',
    [outOfPoverty, full, onNone],
    {
      rank: 1,
      amounts: [null],
    },
  ),
  daily.appliesNot('一般农户', 'never registered', [neverRegistered, full]),
  daily.isOpen('劳动能力不清楚', 'the capacity for work is not known', [outOfPoverty], 'person.labourCapacity'),
  daily.isOpen('登记状态不清楚', 'the register status is not known', [full], 'household.registerStatus'),
  {
    name: { zh: '文件止于2020年12月31日', en: 'the document ends on 31 December 2020' },
    check: dailyPosts,
    day: '2021-01-01',
    area: inCity5.area,
    adopted: inCity5.adopted,
    facts: [outOfPoverty, full],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'NOT_IN_FORCE', code: 'employment.dailyPosts' }],
  },
]);
