import { defineBenefit, defineStatus, personBenefits } from 'xianjie/schema';

const held = (code: string, form: 'CASH' | 'PREMIUM' | 'EXEMPTION' | 'SERVICE' | 'LOAN' | 'WAGE', zh: string, en: string) =>
  defineBenefit({ code: `employment.${code}`, title: { zh, en }, form, recordedIn: personBenefits });

export const transportSubsidy = held('transportSubsidy', 'CASH', '外出务工交通补贴', 'transport subsidy');
export const accidentInsurance = held('accidentInsurance', 'PREMIUM', '小额人身意外伤害保险', 'small accident insurance');
export const migrantService = held(
  'migrantService',
  'SERVICE',
  '外出务工服务(信息、对接、维权、转岗)',
  'help to work away (information, matching, rights, change of post)',
);
export const returneeService = held('returneeService', 'SERVICE', '返乡回流跟踪服务', 'follow-up of returned workers');
export const graduateService = held('graduateService', 'SERVICE', '毕业生就业帮扶', 'help for graduates');
export const freeTraining = held('freeTraining', 'SERVICE', '免费技能培训', 'free training');
export const startupTaxRelief = held('startupTaxRelief', 'EXEMPTION', '创业税费减免', 'tax relief for a new business');
export const startupPremises = held('startupPremises', 'SERVICE', '创业场地安排', 'premises for a new business');
export const startupLoan = held('startupLoan', 'LOAN', '创业担保贷款', 'guaranteed start-up loan');
export const startupSubsidy = held('startupSubsidy', 'CASH', '一次性创业补贴', 'one-off start-up subsidy');
export const startupTraining = held('startupTraining', 'SERVICE', '创业培训', 'start-up training');

/** Out-of-poverty and monitored people are hired first for work relief. */
export const workReliefFirst = defineStatus({
  code: 'employment.workReliefFirst',
  title: { zh: '以工代赈优先吸纳', en: 'hired first for work relief' },
});

export const benefits = [
  transportSubsidy,
  accidentInsurance,
  migrantService,
  returneeService,
  graduateService,
  freeTraining,
  startupTaxRelief,
  startupPremises,
  startupLoan,
  startupSubsidy,
  startupTraining,
  workReliefFirst,
];
