import { yuan } from '../contract/measure.js';
import { blank, defineParameter } from '../contract/parameter.js';
import { ahHuoqiu, countyC, hebei, hljSys, hnCounty, jiangsu, nationalEssay, nmAlzq, townA, ynWeishan } from './policies.js';

export const monitoringIncomeLine = defineParameter({
  code: 'monitoring.incomeLine',
  title: { zh: '监测收入标准(家庭年人均收入)', en: 'income line that triggers monitoring (household annual per-capita income)' },
  called: { zh: '监测收入标准', en: 'monitoring income line' },
  type: 'MONEY',
  concept: 'PER_CAPITA_YEARLY',
  unit: 'yuan/person/year',
  use: 'LINE',
  values: [{ document: townA, value: yuan(6000), place: '§A L36', quote: '按家庭年人均收入是否低于6000元标准', operator: 'lt' }],
});

export const monitoringDiscoveryRouteCount = defineParameter({
  code: 'monitoring.discoveryRouteCount',
  title: { zh: '发现途径', en: 'number of discovery routes named' },
  type: 'NUMBER',
  unit: 'route',
  use: 'COUNT',
  values: [{ document: townA, value: 3, place: '§A L36', quote: '部门数据比对筛查预警等三种途径', operator: 'eq' }],
});

export const monitoringHouseholdCheckFrequency = defineParameter({
  code: 'monitoring.householdCheckFrequency',
  title: { zh: '入户核查频率', en: 'household verification frequency' },
  type: 'NUMBER',
  unit: 'check/month',
  use: 'COUNT',
  values: [{ document: countyC, value: 1, place: '§C L272', quote: '每月动态开展入户核查', operator: 'gte' }],
});

export const monitoringRelativeLineMultiple = defineParameter({
  code: 'monitoring.relativeLineMultiple',
  title: { zh: '监测标准倍数', en: 'monitoring line as a multiple of the national poverty standard (per-capita disposable income)' },
  type: 'NUMBER',
  unit: 'multiple of national standard',
  use: 'LINE',
  values: [{ document: nationalEssay, value: 1.5, place: '§H L494', quote: '低于国家扶贫标准1.5倍左右的家庭', operator: 'approx' }],
});

export const monitoringRemovalIndicatorCount = defineParameter({
  code: 'monitoring.removalIndicatorCount',
  title: { zh: '风险消除指标', en: 'indicators that must all be met for risk removal' },
  type: 'NUMBER',
  unit: 'indicator',
  use: 'COUNT',
  values: [{ document: nmAlzq, value: 4, place: 'L95', quote: '4项指标全部达标', operator: 'eq' }],
});

export const monitoringRemovalMinStableMonths = defineParameter({
  code: 'monitoring.removalMinStableMonths',
  title: { zh: '收入持续稳定期', en: 'minimum months of stable income before risk removal' },
  type: 'NUMBER',
  unit: 'month',
  use: 'COUNT',
  values: [{ document: nmAlzq, value: 6, place: 'L95', quote: '收入持续稳定不少于6个月的监测对象', operator: 'gte' }],
});

export const incomeNegativeGrowthHouseholds = defineParameter({
  code: 'income.negativeGrowthHouseholds',
  title: { zh: '收入负增长户', en: 'households with negative income growth (yearly target)' },
  type: 'NUMBER',
  unit: 'household',
  use: 'TARGET',
  values: [{ document: countyC, value: 0, place: '§C L262', quote: '全县无收入负增长户', operator: 'eq' }],
});

export const incomeWatchLine = defineParameter({
  code: 'income.watchLine',
  title: { zh: '重点排查收入线', en: 'per-capita net income below which an out-of-poverty household is screened first' },
  called: { zh: '重点排查收入线', en: 'income line of the first screening' },
  type: 'MONEY',
  concept: 'NET',
  unit: 'yuan/person/year',
  use: 'LINE',
  values: [{ document: hljSys, value: yuan(10000), place: 'L17', quote: '家庭人均纯收入低于1万元的脱贫户', operator: 'lt' }],
});

export const incomeCityGrowthFloor = defineParameter({
  code: 'income.cityGrowthFloor',
  title: { zh: '全市人均纯收入增速下限', en: '2023 growth of per-capita net income not below the 2022 rate (rate itself not given)' },
  type: 'PERCENT',
  unit: 'percent',
  use: 'TARGET',
  values: [{ document: hljSys, value: blank, place: 'L15', quote: '人均纯收入增速不低于2022年度增速', operator: 'gte' }],
});

export const incomeCountyGrowthFloor = defineParameter({
  code: 'income.countyGrowthFloor',
  title: { zh: '县区人均纯收入增速下限', en: 'county growth 2023 not below the city rate of 2022 (rate itself not given)' },
  type: 'PERCENT',
  unit: 'percent',
  use: 'TARGET',
  values: [{ document: hljSys, value: blank, place: 'L15', quote: '人均纯收入增速不低于2022年度全市增速', operator: 'gte' }],
});

export const collectiveOperatingIncomeTarget = defineParameter({
  code: 'collective.operatingIncomeTarget',
  title: {
    zh: '村级集体经济经营性年收入',
    en: 'village collective operating income, every village, by the end of the 14th five-year plan',
  },
  type: 'MONEY',
  unit: 'yuan/village/year',
  use: 'TARGET',
  values: [{ document: townA, value: yuan(150_000), place: '§A L116', quote: '村级集体经济经营性年收入达15万元以上', operator: 'gte' }],
});

export const fundsIndustryShare = defineParameter({
  code: 'funds.industryShare',
  title: { zh: '衔接资金用于产业比重', en: 'share of linkage funds spent on industry (strive for)' },
  type: 'PERCENT',
  unit: 'percent',
  use: 'TARGET',
  values: [{ document: hljSys, value: 60, place: 'L25', quote: '用于产业发展比重,力争达到60%以上', operator: 'gte' }],
});

export const periodTransitionYears = defineParameter({
  code: 'period.transitionYears',
  title: { zh: '过渡期', en: 'transition period length' },
  type: 'NUMBER',
  unit: 'year',
  use: 'DEADLINE',
  values: [
    { document: townA, value: 5, place: '§A L20', quote: '按照中央设立5年过渡期', operator: 'eq' },
    {
      document: nationalEssay,
      value: 5,
      place: '§H L500',
      quote: '脱贫县从脱贫之日起设置5年过渡期',
      operator: 'eq',
      title: { zh: '过渡期', en: "transition period, counted from the county's own exit" },
    },
    { document: hebei, value: 5, place: 'L7', quote: '设立5年过渡期', operator: 'eq', title: { zh: '过渡期', en: 'transition period' } },
  ],
});

export const periodConsolidatedBy = defineParameter({
  code: 'period.consolidatedBy',
  title: { zh: '脱贫攻坚成果巩固拓展目标年', en: 'target year: outcomes consolidated' },
  type: 'NUMBER',
  unit: 'calendar year',
  use: 'TARGET',
  values: [{ document: townA, value: 2025, place: '§A L20', quote: '到2025年,脱贫攻坚成果巩固拓展', operator: 'eq' }],
});

export const periodRevitalisationProgressBy = defineParameter({
  code: 'period.revitalisationProgressBy',
  title: { zh: '乡村振兴重大进展目标年', en: 'target year: significant revitalisation progress' },
  type: 'NUMBER',
  unit: 'calendar year',
  use: 'TARGET',
  values: [{ document: townA, value: 2035, place: '§A L20', quote: '到2035年,社会经济发展取得显著成效', operator: 'eq' }],
});

export const periodIncomeActionStart = defineParameter({
  code: 'period.incomeActionStart',
  title: { zh: '持续增收三年行动', en: 'three-year income action, first year' },
  type: 'RANGE',
  unit: 'calendar year',
  use: 'DEADLINE',
  values: [
    { document: hljSys, value: { from: 2023, to: 2025 }, place: 'L11', quote: '持续增收三年行动意见(2023-2025年)', operator: 'range' },
  ],
});

export const areaNaturalVillageMinHouseholds = defineParameter({
  code: 'area.naturalVillageMinHouseholds',
  title: { zh: '自然村户数', en: 'minimum size of a natural village for 4G and fibre extension' },
  type: 'NUMBER',
  unit: 'household',
  use: 'LINE',
  values: [
    { document: hnCounty, value: 20, place: '§B L204', quote: '指20户以上自然村组或聚居寨', operator: 'gte' },
    {
      document: hebei,
      value: 20,
      place: 'L22',
      quote: '推进20户以上自然村通硬化路',
      operator: 'gte',
      title: { zh: '自然村户数(硬化路)', en: 'minimum natural village size for paved road' },
    },
  ],
});

export const areaVillageClassCount = defineParameter({
  code: 'area.villageClassCount',
  title: { zh: '嘎查村分类', en: 'village classes' },
  type: 'NUMBER',
  unit: 'class',
  use: 'COUNT',
  values: [{ document: nmAlzq, value: 3, place: 'L205', quote: '示范引领、重点帮扶和整体推进三类', operator: 'eq' }],
});

export const registryEntryExitMonth = defineParameter({
  code: 'registry.entryExitMonth',
  title: { zh: '脱贫出列返贫入列月份', en: 'month of the yearly entry/exit operation' },
  type: 'NUMBER',
  unit: 'month',
  use: 'DEADLINE',
  values: [{ document: ahHuoqiu, value: 1, place: '§1 L23', quote: '每年1月进行脱贫出列、返贫入列操作', operator: 'eq' }],
});

export const registryPreExitLabelMonths = defineParameter({
  code: 'registry.preExitLabelMonths',
  title: { zh: '预脱贫标注月份', en: 'months of pre-exit labelling' },
  type: 'RANGE',
  unit: 'month',
  use: 'DEADLINE',
  values: [{ document: ahHuoqiu, value: { from: 2, to: 3 }, place: '§1 L23', quote: '2、3月预脱贫标注', operator: 'range' }],
});

export const registryExitIncidence = defineParameter({
  code: 'registry.exitIncidence',
  title: { zh: '贫困县退出贫困发生率', en: 'poverty incidence for county exit' },
  type: 'PERCENT',
  unit: 'percent',
  use: 'TARGET',
  values: [{ document: ynWeishan, value: 3, place: '§3 L233', quote: '2016年把贫困发生率降到3%以下', operator: 'lt' }],
});

export const registryPrecisionRequirements = defineParameter({
  code: 'registry.precisionRequirements',
  title: { zh: '建档立卡精准要求', en: 'precision requirements for registering one household' },
  type: 'NUMBER',
  unit: 'requirement',
  use: 'COUNT',
  values: [{ document: ynWeishan, value: 9, place: '§3 L253', quote: '建档立卡工作,就有9项精准要求', operator: 'eq' }],
});

export const registryProvincialIncomeStandard = defineParameter({
  code: 'registry.provincialIncomeStandard',
  title: { zh: '省定脱贫年收入标准', en: 'provincial poverty-exit income line' },
  type: 'MONEY',
  unit: 'yuan/person/year',
  use: 'LINE',
  values: [
    {
      document: jiangsu,
      value: yuan(6000),
      place: '§4 L309',
      quote: '基本实现年收入6000元脱贫目标',
      operator: 'gte',
      validFrom: '2019-01-01',
      precision: 'YEAR',
    },
  ],
});

export const parameters = [
  monitoringIncomeLine,
  monitoringDiscoveryRouteCount,
  monitoringHouseholdCheckFrequency,
  monitoringRelativeLineMultiple,
  monitoringRemovalIndicatorCount,
  monitoringRemovalMinStableMonths,
  incomeNegativeGrowthHouseholds,
  incomeWatchLine,
  incomeCityGrowthFloor,
  incomeCountyGrowthFloor,
  collectiveOperatingIncomeTarget,
  fundsIndustryShare,
  periodTransitionYears,
  periodConsolidatedBy,
  periodRevitalisationProgressBy,
  periodIncomeActionStart,
  areaNaturalVillageMinHouseholds,
  areaVillageClassCount,
  registryEntryExitMonth,
  registryPreExitLabelMonths,
  registryExitIncidence,
  registryPrecisionRequirements,
  registryProvincialIncomeStandard,
];
