import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defineDocument, defineParameter, type ParameterValue, type PolicyModule } from 'xianjie/schema';
import { withIssuers, type Adoption } from '../../plugins/eligibility/in-force/adoptions.js';
import { catalogueOf } from '../../plugins/eligibility/catalogue/catalogue.js';
import { historyOf } from '../../plugins/eligibility/policy/history.js';
import { regimeOf } from '../../plugins/eligibility/in-force/regime.js';
import { corePolicy } from '../eligibility/support.js';

const documents = ['A', 'B', 'C'].map(
  (code, i) =>
  defineDocument({ code, title: { zh: code, en: code }, issuer: { zh: code, en: code }, issuedOn: `202${i}-01-01`, precision: 'DAY', level: 'COUNTY' }), // prettier-ignore
);
const [first] = documents;
const stated = { place: 'L1', quote: 'x', operator: 'eq' } as const;
const parameter = defineParameter({
  code: 'test.line',
  title: { zh: '线', en: 'line' },
  type: 'NUMBER',
  unit: 'year',
  use: 'LINE',
  values: [{ ...stated, document: first!, value: 1 }],
});
const module: PolicyModule = { ...corePolicy, policies: documents, parameters: [parameter], checks: [], facts: [] };
const catalogue = catalogueOf([module]);

const areas = ['15', '1506', '150623', '150623100'];
const day = fc.integer({ min: 0, max: 2400 }).map((n) => new Date(Date.parse('2020-01-01') + n * 86_400_000).toISOString().slice(0, 10));
const which = fc.constantFrom(...documents);
const adoption = fc
  .record({ document: which, area: fc.constantFrom(...areas), from: day, to: fc.option(day) })
  .map((one): Adoption => ({ ...one, to: one.to !== null && one.to < one.from ? one.from : one.to, basis: 'DECISION' }));
const approval = fc.record({ document: which, validFrom: day, value: fc.integer({ min: 2, max: 99 }) });

/** What holds, worked out the slow way: every statement of every adoption that reaches the area, judged pair by pair. */
function oracle(adoptions: readonly Adoption[], values: readonly ParameterValue[], area: string, on: string): number | null {
  const rank = (a: Adoption, v: ParameterValue, n: number): readonly (string | number)[] => [a.area.length, a.from, a.document.issuedOn, a.document.code, v.validFrom, n]; // prettier-ignore
  let best: { readonly rank: readonly (string | number)[]; readonly value: unknown } | null = null;
  for (const a of adoptions) {
    if (!area.startsWith(a.area) || a.from > on || (a.to !== null && a.to < on)) continue;
    for (const [n, v] of values.entries()) {
      if (v.document !== a.document || v.validFrom > on) continue;
      const mine = rank(a, v, n);
      const at = best === null ? 0 : mine.findIndex((part, i) => part !== best?.rank[i]);
      if (best === null || (at >= 0 && (mine[at] ?? 0) > (best.rank[at] ?? 0))) best = { rank: mine, value: v.value };
    }
  }
  return (best?.value as number | undefined) ?? null;
}

test('what is in force in any area on any day is what a naive reading of adoptions and approvals says, and so is its history', () => {
  fc.assert(
    fc.property(
      fc.array(adoption, { maxLength: 6 }),
      fc.array(approval, { maxLength: 6 }),
      fc.constantFrom(...areas),
      day,
      (recorded, approved, area, on) => {
        const values = approved.map(({ document, validFrom, value }, i): ParameterValue => ({
        ...stated, document, value, validFrom, precision: 'DAY', recorded: { id: String(i), approvedAt: `2026-01-01T00:00:0${i}Z` },
      })); // prettier-ignore
        const byDocument = new Map(
          documents.map(({ code }) => [code, new Map([[parameter.code, values.filter((v) => v.document.code === code)]])] as const),
        );
        const known = new Map(documents.map((one) => [one.code, one] as const));
        const adoptions = withIssuers(recorded, known, byDocument);
        const expected = oracle(recorded, [...parameter.values, ...values], area, on);
        expect(regimeOf(catalogue, adoptions, area, on).parameter(parameter)?.value ?? null).toBe(expected);
        const history = historyOf(catalogue, { documents: known, adoptions, values: byDocument }, parameter, area);
        const then = history.find(({ from, to }) => from <= on && (to === null || on <= to))?.value ?? null;
        expect(then?.value?.number ?? null).toBe(expected);
      },
    ),
    { numRuns: 2_000 },
  );
});
