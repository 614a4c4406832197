import { blank, type Check, type Citation, type Parameter, type ParameterValue, type ResolvedParameter } from 'xianjie/schema';
import { activeAdoptions, byPrecedence, type Adoption } from './adoptions.js';
import type { Catalogue } from './catalogue.js';
import { parameterItems, parameterValue } from './values.js';

/** A policy value as it holds here: what to compare with (undefined: the source leaves it out), and how to show it. */
export interface ValueInForce {
  readonly value: ParameterValue['value'] | undefined;
  readonly shown: ResolvedParameter;
}

/** What is in force in one area on one day. */
export interface Regime {
  /** The day it is asked about. */
  readonly day: string;
  /** Where the check's rule stands here, or null when it is not in force. */
  citationOf(check: Check): Citation | null;
  /** The parameter's value here, or null when no adopted document has one. */
  parameter(parameter: Parameter): ValueInForce | null;
}

/** The regime of an area on a day. Answers are kept: the same check is asked for every household of a village. */
export function regimeOf(catalogue: Catalogue, adoptions: readonly Adoption[], area: string, day: string): Regime {
  const active = activeAdoptions(adoptions, area, day).sort(byPrecedence);
  const parameters = new Map<string, ValueInForce | null>();
  const families = new Map<string, { readonly check: Check; readonly adoption: Adoption } | null>();

  const winner = (family: string) => {
    const known = families.get(family);
    if (known !== undefined) return known;
    const checks = catalogue.families.get(family) ?? [];
    const found = first(active, (adoption) => {
      const check = checks.find((c) => c.policy.document === adoption.document);
      return check ? { check, adoption } : null;
    });
    families.set(family, found);
    return found;
  };

  return {
    day,
    citationOf(check) {
      const found = winner(check.family);
      if (found?.check !== check) return null;
      const { document, place, clause, quote } = check.policy;
      return { document, place, clause: clause ?? null, quote, basis: found.adoption.basis, adoptedBy: found.adoption.area };
    },
    parameter(parameter) {
      const known = parameters.get(parameter.code);
      if (known !== undefined) return known;
      const found = first(active, (adoption) => {
        const value = valueOn(parameter, adoption, day);
        return value ? { value: value.value === blank ? undefined : value.value, shown: shown(parameter, value, adoption) } : null;
      });
      parameters.set(parameter.code, found);
      return found;
    },
  };
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
  return new Date(Date.parse(next) - 86_400_000).toISOString().slice(0, 10);
}

function shown(parameter: Parameter, value: ParameterValue, adoption: Adoption): ResolvedParameter {
  const isBlank = value.value === blank;
  return {
    code: parameter.code,
    title: value.title ?? parameter.title,
    type: parameter.type,
    use: parameter.use,
    state: isBlank ? 'BLANK_IN_SOURCE' : 'SET',
    value: isBlank ? null : parameterValue(parameter, value.value),
    items: isBlank ? [] : parameterItems(parameter, value.value),
    unit: parameter.unit,
    validFrom: value.validFrom > adoption.from ? value.validFrom : adoption.from,
    validTo: lastDay(parameter, value, adoption),
    suppliedBy: adoption.area,
    citation: {
      document: value.document,
      place: value.place,
      clause: null,
      quote: value.quote,
      basis: adoption.basis,
      adoptedBy: adoption.area,
    },
  };
}
