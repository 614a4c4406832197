// @ts-check
import { defineCases, given, personBenefits, registerStatus, yuan } from 'xianjie/schema';
import { allowanceCheck, trainingCheck } from './checks.js';
import { patrolDays, trained } from './facts.js';

const place = /** @type {const} */ ({ area: '150623100201', adopted: [] });
const pay = { ...place, check: allowanceCheck, day: '2025-06-30' };
const train = { ...place, check: trainingCheck, day: '2025-06-30' };
const out = given(registerStatus, 'STABLE_OUT_OF_POVERTY');
const days = (/** @type {number} */ n, year = 2024) => given(patrolDays, n, { year });

export const cases = defineCases([
  {
    name: {
      zh: '脱贫户成员，上年巡护恰满60天：补助600元，误餐补助标准文件未载明',
      en: 'exactly 60 days last year: 600 yuan, and meals whose amount is blank',
    },
    ...pay,
    facts: [out, days(60)],
    outcome: 'ELIGIBLE',
    fulfilled: 'UNKNOWN',
    amounts: [yuan(600), null],
  },
  {
    name: { zh: '已领取巡护补助：已落实', en: 'the allowance was received: done' },
    ...pay,
    facts: [out, days(75), given(personBenefits, ['forestFire.allowance'])],
    outcome: 'ELIGIBLE',
    fulfilled: 'TRUE',
  },
  { name: { zh: '上年巡护59天，不足', en: '59 days last year: too few' }, ...pay, facts: [out, days(59)], outcome: 'NOT_ELIGIBLE' },
  {
    name: { zh: '未建档户成员', en: 'not of a registered household' },
    ...pay,
    facts: [given(registerStatus, 'NEVER_REGISTERED'), days(100)],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '当年满60天、上年不明：不能判断', en: 'sixty days this year, last year unknown: nobody can tell' },
    ...pay,
    facts: [out, days(60, 2025)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'forestFire.patrolDays' }],
  },
  {
    name: { zh: '登记状态不明：不能判断', en: 'the register status is unknown: nobody can tell' },
    ...pay,
    facts: [days(60)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: registerStatus.code }],
  },
  {
    name: { zh: '印发前一日，尚未施行', en: 'the day before it was issued: not in force' },
    ...pay,
    day: '2024-01-14',
    facts: [out, days(60, 2023)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'NOT_IN_FORCE', code: 'forestFire.allowance' }],
  },
  {
    name: { zh: '印发当日即施行', en: 'in force on the day it was issued' },
    ...pay,
    day: '2024-01-15',
    facts: [out, days(60, 2023)],
    outcome: 'ELIGIBLE',
  },
  {
    name: { zh: '当年巡护1天、未培训：应当培训', en: 'one day this year and not trained: to be trained' },
    ...train,
    facts: [days(1, 2025), given(trained, false, { year: 2025 })],
    outcome: 'ELIGIBLE',
    fulfilled: 'FALSE',
  },
  {
    name: { zh: '当年巡护、已培训', en: 'patrols this year, and was trained' },
    ...train,
    facts: [days(12, 2025), given(trained, true, { year: 2025 })],
    outcome: 'ELIGIBLE',
    fulfilled: 'TRUE',
  },
  { name: { zh: '当年未巡护', en: 'no patrol this year' }, ...train, facts: [days(0, 2025)], outcome: 'NOT_ELIGIBLE' },
  {
    name: { zh: '当年是否巡护不明', en: 'whether the person patrols this year is not known' },
    ...train,
    facts: [days(80)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'forestFire.patrolDays' }],
  },
]);
