import {
  all,
  count,
  countyC,
  coveredByJobOrIndustry,
  defineCheck,
  equals,
  gte,
  hasLabour,
  hasStableJob,
  household,
  membersOf,
  named,
  outOfPoverty,
  relocated,
} from 'xianjie/schema';
import { jobsPerLabourHousehold } from '../../parameters.js';

export const fullCoverage = defineCheck({
  code: 'employment.fullCoverage',
  title: { zh: '有劳动能力户产业就业全覆盖', en: 'Work or industry for every household with labour' },
  kind: 'DUTY',
  force: 'MUST',
  subject: household,
  policy: { document: countyC, place: '§C 二 L262', quote: '有劳动能力户实现产业就业全覆盖' },
  when: hasLabour,
  fulfilled: coveredByJobOrIndustry,
  note: {
    zh: '原文未写是哪些户，读作所有有劳动能力户；只有弱半劳动力的户未提及，不列入。有成员就业，或有产业覆盖，即为覆盖。未安装产业模块时，没有就业的户无法判断。',
    en: 'The source does not say which households: read as all with labour; those with weak or half labour only are not mentioned and left out. Covered by a member who works or by an industry. While no module of industry is installed, a household without work cannot be judged.',
  },
});

export const relocatedJob = defineCheck({
  code: 'employment.relocatedJob',
  title: { zh: '搬迁脱贫户稳定就业', en: 'Stable work in relocated households' },
  kind: 'DUTY',
  force: 'MUST',
  subject: household,
  policy: { document: countyC, place: '§C 3 L288', quote: '有劳动能力的搬迁脱贫户至少实现1人稳定就业' },
  when: all(named({ zh: '易地搬迁户', en: 'relocated' }, equals(relocated, true)), outOfPoverty, hasLabour),
  fulfilled: gte(
    count(membersOf, equals(hasStableJob, true), { zh: '稳定就业人数', en: 'members in stable employment' }),
    jobsPerLabourHousehold,
  ),
  note: {
    zh: '“稳定”原文未定义：记录写明稳定的，或就业形式为稳定就业的，即为稳定；灵活就业不算，其他形式未写明的未知。只有弱半劳动力的户不列入。',
    en: 'The source does not define “stable”: work that the record calls stable, or whose form is stable employment, is; flexible work is not, of other forms nobody knows unless it is said. Households with weak or half labour only are left out.',
  },
});
