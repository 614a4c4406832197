import {
  defineCheck,
  defineFact,
  defineParameter,
  equals,
  exists,
  household,
  membersOf,
  person,
  townA,
  type AnyValue,
  type Check,
  type ConditionOf,
  type HypotheticalFact,
  type PolicyModule,
  type TermOf,
  type Measure,
} from 'xianjie/schema';
import { createEligibility } from '../../plugins/eligibility/index.js';
import { revitalisationBureau } from '../../schema/facts/departments.js';
import { administrator, adoptionsOnly, corePolicy, today } from './support.js';

/** Facts and policy values for the tests of terms, and a question about one condition. */
const common = { level: 'INTERNAL', suppliers: [revitalisationBureau], source: 'RECORDED' } as const;
const text = (en: string) => ({ zh: en, en });

export const left = defineFact({ ...common, code: 'test.left', title: text('the day of exit'), subject: household, type: 'DATE' });
export const paid = defineFact({ ...common, code: 'test.paid', title: text('pay'), subject: household, type: 'MONEY' });
export const funds = defineFact({ ...common, code: 'test.funds', title: text('funds'), subject: household, type: 'MONEY' });
export const months = defineFact({ ...common, code: 'test.months', title: text('months'), subject: household, type: 'NUMBER' });
export const works = defineFact({ ...common, code: 'test.works', title: text('works'), subject: person, type: 'BOOLEAN' });
export const ill = defineFact({ ...common, code: 'test.ill', title: text('ill'), subject: household, type: 'BOOLEAN' });
export const poor = defineFact({ ...common, code: 'test.poor', title: text('poor'), subject: household, type: 'BOOLEAN' });

const place = { document: townA, place: 'L1', quote: 'x', operator: 'eq' } as const;
export const years = defineParameter({
  code: 'test.years',
  title: text('years of the waiver'),
  type: 'NUMBER',
  unit: 'year',
  use: 'LINE',
  values: [{ ...place, value: 2 }],
});
export const share = defineParameter({
  code: 'test.share',
  title: text('least share'),
  type: 'PERCENT',
  unit: 'percent',
  use: 'LINE',
  values: [{ ...place, value: 10 }],
});
const line = (name: string, fen: number) =>
  defineParameter({
    code: `test.${name}`,
    title: text(name),
    type: 'MONEY',
    unit: 'yuan',
    use: 'LINE',
    values: [{ ...place, value: fen }],
  });
export const high = line('high', 50000);
export const low = line('low', 10000);

export const rule = {
  code: 'test.check',
  title: text('check'),
  kind: 'STATUS',
  force: 'MUST',
  policy: { document: townA, place: 'L1', quote: 'x' },
} as const;

export const checkOf = (when: ConditionOf<'HOUSEHOLD'>, rank?: TermOf<'HOUSEHOLD', Measure<'NUMBER', null, never>>): Check =>
  defineCheck({ ...rule, subject: household, when, ...(rank && { rank }) });

/** Another check, so that every fact of these tests is one that somebody reads. */
const other = defineCheck({ ...rule, code: 'test.other', subject: household, when: exists(membersOf, equals(works, true)) });

export function engineOf(check: Check, more: Partial<PolicyModule> = {}) {
  const module: PolicyModule = { ...corePolicy, parameters: [years, share, high, low], checks: [check, other], facts: [], ...more };
  return createEligibility([module]).bind({
    engineSql: adoptionsOnly([{ document: 'TOWN-A', area: '15', from: '2022-08-29' }]),
    rights: administrator,
    today,
  });
}

export const fact = (of: { readonly code: string }, value: AnyValue, item?: string): HypotheticalFact => ({
  code: of.code,
  value,
  ...(item === undefined ? {} : { item }),
});

/** One verdict about a household of which nothing is known but these facts. */
export async function ask(
  check: Check,
  facts: readonly HypotheticalFact[],
  {
    whole = false,
    asOf = today,
    more = {},
  }: { readonly whole?: boolean; readonly asOf?: string; readonly more?: Partial<PolicyModule> } = {},
) {
  const [verdict] = await engineOf(check, more).evaluateHypothetical({
    subject: 'HOUSEHOLD',
    areaCode: '150623100201',
    facts,
    checks: [check.code],
    completeLists: whole ? ['HOUSEHOLD.members'] : [],
    asOf,
  });
  if (verdict === undefined) throw new Error('no verdict');
  return verdict;
}
