import {
  blank,
  liesIn,
  type AnyValue,
  type Check,
  type Citation,
  type NamedValue,
  type Parameter,
  type ParameterOperator,
  type ParameterReference,
  type ParameterValue,
  type PolicyPlace,
  type ResolvedParameter,
} from 'xianjie/schema';
import { activeAdoptions, byPrecedence, type Adoption } from './adoptions.js';
import { addDays } from '../figures/calendar.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { isReference } from '../catalogue/reads.js';
import { first, standing, type Standing } from './standing.js';
import { parameterItems, parameterValue } from '../figures/values.js';

/** Which policy value is not known here, and why: the parameter itself, or the one it refers to. */
export interface Unstated {
  readonly parameter: Parameter;
  readonly why: 'BLANK_PARAMETER' | 'NOT_IN_FORCE';
}

/** A policy value as it holds here: what to compare with, or what keeps it unknown; and how to show it. */
export type ValueInForce = {
  readonly shown: ResolvedParameter;
  /** How it compares, in the document that states it; left out of one that was kept. */
  readonly operator?: ParameterOperator;
} & ({ readonly value: AnyValue; readonly unstated: null } | { readonly value: undefined; readonly unstated: Unstated });

/** What is in force in one area on one day. */
export interface Regime {
  /** The day it is asked about. */
  readonly day: string;
  /** Where the rule of a check stands here, or how a named value is made; null when it is not in force. */
  citationOf(rule: Check | NamedValue): Citation | null;
  /** Where it stands, and since when it is in force here; null when it is not. */
  inForce(check: Check): { readonly citation: Citation; readonly since: string } | null;
  /** Whether the document of a place is adopted here: then a variant that stands in it holds. */
  adopted?(place: PolicyPlace): boolean;
  /** The parameter's value here, or null when no adopted document has one. */
  parameter(parameter: Parameter): ValueInForce | null;
  /** The first day on which the check, the named value or the policy value with this code is in force here at all; null: never. Left out: it is not told. */
  since?(code: string): string | null;
}

/** The regime of an area on a day. Answers are kept: the same check is asked for every household of a village. */
export function regimeOf(catalogue: Catalogue, adoptions: readonly Adoption[], area: string, day: string): Regime {
  const active = activeAdoptions(adoptions, area, day).sort(byPrecedence);
  const parameters = new Map<string, ValueInForce | null>();
  const families = new Map<string, Standing<Check> | null>();
  const values = new Map<NamedValue, Citation | null>();

  const winner = (family: string) => {
    const known = families.get(family);
    if (known !== undefined) return known;
    const checks = catalogue.families.get(family) ?? [];
    const found = standing(active, checks);
    families.set(family, found);
    return found;
  };

  const standsAt = (value: NamedValue): Citation | null => {
    const known = values.get(value);
    if (known !== undefined) return known;
    const found = standing(active, [value])?.citation ?? null;
    values.set(value, found);
    return found;
  };

  const regime: Regime = {
    day,
    citationOf: (rule) => (rule.declares === 'value' ? standsAt(rule) : (regime.inForce(rule)?.citation ?? null)),
    inForce(check) {
      const found = winner(check.family);
      return found?.rule === check ? { since: found.since, citation: found.citation } : null;
    },
    adopted: ({ document }) => active.some((adoption) => adoption.document === document),
    parameter(parameter) {
      const known = parameters.get(parameter.code);
      if (known !== undefined) return known;
      // Who refers back to itself while this is worked out finds nothing in force: approvals refuse circles, an upgraded module may close one.
      parameters.set(parameter.code, null);
      const found = first(active, (adoption) => {
        const value = valueOn(parameter, adoption, day);
        return value ? inForce(parameter, value, adoption, regime) : null;
      });
      parameters.set(parameter.code, found);
      return found;
    },
    since: (code) => firstDay(catalogue, adoptions, area, code),
  };
  return regime;
}

function firstDay(catalogue: Catalogue, adoptions: readonly Adoption[], area: string, code: string): string | null {
  const rule = catalogue.checks.get(code)?.check ?? catalogue.values.get(code)?.value;
  const parameter = catalogue.parameters.get(code);
  const days = adoptions
    .filter((one) => liesIn(area, one.area))
    .flatMap((one) => [
      ...(rule?.policies.some(({ document }) => document === one.document) === true ? [one.from] : []),
      ...(parameter === undefined ? [] : saidBy(parameter, one))
        .map(({ validFrom }) => (validFrom > one.from ? validFrom : one.from))
        .filter((day) => one.to === null || day <= one.to),
    ]);
  return days.sort()[0] ?? null;
}

/** What a document's value comes to here. A reference is the other parameter's value under the same regime. */
function inForce(parameter: Parameter, stated: ParameterValue, adoption: Adoption, regime: Regime): ValueInForce {
  const show = (value: AnyValue | undefined, refersTo: ParameterReference | null = null) =>
    shown(parameter, stated, value, refersTo, adoption);
  const { value, operator } = stated;
  if (value === blank) return { value: undefined, unstated: { parameter, why: 'BLANK_PARAMETER' }, shown: show(undefined), operator };
  if (!isReference(value)) return { value, unstated: null, shown: show(value), operator };
  const other = regime.parameter(value.parameter);
  const { code, title } = value.parameter;
  const named = { code, title, because: value.because, resolved: other?.shown ?? null };
  if (other === null)
    return { value: undefined, unstated: { parameter: value.parameter, why: 'NOT_IN_FORCE' }, shown: show(undefined, named), operator };
  return { ...other, shown: show(other.value, named), operator };
}

/** What the document says of the parameter: what its module declares, and what was approved since, in this order. */
function saidBy(parameter: Parameter, { document, values }: Adoption): readonly ParameterValue[] {
  const declared = parameter.values.filter((value) => value.document === document);
  const approved = values?.get(parameter.code);
  return approved === undefined ? declared : [...declared, ...[...approved].sort((a, b) => (approvedAt(a) < approvedAt(b) ? -1 : 1))];
}

const approvedAt = (value: ParameterValue): number => Date.parse(value.recorded?.approvedAt ?? '');

/** The document's newest value that has begun; of two from the same day the one that was approved last: it corrects the other. */
function valueOn(parameter: Parameter, adoption: Adoption, day: string): ParameterValue | null {
  const begun = saidBy(parameter, adoption).filter((v) => v.validFrom <= day);
  return begun.reduce<ParameterValue | null>((newest, one) => (newest === null || one.validFrom >= newest.validFrom ? one : newest), null);
}

/** The adoption's last day, or the day before the document's next value begins. */
function lastDay(parameter: Parameter, value: ParameterValue, adoption: Adoption): string | null {
  const { to } = adoption;
  const later = saidBy(parameter, adoption).flatMap(({ validFrom }) => (validFrom > value.validFrom ? [validFrom] : []));
  const [next] = later.sort();
  if (next === undefined || (to !== null && to < next)) return to;
  return addDays(next, -1);
}

function shown(
  parameter: Parameter,
  stated: ParameterValue,
  value: AnyValue | undefined,
  refersTo: ParameterReference | null,
  adoption: Adoption,
): ResolvedParameter {
  return {
    code: parameter.code,
    title: stated.title ?? parameter.title,
    type: parameter.type,
    use: parameter.use,
    state: value === undefined ? 'BLANK_IN_SOURCE' : 'SET',
    value: value === undefined ? null : parameterValue(parameter, value),
    refersTo,
    items: value === undefined ? [] : parameterItems(parameter, value),
    unit: parameter.unit,
    validFrom: stated.validFrom > adoption.from ? stated.validFrom : adoption.from,
    validTo: lastDay(parameter, stated, adoption),
    suppliedBy: adoption.area,
    citation: {
      document: stated.document,
      place: stated.place,
      clause: null,
      quote: stated.quote,
      basis: adoption.basis,
      adoptedBy: adoption.area,
    },
  };
}
