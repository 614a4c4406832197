import { isDeepStrictEqual } from 'node:util';
import { allRights, type PolicyCase, type PolicyModule, type Verdict } from 'xianjie/schema';
import { createEligibility, type Eligibility } from '../../plugins/eligibility/index.js';
import { adoptionsOnly } from './adoptions.js';
import { withCore } from './with-core.js';

/** What became of one case. */
export interface CaseResult {
  /** The check and the case's sentence, in both languages. */
  readonly name: string;
  readonly case: PolicyCase;
  readonly passed: boolean;
  /** What the case says and the check answers otherwise; empty when it passed. */
  readonly problems: readonly string[];
  /** The whole answer, to look into; undefined when the check answered nothing. */
  readonly verdict: Verdict | undefined;
}

/** Runs cases as the platform would answer them: the core and the module, nothing stored, in force what each case says. */
export async function runCases(module: PolicyModule, cases: readonly PolicyCase[]): Promise<readonly CaseResult[]> {
  const engine = createEligibility(withCore(module));
  return Promise.all(cases.map((one) => run(engine, one)));
}

async function run(engine: Eligibility, one: PolicyCase): Promise<CaseResult> {
  const name = `${one.check.code}: ${one.name.zh} / ${one.name.en}`;
  try {
    const verdict = await answer(engine, one);
    const problems = verdict === undefined ? ['the check answers nothing: is it in the module’s "checks"?'] : compare(one, verdict);
    return { name, case: one, passed: problems.length === 0, problems, verdict };
  } catch (error) {
    return { name, case: one, passed: false, problems: [error instanceof Error ? error.message : String(error)], verdict: undefined };
  }
}

async function answer(engine: Eligibility, one: PolicyCase): Promise<Verdict | undefined> {
  const engineSql = adoptionsOnly(
    one.adopted.map((a) => ({ document: a.document.code, area: a.area, from: a.from, to: a.to ?? null, basis: a.basis ?? 'DECISION' })),
  );
  const service = engine.bind({ engineSql, rights: allRights, today: one.day });
  const [verdict] = await service.evaluateHypothetical({
    subject: one.check.subject.code,
    areaCode: one.area,
    facts: one.facts,
    completeLists: (one.completeLists ?? []).map((link) => link.code),
    checks: [one.check.code],
  });
  return verdict;
}

/** What a case says of the answer; what it leaves out is not looked at, but what is unknown of the outcome always is. */
function compare(one: PolicyCase, verdict: Verdict): string[] {
  const open = verdict.unknowns.filter((u) => u.affects.includes('OUTCOME')).map(({ kind, code }) => ({ kind, code }));
  const said: readonly (readonly [what: string, expected: unknown, answered: unknown])[] = [
    ['the outcome', one.outcome, verdict.outcome],
    ['fulfilled', one.fulfilled, verdict.fulfilled],
    ['the rank', one.rank, verdict.rank],
    ['the amounts', one.amounts, verdict.benefits.map((b) => b.amount?.money ?? null)],
    ['what is unknown', (one.unknown ?? []).map(({ kind, code }) => ({ kind, code: typeof code === 'string' ? code : code.code })), open],
  ];
  return said
    .filter(([, expected, answered]) => expected !== undefined && !isDeepStrictEqual(expected, answered))
    .map(
      ([what, expected, answered]) => `${what}: the case says ${JSON.stringify(expected)}, the check answers ${JSON.stringify(answered)}`,
    );
}
