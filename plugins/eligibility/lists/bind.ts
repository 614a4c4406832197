import {
  household,
  membersOf,
  type EligibilityLists,
  type EvaluateRequest,
  type Gap,
  type MissingFact,
  type Rights,
  type SubjectRef,
} from 'xianjie/schema';
import type { Catalogue, InstalledCheck } from '../catalogue/catalogue.js';
import type { Regime } from '../in-force/regime.js';
import { whyWithheld } from '../catalogue/visibility.js';
import { areaGapsOf } from './area-gaps.js';
import type { Asking } from './asking.js';
import { verdictsOf } from './by-verdict.js';
import { lackingOf, ranked, summaryOf, visitsOf } from './missing.js';
import { withHeldAmounts } from './held-amounts.js';
import { gapsOf, heldOf, type Answered } from './shortfalls.js';

/** The lists of one operation. */
export function listsOf(asking: Asking): EligibilityLists {
  const { catalogue, sql, rights, today, over, answer } = asking;

  async function missingFacts(request: EvaluateRequest) {
    const { results } = await over(request, lackingOf);
    return visitsOf(request.subjects, results);
  }

  return {
    missingFacts,
    async visitList({ village, ...question }) {
      const { table, current = 'true' } = household.stored ?? { table: 'household' };
      const rows = await sql<{ id: string }>(
        `select id from ${table} where ($1::date is not null and (${current})) and area_code = $2 order by id`,
        [question.asOf ?? today, village],
      );
      const subjects = rows.map(({ id }): SubjectRef => ({ kind: household.code, id, areaCode: village }));
      const visits = await missingFacts({ ...question, subjects, through: [membersOf] });
      const titleOf = (missing: MissingFact) => (catalogue.facts.get(missing.code) ?? catalogue.links.get(missing.code) ?? missing).title;
      return { asOf: question.asOf ?? today, visits: ranked(visits), facts: summaryOf(visits, titleOf) };
    },
    async gaps(request) {
      const checks = request.checks == null ? null : withTheirLike(catalogue, request.checks, rights);
      const { results } = await over(
        { ...request, checks },
        (one, about, setting): Answered => ({
          check: one.check,
          verdict: answer(one.check, about, setting),
          held: heldOf(one.check, about.subject.id, setting),
          givers: new Map(one.check.gives.map(({ benefit: { code } }) => [code, giversIn(setting.regime, catalogue.givers.get(code))])),
        }),
        { onRecord: true },
      );
      const bySubject = new Map<string, Answered[]>();
      for (const one of results) bySubject.set(one.verdict.subject.id, [...(bySubject.get(one.verdict.subject.id) ?? []), one]);
      const named = request.checks == null ? null : new Set(request.checks);
      const wanted = ({ verdicts }: Gap) => named === null || verdicts.some(({ check }) => named.has(check));
      return withHeldAmounts(sql, [...bySubject.values()].flatMap(gapsOf).filter(wanted), request.asOf ?? today);
    },
    areaGaps: (request) => areaGapsOf(asking, request),
    ...verdictsOf(asking),
  };
}

const giversIn = (regime: Regime, givers: readonly InstalledCheck[] = []): number =>
  givers.filter(({ check }) => regime.citationOf(check) !== null).length;

/** The named checks, and those that give the same, as far as the viewer is told of them: whether something is held without ground, all must say. */
function withTheirLike({ checks, givers }: Catalogue, named: readonly string[], rights: Rights): string[] {
  const like = named.flatMap((code) => {
    const check = checks.get(code)?.check;
    return (check?.gives ?? [])
      .flatMap(({ benefit }) => givers.get(benefit.code) ?? [])
      .filter((one) => one.check.subject === check?.subject && whyWithheld(one.onRecord.needs, rights) === null);
  });
  return [...new Set([...named, ...like.map(({ check }) => check.code)])];
}
