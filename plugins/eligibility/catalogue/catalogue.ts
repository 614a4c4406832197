import {
  type Benefit,
  type Check,
  type Fact,
  type FactSource,
  type Link,
  type Parameter,
  type PolicyDocument,
  type PolicyModule,
  type PrivacyLevel,
} from 'xianjie/schema';
import { addNeeds, noNeed, readsOf, recordsOf, referredBy, type Need, type Reads } from './reads.js';
import { wrongInputs } from './declared-inputs.js';
import { levelOf, unlisted, valuesOf, wrongValues, type InstalledValue } from './installed-values.js';
import { ownersOf, sightOf, type Owners, type Sight } from './visibility.js';

/** A check as the engine keeps it: whose it is, what it reads, how personal its verdict is. */
export interface InstalledCheck {
  readonly check: Check;
  readonly module: string;
  readonly reads: Reads;
  readonly level: PrivacyLevel;
  /** What a viewer must be able to read to see it, module by module. */
  readonly needs: readonly Sight[];
  /** The facts it reads and the links that lead to them, from its subject on. */
  readonly need: Need;
  /** The same of a question that goes on to ask who holds what the check gives: what records it is read, too. */
  readonly onRecord: Pick<InstalledCheck, 'level' | 'needs' | 'need'>;
}

/** Everything the installed modules declare, by code. Made once, at boot. */
export interface Catalogue {
  readonly modules: ReadonlySet<string>;
  readonly documents: ReadonlyMap<string, PolicyDocument>;
  /** The day of the oldest document; undefined: there is none. */
  readonly firstDay: string | undefined;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly checks: ReadonlyMap<string, InstalledCheck>;
  readonly values: ReadonlyMap<string, InstalledValue>;
  readonly families: ReadonlyMap<string, readonly Check[]>;
  /** The checks that give a benefit, by the benefit's code. */
  readonly givers: ReadonlyMap<string, readonly InstalledCheck[]>;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly links: ReadonlyMap<string, Link>;
  /** The one source of each fact, by the fact's code. */
  readonly sources: ReadonlyMap<string, FactSource>;
  /** All sources, in the order of declaration. */
  readonly allSources: readonly FactSource[];
  /** The feeds whose complete lists matter to any fact or link. */
  readonly feeds: readonly string[];
}

/** Reads the declarations, and says all that does not fit together at once. @throws Error */
export function catalogueOf(modules: readonly PolicyModule[]): Catalogue {
  const problems: string[] = [];
  const allSources = modules.flatMap((m) => m.facts ?? []);
  const owners = ownersOf(modules);
  const values = valuesOf(modules, owners);
  const installed = modules.flatMap((m) => (m.checks ?? []).map((check) => install(check, m.id, owners)));
  const parameters = byCode(modules.flatMap((m) => m.parameters ?? []));
  const documents = byCode(modules.flatMap((m) => m.policies ?? []));
  const benefits = byCode(modules.flatMap((m) => m.benefits ?? []));
  const readers = [...installed, ...values.values()];
  const facts = factsOf(allSources, readers, problems);
  const sources = sourcesOf(modules, problems);
  for (const one of installed) problems.push(...missing(one, parameters, benefits, values));
  problems.push(...wrongValues(modules, values, parameters));
  for (const fact of facts.values()) problems.push(...wrongFact(fact));
  problems.push(...wrongInputs(modules, facts.values(), sources));
  for (const parameter of parameters.values()) problems.push(...strayReferences(parameter, parameters));
  if (problems.length > 0) throw new Error(`the eligibility checks do not fit together:\n${problems.map((p) => `  - ${p}`).join('\n')}`);
  return {
    modules: new Set(modules.map((m) => m.id)),
    documents,
    firstDay: [...documents.values()].map(({ issuedOn }) => issuedOn).sort()[0],
    parameters,
    checks: new Map(installed.map((one) => [one.check.code, one])),
    families: familiesOf(installed.map((one) => one.check)),
    givers: giversOf(installed),
    facts,
    values,
    links: byCode(readers.flatMap((one) => [...one.reads.links])),
    sources,
    allSources,
    feeds: feedsOf(allSources, readers),
  };
}

function byCode<T extends { readonly code: string }>(list: readonly T[]): Map<string, T> {
  return new Map(list.map((one) => [one.code, one]));
}

/** A check or a named value. */
type Reader = Pick<InstalledCheck, 'reads'>;

function feedsOf(sources: readonly FactSource[], readers: readonly Reader[]): string[] {
  const ofFacts = sources.filter((s) => Object.values(s.columns).some((fact) => fact.absent !== undefined)).flatMap((s) => s.coveredBy);
  const ofLinks = readers.flatMap(({ reads }) =>
    [...reads.links].flatMap((link) => (link.complete === 'ALWAYS' ? [] : link.complete.coveredBy)),
  );
  return [...new Set([...ofFacts, ...ofLinks])];
}

function familiesOf(checks: readonly Check[]): Map<string, Check[]> {
  const families = new Map<string, Check[]>();
  for (const check of checks) families.set(check.family, [...(families.get(check.family) ?? []), check]);
  return families;
}

function giversOf(checks: readonly InstalledCheck[]): Map<string, InstalledCheck[]> {
  const givers = new Map<string, InstalledCheck[]>();
  for (const one of checks)
    for (const { benefit } of one.check.gives)
      if (one.check.when !== null) givers.set(benefit.code, [...(givers.get(benefit.code) ?? []), one]);
  return givers;
}

function install(check: Check, module: string, owners: Owners): InstalledCheck {
  const reads = readsOf(check);
  const need = noNeed();
  addNeeds(need, check);
  const records = recordsOf(check);
  const all: Reads = { ...reads, facts: new Set([...reads.facts, ...records]) };
  const further: Need = { ...need, facts: new Map(need.facts) };
  for (const fact of records) further.facts.set(fact, new Set(need.facts.get(fact)).add(null));
  return {
    check,
    module,
    reads,
    need,
    level: levelOf(reads),
    needs: sightOf(module, reads, owners),
    onRecord: { need: further, level: levelOf(all), needs: sightOf(module, all, owners) },
  };
}

function factsOf(sources: readonly FactSource[], readers: readonly Reader[], problems: string[]): Map<string, Fact> {
  const facts = new Map<string, Fact>();
  for (const fact of [...sources.flatMap((s) => Object.values(s.columns)), ...readers.flatMap((one) => [...one.reads.facts])]) {
    const other = facts.get(fact.code);
    if (other !== undefined && other !== fact)
      problems.push(`two facts have the code "${fact.code}": declare it once and import it, or rename one`);
    facts.set(fact.code, fact);
  }
  return facts;
}

function sourcesOf(modules: readonly PolicyModule[], problems: string[]): Map<string, FactSource> {
  const sources = new Map<string, FactSource>();
  const providers = new Map<string, string>();
  for (const module of modules) {
    for (const source of module.facts ?? []) {
      for (const fact of Object.values(source.columns)) {
        const other = providers.get(fact.code);
        if (other !== undefined)
          problems.push(`the fact "${fact.code}" is loaded by module "${other}" and by module "${module.id}": keep one source`);
        if (fact.subject !== source.subject) {
          problems.push(
            `module "${module.id}": the fact "${fact.code}" is about ${fact.subject.code}, its source about ${source.subject.code}: load it with a source about its own subject`,
          );
        }
        providers.set(fact.code, module.id);
        sources.set(fact.code, source);
      }
    }
  }
  return sources;
}

function missing(
  { check, module, reads }: InstalledCheck,
  parameters: ReadonlyMap<string, Parameter>,
  benefits: ReadonlyMap<string, Benefit>,
  values: Catalogue['values'],
): string[] {
  return [
    ...unlisted(reads, values).map(
      (code) => `module "${module}": check "${check.code}" reads the named value "${code}", which no module lists: add it to "values"`,
    ),
    ...[...reads.parameters]
      .filter((p) => parameters.get(p.code) !== p)
      .map((p) => `module "${module}": check "${check.code}" reads parameter "${p.code}", which no module lists: add it to "parameters"`),
    ...check.gives
      .filter((g) => benefits.get(g.benefit.code) !== g.benefit)
      .map((g) => `module "${module}": check "${check.code}" gives "${g.benefit.code}", which no module lists: add it to "benefits"`),
    ...(check.policies.some(({ quote, place }) => quote.trim() === '' || place.trim() === '')
      ? [`module "${module}": check "${check.code}" has no place or no quote: say where the document says it, and in which words`]
      : []),
  ];
}

/** A parameter that refers to an unlisted one, or in a circle to itself. */
function strayReferences(parameter: Parameter, parameters: ReadonlyMap<string, Parameter>): string[] {
  const circle = wayBack(parameter, parameter, []);
  return [
    ...referredBy(parameter)
      .filter((other) => parameters.get(other.code) !== other)
      .map((other) => `parameter "${parameter.code}" refers to parameter "${other.code}", which no module lists: add it to "parameters"`),
    ...(circle === null ? [] : [`parameter "${parameter.code}" refers to itself: ${circle.join(' → ')}; state one of the values`]),
  ];
}

function wayBack(from: Parameter, to: Parameter, way: readonly Parameter[]): string[] | null {
  for (const next of referredBy(from)) {
    if (next === to) return [to, ...way, to].map((p) => p.code);
    const found = way.includes(next) ? null : wayBack(next, to, [...way, next]);
    if (found !== null) return found;
  }
  return null;
}

function wrongFact(fact: Fact): string[] {
  const coded = fact.type === 'CODE' || fact.type === 'CODES';
  return [
    ...(coded && fact.codes === null ? [`the fact "${fact.code}" is a ${fact.type} without "codes": list them with their titles`] : []),
    ...(fact.source === 'JUDGEMENT' && fact.roles.length === 0
      ? [`the judgement "${fact.code}" names no role that may answer: add "roles"`]
      : []),
    ...(fact.source !== 'JUDGEMENT' && fact.source !== 'QUESTION' && fact.suppliers.length === 0
      ? [`the fact "${fact.code}" names no supplier: add "suppliers"`]
      : []),
  ];
}
