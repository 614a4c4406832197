import type { AreaLevel } from '../contract/document.js';
import { defineIndicator, type IndicatorTools } from '../contract/indicator.js';
import { household, project, village } from '../facts/subjects.js';
import { incomeDeclined, incomeWatch } from './checks.js';
import {
  collectiveOperatingIncomeTarget,
  fundsIndustryShare,
  incomeCityGrowthFloor,
  incomeCountyGrowthFloor,
  incomeNegativeGrowthHouseholds,
} from './parameters.js';
import { countyC, hljSys, townA } from './policies.js';

const upToCity: readonly AreaLevel[] = ['PREFECTURE', 'COUNTY', 'TOWNSHIP', 'VILLAGE', 'COMMUNITY'];
const everywhere: readonly AreaLevel[] = ['NATIONAL', 'PROVINCE', ...upToCity];
const goals = { document: countyC, place: '§C L262' };

/** Households whose newest word on the period's last day is that they left poverty, or that they are monitored. */
const registered = ({ inside, known }: IndicatorTools): string => `
  select h.id, h.area_code from household h
  left join (select distinct on (household_id) household_id, status from register_status s where ${inside('s.area_code')} and ${known('s')}
             order by household_id, observed_on desc, recorded_at desc) r on r.household_id = h.id
  left join (select distinct on (household_id) household_id, kind from monitoring_status s where ${inside('s.area_code')} and ${known('s')}
             order by household_id, observed_on desc, recorded_at desc) m on m.household_id = h.id
  where ${inside('h.area_code')} and (r.status <> 'NEVER_REGISTERED' or m.kind <> 'NONE')`;

/** The last statement of a year with what is asked of it: a later one that leaves a figure out does not unsay it. */
const statements = ({ inside, knownByNow, first }: IndicatorTools, before: number, columns: string, stated: string): string => `
  select distinct on (household_id) household_id, ${columns} from income_statement i
  where ${inside('i.area_code')} and month is null and basis = 'ACTUAL' and year = extract(year from ${first})::int - ${before}
    and ${stated} and ${knownByNow('i')} order by household_id, observed_on desc, recorded_at desc`;

const net = 'coalesce(net_income, per_capita_net * member_count)';

export const netIncomeGrowth = defineIndicator({
  code: 'ind.netIncomeGrowth',
  title: { zh: '脱贫人口和监测对象人均纯收入增速', en: 'Growth of per-capita net income of out-of-poverty and monitored people' },
  formula: {
    zh: '（本年纯收入合计 ÷ 本年人口合计）÷（上年纯收入合计 ÷ 上年人口合计）− 1；两年都有收入的户计入',
    en: '(net income ÷ people this year) ÷ (net income ÷ people last year) − 1, of the households with statements of both years',
  },
  levels: upToCity,
  periods: ['YEAR'],
  measure: 'GROWTH',
  subject: household,
  privacy: { core: 'PERSONAL' },
  matches: true,
  policy: { document: hljSys, place: 'L15', quote: '2023年度全市脱贫人口和监测对象人均纯收入增速不低于2022年度增速' },
  target: [
    { parameter: incomeCityGrowthFloor, force: 'MUST', levels: ['PREFECTURE'] },
    { parameter: incomeCountyGrowthFloor, force: 'MUST', levels: ['COUNTY'] },
  ],
  from: (tools) => `
    select h.id as subject_id, h.area_code, h.id as household_id, case when b.net is not null then a.net end as numerator, a.member_count as denominator,
      b.net as base_numerator, b.member_count as base_denominator
    from (${registered(tools)}) h
    left join (${statements(tools, 0, `${net} as net, member_count`, `${net} is not null and member_count is not null`)}) a on a.household_id = h.id
    left join (${statements(tools, 1, `${net} as net, member_count`, `${net} is not null and member_count is not null`)}) b on b.household_id = h.id`,
  note: {
    zh: '下限为上年增速，原文未写数字，因此不判定是否达标。',
    en: 'The floor is the growth of the year before, of which the source gives no number: whether it is reached is not said.',
  },
});

export const decliningHouseholds = defineIndicator({
  code: 'ind.decliningHouseholds',
  title: { zh: '减收户', en: 'Households whose income declines' },
  formula: {
    zh: '上年人均纯收入低于前年、或本年预计低于上年的脱贫户和监测对象户数',
    en: 'out-of-poverty and monitored households whose per-capita net income was lower last year than the year before, or is expected to be lower this year',
  },
  levels: upToCity,
  periods: ['MONTH', 'YEAR'],
  measure: 'COUNT',
  subject: household,
  policy: [
    { ...goals, quote: '全县无收入负增长户' },
    { document: hljSys, place: 'L17', quote: '2023年度预计减收户和2022年度减收户' },
  ],
  target: { parameter: incomeNegativeGrowthHouseholds, force: 'MUST' },
  from: { check: incomeDeclined, counts: 'CONCERNED' },
});

export const belowWatchLine = defineIndicator({
  code: 'ind.belowWatchLine',
  title: { zh: '人均纯收入低于排查线的脱贫户', en: 'Out-of-poverty households below the watch line' },
  formula: {
    zh: '上年人均纯收入低于本地排查收入线的脱贫户数',
    en: 'out-of-poverty households with a per-capita net income of last year below the line in force here',
  },
  levels: upToCity,
  periods: ['MONTH', 'QUARTER'],
  measure: 'COUNT',
  subject: household,
  policy: { document: hljSys, place: 'L18', quote: '家庭人均纯收入低于1万元的脱贫户,促进增收' },
  from: { check: incomeWatch, counts: 'CONCERNED' },
  note: {
    zh: '每户应有原因和措施，原文没有数量目标。',
    en: 'Each should have a cause and a measure; the source names no number to reach.',
  },
});

export const incomeStructure = defineIndicator({
  code: 'ind.incomeStructure',
  title: { zh: '工资性收入和生产经营性收入占比', en: 'Share of wages and business in income' },
  formula: {
    zh: '（工资性 + 生产经营性）÷（工资性 + 生产经营性 + 财产性 + 转移性收入），脱贫户和监测对象',
    en: '(wages + business) ÷ (wages + business + property + transfers), of out-of-poverty and monitored households',
  },
  levels: ['COUNTY', 'TOWNSHIP', 'VILLAGE', 'COMMUNITY'],
  periods: ['YEAR'],
  measure: 'AMOUNT_SHARE',
  subject: household,
  privacy: { core: 'PERSONAL' },
  matches: true,
  policy: { ...goals, quote: '工资性收入和生产经营性收入占比明显提升' },
  target: {
    words: { zh: '明显提升', en: 'rises clearly' },
    place: { ...goals, quote: '工资性收入和生产经营性收入占比明显提升' },
    force: 'MUST',
  },
  from: (tools) => `
    select h.id as subject_id, h.area_code, h.id as household_id, a.earned as numerator, a.whole as denominator
    from (${registered(tools)}) h
    left join (${statements(tools, 0, 'wage + operating as earned, wage + operating + property + transfer as whole', 'wage + operating + property + transfer is not null')}) a
      on a.household_id = h.id`,
});

export const monitoredHouseholds = defineIndicator({
  code: 'ind.monitored',
  title: { zh: '监测对象户数', en: 'Monitored households' },
  formula: { zh: '按最新登记为三类监测对象之一的户数', en: 'households that the newest word puts into one of the three monitored groups' },
  levels: everywhere,
  periods: ['DAY', 'MONTH', 'QUARTER', 'YEAR'],
  measure: 'COUNT',
  subject: household,
  privacy: { core: 'PERSONAL' },
  policy: { document: countyC, place: '§C L270', quote: '精准进出、不漏一人、不错一人' },
  target: {
    words: { zh: '不漏一人、不错一人', en: 'none missed, none wrong' },
    place: { document: countyC, place: '§C L270', quote: '精准进出、不漏一人、不错一人' },
    force: 'MUST',
  },
  from: ({ inside, known }) => `
    select household_id as subject_id, area_code, household_id, 1 as numerator from (
      select distinct on (household_id) household_id, area_code, kind from monitoring_status s where ${inside('s.area_code')} and ${known('s')}
      order by household_id, observed_on desc, recorded_at desc) m where kind <> 'NONE'`,
  note: {
    zh: '只计户数；按类别、风险和发现途径的分组以后提供。',
    en: 'Households only; by kind, risk and route of discovery later.',
  },
});

export const collectiveIncome = defineIndicator({
  code: 'ind.collectiveIncome',
  title: { zh: '村级集体经济经营性收入', en: 'Operating income of the village collective' },
  formula: { zh: '全年经营性收入', en: 'operating income of the year' },
  levels: ['VILLAGE', 'COMMUNITY'],
  periods: ['YEAR'],
  measure: 'SUM',
  subject: village,
  policy: { document: townA, place: '§A L116', quote: '村级集体经济经营性年收入达15万元以上' },
  target: { parameter: collectiveOperatingIncomeTarget, force: 'MUST' },
  from: ({ inside, knownByNow, first }) => `
    select v.id as subject_id, v.area_code, null::uuid as household_id, c.operating as numerator from village v
    left join (select distinct on (village_id) village_id, operating from collective_income i
               where ${inside('i.area_code')} and year = extract(year from ${first})::int and operating is not null and ${knownByNow('i')}
               order by village_id, observed_on desc, recorded_at desc) c on c.village_id = v.id
    where ${inside('v.area_code')}`,
  note: {
    zh: '目标针对每个村，因此只在村一级给出；县、乡可按村列表。',
    en: 'The target speaks of every village: told of villages only; a county lists its villages.',
  },
});

export const industryShare = defineIndicator({
  code: 'ind.industryShare',
  title: { zh: '衔接资金用于产业发展比重', en: 'Share of industry in the linkage funds' },
  formula: {
    zh: '产业项目计划的衔接资金 ÷ 全部项目计划的衔接资金',
    en: 'linkage funds planned for projects of industry ÷ those planned for all projects',
  },
  levels: ['PREFECTURE', 'COUNTY'],
  periods: ['YEAR'],
  measure: 'AMOUNT_SHARE',
  subject: project,
  policy: { document: hljSys, place: 'L25', quote: '要坚持逐步提高衔接资金用于产业发展比重,力争达到60%以上' },
  target: { parameter: fundsIndustryShare, force: 'STRIVE' },
  from: ({ inside, first }) => `
    select id as subject_id, area_code, null::uuid as household_id, case when planned_amount is null then null when category = 'INDUSTRY' then planned_amount else 0 end as numerator,
      planned_amount as denominator
    from project p where ${inside('p.area_code')} and fund_source = 'LINKAGE' and year = extract(year from ${first})::int`,
  note: { zh: '按项目计划金额计算，不是拨付金额。', en: 'Of what projects plan, not of what is paid.' },
});

export const indicators = [
  netIncomeGrowth,
  decliningHouseholds,
  belowWatchLine,
  incomeStructure,
  monitoredHouseholds,
  collectiveIncome,
  industryShare,
];
