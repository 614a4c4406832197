import { defineCases, given, hasJob, labourCapacity, personBenefits } from 'xianjie/schema';
import { returned, returneePlan, willingAway } from '../facts.js';
import { casesOf, inCity, monitored, neverRegistered, notMonitored, outOfPoverty } from './case-kit.js';
import { migrantWork, returnees } from './working-away.js';

const able = given(labourCapacity, 'FULL');
const willing = given(willingAway, true);
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
  away.applies(
    '已购买意外伤害保险',
    'insured against accidents: helped',
    [outOfPoverty, able, willing, given(personBenefits, ['employment.accidentInsurance'])],
    {
      fulfilled: 'TRUE',
    },
  ),
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
