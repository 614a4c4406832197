import { defineCases, given, hljSys, townA, yuan } from 'xianjie/schema';
import { casesOf, inIssuersTown, neverRegistered, outOfPoverty } from '../work/checks/case-kit.js';
import { firmLoan, noLayoffRefund, workshopReward } from './checks.js';
import {
  countedElsewhere,
  layoffs,
  organisationKind,
  qualifyingHires,
  rewardState,
  ruralFirm,
  smallFirm,
  staff,
  workshopPay,
} from './facts.js';

/** The reward's own document at the city, and the line of the year at the town. */
const inBoth = {
  area: '150623100201',
  adopted: [
    { document: townA, area: '150623100', from: '2022-08-29', basis: 'DEMO' as const },
    { document: hljSys, area: '1506', from: '2023-05-08', basis: 'DEMO' as const },
  ],
  from: '2023-05-08',
};
const withoutLine = { ...inBoth, adopted: inBoth.adopted.slice(1) };

const workshop = given(organisationKind, 'WORKSHOP');
const once = given(countedElsewhere, false);
const pay = (yuanOfYear: number, year: number) => given(workshopPay, yuan(yuanOfYear), { year });
const job = [workshop, outOfPoverty, once];

const reward = casesOf(workshopReward, inBoth, '2025-06-30');
const loan = casesOf(firmLoan, inIssuersTown, '2025-06-30');
const refund = casesOf(noLayoffRefund, inIssuersTown, '2025-06-30');
const figure = (fact: typeof staff, value: number, year: number) => given(fact, value, { year });

export const cases = defineCases([
  ...reward.aroundTheFirstDay([...job, pay(6000, 2023)]),
  reward.applies(
    '年度报酬恰好等于当年监测标准：奖补1000元',
    'pay of the year on the line: 1,000 yuan',
    [...job, pay(6000, 2025), given(rewardState, 'NONE')],
    {
      fulfilled: 'FALSE',
      amounts: [yuan(1000)],
    },
  ),
  reward.applies(
    '高于标准，已申领未发放',
    'above the line, claimed and not paid',
    [...job, pay(6000.01, 2025), given(rewardState, 'CLAIMED')],
    {
      fulfilled: 'FALSE',
    },
  ),
  reward.applies('已发放', 'paid', [...job, pay(18000, 2025), given(rewardState, 'PAID')], { fulfilled: 'TRUE', amounts: [yuan(1000)] }),
  reward.appliesNot('低于标准一分', 'one fen below the line', [...job, pay(5999.99, 2025)]),
  reward.appliesNot('务工人员不是脱贫人口', 'the worker is not of an out-of-poverty household', [
    workshop,
    neverRegistered,
    once,
    pay(9000, 2025),
  ]),
  reward.appliesNot('用人单位不是帮扶车间', 'not a workshop', [
    given(organisationKind, 'COOPERATIVE'),
    outOfPoverty,
    once,
    pay(9000, 2025),
  ]),
  reward.appliesNot('此人已由其他车间申领：每人只计一次', 'another workshop claimed for this worker: each counts once', [
    workshop,
    outOfPoverty,
    given(countedElsewhere, true),
    pay(9000, 2025),
  ]),
  reward.isOpen(
    '今年的报酬没有报，只有去年的',
    'pay of this year is not reported, only last year’s',
    [...job, pay(9000, 2024)],
    'employment.workshopPay',
  ),
  {
    name: { zh: '当地没有监测标准：门槛不清楚', en: 'no monitoring line is in force here: the floor is not known' },
    check: workshopReward,
    day: '2025-06-30',
    area: withoutLine.area,
    adopted: withoutLine.adopted,
    facts: [...job, pay(9000, 2025)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'NOT_IN_FORCE', code: 'monitoring.incomeLine' }],
  },

  loan.appliesNot('不是小微企业', 'not a small firm', [given(smallFirm, false)]),
  {
    name: { zh: '小微企业：比例原文未载，待定', en: 'a small firm: the share is blank in the source' },
    check: firmLoan,
    day: '2025-06-30',
    area: inIssuersTown.area,
    adopted: [],
    facts: [given(smallFirm, true), figure(qualifyingHires, 9, 2025), figure(staff, 10, 2025)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'BLANK_PARAMETER', code: 'employment.firmLoan.hireShare' }],
  },
  {
    name: { zh: '施行前一日', en: 'the day before the document is in force' },
    check: firmLoan,
    day: '2024-07-18',
    area: inIssuersTown.area,
    adopted: [],
    facts: [given(smallFirm, false)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'NOT_IN_FORCE', code: 'employment.firmLoan' }],
  },

  ...refund.aroundTheFirstDay([given(ruralFirm, true), figure(layoffs, 0, 2023)]),
  refund.applies(
    '上年度没有裁员：返还，金额原文未载',
    'nobody laid off last year: a refund, its amount is blank',
    [given(ruralFirm, true), figure(layoffs, 0, 2024)],
    {
      amounts: [null],
    },
  ),
  refund.appliesNot('不是农村牧区企业', 'not a rural firm', [given(ruralFirm, false), figure(layoffs, 0, 2024)]),
  {
    name: { zh: '裁了一人：“少裁员”的比例原文未载，待定', en: 'one laid off: how few is few is blank in the source' },
    check: noLayoffRefund,
    day: '2025-06-30',
    area: inIssuersTown.area,
    adopted: [],
    facts: [given(ruralFirm, true), figure(layoffs, 1, 2024), figure(staff, 100, 2024)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'BLANK_PARAMETER', code: 'employment.noLayoffRefund.layoffShare' }],
  },
  {
    name: { zh: '裁员人数没有报', en: 'layoffs are not reported' },
    check: noLayoffRefund,
    day: '2025-06-30',
    area: inIssuersTown.area,
    adopted: [],
    facts: [given(ruralFirm, true)],
    outcome: 'UNDETERMINED',
    unknown: [
      { kind: 'MISSING_FACT', code: 'employment.layoffs' },
      { kind: 'BLANK_PARAMETER', code: 'employment.noLayoffRefund.layoffShare' },
      { kind: 'MISSING_FACT', code: 'employment.staff' },
    ],
  },
]);
