import { countyC, defineIndicator, person, type AreaLevel } from 'xianjie/schema';
import { noDropout } from './checks/attendance.js';

const levels: readonly AreaLevel[] = ['PREFECTURE', 'COUNTY', 'TOWNSHIP', 'VILLAGE', 'COMMUNITY'];
const place = { document: countyC, place: '§C L278' };
const noneDropsOut = { ...place, quote: '确保义务教育阶段适龄儿童少年除身体原因外不失学' };
const allWhoShould = { ...place, quote: '等政策,实现应助尽助' };

const dropouts = defineIndicator({
  code: 'ind.dropouts',
  title: { zh: '失学辍学人数', en: 'Dropouts' },
  formula: { zh: '应接受义务教育而未在学、又无免学情形的人数', en: 'children obliged to attend school who do not, and are not exempt' },
  levels,
  periods: ['MONTH', 'QUARTER', 'YEAR'],
  measure: 'COUNT',
  subject: person,
  policy: noneDropsOut,
  target: { value: 0, operator: 'eq', place: noneDropsOut, force: 'MUST' },
  from: { check: noDropout, counts: 'NOT_FULFILLED' },
  note: {
    zh: '按月、季度和年统计；按学期、按学校的数以后提供。',
    en: 'By month, quarter and year; by term and by school later.',
  },
});

const aidCoverage = defineIndicator({
  code: 'ind.aidCoverage',
  title: { zh: '学生资助覆盖率', en: 'Student aid coverage' },
  formula: {
    zh: '应领资助已全部领取的人数 ÷ 应领资助的人数，按一单式',
    en: 'people who received every aid due to them ÷ people to whom the one-list says that aid is due',
  },
  levels,
  periods: ['YEAR'],
  measure: 'SHARE',
  subject: person,
  privacy: { core: 'INTERNAL', education: 'PERSONAL' },
  policy: allWhoShould,
  target: { value: 100, operator: 'gte', place: allWhoShould, force: 'MUST' },
  // Each line is one kind of aid in one term of a school year that ends in the period: the last word on it counts.
  from: ({ inside, knownByNow, first }) => `
    select a.person_id as subject_id, a.area_code, p.household_id, bool_and(a.received_on is not null)::int as numerator, 1 as denominator
    from (select distinct on (person_id, aid, school_year, term) person_id, area_code, entitled, received_on from education_aid o
          where ${inside('o.area_code')} and school_year = extract(year from ${first})::int - 1 and ${knownByNow('o')}
          order by person_id, aid, school_year, term, observed_on desc, recorded_at desc) a
    join person p on p.id = a.person_id where a.entitled group by a.person_id, a.area_code, p.household_id`,
  note: {
    zh: '学年按结束的年份计入，两个学期合并统计；按学期、按学校的数以后提供。',
    en: 'A school year counts in the year in which it ends, both terms together; by term and by school later.',
  },
});

export const indicators = [dropouts, aidCoverage];
