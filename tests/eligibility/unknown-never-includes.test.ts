import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  all,
  any,
  defineCheck,
  defineFact,
  equals,
  household,
  not,
  townA,
  type ConditionOf,
  type HypotheticalFact,
  type PolicyModule,
} from 'xianjie/schema';
import { createEligibility } from '../../plugins/eligibility/index.js';
import { departments } from '../../schema/facts/departments.js';
import { administrator, adoptionsOnly, corePolicy } from './support.js';

/** Random conditions over five yes-or-no facts, and random knowledge of them. */
const facts = [0, 1, 2, 3, 4].map((n) =>
  defineFact({
    code: `test.fact${n}`,
    title: { zh: `事实${n}`, en: `fact ${n}` },
    subject: household,
    type: 'BOOLEAN',
    level: 'INTERNAL',
    suppliers: departments.slice(0, 1),
    source: 'RECORDED',
  }),
);
const leaf = fc.integer({ min: 0, max: 4 }).chain((n) => fc.boolean().map((yes) => equals(facts[n] as (typeof facts)[number], yes)));
const { condition } = fc.letrec<{ condition: ConditionOf<'HOUSEHOLD'> }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('condition'), { maxLength: 3 }).map((list) => all(...list)),
    fc.array(tie('condition'), { maxLength: 3 }).map((list) => any(...list)),
    tie('condition').map((inner) => not(inner)),
  ),
}));
const knowledge = fc.array(fc.option(fc.boolean(), { freq: 1 }), { minLength: 5, maxLength: 5 });

function service(when: ConditionOf<'HOUSEHOLD'>) {
  const check = defineCheck({
    code: 'test.check',
    title: { zh: '测试', en: 'test' },
    kind: 'STATUS',
    force: 'MUST',
    subject: household,
    policy: { document: townA, place: 'L1', quote: 'x' },
    when: all(when, any(...facts.map((fact) => equals(fact, true)), ...facts.map((fact) => not(equals(fact, true))))),
  });
  const module: PolicyModule = { ...corePolicy, checks: [check], facts: [] };
  return createEligibility([module]).bind({
    engineSql: adoptionsOnly([{ document: 'TOWN-A', area: '15', from: '2022-08-29' }]),
    rights: administrator,
    today: '2024-01-01',
  });
}

const given = (known: readonly (boolean | null)[]): HypotheticalFact[] =>
  known.flatMap((value, n) => (value === null ? [] : [{ code: `test.fact${n}`, value }]));

const ask = async (when: ConditionOf<'HOUSEHOLD'>, known: readonly (boolean | null)[]) => {
  const [verdict] = await service(when).evaluateHypothetical({
    subject: 'HOUSEHOLD',
    areaCode: '150623100201',
    facts: given(known),
    checks: ['test.check'],
  });
  return verdict;
};

describe('what is not known', () => {
  test('never makes a household eligible: an ELIGIBLE with gaps holds however the gaps are filled', async () => {
    await fc.assert(
      fc.asyncProperty(condition, knowledge, knowledge, async (when, known, fill) => {
        const before = await ask(when, known);
        const after = await ask(
          when,
          known.map((value, n) => value ?? fill[n] ?? false),
        );
        expect(after?.outcome).not.toBe('UNDETERMINED');
        if (before?.outcome !== 'UNDETERMINED') expect(after?.outcome).toBe(before?.outcome);
      }),
      { numRuns: 300 },
    );
  });

  test('is named exactly when the outcome is open, and only what is missing is named', async () => {
    await fc.assert(
      fc.asyncProperty(condition, knowledge, async (when, known) => {
        const verdict = await ask(when, known);
        const open = verdict?.unknowns.filter((u) => u.affects.includes('OUTCOME')).map((u) => u.code) ?? [];
        expect(open.length > 0).toBe(verdict?.outcome === 'UNDETERMINED');
        for (const code of open) expect(known[Number(code.slice(-1))]).toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});
