// @ts-check
import { all, defineCheck, defineInput, defineSubject, household, linkOfQuestion, of, oneOf, outOfPoverty } from 'xianjie/schema';
import { stoveKinds } from './codes.js';
import { coveredStoves, notice } from './policy.js';

/** A stove that a household thinks of: nobody records it. */
export const plannedStove = defineSubject({
  code: 'WINTER_HEATING_PLANNED_STOVE',
  title: { zh: '拟用取暖炉', en: 'planned stove' },
  /** @returns {readonly import('xianjie/schema').Fact[]} */
  asks: () => [plannedKind],
  /** @returns {import('xianjie/schema').Link} */
  about: () => plannedBy,
});

export const plannedKind = defineInput({
  code: 'winterHeating.plannedKind',
  title: { zh: '拟用取暖方式', en: 'how it would heat' },
  subject: plannedStove,
  type: 'CODE',
  codes: stoveKinds,
});

export const plannedBy = linkOfQuestion({
  code: 'WINTER_HEATING_PLANNED_STOVE.household',
  title: { zh: '所在户', en: 'its household' },
  from: plannedStove,
  to: household,
});

export const plannedCheck = defineCheck({
  code: 'winterHeating.planned',
  title: { zh: '拟用取暖炉是否在补贴之列', en: 'Whether a planned stove would be covered' },
  kind: 'STATUS',
  force: 'MUST',
  subject: plannedStove,
  policy: { document: notice, place: 'L3', quote: '脱贫户上年人均纯收入低于7000元、以燃煤炉或火炕取暖的' },
  when: all(of(plannedBy, outOfPoverty), oneOf(plannedKind, coveredStoves)),
});
