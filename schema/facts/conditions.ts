import { any, equals, exists, named, oneOf } from '../contract/condition.js';
import { inIndustry, labourClass, monitoringKind, registerStatus, safetyNet } from './household.js';
import { hasJob } from './person.js';
import { membersOf } from './subjects.js';

/** 脱贫户: registered once, and out of poverty since. */
export const outOfPoverty = named(
  { zh: '脱贫户', en: 'an out-of-poverty household' },
  oneOf(registerStatus, ['OUT_OF_POVERTY', 'OUT_OF_POVERTY_WITH_POLICY', 'STABLE_OUT_OF_POVERTY']),
);

/** 监测对象: enrolled in one of the three monitored groups. */
export const monitored = named(
  { zh: '监测对象', en: 'a monitored household' },
  oneOf(monitoringKind, ['UNSTABLE_OUT_OF_POVERTY', 'BORDERLINE_AT_RISK', 'SUDDEN_SEVERE_DIFFICULTY']),
);

/**
 * 农村低收入人口, as HEBEI L25 lists its groups: on dibao, in extreme hardship, at risk of poverty (monitored), in severe difficulty by
 * spending or loss of income (monitored too: 突发严重困难户). The source ends its list with 等; read here as these groups and no others.
 */
export const lowIncome = named(
  { zh: '农村低收入人口', en: 'a low-income household' },
  any(oneOf(safetyNet, ['DIBAO', 'EXTREME_HARDSHIP']), monitored),
);

/** 有劳动能力户: somebody in the household is able to work. */
export const hasLabour = named({ zh: '有劳动能力户', en: 'a household with labour' }, equals(labourClass, 'HAS_LABOUR'));

/** 产业就业覆盖: somebody in the household works, or an industry covers it. */
export const coveredByJobOrIndustry = named(
  { zh: '产业就业覆盖户', en: 'a household covered by work or industry' },
  any(exists(membersOf, equals(hasJob, true)), equals(inIndustry, true)),
);
