import {
  blank,
  type AnyValue,
  type Check,
  type Citation,
  type Parameter,
  type ParameterReference,
  type ParameterValue,
  type PolicyPlace,
  type ResolvedParameter,
} from 'xianjie/schema';
import { activeAdoptions, byPrecedence, type Adoption } from './adoptions.js';
import { addDays } from './calendar.js';
import type { Catalogue } from './catalogue.js';
import { isReference } from './reads.js';
import { parameterItems, parameterValue } from './values.js';

/** Which policy value is not known here, and why: the parameter itself, or the one it refers to. */
export interface Unstated {
  readonly parameter: Parameter;
  readonly why: 'BLANK_PARAMETER' | 'NOT_IN_FORCE';
}

/** A policy value as it holds here: what to compare with, or what keeps it unknown; and how to show it. */
export type ValueInForce = { readonly shown: ResolvedParameter } & (
  { readonly value: AnyValue; readonly unstated: null } | { readonly value: undefined; readonly unstated: Unstated }
);

/** What is in force in one area on one day. */
export interface Regime {
  /** The day it is asked about. */
  readonly day: string;
  /** Where the check's rule stands here, or null when it is not in force. */
  citationOf(check: Check): Citation | null;
  /** Where it stands, and since when it is in force here; null when it is not. */
  inForce(check: Check): { readonly citation: Citation; readonly since: string } | null;
  /** The parameter's value here, or null when no adopted document has one. */
  parameter(parameter: Parameter): ValueInForce | null;
}

/** The regime of an area on a day. Answers are kept: the same check is asked for every household of a village. */
export function regimeOf(catalogue: Catalogue, adoptions: readonly Adoption[], area: string, day: string): Regime {
  const active = activeAdoptions(adoptions, area, day).sort(byPrecedence);
  const parameters = new Map<string, ValueInForce | null>();
  const families = new Map<string, Winner | null>();

  const winner = (family: string) => {
    const known = families.get(family);
    if (known !== undefined) return known;
    const checks = catalogue.families.get(family) ?? [];
    const found = first(active, (adoption) => {
      for (const check of checks) {
        const place = check.policies.find((p) => p.document === adoption.document);
        if (place) return { check, place, adoption };
      }
      return null;
    });
    families.set(family, found);
    return found;
  };

  const regime: Regime = {
    day,
    citationOf: (check) => regime.inForce(check)?.citation ?? null,
    inForce(check) {
      const found = winner(check.family);
      if (found?.check !== check) return null;
      const { document, place, clause, quote } = found.place;
      const { basis, area: adoptedBy, from: since } = found.adoption;
      return { since, citation: { document, place, clause: clause ?? null, quote, basis, adoptedBy } };
    },
    parameter(parameter) {
      const known = parameters.get(parameter.code);
      if (known !== undefined) return known;
      const found = first(active, (adoption) => {
        const value = valueOn(parameter, adoption, day);
        return value ? inForce(parameter, value, adoption, regime) : null;
      });
      parameters.set(parameter.code, found);
      return found;
    },
  };
  return regime;
}

/** The check of a family that is in force, and the document that puts it there. */
interface Winner {
  readonly check: Check;
  readonly place: PolicyPlace;
  readonly adoption: Adoption;
}

/** What a document's value comes to here. A reference is the other parameter's value under the same regime. */
function inForce(parameter: Parameter, stated: ParameterValue, adoption: Adoption, regime: Regime): ValueInForce {
  const show = (value: AnyValue | undefined, refersTo: ParameterReference | null = null) =>
    shown(parameter, stated, value, refersTo, adoption);
  const { value } = stated;
  if (value === blank) return { value: undefined, unstated: { parameter, why: 'BLANK_PARAMETER' }, shown: show(undefined) };
  if (!isReference(value)) return { value, unstated: null, shown: show(value) };
  const other = regime.parameter(value.parameter);
  const { code, title } = value.parameter;
  const named = { code, title, because: value.because, resolved: other?.shown ?? null };
  if (other === null)
    return { value: undefined, unstated: { parameter: value.parameter, why: 'NOT_IN_FORCE' }, shown: show(undefined, named) };
  return { ...other, shown: show(other.value, named) };
}

function first<A, B>(list: readonly A[], pick: (a: A) => B | null): B | null {
  for (const a of list) {
    const found = pick(a);
    if (found !== null) return found;
  }
  return null;
}

/** The document's newest value that has begun. */
function valueOn(parameter: Parameter, adoption: Adoption, day: string): ParameterValue | null {
  const begun = parameter.values.filter((v) => v.document === adoption.document && v.validFrom <= day);
  return begun.sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0] ?? null;
}

/** The adoption's last day, or the day before the document's next value begins. */
function lastDay(parameter: Parameter, value: ParameterValue, { to }: Adoption): string | null {
  const later = parameter.values.filter((v) => v.document === value.document && v.validFrom > value.validFrom).map((v) => v.validFrom);
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
