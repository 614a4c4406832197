import fc from 'fast-check';
import {
  blank,
  defineBenefit,
  defineFact,
  defineParameter,
  defineSubject,
  linkToMany,
  linkToOne,
  hljSys,
  townA,
  type Check,
  type Condition,
  type FactRow,
  type FactSource,
  type NamedValue,
  type PolicyModule,
  type Sql,
  type SubjectOf,
  type Term,
} from 'xianjie/schema';
import { nodesOf } from '../../../plugins/eligibility/catalogue/nodes.js';
import { education, villageCommittee } from '../../../schema/facts/departments.js';
import { adoptionsOnly, corePolicy, inMemorySource, type RecordedCoverage } from '../support.js';

/** Farms and their workers, about whom anything may be known, and any condition on them. */
const common = { level: 'INTERNAL', suppliers: [education, villageCommittee], source: 'RECORDED' } as const;
export const text = (en: string) => ({ zh: en, en });
const codes = { A: text('a'), B: text('b'), C: text('c'), UNKNOWN: text('not known') };

const anyCodes: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = codes;

export const farm = defineSubject({ code: 'FARM', title: text('farm'), nodeType: 'Farm', stored: { table: 'farm' } });
const worker = defineSubject({ code: 'WORKER', title: text('worker') });
export const farms = Array.from({ length: 8 }, (_, i) => ({ id: `farm${i}`, areaCode: i < 4 ? '150623100201' : '150623100202' }));
const workers = Array.from({ length: 12 }, (_, i) => ({ id: `worker${i}`, farm: `farm${i % 5}` }));

export const workersOf = linkToMany({
  code: 'FARM.workers',
  title: text('workers'),
  from: farm,
  to: worker,
  complete: { coveredBy: ['test.workers'] },
  load: (_sql, ids) => Promise.resolve(workers.filter((one) => ids.includes(one.farm)).map((one) => ({ from: one.farm, to: one.id }))),
  itemTitle: (_id, position) => text(`worker ${position}`),
});
export const farmOf = linkToOne({
  code: 'WORKER.farm',
  title: text('farm'),
  from: worker,
  to: farm,
  load: (_sql, ids) => Promise.resolve(workers.filter((one) => ids.includes(one.id)).map((one) => ({ from: one.id, to: one.farm }))),
  itemTitle: () => text('farm'),
});

const of = { FARM: farm, WORKER: worker };
const factsOf = <S extends string>(subject: SubjectOf<S>) => ({
  money: defineFact({
    ...common,
    code: `test.${subject.code}.money`,
    title: text('money'),
    subject,
    type: 'MONEY',
    notNegative: true,
    staleAfter: { months: 12 },
  }),
  number: defineFact({ ...common, code: `test.${subject.code}.number`, title: text('number'), subject, type: 'NUMBER', absent: 0 }),
  day: defineFact({ ...common, code: `test.${subject.code}.day`, title: text('day'), subject, type: 'DATE' }),
  yes: defineFact({ ...common, code: `test.${subject.code}.yes`, title: text('yes'), subject, type: 'BOOLEAN', absent: false }),
  code: defineFact({
    ...common,
    code: `test.${subject.code}.code`,
    title: text('code'),
    subject,
    type: 'CODE',
    codes,
    unknownAs: ['UNKNOWN'],
  }),
  set: defineFact({ ...common, code: `test.${subject.code}.set`, title: text('set'), subject, type: 'CODES', codes: anyCodes, absent: [] }),
  yearly: defineFact({ ...common, code: `test.${subject.code}.yearly`, title: text('yearly'), subject, type: 'MONEY', period: 'YEAR' }),
});
export const facts = { FARM: factsOf(farm), WORKER: factsOf(worker) };
export type Kind = keyof typeof facts;

const value = { document: townA, place: 'L1', quote: 'x', operator: 'eq' } as const;
const line = { unit: 'yuan', use: 'LINE' } as const;
export const parameters = {
  money: defineParameter({ ...line, code: 'test.line', title: text('line'), type: 'MONEY', values: [{ ...value, value: 300 }] }),
  open: defineParameter({ ...line, code: 'test.open', title: text('open'), type: 'MONEY', values: [{ ...value, value: blank }] }),
  span: defineParameter({ ...line, code: 'test.span', title: text('span'), type: 'NUMBER', values: [{ ...value, value: 2 }] }),
  set: defineParameter({ ...line, code: 'test.set', title: text('set'), type: 'CODES', codes, values: [{ ...value, value: ['A', 'B'] }] }),
  range: defineParameter({
    ...line,
    code: 'test.range',
    title: text('range'),
    type: 'RANGE',
    values: [{ ...value, value: { from: 1, to: 3 } }],
  }),
  table: defineParameter({
    ...line,
    code: 'test.table',
    title: text('table'),
    type: 'TABLE',
    codes,
    values: [{ ...value, value: { A: 1, B: 3 } }],
  }),
};
const benefit = defineBenefit({ code: 'C', title: text('benefit'), form: 'CASH', recordedIn: facts.FARM.set });

export function checkOf(when: Condition, fulfilled: Condition | null, given: Term | typeof blank | null): Check {
  return {
    declares: 'check',
    code: 'test.farm',
    title: text('check'),
    kind: 'BENEFIT',
    force: 'MUST',
    subject: farm,
    policies: [{ document: townA, place: 'L1', quote: 'x' }],
    when,
    fulfilled,
    rank: null,
    gives: [{ benefit, amount: given, per: 'HOUSEHOLD', every: blank }],
    rules: ['test.farm'],
    family: 'test.farm',
    note: null,
  };
}

let values = 0;
/** A value with a name of its own: one that nobody wrote before, so that no other has its code. */
export function namedValue(kind: Kind, is: Term, { rounded = false, inForce = true } = {}): NamedValue {
  values += 1;
  return {
    declares: 'value',
    term: 'named',
    code: `test.value${values}`,
    title: text(`value ${values}`),
    subject: of[kind],
    // Nobody here has adopted the other document.
    policies: [{ document: inForce ? townA : hljSys, place: 'L1', quote: 'x' }],
    is,
    rounded,
    note: null,
  };
}

const DAYS = ['2023-01-15', '2024-07-01', '2025-01-10', '2025-03-01', '2025-06-30'];
const day = fc.constantFrom(...DAYS);
const nothing = fc.constant(null);
const often = <T>(known: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: known }, nothing);
const fens = fc.constantFrom(0, 100, 300, 301, 900);
const cells = fc.record({
  money: fc.oneof({ weight: 12, arbitrary: often(fens) }, fc.constant('much')),
  number: often(fc.integer({ min: -1, max: 4 })),
  day: often(fc.constantFrom('1990-02-28', '2004-02-29', '2023-06-30', '2024-12-31')),
  yes: often(fc.boolean()),
  code: often(fc.constantFrom('A', 'B', 'C', 'UNKNOWN')),
  set: often(fc.uniqueArray(fc.constantFrom('A', 'B', 'C'), { maxLength: 2 })),
  yearly: often(fens),
});

/** What suppliers may have said of these subjects. */
const rows = (ids: readonly string[]): fc.Arbitrary<FactRow[]> =>
  fc.array(
    fc
      .record({
        id: fc.constantFrom(...ids),
        observed_on: day,
        source: fc.constantFrom('EDU', 'VILLAGE'),
        period: fc.constantFrom(2023, 2024, 2025),
        cells,
      })
      .map(({ id, cells: said, ...row }) => ({ subject_id: id, ...row, ...said })),
    { maxLength: ids.length * 3 },
  );

const coverage: fc.Arbitrary<RecordedCoverage[]> = fc.array(
  fc.record({
    feed: fc.constantFrom('test.list', 'test.workers'),
    source: fc.constantFrom('EDU', 'VILLAGE'),
    area: fc.constantFrom('150623100201', '150623'),
    on: day,
  }),
  { maxLength: 5 },
);

export const known = fc.record({
  FARM: rows(farms.map(({ id }) => id)),
  WORKER: rows(workers.map(({ id }) => id)),
  coverage,
  fails: fc.option(fc.constantFrom<Kind>('FARM', 'WORKER'), { freq: 8 }),
});
export type KnownOf = typeof known extends fc.Arbitrary<infer T> ? T : never;

const YEARS = [2025, 2024, 2023, 2022, 2021];
/** Years of which something may have been said, of each farm: enough for every row of met, unmet and open ones to occur. */
export const years: fc.Arbitrary<KnownOf> = fc
  .array(often(fens), { minLength: farms.length * 5, maxLength: farms.length * 5 })
  .map((said) => ({
    FARM: said.map((yearly, i) => ({
      ...{
        subject_id: farms[i % farms.length]?.id ?? '',
        observed_on: '2025-06-30',
        source: 'EDU',
        period: YEARS[Math.trunc(i / farms.length)] ?? 0,
      },
      ...{ money: null, number: null, day: null, yes: null, code: null, set: null, yearly },
    })),
    WORKER: [],
    coverage: [],
    fails: null,
  }));

export function moduleOf(check: Check, world: KnownOf): PolicyModule {
  const sourceOf = (kind: Kind): FactSource => {
    const { source } = inMemorySource(of[kind] as never, facts[kind], world[kind], { coveredBy: ['test.list'] });
    return world.fails === kind ? { ...source, load: () => Promise.reject(new Error('the source is out of order')) } : source;
  };
  return {
    ...corePolicy,
    subjects: [...(corePolicy.subjects ?? []), farm, worker],
    parameters: Object.values(parameters),
    values: valuesIn(check),
    benefits: [benefit],
    checks: [check],
    facts: [sourceOf('FARM'), sourceOf('WORKER')],
  };
}

const isValue = (node: object): boolean => 'declares' in node && node.declares === 'value';
const valuesIn = ({ when, fulfilled, gives }: Check): NamedValue[] =>
  nodesOf([when, fulfilled, gives.map(({ amount: given }) => given)]).filter(isValue) as unknown as NamedValue[];

/** The farms' own table, beside what is adopted and complete. */
export function sqlOf(world: KnownOf): Sql {
  const others = adoptionsOnly([{ document: 'TOWN-A', area: '15', from: '2022-08-29' }], world.coverage);
  return ((statement: string, values: readonly unknown[] = []) => {
    if (statement.includes('set_config') || statement === 'select 1') return Promise.resolve([]);
    if (statement.includes(' from farm ')) return Promise.resolve(farms);
    return others(statement, values);
  }) as Sql;
}
