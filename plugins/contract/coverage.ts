import { isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { nearest, type Check, type NotModelled, type PolicyCase, type PolicyModule } from 'xianjie/schema';
import type { CatalogueItemEntry } from './catalogue-items.js';
import { dormantByBlank, outcomesWithoutCase } from './outcomes.js';

/**
 * How far an item of the catalogue is served, from the most to the least. LIVE: a check is evaluated and has a case for every outcome it
 * can have. SERVED: not a check, but something in the graph, a feed, a parameter. UNPROVEN: a check is evaluated, but cases lack. SHOWN: the
 * rule is shown with its citation and evaluated for nobody. LATER. NEVER: not modelled, for a reason.
 */
export const coverageStates = ['LIVE', 'SERVED', 'UNPROVEN', 'SHOWN', 'LATER', 'NEVER'] as const;
export type CoverageState = (typeof coverageStates)[number];

/** Where one module serves an item, and what is to know about it. */
export interface CoveredWhere {
  readonly module: string;
  readonly state: CoverageState;
  readonly by: readonly string[];
  readonly note?: string;
  /** A check that can apply to nobody anywhere: a value that it needs is blank in every document. */
  readonly dormant?: boolean;
}

export interface CoverageRow {
  readonly item: CatalogueItemEntry;
  readonly state: CoverageState;
  /** Whether it is live by dormant checks only. */
  readonly dormant: boolean;
  /** Every module that serves it or says why it does not; empty: nobody has said anything, which is LATER. */
  readonly where: readonly CoveredWhere[];
}

/** A module with the cases that stand beside its checks. */
export interface ModuleWithCases {
  readonly module: PolicyModule;
  readonly cases: readonly PolicyCase[];
}

/** The state of every item of the catalogue, in its order. */
export function coverageOf(modules: readonly ModuleWithCases[], items: readonly CatalogueItemEntry[]): readonly CoverageRow[] {
  const found = new Map<string, CoveredWhere[]>();
  const say = (item: string, where: CoveredWhere): void => void found.set(item, [...(found.get(item) ?? []), where]);
  for (const { module, cases } of modules) {
    for (const check of module.checks ?? [])
      for (const rule of check.rules)
        say(rule, { module: module.id, state: stateOf(check, cases), by: [`check:${check.code}`], dormant: dormantByBlank(check) });
    for (const { code, note } of module.indicators ?? [])
      say(code, { module: module.id, state: 'SERVED', by: [`indicator:${code}`], ...(note && { note: note.en }) });
    for (const { item, by, note } of module.covers ?? []) say(item, { module: module.id, state: 'SERVED', by, ...(note && { note }) });
    for (const { rule, state, why } of module.notModelled ?? []) say(rule, { module: module.id, state, by: [], note: why });
  }
  return items.map((item) => {
    const where = found.get(item.id) ?? [];
    const state = coverageStates.find((one) => where.some((place) => place.state === one)) ?? 'LATER';
    const live = where.filter((one) => one.state === 'LIVE');
    return { item, where, state, dormant: live.length > 0 && live.every((one) => one.dormant === true) };
  });
}

function stateOf(check: Check, cases: readonly PolicyCase[]): CoverageState {
  if (check.when === null) return 'SHOWN';
  return outcomesWithoutCase(check, cases).length === 0 ? 'LIVE' : 'UNPROVEN';
}

/** What the modules say of the catalogue and is not so: an item that it does not name, a place that is not there, a contradiction. */
export function coverageProblems(
  modules: readonly PolicyModule[],
  schema: GraphQLSchema,
  items: readonly CatalogueItemEntry[],
): readonly string[] {
  const known = new Set(items.map(({ id }) => id));
  const unknown = (module: PolicyModule, key: string, id: string): string[] =>
    known.has(id)
      ? []
      : [`module "${module.id}": "${key}" names ${id}, which the catalogue does not; the nearest are ${nearest(id, known).join(', ')}`];
  const declared = declaredPlaces(modules);
  return modules.flatMap((module) => [
    ...(module.covers ?? []).flatMap(({ item, by }) => [
      ...unknown(module, 'covers', item),
      ...by.filter((place) => !isThere(place, schema, declared)).map((place) => notThere(module, item, place, schema, declared)),
    ]),
    ...(module.indicators ?? []).flatMap(({ code }) => (code.startsWith('ind.') ? unknown(module, 'indicators', code) : [])),
    ...(module.notModelled ?? []).flatMap((left) => [
      ...unknown(module, 'notModelled', left.rule),
      ...(servedAllTheSame(module, left)
        ? [`module "${module.id}": "notModelled" says that ${left.rule} is never modelled, but the module serves it: leave one of them out`]
        : []),
    ]),
  ]);
}

function servedAllTheSame(module: PolicyModule, { rule, state }: NotModelled): boolean {
  return (
    state === 'NEVER' &&
    ((module.checks ?? []).some((check) => check.rules.includes(rule)) ||
      (module.indicators ?? []).some(({ code }) => code === rule) ||
      (module.covers ?? []).some(({ item }) => item === rule))
  );
}

/** `check:<code>`, `feed:<code>`, `parameter:<code>`, `indicator:<code>` of everything that is installed. */
function declaredPlaces(modules: readonly PolicyModule[]): ReadonlySet<string> {
  return new Set(
    modules.flatMap((m) => [
      ...(m.checks ?? []).map(({ code }) => `check:${code}`),
      ...(m.feeds ?? []).map(({ code }) => `feed:${code}`),
      ...(m.parameters ?? []).map(({ code }) => `parameter:${code}`),
      ...(m.indicators ?? []).map(({ code }) => `indicator:${code}`),
    ]),
  );
}

function fieldNames(schema: GraphQLSchema, typeName: string): readonly string[] {
  const type = schema.getType(typeName);
  return isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [];
}

function isThere(place: string, schema: GraphQLSchema, declared: ReadonlySet<string>): boolean {
  if (place.includes(':')) return declared.has(place);
  const [type = '', field = ''] = place.split('.');
  return fieldNames(schema, type).includes(field);
}

function notThere(module: PolicyModule, item: string, place: string, schema: GraphQLSchema, declared: ReadonlySet<string>): string {
  const [type = ''] = place.split('.');
  const candidates = place.includes(':') ? [...declared] : fieldNames(schema, type).map((field) => `${type}.${field}`);
  const types = Object.keys(schema.getTypeMap()).filter((name) => !name.startsWith('__'));
  const near = candidates.length > 0 ? nearest(place, candidates) : nearest(type, types).map((name) => `${name}.…`);
  return `module "${module.id}": "covers" serves ${item} by ${place}, which is not there; the nearest are ${near.join(', ')}`;
}
