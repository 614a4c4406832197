import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  all,
  any,
  blank,
  cash,
  count,
  defineBenefit,
  defineCheck,
  defineFact,
  defineParameter,
  equals,
  gte,
  household,
  householdBenefits,
  linkToMany,
  lt,
  lte,
  nonPolicy,
  not,
  outOfPoverty,
  person,
  received,
  reference,
  registerStatus,
  revitalisationBureau,
  source,
  townA,
  type ConditionOf,
  type Fact,
  type PolicyModule,
} from 'xianjie/schema';
import { catalogueOf } from '../../plugins/eligibility/catalogue/catalogue.js';
import { evaluate } from '../../plugins/eligibility/rules/evaluate.js';
import { createEligibility } from '../../plugins/eligibility/index.js';
import { reachOf } from '../../plugins/eligibility/rules/reach.js';
import { regimeOf } from '../../plugins/eligibility/in-force/regime.js';
import { unknown, type World } from '../../plugins/eligibility/facts/world.js';
import { benefits } from '../../schema/core/benefits.js';
import { administrator, adoptionsOnly, corePolicy, today } from './support.js';

const common = { level: 'INTERNAL', suppliers: [revitalisationBureau], source: 'RECORDED' } as const;
const text = (en: string) => ({ zh: en, en });
const factsOf = (name: string) =>
  [0, 1, 2, 3].map((n) => ({
    yes: defineFact({ ...common, code: `test.${name}.${n}`, title: text(name), subject: household, type: 'BOOLEAN' }),
    size: defineFact({ ...common, code: `test.${name}.size.${n}`, title: text(name), subject: household, type: 'NUMBER' }),
    works: defineFact({ ...common, code: `test.${name}.works.${n}`, title: text(name), subject: person, type: 'BOOLEAN' }),
    list: linkToMany({
      code: `test.${name}.list.${n}`,
      title: text('list'),
      from: household,
      to: person,
      complete: 'ALWAYS',
      load: () => Promise.resolve([]),
      itemTitle: () => text('one'),
    }),
  }));
const loaded = factsOf('loaded');
const missing = factsOf('missing');

const line = (code: string, value: number | typeof blank | null) =>
  defineParameter({
    code,
    title: text(code),
    type: 'NUMBER',
    unit: 'year',
    use: 'LINE',
    values: value === null ? [] : [{ document: townA, value, place: 'L1', quote: 'x', operator: 'lt' }],
  });
const stated = line('test.stated', 5);
const leftOut = line('test.leftOut', blank);
const elsewhere = line('test.elsewhere', null);
const other = defineParameter({
  code: 'test.other',
  title: text('other'),
  type: 'NUMBER',
  unit: 'year',
  use: 'LINE',
  values: [{ document: townA, value: reference(leftOut, text('the same')), place: 'L1', quote: 'x', operator: 'lt' }],
});
const amount = defineParameter({
  code: 'test.amount',
  title: text('amount'),
  type: 'MONEY',
  unit: 'yuan',
  use: 'AMOUNT',
  values: [{ document: townA, value: blank, place: 'L1', quote: 'x', operator: 'eq' }],
});
const subsidy = defineBenefit({ code: 'TEST', title: text('subsidy'), form: 'CASH', recordedIn: householdBenefits });

const rule = {
  title: text('rule'),
  kind: 'BENEFIT',
  force: 'MUST',
  subject: household,
  policy: { document: townA, place: 'L1', quote: 'x' },
} as const;
function nth(list: ReturnType<typeof factsOf>, n: number) {
  const found = list[n];
  if (found === undefined) throw new Error(`no facts ${n}`);
  return found;
}
const first = nth(loaded, 0);
const gone = nth(missing, 0);
const small = lt(first.size, leftOut);
const provided = source({
  subject: household,
  columns: Object.fromEntries(
    loaded.flatMap((f) => [
      [f.yes.code, f.yes],
      [f.size.code, f.size],
    ]),
  ),
  load: () => Promise.resolve([]),
});
const ofPeople = source({
  subject: person,
  columns: Object.fromEntries(loaded.map((f) => [f.works.code, f.works])),
  load: () => Promise.resolve([]),
});
const module: PolicyModule = {
  ...corePolicy,
  parameters: [stated, leftOut, elsewhere, other, amount],
  benefits: [...benefits, subsidy],
  facts: [...(corePolicy.facts ?? []), provided, ofPeople],
  checks: [
    defineCheck({ ...rule, code: 'test.blank', when: all(outOfPoverty, small) }),
    defineCheck({ ...rule, code: 'test.branch', when: any(equals(first.yes, true), small) }),
    defineCheck({ ...rule, code: 'test.through', when: lt(first.size, other) }),
    defineCheck({ ...rule, code: 'test.elsewhere', when: lt(first.size, elsewhere) }),
    defineCheck({ ...rule, code: 'test.module', when: all(outOfPoverty, equals(gone.yes, true)) }),
    defineCheck({
      ...rule,
      code: 'test.amount',
      when: outOfPoverty,
      fulfilled: received(subsidy),
      gives: cash(subsidy, amount, { per: 'PERSON', every: blank }),
    }),
    defineCheck({ ...rule, code: 'test.done', when: outOfPoverty, fulfilled: equals(gone.yes, true) }),
    defineCheck({ ...rule, code: 'test.shown' }),
    defineCheck({ ...rule, code: 'test.whole', when: equals(registerStatus, 'OUT_OF_POVERTY') }),
  ],
};
const service = createEligibility([module]).bind({
  engineSql: adoptionsOnly([{ document: 'TOWN-A', area: '150623100', from: '2022-08-29' }]),
  rights: administrator,
  today,
});

describe('policy gaps of an area', () => {
  test('name the dormant checks with what makes them so, and the amounts that are not stated', async () => {
    const gaps = await service.policyGaps({ area: '150623100201' });
    expect(gaps.map((g) => [g.check, g.dormant, g.affects, g.unknowns.map((u) => [u.kind, u.code])])).toEqual([
      [
        'test.amount',
        false,
        ['AMOUNT', 'PERIOD'],
        [
          ['BLANK_PARAMETER', 'test.amount'],
          ['BLANK_PARAMETER', 'test.amount.every'],
        ],
      ],
      ['test.blank', true, ['OUTCOME'], [['BLANK_PARAMETER', 'test.leftOut']]],
      ['test.done', false, ['FULFILLED'], [['MODULE_NOT_INSTALLED', 'test.missing.0']]],
      ['test.elsewhere', true, ['OUTCOME'], [['NOT_IN_FORCE', 'test.elsewhere']]],
      ['test.module', true, ['OUTCOME'], [['MODULE_NOT_INSTALLED', 'test.missing.0']]],
      ['test.through', true, ['OUTCOME'], [['BLANK_PARAMETER', 'test.leftOut']]],
    ]);
    expect(gaps[0]).toMatchObject({ since: '2022-08-29', citation: { document: { code: 'TOWN-A' }, adoptedBy: '150623100' } });
  });

  test('are only those of rules in force there on that day', async () => {
    expect(await service.policyGaps({ area: '150623101' })).toEqual([]);
    expect(await service.policyGaps({ area: '150623100', asOf: '2022-08-28' })).toEqual([]);
  });

  test('a dormant check gives a stored household no verdict, unless it is named', async () => {
    const ofStored = createEligibility([{ ...module, facts: [] }]).bind({
      engineSql: adoptionsOnly([{ document: 'TOWN-A', area: '150623100', from: '2022-08-29' }]),
      rights: administrator,
      today,
    });
    const subjects = [{ kind: 'HOUSEHOLD', id: 'h1', areaCode: '150623100201' }];
    expect((await service.evaluate({ subjects: [] })).verdicts).toEqual([]);
    // Without any source every check waits for a module.
    expect((await ofStored.evaluate({ subjects })).verdicts).toEqual([]);
    const { verdicts } = await ofStored.evaluate({ subjects, checks: ['test.blank'] });
    expect(verdicts).toMatchObject([{ check: 'test.blank', outcome: 'UNDETERMINED' }]);
  });
});

/** Random trees over leaves of their own facts, so that no two leaves depend on each other. */
type Leaf = 'YES' | 'YES_MISSING' | 'LINE' | 'LINE_BLANK' | 'LINE_OTHER' | 'SOME' | 'SOME_MISSING' | 'NONE_MISSING';
type Tree =
  { readonly leaf: Leaf } | { readonly op: 'all' | 'any'; readonly of: readonly Tree[] } | { readonly op: 'not'; readonly of: Tree };
const zero = nonPolicy(0, 'none');
const one = nonPolicy(1, 'one');
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .constantFrom<Leaf>('YES', 'YES_MISSING', 'LINE', 'LINE_BLANK', 'LINE_OTHER', 'SOME', 'SOME_MISSING', 'NONE_MISSING')
      .map((leaf): Tree => ({ leaf })),
    fc.tuple(fc.constantFrom('all', 'any'), fc.array(tie('tree'), { minLength: 1, maxLength: 3 })).map(([op, of]): Tree => ({ op, of })),
    tie('tree').map((of): Tree => ({ op: 'not', of })),
  ),
}));

function plant(root: Tree): { readonly condition: ConditionOf<'HOUSEHOLD'>; readonly leaves: number } {
  let leaves = 0;
  const grow = (node: Tree): ConditionOf<'HOUSEHOLD'> => {
    if ('op' in node) return node.op === 'not' ? not(grow(node.of)) : (node.op === 'all' ? all : any)(...node.of.map(grow));
    const n = leaves++ % loaded.length;
    const [here, absent] = [nth(loaded, n), nth(missing, n)] as const;
    switch (node.leaf) {
      case 'YES':
        return equals(here.yes, true);
      case 'YES_MISSING':
        return equals(absent.yes, true);
      case 'LINE':
        return lt(here.size, stated);
      case 'LINE_BLANK':
        return lt(here.size, leftOut);
      case 'LINE_OTHER':
        return lt(here.size, other);
      case 'SOME':
        return gte(count(here.list, equals(here.works, true)), one);
      case 'SOME_MISSING':
        return gte(count(absent.list, equals(absent.works, true)), one);
      case 'NONE_MISSING':
        return lte(count(absent.list, equals(absent.works, true)), zero);
    }
  };
  return { condition: grow(root), leaves };
}

const catalogue = catalogueOf([module]);
const adoption = { document: townA, area: '15', from: '2022-08-29', to: null, basis: 'DEMO' } as const;
const regime = regimeOf(catalogue, [adoption], '150623100201', today);
const isLoaded = (fact: Fact) => catalogue.sources.has(fact.code);

/** What is known of leaf n: each has three states, for its yes, its size, its list. */
function worldOf(states: readonly number[]): World {
  const stateOf = (code: string) => states[Number(code.slice(-1))] ?? 0;
  const known = (value: boolean | number) =>
    ({ known: true, value, whole: true, providedBy: null, observedOn: null, contradictedBy: [] }) as const;
  return {
    fact: (_id, fact) => {
      if (!isLoaded(fact)) return unknown('MODULE_NOT_INSTALLED');
      return known(fact.type === 'NUMBER' ? stateOf(fact.code) * 10 : stateOf(fact.code) === 1);
    },
    linked: (_id, link) => ({ ids: stateOf(link.code) === 2 ? [] : ['a'], whole: true }),
  };
}

const everyState = (leaves: number): number[][] =>
  leaves === 0 ? [[]] : everyState(leaves - 1).flatMap((states) => [0, 1, 2].map((state) => [...states, state]));

test('a condition reaches TRUE (FALSE) exactly when some state of its other facts makes it so', () => {
  fc.assert(
    fc.property(tree, (root) => {
      const { condition, leaves } = plant(root);
      fc.pre(leaves <= loaded.length);
      const answers = new Set(
        everyState(leaves).map(
          (states) => evaluate(condition, { subjectId: '', setting: { world: worldOf(states), regime }, item: null }).satisfied,
        ),
      );
      const reach = reachOf(condition, { regime, loaded: isLoaded });
      expect([reach.yes, reach.no]).toEqual([answers.has('TRUE'), answers.has('FALSE')]);
      if (!reach.yes) expect(reach.whyNotYes.length).toBeGreaterThan(0);
    }),
    { numRuns: 400 },
  );
});
