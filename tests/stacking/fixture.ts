import {
  blank,
  cappedTogether,
  cash,
  defineBenefit,
  defineCheck,
  defineDocument,
  defineFact,
  defineParameter,
  definePolicyModule,
  equals,
  exclusive,
  household,
  householdBenefits,
  labourCapacity,
  ordered,
  person,
  personBenefits,
  received,
  relocated,
  source,
  stackingUnknown,
  yuan,
  type FactRow,
  type PolicyModule,
} from 'xianjie/schema';
import { health, township } from '../../schema/facts/departments.js';

/** A stranger's module. Its policy is invented for the tests. */
const text = (en: string) => ({ zh: `${en}（测试）`, en });
export const notice = defineDocument({
  code: 'STOVE-TOWN',
  title: text('Heating notice'),
  issuer: text('Test town'),
  issuedOn: '2024-01-01',
  precision: 'DAY',
  level: 'TOWNSHIP',
  areaCode: '150623100',
  sourceFile: 'test',
});
export const later = defineDocument({ ...notice, code: 'STOVE-VILLAGE', areaCode: '150623100205', level: 'VILLAGE' });
export const place = { document: notice, place: 'L1', quote: '柴火补助与煤炭补助不得同时享受' } as const;

const given = (code: string) => ({ code: `test.${code}`, title: text(code), form: 'CASH' }) as const;
const held = (code: string) => defineBenefit({ ...given(code), recordedIn: personBenefits });
export const wood = held('wood');
export const coal = held('coal');
export const gas = held('gas');
export const stove = defineBenefit({ ...given('stove'), recordedIn: householdBenefits });
export const lamp = held('lamp');
export const visit = held('visit');
export const care = held('care');

/** A fact above PERSONAL: who may not read it learns of its rule nothing. */
const burned = defineFact({
  code: 'test.burned',
  title: text('burned'),
  subject: person,
  type: 'BOOLEAN',
  level: 'SENSITIVE',
  suppliers: [health],
  source: 'RECORDED',
});
/** Everybody was burned: what counts is who may know it. */
const burns = source({
  subject: person,
  columns: { burned },
  load: (sql, ids) =>
    sql<FactRow>(
      `select id as subject_id, '2025-01-01' as observed_on, 'TOWNSHIP' as source, true as burned from person where id = any($1::uuid[])`,
      [ids],
    ),
});

/** What a department's own list records: complete where the list says so, so that it is known who holds nothing of it. */
const aided = defineFact({
  code: 'test.aided',
  title: text('aided'),
  subject: person,
  type: 'CODES',
  codes: {} as Readonly<Record<string, ReturnType<typeof text>>>,
  level: 'PERSONAL',
  suppliers: [township],
  source: 'RECORDED',
  absent: [],
});
const aids = source({
  subject: person,
  columns: { aided },
  coveredBy: ['core.people'],
  load: (sql, ids) =>
    sql<FactRow>(
      `select person_id as subject_id, observed_on, source, array_agg(benefit) as aided from benefit_grant
       where person_id = any($1::uuid[]) and benefit in ('test.cane', 'test.walk') group by person_id, observed_on, source`,
      [ids],
    ),
});
const aid = (code: string) => defineBenefit({ ...given(code), recordedIn: aided });
export const cane = aid('cane');
export const walk = aid('walk');
export const heat = held('heat');

const amount = (code: string, value: number | typeof blank) =>
  defineParameter({
    code: `test.${code}`,
    title: text(code),
    type: 'MONEY',
    unit: 'yuan/person/year',
    use: 'AMOUNT',
    values: [{ document: notice, place: 'L2', quote: '每人每年合计不超过1000元', value, operator: 'lte' }],
  });
export const cap = amount('cap', yuan(1000));
export const blankCap = amount('blankCap', blank);
const woodAmount = amount('woodAmount', yuan(400));
const heatAmount = amount('heatAmount', yuan(50));

const rule = { kind: 'BENEFIT', force: 'MUST', policy: place } as const;
const works = equals(labourCapacity, 'FULL');
export const checks = [
  defineCheck({
    ...rule,
    code: 'test.cane',
    subject: person,
    title: text('Cane'),
    when: works,
    fulfilled: received(cane),
    gives: cash(cane, blank, { per: 'PERSON', every: blank }),
  }),
  defineCheck({
    ...rule,
    code: 'test.heat',
    subject: person,
    title: text('Heat'),
    when: works,
    fulfilled: received(heat),
    gives: cash(heat, heatAmount, { per: 'PERSON', every: 'MONTH' }),
  }),
  defineCheck({
    ...rule,
    code: 'test.wood',
    subject: person,
    title: text('Wood'),
    when: works,
    fulfilled: received(wood),
    gives: cash(wood, woodAmount, { per: 'PERSON', every: 'YEAR' }),
  }),
  defineCheck({
    ...rule,
    code: 'test.coal',
    subject: person,
    title: text('Coal'),
    when: works,
    fulfilled: received(coal),
    gives: cash(coal, blank, { per: 'PERSON', every: blank }),
  }),
  defineCheck({
    ...rule,
    code: 'test.care',
    subject: person,
    title: text('Care'),
    when: equals(burned, true),
    fulfilled: received(care),
    gives: cash(care, blank, { per: 'PERSON', every: blank }),
  }),
  defineCheck({
    ...rule,
    code: 'test.lamp',
    subject: person,
    title: text('Lamp'),
    when: works,
    fulfilled: received(lamp),
    gives: cash(lamp, blank, { per: 'HOUSEHOLD', every: 'ONCE' }),
  }),
  defineCheck({
    ...rule,
    code: 'test.stove',
    title: text('Stove'),
    subject: household,
    when: equals(relocated, true),
    fulfilled: received(stove),
    gives: cash(stove, blank, { per: 'HOUSEHOLD', every: 'ONCE' }),
  }),
];

const stands = (code: string, per: 'PERSON' | 'HOUSEHOLD' = 'PERSON') =>
  ({ code: `test.${code}`, title: text(code), per, policy: place }) as const;
export const woodOrCoal = exclusive([wood, coal], stands('woodOrCoal'));
export const fuels = cappedTogether([wood, coal, gas, heat, 'elsewhere.oil'], cap, { ...stands('fuels'), every: 'YEAR' });
export const relations = [
  exclusive([gas, wood], stands('gasOrWood')),
  woodOrCoal,
  exclusive([stove, gas, 'elsewhere.heater'], stands('stoveOrGas', 'HOUSEHOLD')),
  cappedTogether([lamp, visit], blankCap, { ...stands('lights'), every: 'YEAR' }),
  ordered([care, visit], stands('careFirst')),
  ordered([cane, walk], stands('caneFirst')),
  stackingUnknown([lamp, gas], stands('lampAndGas')),
];

/** Exclusive ones, and a cap; its relations are given, so that tests may take some away. */
export const moduleWith = (given: PolicyModule['relations'] = relations, more: Partial<PolicyModule> = {}): PolicyModule =>
  definePolicyModule({
    id: 'test',
    contract: 1,
    title: text('Heating'),
    owner: { code: 'RRB', title: text('bureau') },
    policies: [notice, later],
    parameters: [cap, blankCap, woodAmount, heatAmount],
    facts: [burns, aids],
    benefits: [wood, coal, gas, stove, lamp, visit, care, cane, walk, heat],
    checks,
    relations: given,
    ...more,
  });
