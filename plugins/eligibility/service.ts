import {
  type Check,
  type EvaluateRequest,
  type Evaluation,
  type HypotheticalRequest,
  type Moment,
  type SubjectRef,
  type Verdict,
  type WithheldVerdict,
} from 'xianjie/schema';
import { adoptionIdsOf, effectOf } from './policy/adoption-effect.js';
import { authorisationsOf, matchesDepartments } from './facts/authorisation.js';
import type { Catalogue, InstalledCheck } from './catalogue/catalogue.js';
import { cliffScan } from './cliffs/asking.js';
import { counterfactualsOf, type InPieces } from './counterfactual/search.js';
import type { BoundEligibility, Operation, Withheld } from './operation.js';
import { choose, known, refuseUnseen, someRules } from './telling/choose.js';
import { describeChecks } from './telling/describe.js';
import { dormantBecause, gapsOf } from './rules/gaps.js';
import { hypotheticalWorld, ROOT } from './facts/hypothetical-world.js';
import { inputsOf, mustAsk, withInputs } from './facts/inputs.js';
import { hypotheticalValues, tellValues } from './named/ask.js';
import { describeValues } from './named/describe.js';
import { valueEffect } from './policy/effect.js';
import { expiriesOf } from './policy/expiries.js';
import { historyOf } from './policy/history.js';
import { listsOf } from './lists/bind.js';
import { referenceOf, type Reference } from './in-force/reference.js';
import { regimeOf, type Regime } from './in-force/regime.js';
import { again } from './kept/again.js';
import { keep } from './kept/keep.js';
import { linksOf, withEnds, type Links } from './facts/links.js';
import { tellHoldings } from './telling/holdings.js';
import { inForceOf } from './in-force/in-force.js';
import type { OnFailure } from './facts/failure.js';
import type { Over } from './telling/over.js';
import type { StoredWorld } from './facts/stored-world.js';
import { noteShown, tellAll, type Asked, type Telling, type Told } from './telling/told.js';
import { inTurns, mayReckon } from './facts/turns.js';
import { verdictOf } from './telling/verdict.js';
import { weighAll } from './telling/weigh.js';
import type { About } from './facts/links.js';
import type { Setting } from './rules/result.js';
import { versionOf } from './catalogue/version.js';
import { scopeOf, whyWithheld, type Owners } from './catalogue/visibility.js';

/** What is left out is counted as what was asked. */
type AccountOf = 'check' | 'value';

/** The engine for one operation. Adoptions and complete lists are read once, at the first question, and again after a write. */
export function bindService(
  catalogue: Catalogue,
  { engineSql, rights, today, counting = false, onClear, ended }: Operation,
  onFailure: OnFailure,
  owners: Owners,
): BoundEligibility {
  const left = new Map<string, Withheld>();
  // A job that only counts has no client that waits.
  const reckoning = { spent: counting ? -Infinity : 0, ...(ended && { over: ended }) };
  const inPieces: InPieces = (pieces, each) => inTurns(pieces, each, reckoning);
  let references = new Map<string | null, Reference>();
  const referenceAt = (knownAt: string | null): Reference => {
    const reference = references.get(knownAt) ?? referenceOf(engineSql, catalogue, knownAt);
    references.set(knownAt, reference);
    return reference;
  };
  const policy = () => referenceAt(null).policy();
  const regimes = new Map<string, Regime>();
  const adoptionIds = adoptionIdsOf(engineSql);
  let authorisations = authorisationsOf(engineSql);
  /** What each verdict rests on, as long as it is asked about. */
  const settings = new WeakMap<Verdict, Setting>();
  const answer = (check: Check, about: About, setting: Setting): Verdict => {
    const verdict = verdictOf(check, about, setting);
    settings.set(verdict, setting);
    return verdict;
  };

  /** @param areas where complete lists matter too: none for a question without stored subjects */
  async function regimesOn(day: string, areas: readonly string[] = [], knownAt: string | null = null): Promise<(area: string) => Regime> {
    const adoptions = await referenceAt(knownAt).adoptions(areas);
    return (area) => {
      const key = `${area}|${day}|${knownAt ?? ''}`;
      const regime = regimes.get(key) ?? regimeOf(catalogue, adoptions, area, day);
      regimes.set(key, regime);
      return regime;
    };
  }

  async function evaluate(request: EvaluateRequest): Promise<Evaluation> {
    const { results, withheld } = await over(request, ({ check }, about, setting) => answer(check, about, setting));
    return { verdicts: results, withheld };
  }

  /** What `each` says of every check in question about every subject, where the viewer may know it. */
  const over: Over = async (request, each, { onRecord = false, unnoted = false } = {}) => {
    mayReckon(reckoning);
    const kinds = [...request.subjects.map((s) => s.kind), ...(request.through ?? []).map((link) => link.to.code)];
    const chosen = choose(catalogue, request, rights.domains, new Set(kinds));
    const named = request.checks != null;
    const told = (one: InstalledCheck): Told => ({ rule: one.check, ...(onRecord ? one.onRecord : one) });
    if (named) for (const one of chosen) refuseUnseen(told(one), rights);
    const at = { asOf: request.asOf ?? today, knownAt: request.knownAt ?? null };
    const regime = await regimesOn(
      at.asOf,
      request.subjects.map((s) => s.areaCode),
      at.knownAt,
    );
    const links = linksOf(engineSql, at);
    const about = await subjectsOf(request, chosen, links);
    const asked = about.flatMap(({ subject, askedFor }): Asked<InstalledCheck>[] =>
      chosen
        .filter(({ check }) => check.subject.code === subject.kind && (named || answers(check, regime(subject.areaCode))))
        .map((one) => ({ one, told: told(one), about: { subject, askedFor } })),
    );
    const besides = request.inputs && withInputs(inputsOf(mustAsk(catalogue, request), request.inputs));
    const how = { ...telling(at, links, regime, request.path), besides, ...(unnoted && { onClear: undefined }) };
    return tellAll(asked, how, ({ one, told: of, about: whom }, setting) => each(one, whom, setting, () => noteShown(onClear, of, whom)));
  };

  /** @param path where in the response it will stand @param of what is asked */
  function telling(at: Moment, links: Links, regime: Telling['regime'], path: readonly string[] = [], of: AccountOf = 'check'): Telling {
    const coverage = referenceAt(at.knownAt).coverage(at);
    const toAccount: Telling['account'] = (withheld) => account(withheld, path, of);
    return { catalogue, sql: engineSql, rights, at, links, coverage, authorisations, reckoning, onFailure, counting, onClear, regime, account: toAccount }; // prettier-ignore
  }

  function account(
    withheld: readonly Pick<WithheldVerdict, 'check' | 'level' | 'reason'>[],
    path: readonly string[],
    of: AccountOf = 'check',
  ): void {
    for (const { check: code, level, reason } of withheld) {
      const key = JSON.stringify([of, code, reason, path]);
      const rule = of === 'check' ? { check: code } : { check: null, value: code };
      left.set(key, { ...rule, level, path, reason, count: (left.get(key)?.count ?? 0) + 1 });
    }
  }

  /** In force and not dormant: a check that can apply to nobody here is one policy gap, and no row for each household. */
  function answers(check: Check, regime: Regime): boolean {
    return regime.citationOf(check) !== null && dormantBecause(check, regime, catalogue).length === 0;
  }

  /** The asked subjects, and those that the asked links lead to where a chosen check speaks of their kind. */
  async function subjectsOf(request: EvaluateRequest, chosen: readonly InstalledCheck[], links: Links): Promise<About[]> {
    const through = (request.through ?? []).filter((link) => chosen.some(({ check }) => check.subject.code === link.to.code));
    return withEnds(request.subjects, through, links);
  }

  /** Rules are public: whoever reads anything of a module may ask what they would say. */
  const open = (): string[] => [...catalogue.modules].filter((id) => rights.levelIn(id) !== null);

  async function supposed({ subject, facts, completeLists, areaCode, asOf }: HypotheticalRequest): Promise<Setting> {
    const world = hypotheticalWorld(catalogue, subject, facts, completeLists ?? []);
    return { world, regime: (await regimesOn(asOf ?? today))(areaCode), onFailure };
  }

  async function evaluateHypothetical(request: HypotheticalRequest): Promise<readonly Verdict[]> {
    const chosen = choose(catalogue, request, open(), new Set([request.subject]));
    const setting = await supposed(request);
    const subject: SubjectRef = { kind: request.subject, id: ROOT, areaCode: request.areaCode };
    return chosen
      .filter(({ check }) => request.checks != null || setting.regime.citationOf(check) !== null)
      .map(({ check }) => answer(check, { subject, askedFor: subject }, setting));
  }

  return {
    evaluate,
    evaluateHypothetical,
    async evaluateValues(request) {
      mayReckon(reckoning);
      const at = { asOf: request.asOf ?? today, knownAt: null };
      const areas = request.subjects.map((s) => s.areaCode);
      const regime = await regimesOn(at.asOf, areas, at.knownAt);
      const links = linksOf(engineSql, at);
      return tellValues(request, { catalogue, rights }, regime, (path) => telling(at, links, regime, path, 'value'));
    },
    evaluateValuesHypothetical: async (request) => hypotheticalValues(request, catalogue, open(), await supposed(request), ROOT),
    async weigh({ asked, asOf }) {
      const at = { asOf: asOf ?? today, knownAt: null };
      const areas = asked.map(({ subject }) => subject.areaCode);
      return weighAll(asked, telling(at, linksOf(engineSql, at), await regimesOn(at.asOf, areas)), owners);
    },
    namedValues: (filter = {}) => describeValues(catalogue, filter),
    async counterfactuals(verdict) {
      mayReckon(reckoning);
      const setting = settings.get(verdict);
      const when = catalogue.checks.get(verdict.check)?.check.when;
      if (setting === undefined || when == null || verdict.citation === null) return { found: [], cutOff: false };
      return counterfactualsOf(when, verdict.subject.id, setting, inPieces);
    },
    async holdings(request) {
      mayReckon(reckoning);
      const at = { asOf: request.asOf ?? today, knownAt: null };
      const areas = request.subjects.map((s) => s.areaCode);
      const how = telling(at, linksOf(engineSql, at), await regimesOn(at.asOf, areas), request.path);
      return tellHoldings(request, rights, request.accounted === true ? { ...how, account: () => undefined } : how, answer);
    },
    async inForce(areas, asOf) {
      const day = asOf ?? today;
      return inForceOf(await referenceAt(null).adoptions(areas), await regimesOn(day), day);
    },
    account,
    cliffScan: (request) => cliffScan({ catalogue, sql: engineSql, today, over, reference: () => referenceAt(null), inPieces }, request),
    async keep({ subject, check, asOf, knownAt }) {
      const { verdicts, withheld } = await evaluate({ subjects: [subject], checks: [check], asOf, knownAt });
      const [verdict] = verdicts;
      const setting = verdict && settings.get(verdict);
      if (setting === undefined) return withheld[0]?.reason ?? 'LEVEL';
      const { check: asked, need, needs } = known(catalogue.checks, 'check', check);
      const matched = matchesDepartments(setting.world as StoredWorld, need, subject.id, setting.regime);
      return { kept: keep(asked, { subject, askedFor: subject }, setting), needs: needs.map(scopeOf), matched };
    },
    again(kept) {
      const installed = catalogue.checks.get(kept.verdict.check);
      return installed === undefined ? null : again(installed, kept, catalogue.parameters);
    },
    version: (check) => {
      const installed = catalogue.checks.get(check);
      return installed === undefined ? null : versionOf(installed.check);
    },
    unseen: () => [...catalogue.checks.values()].filter(({ needs }) => whyWithheld(needs, rights) !== null).map(({ check }) => check.code),
    async resolveParameters({ area, asOf, codes }) {
      const parameters =
        codes == null ? [...catalogue.parameters.values()] : codes.map((code) => known(catalogue.parameters, 'parameter', code));
      const regime = (await regimesOn(asOf ?? today))(area);
      const ordered = [...parameters].sort((a, b) => (a.code < b.code ? -1 : 1));
      return someRules(catalogue, asOf ?? today, ordered.flatMap((parameter) => regime.parameter(parameter)?.shown ?? [])); // prettier-ignore
    },
    policyGaps: async ({ area, asOf }) => gapsOf(catalogue, (await regimesOn(asOf ?? today))(area)),
    checks: (filter = {}) => describeChecks(catalogue, filter),
    adoptionEffect: async (proposed) => effectOf(catalogue, await policy(), proposed),
    documents: async () => (await policy()).documents,
    valueEffect: async (proposed) => valueEffect(catalogue, await policy(), proposed),
    parameterHistory: async ({ code, area }) => historyOf(catalogue, await policy(), known(catalogue.parameters, 'parameter', code), area),
    expiries: async ({ area, within, asOf }) => expiriesOf(catalogue, await policy(), { area, within, day: asOf ?? today }),
    adoptionsOf: (document) => adoptionIds.load(document),
    lists: listsOf({ catalogue, sql: engineSql, rights, today, over, answer, regimesOn, account }),
    withheld: () => [...left.values()],
    forget: () => {
      references = new Map();
      authorisations = authorisationsOf(engineSql);
      regimes.clear();
    },
  };
}
