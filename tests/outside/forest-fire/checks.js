// @ts-check
import {
  all,
  cash,
  defineBenefit,
  defineCheck,
  equals,
  gt,
  gte,
  householdOf,
  lastYear,
  nonPolicy,
  of,
  outOfPoverty,
  person,
  personBenefits,
  received,
  thisYear,
} from 'xianjie/schema';
import { patrolDays, trained } from './facts.js';
import { allowanceRule, amount, mealAmount, minimumDays, trainingRule } from './policy.js';

export const allowance = defineBenefit({
  code: 'forestFire.allowance',
  title: { zh: '巡护补助', en: 'patrol allowance' },
  form: 'CASH',
  recordedIn: personBenefits,
});

export const meals = defineBenefit({
  code: 'forestFire.meals',
  title: { zh: '误餐补助', en: 'meal allowance' },
  form: 'CASH',
  recordedIn: personBenefits,
});

export const allowanceCheck = defineCheck({
  code: 'forestFire.allowance',
  title: { zh: '巡护补助', en: 'Patrol allowance' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: person,
  policy: allowanceRule,
  when: all(of(householdOf, outOfPoverty), gte(lastYear(patrolDays), minimumDays)),
  fulfilled: received(allowance),
  gives: [cash(allowance, amount, { per: 'PERSON', every: 'YEAR' }), cash(meals, mealAmount, { per: 'PERSON', every: 'DAY' })],
});

export const trainingCheck = defineCheck({
  code: 'forestFire.training',
  title: { zh: '巡护人员培训', en: 'Training of those who patrol' },
  kind: 'DUTY',
  force: 'MUST',
  subject: person,
  policy: trainingRule,
  when: gt(thisYear(patrolDays), nonPolicy(0, 'patrolled at all this year')),
  fulfilled: equals(thisYear(trained), true),
});
