import {
  blank,
  city5,
  countyC,
  defineParameter,
  hljSys,
  monitoringIncomeLine,
  national2015,
  nmAlzq,
  reference,
  townA,
  yuan,
} from 'xianjie/schema';

export const transportOutOfProvinceAmount = defineParameter({
  code: 'employment.transportSubsidy.outOfProvince',
  title: { zh: '省外务工交通补贴', en: 'transport subsidy, work outside the province' },
  type: 'MONEY',
  unit: 'yuan/person',
  use: 'AMOUNT',
  values: [{ document: townA, value: yuan(500), place: '§A L92', quote: '省外务工500元/人', operator: 'eq' }],
});

export const transportInProvinceAmount = defineParameter({
  code: 'employment.transportSubsidy.inProvinceOutOfCounty',
  title: { zh: '省内县外务工交通补贴', en: 'transport subsidy, work in the province outside the county' },
  type: 'MONEY',
  unit: 'yuan/person',
  use: 'AMOUNT',
  values: [{ document: townA, value: yuan(300), place: '§A L92', quote: '省内县外务工300元/人', operator: 'eq' }],
});

export const workReliefLabourShare = defineParameter({
  code: 'employment.workReliefLabourShare',
  title: { zh: '以工代赈劳务报酬比例', en: 'labour-pay share of work-relief funds' },
  called: { zh: '规定比例', en: 'share that is asked for' },
  type: 'PERCENT',
  unit: 'percent',
  use: 'LINE',
  values: [{ document: nmAlzq, value: 10, place: 'L187', quote: '劳务报酬的比例不低于10%', operator: 'gte' }],
});

export const skillPerHousehold = defineParameter({
  code: 'employment.skillPerHousehold',
  title: { zh: '贫困家庭劳动力技能', en: 'skills mastered by the labour of each poor household' },
  type: 'NUMBER',
  unit: 'skill',
  use: 'TARGET',
  values: [{ document: national2015, value: 1, place: '§2 L111', quote: '劳动力至少掌握一门致富技能', operator: 'gte' }],
});

export const cityResidenceYears = defineParameter({
  code: 'employment.cityResidenceYears',
  title: { zh: '在城镇工作生活年限', en: 'years in town after which the destination government serves the migrant poor' },
  type: 'NUMBER',
  unit: 'year',
  use: 'LINE',
  values: [{ document: national2015, value: 1, place: '§2 L111', quote: '在城镇工作生活一年以上的农村贫困人口', operator: 'gte' }],
});

export const returnToWorkRate = defineParameter({
  code: 'employment.returnToWorkRate',
  title: { zh: '返岗复工率', en: 'return-to-work rate of poor labour (masked)' },
  type: 'PERCENT',
  unit: 'percent',
  use: 'TARGET',
  values: [{ document: city5, value: blank, place: '§5a L401', quote: '日前返岗复工率达xxx%', operator: 'eq' }],
});

export const workshopRestartRate = defineParameter({
  code: 'employment.workshopRestartRate',
  title: { zh: '就业扶贫车间复工复产率', en: 'restart rate of workshops (masked)' },
  type: 'PERCENT',
  unit: 'percent',
  use: 'TARGET',
  values: [{ document: city5, value: blank, place: '§5a L401', quote: '就业扶贫车间x月xx日前xxx%复工复产', operator: 'eq' }],
});

export const dailyPostPay = defineParameter({
  code: 'employment.dailyPostPay',
  title: { zh: '非固定性公益岗日报酬', en: 'daily pay of non-fixed public posts (masked)' },
  type: 'MONEY',
  unit: 'yuan/day',
  use: 'AMOUNT',
  values: [{ document: city5, value: blank, place: '§5a L401', quote: '按日用工上岗的每日报酬xx~xxx元', operator: 'range' }],
});

export const workshopRewardAmount = defineParameter({
  code: 'employment.workshopReward',
  title: { zh: '就业帮扶车间奖补', en: 'one-off reward per out-of-poverty person employed' },
  type: 'MONEY',
  unit: 'yuan/person (once)',
  use: 'AMOUNT',
  values: [{ document: hljSys, value: yuan(1000), place: 'L29', quote: '给予一次性1000元的奖励补贴', operator: 'eq' }],
});

/** The source refers to the monitoring line of the year and names no figure. */
export const workshopRewardWageFloor = defineParameter({
  code: 'employment.workshopRewardWageFloor',
  title: { zh: '车间奖补年度报酬门槛', en: 'yearly pay of that worker not below the current monitoring line (amount not given)' },
  called: { zh: '当年防返贫监测范围标准', en: 'monitoring line of the year' },
  type: 'MONEY',
  unit: 'yuan/person/year',
  use: 'LINE',
  values: [
    {
      document: hljSys,
      value: reference(monitoringIncomeLine, {
        zh: '原文“当年防返贫动态监测范围标准”，读作当地当年的监测收入标准；原文未写明是人均收入，此处只借用其数额。',
        en: 'The source says "the monitoring range standard of the year": read as the monitoring income line in force here. The line is of income per head, the pay is one worker’s; only the figure is taken.',
      }),
      place: 'L29',
      quote: '不低于当年防返贫动态监测范围标准的',
      operator: 'gte',
    },
  ],
});

export const jobsPerLabourHousehold = defineParameter({
  code: 'relocation.jobsPerLabourHousehold',
  title: { zh: '有劳动能力搬迁户稳定就业人数', en: 'persons in stable employment per relocated household with labour capacity' },
  called: { zh: '规定人数', en: 'number that is asked for' },
  type: 'NUMBER',
  unit: 'person/household',
  use: 'TARGET',
  values: [{ document: countyC, value: 1, place: '§C L288', quote: '搬迁脱贫户至少实现1人稳定就业', operator: 'gte' }],
});

export const parameters = [
  transportOutOfProvinceAmount,
  transportInProvinceAmount,
  workReliefLabourShare,
  skillPerHousehold,
  cityResidenceYears,
  returnToWorkRate,
  workshopRestartRate,
  dailyPostPay,
  workshopRewardAmount,
  workshopRewardWageFloor,
  jobsPerLabourHousehold,
];
