import type { Parameter, Verdict } from 'xianjie/schema';
import type { InstalledCheck } from '../catalogue/catalogue.js';
import type { Regime, ValueInForce } from '../in-force/regime.js';
import { verdictOf } from '../telling/verdict.js';
import { missing, type World } from '../facts/world.js';
import type { Kept, KeptParameter } from './keep.js';

/** Comes to a verdict again out of what was kept, with the rule as it is installed. What was not kept is not known. */
export function again({ check }: InstalledCheck, kept: Kept, parameters: ReadonlyMap<string, Parameter>): Verdict {
  const { subject, askedFor } = kept.verdict;
  return verdictOf(check, { subject, askedFor }, { world: worldOf(kept), regime: regimeOf(kept, parameters), onFailure: () => undefined });
}

function worldOf({ facts, lists }: Kept): World {
  const known = new Map(facts.map(({ subjectId, code, year, answer }) => [`${code}|${subjectId}|${year ?? ''}`, answer]));
  const led = new Map(lists.map(({ subjectId, code, found }) => [`${code}|${subjectId}`, found]));
  return {
    fact: (id, fact, year) => known.get(`${fact.code}|${id}|${year ?? ''}`) ?? missing(fact),
    linked: (id, link) => led.get(`${link.code}|${id}`) ?? { ids: [], whole: false },
  };
}

function regimeOf({ verdict, parameters, values = [] }: Kept, installed: ReadonlyMap<string, Parameter>): Regime {
  const known = new Map(parameters.map((one) => [one.code, one]));
  const stood = new Map(values.map(({ code, citation }) => [code, citation]));
  return {
    day: verdict.asOf,
    citationOf: (rule) => (rule.declares === 'value' ? (stood.get(rule.code) ?? null) : verdict.citation),
    inForce: () => (verdict.citation === null ? null : { citation: verdict.citation, since: verdict.asOf }),
    parameter(parameter) {
      const kept = known.get(parameter.code);
      return kept === undefined ? null : valueOf(kept, installed.get(kept.unstated?.code ?? '') ?? parameter);
    },
  };
}

function valueOf({ value, unstated, shown }: KeptParameter, parameter: Parameter): ValueInForce | null {
  if (shown === null) return null;
  return value === undefined
    ? { shown, value, unstated: { parameter, why: unstated?.why ?? 'BLANK_PARAMETER' } }
    : { shown, value, unstated: null };
}
