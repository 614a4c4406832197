import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { PolicyCase, PolicyModule } from 'xianjie/schema';
import { createEligibility } from '../../plugins/eligibility/index.js';
import { cases as coreCases } from '../../schema/core/checks.cases.js';
import { administrator, adoptionsOnly, corePolicy } from './support.js';

/** A module keeps its cases beside its checks. */
interface CaseFile {
  readonly cases: readonly PolicyCase[];
}
const folder = new URL('../../modules/', import.meta.url);
const installed = readdirSync(folder).filter((name) => existsSync(new URL(`${name}/checks.cases.ts`, folder)));
const files = await Promise.all(
  installed.map(async (name) => [name, ((await import(new URL(`${name}/checks.cases.ts`, folder).href)) as CaseFile).cases] as const),
);
const modules = await Promise.all(
  installed.map(async (name) => ((await import(new URL(`${name}/index.ts`, folder).href)) as { policyModule: PolicyModule }).policyModule),
);

const eligibility = createEligibility([corePolicy, ...modules]);

async function answer(one: PolicyCase) {
  const engineSql = adoptionsOnly(
    one.adopted.map((a) => ({ document: a.document.code, area: a.area, from: a.from, to: a.to ?? null, basis: a.basis ?? 'DECISION' })),
  );
  const service = eligibility.bind({ engineSql, viewer: administrator, today: one.day });
  const [verdict] = await service.evaluateHypothetical({
    subject: one.check.subject.code,
    areaCode: one.area,
    facts: one.facts,
    checks: [one.check.code],
  });
  return verdict;
}

describe.each([['core', coreCases] as const, ...files])('cases of %s', (_file, cases) => {
  test.each(cases.map((one) => [`${one.check.code}: ${one.name.zh} / ${one.name.en}`, one] as const))('%s', async (_name, one) => {
    const verdict = await answer(one);
    expect(verdict?.outcome).toBe(one.outcome);
    if (one.fulfilled !== undefined) expect(verdict?.fulfilled).toBe(one.fulfilled);
    if (one.amounts !== undefined) expect(verdict?.benefits.map((b) => b.amount?.money ?? null)).toEqual(one.amounts);
    const open = verdict?.unknowns.filter((u) => u.affects.includes('OUTCOME')).map(({ kind, code }) => ({ kind, code }));
    expect(open).toEqual(one.unknown ?? []);
  });

  test('every check that is evaluated has cases for a yes, a no and an undetermined', () => {
    for (const code of new Set(cases.map((one) => one.check.code))) {
      const outcomes = new Set(cases.filter((one) => one.check.code === code).map((one) => one.outcome));
      expect([code, ...outcomes].sort()).toEqual([code, 'ELIGIBLE', 'NOT_ELIGIBLE', 'UNDETERMINED'].sort());
    }
  });
});
