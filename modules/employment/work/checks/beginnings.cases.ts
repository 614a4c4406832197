import { defineCases, given, hasJob } from 'xianjie/schema';
import { graduate, graduatePlan, startupHelped, trained, wantsBusiness, wantsTraining } from '../facts.js';
import { graduates, startup, training } from './beginnings.js';
import { casesOf, inCity, inTown, monitored, neverRegistered, notMonitored, outOfPoverty } from './case-kit.js';

const young = [outOfPoverty, given(graduate, true), given(hasJob, false)];
const leaving = casesOf(graduates, inCity, '2025-06-30');

const founder = [outOfPoverty, given(wantsBusiness, true)];
const supported = (value: boolean) => given(startupHelped, value, { year: 2025 });
const founding = casesOf(startup, inCity, '2025-06-30');

const learner = [outOfPoverty, given(wantsTraining, true)];
const learning = casesOf(training, inTown, '2025-06-30');
const attended = (value: boolean, year: number) => given(trained, value, { year });

export const cases = defineCases([
  ...leaving.aroundTheFirstDay(young),
  leaving.notAdopted(young),
  leaving.applies('未就业毕业生，已建档但无计划', 'without work, with a file and no plan: a gap', [...young, given(graduatePlan, false)], {
    fulfilled: 'FALSE',
    amounts: [null],
  }),
  leaving.applies('已制定“一人一策”', 'with a plan', [...young, given(graduatePlan, true)], { fulfilled: 'TRUE' }),
  leaving.applies('未建档：是否有计划未知', 'no file was opened: whether there is a plan is not known', young, { fulfilled: 'UNKNOWN' }),
  leaving.appliesNot('已就业', 'works already', [outOfPoverty, given(graduate, true), given(hasJob, true)]),
  leaving.appliesNot('不是高校毕业生', 'no graduate', [outOfPoverty, given(graduate, false), given(hasJob, false)]),
  leaving.isOpen('是否就业不清楚', 'whether at work is not known', [outOfPoverty, given(graduate, true)], 'person.hasJob'),

  ...founding.aroundTheFirstDay(founder),
  founding.notAdopted(founder),
  founding.applies(
    '有创业意愿，未登记任何扶持；补贴金额原文未写',
    'wishes to start a business, no help on record; the source states no amount',
    founder,
    {
      fulfilled: 'UNKNOWN',
      amounts: [null, null, null, null, null],
    },
  ),
  founding.applies('已参加创业培训', 'one of the five was given', [...founder, supported(true)], {
    fulfilled: 'TRUE',
  }),
  founding.applies(
    '当年名单上没有，往年也无记录：未落实',
    'not on the list of the year, nothing on record before: a gap',
    [...founder, supported(false)],
    {
      fulfilled: 'FALSE',
    },
  ),
  founding.applies('监测对象同样适用', 'monitored people as well', [neverRegistered, monitored, given(wantsBusiness, true)]),
  founding.appliesNot('没有创业意愿', 'does not wish it', [outOfPoverty, given(wantsBusiness, false)]),
  founding.isOpen('意愿未登记', 'nobody asked', [outOfPoverty], 'employment.wantsBusiness'),

  ...learning.aroundTheFirstDay(learner),
  learning.notAdopted(learner),
  learning.applies('有培训意愿，今年未参加培训', 'wishes it, attended nothing this year: a gap', [...learner, attended(false, 2025)], {
    fulfilled: 'FALSE',
    amounts: [null],
  }),
  learning.applies('今年已参加培训', 'attended a course this year', [...learner, attended(true, 2025)], { fulfilled: 'TRUE' }),
  learning.applies('只知道去年参加过', 'attended one last year, nothing known of this one', [...learner, attended(true, 2024)], {
    fulfilled: 'UNKNOWN',
  }),
  learning.applies('“三类人群”同样适用', 'the three monitored groups as well', [neverRegistered, monitored, given(wantsTraining, true)]),
  learning.appliesNot('没有培训意愿', 'does not wish it', [outOfPoverty, given(wantsTraining, false)]),
  learning.appliesNot('一般农户', 'neither registered nor monitored', [neverRegistered, notMonitored, given(wantsTraining, true)]),
  learning.isOpen('意愿未登记', 'nobody asked', [outOfPoverty], 'employment.wantsTraining'),
]);
