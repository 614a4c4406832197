import { defineCases, given, hasJob, labourCapacity } from 'xianjie/schema';
import { migrantHelped, returned, returneePlan, trained, willingAway } from '../facts.js';
import { casesOf, inCity, monitored, neverRegistered, notMonitored, outOfPoverty } from './case-kit.js';
import { migrantWork, returnees } from './working-away.js';

const able = given(labourCapacity, 'FULL');
const willing = given(willingAway, true);
const helped = (value: boolean, year = 2025) => given(migrantHelped, value, { year });
const attended = (value: boolean) => given(trained, value, { year: 2025 });
const away = casesOf(migrantWork, inCity, '2025-06-30');

const back = given(returned, true);
const home = casesOf(returnees, inCity, '2025-06-30');

export const cases = defineCases([
  ...away.aroundTheFirstDay([outOfPoverty, able, willing]),
  away.notAdopted([outOfPoverty, able, willing]),
  away.applies(
    '有能力、有意愿，未登记任何帮扶：是否已帮扶未知',
    'able and willing, no help on record: whether there was any is not known',
    [outOfPoverty, able, willing],
    {
      fulfilled: 'UNKNOWN',
      amounts: [null, null],
    },
  ),
  away.applies('已购买意外伤害保险', 'insured against accidents: helped', [outOfPoverty, able, willing, helped(true)], {
    fulfilled: 'TRUE',
  }),
  away.applies(
    '名单上没有，也未参加培训：未帮扶',
    'on neither list of the year: no help',
    [outOfPoverty, able, willing, helped(false), attended(false)],
    {
      fulfilled: 'FALSE',
    },
  ),
  away.applies('名单上没有，但参加过培训', 'attended a course', [outOfPoverty, able, willing, helped(false), attended(true)], {
    fulfilled: 'TRUE',
  }),
  away.applies('名单上没有，是否参加培训未知', 'whether a course was attended is not known', [outOfPoverty, able, willing, helped(false)], {
    fulfilled: 'UNKNOWN',
  }),
  away.applies('只知道去年帮扶过', 'helped last year, nothing known of this one', [outOfPoverty, able, willing, helped(true, 2024)], {
    fulfilled: 'UNKNOWN',
  }),
  away.applies('监测对象同样适用', 'monitored people as well', [neverRegistered, monitored, able, willing]),
  away.applies('弱半劳动力有意愿', 'weak or half labour that is willing', [outOfPoverty, given(labourCapacity, 'WEAK_OR_HALF'), willing]),
  away.appliesNot('部分丧失劳动能力', 'who has lost part of the capacity for work', [
    outOfPoverty,
    given(labourCapacity, 'PARTIAL_LOSS'),
    willing,
  ]),
  away.appliesNot('没有外出意愿', 'is not willing', [outOfPoverty, able, given(willingAway, false)]),
  away.appliesNot('一般农户', 'neither registered nor monitored', [neverRegistered, notMonitored, able, willing]),
  away.isOpen('意愿未登记', 'nobody asked', [outOfPoverty, able], 'employment.willingAway'),

  ...home.aroundTheFirstDay([outOfPoverty, back]),
  home.notAdopted([outOfPoverty, back]),
  home.applies(
    '返乡后未就业，也无帮扶计划：未落实',
    'back, without work and without a plan: a gap',
    [outOfPoverty, back, given(hasJob, false), given(returneePlan, false)],
    {
      fulfilled: 'FALSE',
      amounts: [null],
    },
  ),
  home.applies('返乡后已再就业', 'back and at work again', [outOfPoverty, back, given(hasJob, true)], { fulfilled: 'TRUE' }),
  home.applies(
    '未就业，已制定帮扶计划',
    'without work, with a plan',
    [outOfPoverty, back, given(hasJob, false), given(returneePlan, true)],
    { fulfilled: 'TRUE' },
  ),
  home.applies(
    '未就业，未建档：是否有计划未知',
    'without work and without a case: whether there is a plan is not known',
    [outOfPoverty, back, given(hasJob, false)],
    {
      fulfilled: 'UNKNOWN',
    },
  ),
  home.appliesNot('没有返乡', 'has not come back', [outOfPoverty, given(returned, false)]),
  home.appliesNot('一般农户', 'was never registered', [neverRegistered, back]),
  home.isOpen('是否返乡不清楚', 'whether back is not known', [outOfPoverty], 'employment.returned'),
]);
