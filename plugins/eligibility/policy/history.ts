import { liesIn, type Parameter, type ParameterPeriod, type ResolvedParameter } from 'xianjie/schema';
import type { Policy } from '../in-force/adoptions.js';
import { addDays } from '../figures/calendar.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { isReference, referredBy } from '../catalogue/reads.js';
import { regimeOf } from '../in-force/regime.js';

/** Periods in which a parameter had one value in an area, from the first day on which any adopted document states it. */
export function historyOf(catalogue: Catalogue, { adoptions, values }: Policy, parameter: Parameter, area: string): ParameterPeriod[] {
  const here = adoptions.filter((one) => liesIn(area, one.area));
  const concerned = withReferred(parameter, values);
  const turning = here.flatMap((one) => [
    one.from,
    ...(one.to === null ? [] : [addDays(one.to, 1)]),
    ...[...concerned].flatMap((p) => [
      ...p.values.filter(({ document }) => document === one.document).map(({ validFrom }) => validFrom),
      ...(one.values?.get(p.code) ?? []).map(({ validFrom }) => validFrom),
    ]),
  ]);
  const days = [...new Set(turning)].sort();
  const periods: ParameterPeriod[] = [];
  for (const day of days) {
    const value = regimeOf(catalogue, adoptions, area, day).parameter(parameter)?.shown ?? null;
    const last = periods.at(-1);
    if (last === undefined ? value === null : sameValue(last.value, value)) continue;
    if (last !== undefined) periods[periods.length - 1] = { ...last, to: addDays(day, -1) };
    periods.push({ from: day, to: null, value });
  }
  return periods;
}

/** The parameter and those that any of its values refers to. */
function withReferred(parameter: Parameter, values: Policy['values'], found: Set<Parameter> = new Set()): Set<Parameter> {
  if (found.has(parameter)) return found;
  found.add(parameter);
  const recorded = [...values.values()].flatMap((said) => said.get(parameter.code) ?? []);
  const others = [...referredBy(parameter), ...recorded.flatMap(({ value }) => (isReference(value) ? [value.parameter] : []))];
  for (const other of others) withReferred(other, values, found);
  return found;
}

/** The same figure from the same place: when it began and ends is what the periods themselves say. */
function sameValue(one: ResolvedParameter | null, other: ResolvedParameter | null): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf(value: ResolvedParameter | null): string {
  if (value === null) return '';
  const { citation, state, refersTo, items } = value;
  return JSON.stringify([citation.document.code, citation.adoptedBy, citation.basis, citation.place, citation.quote, state, value.value, items, keyOf(refersTo?.resolved ?? null)]); // prettier-ignore
}
