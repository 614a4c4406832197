// @ts-check
import { defineDepartment, defineDocument, defineParameter, yuan } from 'xianjie/schema';
import { stoveKinds } from './codes.js';

export const office = defineDepartment({ code: 'HEATING', title: { zh: '取暖办（示例）', en: 'Heating office (an example)' } });

/** Invented, as everything it says. */
export const notice = defineDocument({
  code: 'WINTER-HEATING-EXAMPLE',
  title: { zh: '冬季取暖补贴办法（示例，虚构）', en: 'Winter heating subsidies (an invented example)' },
  issuer: { zh: '敖勒召其镇（示例）', en: 'Aolezhaoqi town (an example)' },
  issuedOn: '2024-10-01',
  precision: 'DAY',
  level: 'TOWNSHIP',
  areaCode: '150623100', // its own area adopts it by itself; left out, it is in force only where somebody adopts it
  sourceFile: 'invented',
});

const place = { document: notice, place: 'L3', quote: '脱贫户上年人均纯收入低于7000元、以燃煤炉或火炕取暖的，每户每年补贴300元' };

export const incomeLine = defineParameter({
  code: 'winterHeating.incomeLine',
  title: { zh: '取暖补贴收入线', en: 'income line of the heating subsidy' },
  type: 'MONEY',
  concept: 'NET', // only an income of the same concept compares with it
  unit: 'yuan/person/year',
  use: 'LINE',
  values: [{ ...place, value: yuan(7000), operator: 'lt' }],
});

export const coveredStoves = defineParameter({
  code: 'winterHeating.coveredStoves',
  title: { zh: '纳入补贴的取暖方式', en: 'kinds of heating that are covered' },
  type: 'CODES',
  codes: stoveKinds,
  unit: 'codes',
  use: 'LINE',
  values: [{ ...place, value: ['COAL_STOVE', 'BRICK_BED'], operator: 'eq' }],
});

export const amount = defineParameter({
  code: 'winterHeating.amount',
  title: { zh: '取暖补贴标准', en: 'heating subsidy' },
  type: 'MONEY',
  unit: 'yuan/household/year',
  use: 'AMOUNT',
  values: [{ ...place, value: yuan(300), operator: 'eq' }],
});
