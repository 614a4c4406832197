import { blank, city5, countyC, defineParameter, hebei, jiangsu } from 'xianjie/schema';

export const tuitionWaiverYears = defineParameter({
  code: 'education.tuitionWaiverYears',
  title: { zh: '脱贫后继续免除学费年限', en: 'years after exit in which college students of registered families keep the tuition waiver' },
  called: { zh: '免除学费年限', en: 'years of the tuition waiver' },
  type: 'NUMBER',
  unit: 'year',
  use: 'DEADLINE',
  values: [{ document: jiangsu, value: 2, place: '§4 L339', quote: '在实现脱贫后两年内,应继续享受免除学费', operator: 'lte' }],
});

export const consolidationRate = defineParameter({
  code: 'education.consolidationRate',
  title: { zh: '九年义务教育巩固率', en: 'nine-year compulsory education consolidation rate (masked)' },
  type: 'PERCENT',
  unit: 'percent',
  use: 'TARGET',
  values: [{ document: city5, value: blank, place: '§5a L391', quote: '九年义务教育巩固率达xx%以上', operator: 'gte' }],
});

/** What the sources name and give no amount for: declared all the same, so that nobody takes the silence for zero. */
export const twoExemptionsAmount = defineParameter({
  code: 'education.twoExemptions.amount',
  title: { zh: '“两免一补”“三免一助”补助标准', en: 'amount of the two aid packages' },
  type: 'MONEY',
  unit: 'yuan/person',
  use: 'AMOUNT',
  values: [{ document: countyC, value: blank, place: '§C L278', quote: '继续落实“两免一补”“三免一助”“雨露计划”等政策', operator: 'eq' }],
});

export const rainDewAmount = defineParameter({
  code: 'education.rainDew.amount',
  title: { zh: '雨露计划补助标准', en: 'amount of the Rain-Dew aid' },
  type: 'MONEY',
  unit: 'yuan/person',
  use: 'AMOUNT',
  values: [{ document: countyC, value: blank, place: '§C L278', quote: '继续落实“两免一补”“三免一助”“雨露计划”等政策', operator: 'eq' }],
});

export const vocationalAmount = defineParameter({
  code: 'education.vocational.amount',
  title: { zh: '“两后生”职业教育资助标准', en: 'amount of the aid for vocational education' },
  type: 'MONEY',
  unit: 'yuan/person',
  use: 'AMOUNT',
  values: [{ document: hebei, value: blank, place: 'L37', quote: '接受职业教育,并按规定给予相应资助', operator: 'eq' }],
});

export const nutritionAmount = defineParameter({
  code: 'education.nutrition.amount',
  title: { zh: '营养改善计划标准', en: 'amount of the nutrition plan' },
  type: 'MONEY',
  unit: 'yuan/person',
  use: 'AMOUNT',
  values: [{ document: hebei, value: blank, place: 'L23', quote: '农村义务教育学生营养改善计划', operator: 'eq' }],
});

export const tuitionWaiverAmount = defineParameter({
  code: 'education.tuitionAfterExit.amount',
  title: { zh: '免除学费金额', en: 'tuition waived' },
  type: 'MONEY',
  unit: 'yuan/person',
  use: 'AMOUNT',
  values: [{ document: jiangsu, value: blank, place: '§4 L339', quote: '应继续享受免除学费的扶持政策', operator: 'eq' }],
});

export const parameters = [
  tuitionWaiverYears,
  consolidationRate,
  twoExemptionsAmount,
  rainDewAmount,
  vocationalAmount,
  nutritionAmount,
  tuitionWaiverAmount,
];
