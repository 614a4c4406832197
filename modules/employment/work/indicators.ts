import { countyC, defineIndicator, hljSys, household, nmAlzq, person, project, type AreaLevel } from 'xianjie/schema';
import { atWork } from '../at-work.js';
import { fullCoverage, relocatedJob } from './checks/coverage.js';
import { workReliefLabourShare } from '../parameters.js';

const levels: readonly AreaLevel[] = ['PREFECTURE', 'COUNTY', 'TOWNSHIP', 'VILLAGE', 'COMMUNITY'];
const everyHousehold = { document: countyC, place: '§C L262', quote: '有劳动能力户实现产业就业全覆盖' };
const everyRelocated = { document: countyC, place: '§C L288', quote: '有劳动能力的搬迁脱贫户至少实现1人' };
const stableAway = { document: nmAlzq, place: 'L189', quote: '稳定外出务工规模' };
const trainedAtWork = { document: hljSys, place: 'L30', quote: '提升训后上岗率' };

const employmentCoverage = defineIndicator({
  code: 'ind.employmentCoverage',
  title: { zh: '有劳动能力户产业就业覆盖率', en: 'Industry and employment coverage of households with labour' },
  formula: { zh: '有产业或有人就业的户 ÷ 有劳动能力的户', en: 'households with an industry or a member at work ÷ households with labour' },
  levels,
  periods: ['MONTH', 'YEAR'],
  measure: 'SHARE',
  subject: household,
  policy: everyHousehold,
  target: { value: 100, operator: 'gte', place: everyHousehold, force: 'MUST' },
  from: { check: fullCoverage, counts: 'COVERAGE' },
});

const relocatedEmployment = defineIndicator({
  code: 'ind.relocatedEmployment',
  title: { zh: '搬迁脱贫户就业覆盖率', en: 'Employment of relocated households with labour' },
  formula: {
    zh: '至少1人稳定就业的户 ÷ 有劳动能力的搬迁脱贫户',
    en: 'households with at least one stable job ÷ relocated out-of-poverty households with labour',
  },
  levels,
  periods: ['MONTH', 'YEAR'],
  measure: 'SHARE',
  subject: household,
  policy: everyRelocated,
  target: { value: 100, operator: 'gte', place: everyRelocated, force: 'MUST' },
  from: { check: relocatedJob, counts: 'COVERAGE' },
});

/** The newest word on each person’s work, of those whose household left poverty or is monitored. */
const migrantWorkers = defineIndicator({
  code: 'ind.migrantWorkers',
  title: { zh: '脱贫人口外出务工人数', en: 'Out-of-poverty people who work away' },
  formula: { zh: '脱贫户成员中在县外务工的人数', en: 'members of out-of-poverty households who work outside the county' },
  levels,
  periods: ['DAY', 'MONTH', 'QUARTER', 'YEAR'],
  measure: 'COUNT',
  subject: person,
  privacy: { core: 'PERSONAL', employment: 'PERSONAL' },
  matches: true,
  policy: stableAway,
  target: { words: { zh: '保持稳定', en: 'stays stable' }, place: stableAway, force: 'MUST' },
  from: ({ inside, known, last }) => `
    select w.person_id as subject_id, w.area_code, p.household_id, 1 as numerator
    from (select distinct on (person_id) person_id, area_code, place, ${atWork(last)} as at_work from employment_record o where ${inside('o.area_code')} and ${known('o')}
          order by person_id, observed_on desc, recorded_at desc) w
    join person p on p.id = w.person_id
    join (select distinct on (household_id) household_id, status from register_status s where ${inside('s.area_code')} and ${known('s')}
          order by household_id, observed_on desc, recorded_at desc) r on r.household_id = p.household_id
    where w.at_work and w.place in ('IN_PROVINCE_OUT_OF_COUNTY', 'OUT_OF_PROVINCE') and r.status <> 'NEVER_REGISTERED' and (p.left_on is null or p.left_on > ${last})`,
});

const training = defineIndicator({
  code: 'ind.training',
  title: { zh: '训后上岗率', en: 'Employed after training' },
  formula: { zh: '结业后在岗的人数 ÷ 全年结业人数', en: 'people at work ÷ people who completed a course that ended in the year' },
  levels: ['PREFECTURE', 'COUNTY', 'TOWNSHIP', 'VILLAGE', 'COMMUNITY'],
  periods: ['YEAR'],
  measure: 'SHARE',
  subject: person,
  privacy: { core: 'INTERNAL', employment: 'PERSONAL' },
  matches: true,
  policy: trainedAtWork,
  target: { words: { zh: '提升', en: 'rises' }, place: trainedAtWork, force: 'MUST' },
  from: ({ inside, known, first, last }) => `
    select t.person_id as subject_id, t.area_code, p.household_id, w.at_work::int as numerator, 1 as denominator
    from (select distinct on (o.person_id) o.person_id, o.area_code from employment_attendance o join employment_course c on c.id = o.course_id
          where ${inside('o.area_code')} and ${known('o')} and o.completed and c.ends_on between ${first} and ${last} order by o.person_id) t
    join person p on p.id = t.person_id
    left join (select distinct on (person_id) person_id, ${atWork(last)} as at_work from employment_record o where ${inside('o.area_code')} and ${known('o')}
               order by person_id, observed_on desc, recorded_at desc) w on w.person_id = t.person_id`,
});

const workRelief = defineIndicator({
  code: 'ind.workReliefShare',
  title: { zh: '以工代赈劳务报酬比例', en: 'Labour pay in work-relief projects' },
  formula: { zh: '发放的劳务报酬 ÷ 项目已拨付资金', en: 'labour pay ÷ money paid out of work-relief projects' },
  levels: ['COUNTY', 'TOWNSHIP', 'VILLAGE', 'COMMUNITY'],
  periods: ['YEAR'],
  measure: 'AMOUNT_SHARE',
  subject: project,
  policy: { document: nmAlzq, place: 'L187', quote: '“以工代赈”用于劳务报酬的比例不低于10%,并酌情适当提高' },
  target: { parameter: workReliefLabourShare, force: 'MUST' },
  from: ({ inside, knownByNow, first }) => `
    select p.id as subject_id, p.area_code, null::uuid as household_id, case when p.paid_amount > 0 then l.labour_pay end as numerator, p.paid_amount as denominator
    from project p
    left join (select distinct on (project_id) project_id, labour_pay from employment_project_labour o where ${inside('o.area_code')} and ${knownByNow('o')}
               order by project_id, observed_on desc, recorded_at desc) l on l.project_id = p.id
    where ${inside('p.area_code')} and p.category = 'WORK_RELIEF' and p.year = extract(year from ${first})::int`,
  note: {
    zh: '原文未写明比例的分母，读作已拨付资金。',
    en: 'The source does not say of what the share is taken; read as of the money paid out.',
  },
});

export const indicators = [employmentCoverage, relocatedEmployment, migrantWorkers, training, workRelief];
