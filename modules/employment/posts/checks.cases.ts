import { city5, defineCases, given, hebei, labourCapacity, safetyNet } from 'xianjie/schema';
import { casesOf, inCity, inTown, monitored, neverRegistered, notMonitored, outOfPoverty } from '../work/checks/case-kit.js';
import { dailyPosts, publicPost, publicPostLowIncome, publicPostOutOfPoverty } from './checks.js';
import { holdsPost, suitsPosts } from './facts.js';

const suits = given(suitsPosts, true);
const suitsNot = given(suitsPosts, false);
const weak = given(labourCapacity, 'WEAK_OR_HALF');
const full = given(labourCapacity, 'FULL');
const holds = (value: boolean) => given(holdsPost, value);

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
  ...first.aroundTheFirstDay([outOfPoverty, suits]),
  first.notAdopted([outOfPoverty, suits]),
  first.applies(
    '脱贫户的弱半劳动力，没有岗位：排在最前',
    'weak or half labour without a post: comes first',
    [outOfPoverty, suits, weak, holds(false)],
    {
      fulfilled: 'FALSE',
      rank: 1,
      amounts: [null],
    },
  ),
  first.applies('脱贫户的普通劳动力，排在其后', 'full labour comes after', [outOfPoverty, suits, full], { fulfilled: 'UNKNOWN', rank: 2 }),
  first.applies('监测对象，已在岗', 'monitored, on a post already', [neverRegistered, monitored, suits, full, holds(true)], {
    fulfilled: 'TRUE',
    rank: 2,
  }),
  first.applies('劳动能力种类不清楚：适用，次序待定', 'of unknown capacity: it applies, the order is open', [outOfPoverty, suits], {
    rank: null,
  }),
  first.appliesNot('一般农户，不是监测对象', 'never registered, not monitored', [neverRegistered, notMonitored, suits]),
  first.appliesNot('不能从事公益性岗位', 'cannot serve on a post', [outOfPoverty, suitsNot]),
  first.isOpen('能否从事不清楚', 'whether a post suits is not known', [outOfPoverty], 'employment.suitsPosts'),
  first.isOpen('是否监测对象不清楚', 'whether monitored is not known', [neverRegistered, suits], 'household.monitoringKind'),

  ...province.aroundTheFirstDay([outOfPoverty, suits]),
  province.applies('省内任何地方的脱贫人口', 'out-of-poverty people anywhere in the province', [outOfPoverty, suits, holds(false)], {
    fulfilled: 'FALSE',
    amounts: [null],
  }),
  province.appliesNot('一般农户', 'never registered', [neverRegistered, suits]),
  province.isOpen('登记状态不清楚', 'the register status is not known', [suits], 'household.registerStatus'),

  ...low.aroundTheFirstDay([monitored, suits]),
  low.applies('低保户', 'on dibao', [given(safetyNet, 'DIBAO'), notMonitored, suits], { amounts: [null] }),
  low.applies('特困人员', 'in extreme hardship', [given(safetyNet, 'EXTREME_HARDSHIP'), suits]),
  low.appliesNot('低保边缘、非监测对象', 'on the margin of dibao, not monitored', [given(safetyNet, 'DIBAO_MARGIN'), notMonitored, suits]),
  low.isOpen('救助情况不清楚', 'assistance is not known', [notMonitored, suits], 'household.safetyNet'),

  ...daily.aroundTheFirstDay([outOfPoverty, suits]),
  daily.applies('2020年的贫困劳动力，日报酬原文隐去', 'poor labour of 2020; the pay is masked in the source', [outOfPoverty, suits], {
    amounts: [null],
  }),
  daily.appliesNot('一般农户', 'never registered', [neverRegistered, suits]),
  {
    name: { zh: '文件止于2020年12月31日', en: 'the document ends on 31 December 2020' },
    check: dailyPosts,
    day: '2021-01-01',
    area: inCity5.area,
    adopted: inCity5.adopted,
    facts: [outOfPoverty, suits],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'NOT_IN_FORCE', code: 'employment.dailyPosts' }],
  },
]);
