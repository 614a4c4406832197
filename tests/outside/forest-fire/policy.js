// @ts-check
import { blank, defineDepartment, defineDocument, defineParameter, yuan } from 'xianjie/schema';

export const office = defineDepartment({ code: 'FOREST_FIRE', title: { zh: '防火办（示例）', en: 'Forest fire office (an example)' } });

/** Invented, as everything it says. */
export const notice = defineDocument({
  code: 'FOREST-FIRE-EXAMPLE',
  title: { zh: '护林防火巡护办法（示例，虚构）', en: 'Forest fire patrols (an invented example)' },
  issuer: { zh: '敖勒召其镇（示例）', en: 'Aolezhaoqi town (an example)' },
  issuedOn: '2024-01-15',
  precision: 'DAY',
  level: 'TOWNSHIP',
  areaCode: '150623100',
  sourceFile: 'invented',
});

export const allowanceRule = { document: notice, place: 'L3', quote: '脱贫户成员上年参加防火巡护满60天的，每人每年发放巡护补助600元' };
export const mealRule = { document: notice, place: 'L4', quote: '巡护期间误餐补助每人每天＿＿元' };
export const trainingRule = { document: notice, place: 'L5', quote: '对当年参加巡护的人员，镇防火办应当组织防火安全培训' };

export const minimumDays = defineParameter({
  code: 'forestFire.minimumDays',
  title: { zh: '巡护补助最低天数', en: 'days of patrol needed for the allowance' },
  type: 'NUMBER',
  unit: 'day/year',
  use: 'LINE',
  values: [{ ...allowanceRule, value: 60, operator: 'gte' }],
});

export const amount = defineParameter({
  code: 'forestFire.allowance',
  title: { zh: '巡护补助标准', en: 'patrol allowance' },
  type: 'MONEY',
  unit: 'yuan/person/year',
  use: 'AMOUNT',
  values: [{ ...allowanceRule, value: yuan(600), operator: 'eq' }],
});

/** The source leaves the amount blank. */
export const mealAmount = defineParameter({
  code: 'forestFire.meals',
  title: { zh: '误餐补助标准', en: 'meal allowance' },
  type: 'MONEY',
  unit: 'yuan/person/day',
  use: 'AMOUNT',
  values: [{ ...mealRule, value: blank, operator: 'eq' }],
});
