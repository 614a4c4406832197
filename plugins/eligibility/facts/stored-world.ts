import type { Fact, FactRow, Link, LinkRow, Moment, Sql, SubjectRef } from 'xianjie/schema';
import { arrivalsOf, couldName, type Arrival } from './arrivals.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { tellFailure, type OnFailure } from './failure.js';
import type { Links } from './links.js';
import type { CompleteList, Coverage } from '../in-force/reference.js';
import { answerOf, type Observation, type SilentRow } from './observations.js';
import type { Need } from '../catalogue/reads.js';
import { fits, stated, unknown, type World } from './world.js';

interface Wanted {
  readonly ids: Set<string>;
  readonly facts: Set<Fact>;
}

/** What is stored, and who said it. */
export interface StoredWorld extends World {
  /** The departments that said anything of a fact of a subject, whatever they said and whether it counts; a complete list says it of all. */
  speakers(subjectId: string, fact: Fact, year: number | null): readonly string[];
}

/** What a question reads from. */
export interface Reading {
  readonly catalogue: Catalogue;
  readonly sql: Sql;
  readonly at: Moment;
  readonly links: Links;
  readonly coverage: Coverage;
  readonly onFailure: OnFailure;
}

/**
 * Loads all that is needed of many subjects: one query for each link, one for each source, whatever the number of subjects and checks.
 * @param needs what the checks read, by the kind of subject they speak of
 */
export async function loadWorld(reading: Reading, subjects: readonly SubjectRef[], needs: ReadonlyMap<string, Need>): Promise<StoredWorld> {
  const { catalogue, sql, at, links, coverage, onFailure } = reading;
  const wanted = new Map<string, Wanted>();
  const areas = new Map(subjects.map((s) => [s.id, s.areaCode]));
  const failedLinks = new Set<Link>();
  for (const [kind, need] of needs) {
    await follow(
      kind,
      subjects.filter((s) => s.kind === kind).map((s) => s.id),
      need,
    );
  }
  const loaded = await loadSources(catalogue, sql, wanted, at, onFailure);
  const arrivals = coverage.any(listsRead(catalogue, wanted, needs))
    ? await arrivalsOf(sql, (kind) => [...(wanted.get(kind)?.ids ?? [])])
    : new Map<string, Arrival>();
  const lists = (feeds: readonly string[], id: string, year: number | null) =>
    feeds.length === 0 ? [] : coverage.lists(feeds, areas.get(id) ?? '', year).filter((list) => couldName(list, arrivals.get(id)));
  return worldOf(catalogue, loaded, { links, failedLinks }, lists, at);

  async function follow(kind: string, ids: readonly string[], need: Need): Promise<void> {
    const known = wanted.get(kind) ?? { ids: new Set(), facts: new Set() };
    wanted.set(kind, known);
    for (const id of ids) known.ids.add(id);
    for (const fact of need.facts.keys()) known.facts.add(fact);
    for (const [link, further] of need.links) {
      const rows = await load(link, ids);
      for (const { from, to } of rows) areas.set(to, areas.get(to) ?? areas.get(from) ?? '');
      await follow(link.to.code, [...new Set(rows.map((row) => row.to))], further);
    }
  }

  async function load(link: Link, ids: readonly string[]): Promise<readonly LinkRow[]> {
    try {
      return await links.read(link, ids);
    } catch (error) {
      tellFailure(onFailure, [link.code], error);
      failedLinks.add(link);
      return [];
    }
  }
}

/** The feeds whose complete lists matter to what is wanted. */
function listsRead(catalogue: Catalogue, wanted: ReadonlyMap<string, Wanted>, needs: ReadonlyMap<string, Need>): string[] {
  const ofFacts = [...wanted.values()].flatMap(({ facts }) =>
    [...facts].flatMap((fact) => catalogue.sources.get(fact.code)?.coveredBy ?? []),
  );
  const ofLinks = (need: Need): string[] =>
    [...need.links].flatMap(([link, further]) => [...(link.complete === 'ALWAYS' ? [] : link.complete.coveredBy), ...ofLinks(further)]);
  return [...ofFacts, ...[...needs.values()].flatMap(ofLinks)];
}

const key = (...parts: readonly (string | number | null)[]): string => parts.join('|');

/** Facts of sources by fact, subject and year; the facts of a failed source are marked as such. */
interface Loaded {
  readonly observations: ReadonlyMap<string, readonly Observation[]>;
  /** Rows that say nothing of a fact whose absence from a list means something. */
  readonly silent: ReadonlyMap<string, readonly SilentRow[]>;
  readonly failed: ReadonlySet<Fact>;
  /** Single values that do not fit their fact. */
  readonly broken: ReadonlySet<string>;
}

async function loadSources(
  catalogue: Catalogue,
  sql: Sql,
  wanted: ReadonlyMap<string, Wanted>,
  at: Moment,
  onFailure: OnFailure,
): Promise<Loaded> {
  const observations = new Map<string, Observation[]>();
  const silent = new Map<string, SilentRow[]>();
  const failed = new Set<Fact>();
  const broken = new Set<string>();
  for (const source of catalogue.allSources) {
    const want = wanted.get(source.subject.code);
    const columns = Object.entries(source.columns).filter(([, fact]) => want?.facts.has(fact) === true);
    if (want === undefined || want.ids.size === 0 || columns.length === 0) continue;
    try {
      for (const row of await source.load(sql, [...want.ids], at)) take(row, columns);
    } catch (error) {
      tellFailure(
        onFailure,
        columns.map(([, fact]) => fact.code),
        error,
      );
      for (const [, fact] of columns) failed.add(fact);
    }
  }
  return { observations, silent, failed, broken };

  function take(row: FactRow, columns: readonly (readonly [string, Fact])[]): void {
    for (const [column, fact] of columns) {
      // Null says nothing; a column that is not there is a mistake of the source, and must not read like an empty cell.
      if (!(column in row)) throw new Error(`the rows of a fact source hold no column "${column}" for the fact "${fact.code}"`);
      const value = row[column];
      const place = key(fact.code, row.subject_id, fact.period === null ? null : (row.period ?? null));
      const said = { observedOn: row.observed_on, source: row.source };
      if (value === null) {
        if (fact.absent !== undefined) keepIn(silent, place, said);
        continue;
      }
      if (!fits(fact, value)) {
        broken.add(place);
        continue;
      }
      keepIn(observations, place, { ...said, value });
    }
  }
}

function keepIn<T>(all: Map<string, T[]>, place: string, one: T): void {
  const known = all.get(place);
  if (known === undefined) all.set(place, [one]);
  else known.push(one);
}

function worldOf(
  catalogue: Catalogue,
  loaded: Loaded,
  { links, failedLinks }: { readonly links: Links; readonly failedLinks: ReadonlySet<Link> },
  listsOf: (feeds: readonly string[], id: string, year: number | null) => readonly CompleteList[],
  at: Moment,
): StoredWorld {
  return {
    speakers(id, fact, year) {
      const source = catalogue.sources.get(fact.code);
      const lists = source === undefined || fact.absent === undefined ? [] : listsOf(source.coveredBy, id, year);
      return [...(loaded.observations.get(key(fact.code, id, year)) ?? []), ...lists].map((said) => said.source);
    },
    fact(id, fact, year) {
      const source = catalogue.sources.get(fact.code);
      if (fact.source === 'QUESTION') return stated(fact, undefined);
      if (source === undefined) return unknown('MODULE_NOT_INSTALLED');
      const place = key(fact.code, id, year);
      if (loaded.failed.has(fact) || loaded.broken.has(place)) return unknown('CALCULATION_FAILED');
      return answerOf(
        fact,
        id,
        loaded.observations.get(place) ?? [],
        loaded.silent.get(place) ?? [],
        listsOf(source.coveredBy, id, year),
        at.asOf,
      );
    },
    linked(id, link) {
      if (failedLinks.has(link)) return { ids: [], whole: false, failed: true };
      const whole = link.complete === 'ALWAYS' || listsOf(link.complete.coveredBy, id, null).length > 0;
      return { ids: links.ends(link, id), whole };
    },
  };
}
