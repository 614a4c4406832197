import {
  blank,
  defineBenefit,
  defineFact,
  defineParameter,
  later,
  nonPolicy,
  person,
  personBenefits,
  ratio,
  townA,
  yuan,
} from 'xianjie/schema';

/** What the tests of what must not compile speak of. */

export const works = defineFact({
  code: 'test.workPlace',
  title: { zh: '务工地', en: 'place of work' },
  subject: person,
  type: 'CODE',
  codes: { IN_COUNTY: { zh: '县内', en: 'in the county' }, OUT_OF_PROVINCE: { zh: '省外', en: 'out of province' } },
  level: 'INTERNAL',
  suppliers: [],
  source: 'RECORDED',
});
export const age = defineFact({
  code: 'test.age',
  title: { zh: '年龄', en: 'age' },
  subject: person,
  type: 'NUMBER',
  level: 'PERSONAL',
  suppliers: [],
  source: 'DERIVED',
});
export const netLine = defineParameter({
  code: 'test.netLine',
  title: { zh: '线', en: 'line' },
  type: 'MONEY',
  concept: 'NET',
  unit: 'yuan/person/year',
  use: 'LINE',
  values: [{ document: townA, value: yuan(1), place: '§A L1', quote: 'x', operator: 'lt' }],
});
export const amount = defineParameter({
  code: 'test.amount',
  title: { zh: '补贴', en: 'subsidy' },
  type: 'MONEY',
  unit: 'yuan/person',
  use: 'AMOUNT',
  values: [{ document: townA, value: blank, place: '§A L1', quote: 'x', operator: 'eq' }],
});
export const minimumAge = defineParameter({
  code: 'test.minimumAge',
  title: { zh: '年龄下限', en: 'minimum age' },
  type: 'NUMBER',
  unit: 'year',
  use: 'LINE',
  values: [],
});
export const places = defineParameter({
  code: 'test.places',
  title: { zh: '范围', en: 'places' },
  type: 'CODES',
  codes: { IN_COUNTY: { zh: '县内', en: 'in the county' }, OUT_OF_PROVINCE: { zh: '省外', en: 'out of province' } },
  unit: 'place',
  use: 'LINE',
  values: [{ document: townA, value: ['OUT_OF_PROVINCE'], place: '§A L1', quote: 'x', operator: 'eq' }],
});
export const transport = defineBenefit({
  code: 'TEST_TRANSPORT',
  title: { zh: '交通补贴', en: 'transport subsidy' },
  form: 'CASH',
  recordedIn: personBenefits,
});

export const exit = defineFact({
  code: 'test.exit',
  title: { zh: '脱贫日', en: 'exit' },
  subject: person,
  type: 'DATE',
  level: 'PERSONAL',
  suppliers: [],
  source: 'RECORDED',
});
export const pay = defineFact({
  code: 'test.pay',
  title: { zh: '报酬', en: 'pay' },
  subject: person,
  type: 'MONEY',
  level: 'INTERNAL',
  suppliers: [],
  source: 'RECORDED',
});
export const outlay = defineFact({
  code: 'test.outlay',
  title: { zh: '资金', en: 'funds' },
  subject: person,
  type: 'MONEY',
  level: 'INTERNAL',
  suppliers: [],
  source: 'RECORDED',
});
export const title = { zh: '词', en: 'term' };
export const twoYearsLater = later({ title, date: exit, by: minimumAge, unit: 'YEARS' });
export const payShare = ratio({ title, part: pay, whole: outlay });
export const one = nonPolicy(1, 'a number of the test');

export const head = {
  code: 'test.transport',
  title: { zh: '省外务工交通补贴', en: 'Transport subsidy' },
  kind: 'BENEFIT',
  force: 'MUST',
  policy: { document: townA, place: '§A L92', quote: 'x' },
} as const;
