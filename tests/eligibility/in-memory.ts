import { beforeEach } from 'vitest';
import { all, defineCheck, defineFact, equals, household, person, townA, type FactRow, type PolicyModule } from 'xianjie/schema';
import { createEligibility } from '../../plugins/eligibility/index.js';
import { education, villageCommittee } from '../../schema/facts/departments.js';
import { adoptionsOnly, corePolicy, inMemorySource, today, type RecordedCoverage } from './support.js';

/** What the engine makes of rows; the rows are in memory, so this says nothing of the SQL that loads them. */
const common = { level: 'INTERNAL', suppliers: [education, villageCommittee], source: 'RECORDED' } as const;
const codes = { YES: { zh: '是', en: 'yes' }, NO: { zh: '否', en: 'no' }, UNKNOWN: { zh: '不清楚', en: 'not known' } };
export const plain = defineFact({
  ...common,
  code: 'test.plain',
  title: { zh: '甲', en: 'a' },
  subject: household,
  type: 'CODE',
  codes,
  unknownAs: ['UNKNOWN'],
  absent: 'NO',
});
export const ageing = defineFact({
  ...common,
  code: 'test.ageing',
  title: { zh: '乙', en: 'b' },
  subject: household,
  type: 'BOOLEAN',
  staleAfter: { months: 12 },
});
export const judged = defineFact({
  code: 'test.judged',
  title: { zh: '丙', en: 'c' },
  subject: household,
  type: 'BOOLEAN',
  level: 'SENSITIVE',
  suppliers: [],
  source: 'JUDGEMENT',
  roles: ['TOWNSHIP_SPECIALIST'],
});
const orphan = defineFact({ ...common, code: 'test.orphan', title: { zh: '丁', en: 'd' }, subject: household, type: 'BOOLEAN' });
export const ofPerson = defineFact({ ...common, code: 'test.ofPerson', title: { zh: '戊', en: 'e' }, subject: person, type: 'BOOLEAN' });

export const rule = {
  kind: 'STATUS',
  force: 'MUST',
  title: { zh: 'x', en: 'x' },
  policy: { document: townA, place: 'L1', quote: 'x' },
} as const;
const checks = [
  defineCheck({ ...rule, code: 'test.plain', subject: household, when: equals(plain, 'YES') }),
  defineCheck({ ...rule, code: 'test.ageing', subject: household, when: equals(ageing, true) }),
  defineCheck({ ...rule, code: 'test.judged', subject: household, when: equals(judged, true) }),
  defineCheck({ ...rule, code: 'test.orphan', subject: household, when: equals(orphan, true) }),
  defineCheck({ ...rule, code: 'test.both', subject: household, when: all(equals(plain, 'YES'), equals(ageing, true)) }),
  defineCheck({ ...rule, code: 'test.person', subject: person, when: equals(ofPerson, true) }),
];

/** What a test says is stored; every test starts with nothing. */
export const state: { rows: FactRow[]; ofPeople: FactRow[]; coverage: RecordedCoverage[]; failures: unknown[] } = {
  rows: [],
  ofPeople: [],
  coverage: [],
  failures: [],
};
beforeEach(() => {
  Object.assign(state, { rows: [], ofPeople: [], coverage: [], failures: [] });
});
export const stored = inMemorySource(household, { plain, ageing, judged }, () => state.rows, { coveredBy: ['test.list'] });
export const people = inMemorySource(person, { it: ofPerson }, () => state.ofPeople);
export const module: PolicyModule = { ...corePolicy, checks, facts: [stored.source, people.source] };
export const engine = createEligibility([module], (failure) => state.failures.push(failure));

export const h = (id: string) => ({ kind: 'HOUSEHOLD', id, areaCode: '150623100201' });
export const bind = (clearUpTo: 'INTERNAL' | 'SENSITIVE' = 'SENSITIVE', domains: 'ALL' | readonly string[] = 'ALL') =>
  engine.bind({
    engineSql: adoptionsOnly([{ document: 'TOWN-A', area: '15', from: '2022-08-29' }], state.coverage),
    rights: { levelIn: () => clearUpTo, domains },
    today,
  });

export async function ask(check: string) {
  const { verdicts } = await bind().evaluate({ subjects: [h('h1')], checks: [check] });
  const [verdict] = verdicts;
  if (verdict === undefined) throw new Error('no verdict');
  return { outcome: verdict.outcome, unknowns: verdict.unknowns, condition: verdict.conditions[0] };
}
export const row = (values: Record<string, unknown>, observed_on: string, source = 'EDU', subject_id = 'h1'): FactRow => ({
  subject_id,
  observed_on,
  source,
  ...values,
});
export const covers = (on: string, area = '150623100', source = 'EDU'): RecordedCoverage => ({ source, feed: 'test.list', area, on });
