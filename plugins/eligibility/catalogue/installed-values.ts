import { highestLevel, type NamedValue, type Parameter, type PolicyModule, type PrivacyLevel } from 'xianjie/schema';
import { nodesOf } from './nodes.js';
import { needOf, readsOfValue, type Need, type Reads } from './reads.js';
import { sightOf, type Owners, type Sight } from './visibility.js';

/** A named value as the engine keeps it: whose it is, what it reads, how personal it is. */
export interface InstalledValue {
  readonly value: NamedValue;
  readonly module: string;
  readonly reads: Reads;
  readonly level: PrivacyLevel;
  /** What a viewer must be able to read to see it, module by module. */
  readonly needs: readonly Sight[];
  /** The facts it reads and the links that lead to them, from its subject on. */
  readonly need: Need;
}

/** As personal as the most personal fact it reads; how many a link leads to is an official's matter, too. */
export function levelOf({ facts, links }: Pick<Reads, 'facts' | 'links'>): PrivacyLevel {
  return highestLevel([...[...facts].map((fact) => fact.level), ...(links.size > 0 ? (['INTERNAL'] as const) : [])]);
}

/** The named values of the modules, by code. @throws Error one that is made of itself: nothing can be said of it, nor of what reads it */
export function valuesOf(modules: readonly PolicyModule[], owners: Owners): ReadonlyMap<string, InstalledValue> {
  for (const module of modules) refuseCircles(module);
  const installed = modules.flatMap((module) =>
    (module.values ?? []).map((value): InstalledValue => {
      const reads = readsOfValue(value);
      const needs = sightOf(module.id, reads, owners);
      return { value, module: module.id, reads, need: needOf(value.is), level: levelOf(reads), needs };
    }),
  );
  const byCode = new Map<string, InstalledValue>();
  // Of two with one code the first is kept: the others are told beside it.
  for (const one of installed) if (!byCode.has(one.value.code)) byCode.set(one.value.code, one);
  return byCode;
}

/** Of what is listed, and of what stands in a check and is listed nowhere. */
function refuseCircles({ id, values, checks }: PolicyModule): void {
  const said = (checks ?? []).flatMap(({ when, fulfilled, rank, gives }) =>
    madeOf([when, fulfilled, rank, gives.map((one) => one.amount)]),
  );
  for (const value of new Set([...(values ?? []), ...said])) {
    const way = wayBack(value, value, []);
    if (way === null) continue;
    throw new Error(`module "${id}": the named value "${value.code}" is made of itself: ${way.join(' → ')}; take one of them out`);
  }
}

/** What does not fit together of the named values. */
export function wrongValues(
  modules: readonly PolicyModule[],
  values: ReadonlyMap<string, InstalledValue>,
  parameters: ReadonlyMap<string, Parameter>,
): string[] {
  return modules.flatMap((module) =>
    (module.values ?? []).flatMap((value) => {
      const own = `module "${module.id}": the named value "${value.code}"`;
      const first = values.get(value.code);
      const { reads } = first ?? { reads: readsOfValue(value) };
      return [
        ...(first?.value === value
          ? []
          : [`two named values have the code "${value.code}", of module "${first?.module ?? ''}" and of module "${module.id}": declare it once and import it, or rename one`]),
        ...unlisted(reads, values).map((code) => `${own} is made of the named value "${code}", which no module lists: add it to "values"`),
        ...[...reads.parameters]
          .filter((one) => parameters.get(one.code) !== one)
          .map((one) => `${own} reads parameter "${one.code}", which no module lists: add it to "parameters"`),
        ...(value.policies.some(({ quote, place }) => quote.trim() === '' || place.trim() === '')
          ? [`${own} has no place or no quote: say where the document says it, and in which words`]
          : []),
      ];
    }),
  ); // prettier-ignore
}

/** The codes of named values that are read and that no module lists under this code. */
export const unlisted = (reads: Reads, values: ReadonlyMap<string, InstalledValue>): string[] =>
  [...reads.values].filter((one) => values.get(one.code)?.value !== one).map(({ code }) => code);

function wayBack(from: NamedValue, to: NamedValue, way: readonly NamedValue[]): string[] | null {
  for (const next of madeOf(from.is)) {
    if (next === to) return [to, ...way, to].map((one) => one.code);
    const found = way.includes(next) ? null : wayBack(next, to, [...way, next]);
    if (found !== null) return found;
  }
  return null;
}

/** The named values that stand in a part of the language itself, not those that they are made of. */
function madeOf(part: unknown): NamedValue[] {
  const isValue = (node: unknown): boolean => (node as { readonly declares?: unknown }).declares === 'value';
  return nodesOf(part, (node) => !isValue(node)).filter(isValue) as unknown as NamedValue[];
}
