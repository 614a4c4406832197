import type { Fact, FactSource, Link, Moment, Sql } from 'xianjie/schema';
import type { Catalogue } from '../catalogue/catalogue.js';
import { tellFailure, type OnFailure } from '../facts/failure.js';
import type { Need } from '../catalogue/reads.js';
import type { Coverage } from '../in-force/reference.js';
import { stated, unknown, type Answer, type Linked, type World } from '../facts/world.js';
import { answersOf, sameOfAll, type Answers } from './answers.js';
import { numberOf, sortOf } from './encoding.js';
import type { Ends, Frame } from './frame.js';
import { arrivalsIn, listsFor, type ListsFor, type ListsRead } from './lists.js';
import { FALSE, TRUE, UNKNOWN } from './logic.js';
import type { RowReader, SourceRows } from './rows.js';

/** What a block reads from. */
export interface BlockReading {
  readonly catalogue: Catalogue;
  readonly sql: Sql;
  readonly rows: RowReader;
  readonly at: Moment;
  readonly coverage: Coverage;
  readonly onFailure: OnFailure;
}

/** The subjects of one kind that a block knows: its own first, then those that links lead to. */
interface Members {
  readonly ids: string[];
  readonly areas: string[];
  readonly placeOf: Map<string, number>;
  readonly facts: Set<Fact>;
  /** By link and place, where it leads; of a link that could not be read: nothing. */
  readonly links: Map<Link, Map<number, number[]> | 'FAILED'>;
}

type Kinds = Map<string, Members>;

/**
 * Loads what checks need of the subjects of a block, and of all that links lead to from there: one query a link, one a source, whatever
 * kinds of subject read it.
 * @param own by kind
 * @returns the frame of a kind: the block's own subjects first, in their order
 */
export async function loadBlock(
  reading: BlockReading,
  own: ReadonlyMap<string, readonly { readonly id: string; readonly areaCode: string }[]>,
  needs: ReadonlyMap<string, Need>,
): Promise<(kind: string) => Frame> {
  const { catalogue, sql, coverage } = reading;
  const kinds: Kinds = new Map();
  for (const [kind, subjects] of own) for (const { id, areaCode } of subjects) place(membersOf(kinds, kind), id, areaCode);
  for (const [kind, subjects] of own) {
    const need = needs.get(kind);
    if (need !== undefined) await follow(reading, kinds, kind, subjects.keys(), need);
  }
  const loaded = new Map<FactSource, SourceRows | 'FAILED'>();
  const wanted = catalogue.allSources.flatMap((source) => {
    const members = kinds.get(source.subject.code);
    const facts = Object.values(source.columns).filter((fact) => members?.facts.has(fact));
    return members === undefined || members.ids.length === 0 || facts.length === 0 ? [] : [{ source, members, facts }];
  });
  const feeds = [...wanted.flatMap(({ source }) => source.coveredBy), ...[...kinds.values()].flatMap(({ links }) => feedsOf(links.keys()))];
  const listed = coverage.any(feeds);
  // Sent together: the database works on the next one while the rows of one are taken.
  const arrivals = [...kinds].map(
    async ([code, { ids, placeOf }]) => [code, listed ? await arrivalsIn(sql, code, ids, placeOf) : null] as const,
  );
  const sources = wanted.map(async ({ source, members, facts }) => {
    try {
      loaded.set(source, await reading.rows.read(source, facts, members.ids, members.placeOf));
    } catch (error) {
      tellFailure(
        reading.onFailure,
        facts.map((fact) => fact.code),
        error,
      );
      loaded.set(source, 'FAILED');
    }
  });
  const [known] = await Promise.all([Promise.all(arrivals), Promise.all(sources)]);
  const lists = new Map(known.map(([code, of]) => [code, listsFor(coverage, membersOf(kinds, code).areas, of)]));
  const frames = new Map<string, StoredFrame>();
  const frameOf = (code: string): StoredFrame => {
    const frame = frames.get(code) ?? storedFrame(reading, membersOf(kinds, code), loaded, lists.get(code), { frameOf, world });
    frames.set(code, frame);
    return frame;
  };
  const world: World = {
    fact: (id, fact, year) => frameOf(fact.subject.code).answer(id, fact, year),
    linked: (id, link) => frameOf(link.from.code).linked(id, link),
  };
  return frameOf;
}

/** A frame that single questions are put to, too. */
interface StoredFrame extends Frame {
  answer(id: string, fact: Fact, year: number | null): Answer;
  linked(id: string, link: Link): Linked;
}

/** What the frames of a block share. */
interface Together {
  readonly world: World;
  frameOf(kind: string): StoredFrame;
}

function membersOf(kinds: Kinds, kind: string): Members {
  const known = kinds.get(kind) ?? { ids: [], areas: [], placeOf: new Map(), facts: new Set(), links: new Map() };
  kinds.set(kind, known);
  return known;
}

function place(members: Members, id: string, area: string): number {
  const known = members.placeOf.get(id);
  if (known !== undefined) return known;
  members.placeOf.set(id, members.ids.length);
  members.areas.push(area);
  return members.ids.push(id) - 1;
}

const feedsOf = (links: Iterable<Link>): string[] =>
  [...links].flatMap((link) => (link.complete === 'ALWAYS' ? [] : link.complete.coveredBy));

async function follow(reading: BlockReading, kinds: Kinds, kind: string, from: Iterable<number>, need: Need): Promise<void> {
  const members = membersOf(kinds, kind);
  const places = [...from];
  for (const fact of need.facts.keys()) members.facts.add(fact);
  for (const [link, further] of need.links) {
    const ends = await endsOf(reading, kinds, members, link, places);
    const reached = ends === 'FAILED' ? [] : places.flatMap((one) => ends.get(one) ?? []);
    await follow(reading, kinds, link.to.code, new Set(reached), further);
  }
}

/** Each link is read once for each subject, however many ways lead through it. */
async function endsOf(
  { sql, at, onFailure }: BlockReading,
  kinds: Kinds,
  members: Members,
  link: Link,
  places: readonly number[],
): Promise<Map<number, number[]> | 'FAILED'> {
  const known = members.links.get(link) ?? new Map<number, number[]>();
  members.links.set(link, known);
  if (known === 'FAILED') return known;
  const fresh = places.filter((one) => !known.has(one));
  if (fresh.length === 0) return known;
  const to = membersOf(kinds, link.to.code);
  try {
    for (const one of fresh) known.set(one, []);
    for (const row of await link.load(
      sql,
      fresh.map((one) => members.ids[one]!),
      at,
    )) {
      const one = members.placeOf.get(row.from);
      if (one !== undefined) known.get(one)?.push(place(to, row.to, members.areas[one] ?? ''));
    }
    return known;
  } catch (error) {
    tellFailure(onFailure, [link.code], error);
    members.links.set(link, 'FAILED');
    return 'FAILED';
  }
}

function storedFrame(
  { catalogue, at }: BlockReading,
  members: Members,
  loaded: ReadonlyMap<FactSource, SourceRows | 'FAILED'>,
  lists: ListsFor | undefined,
  { frameOf, world }: Together,
): StoredFrame {
  const { ids, placeOf } = members;
  const none: ListsRead = { all: [[]], of: new Int32Array(ids.length) };
  const listsOf: ListsFor = (feeds, year) => lists?.(feeds, year) ?? none;
  const answers = keptBy((fact: Fact, year: number | null): Answers => {
    const source = catalogue.sources.get(fact.code);
    if (fact.source === 'QUESTION') return sameOfAll(stated(fact, undefined), ids.length);
    if (source === undefined) return sameOfAll(unknown('MODULE_NOT_INSTALLED'), ids.length);
    const rows = loaded.get(source) ?? { facts: [fact], sayings: [], subjects: new Int32Array(), said: new Int32Array() };
    if (rows === 'FAILED') return sameOfAll(unknown('CALCULATION_FAILED'), ids.length);
    return answersOf(fact, year, rows, ids, listsOf(source.coveredBy, year), at.asOf);
  });
  const numbers = keptBy((fact: Fact, year: number | null) => {
    const { all, of } = answers(fact, year);
    const sort = sortOf(fact.type);
    const values = all.map((answer) => (answer.known && sort !== null ? numberOf(sort, answer.value) : NaN));
    const out = new Float64Array(of.length);
    for (let i = 0; i < out.length; i++) out[i] = values[of[i]!]!;
    return out;
  });
  const wholeBy = (link: Link) => {
    const { all, of } = link.complete === 'ALWAYS' ? none : listsOf(link.complete.coveredBy, null);
    return (one: number) => all[of[one]!]!.length > 0;
  };
  const ends = new Map<Link, Ends>();
  return {
    length: ids.length,
    numbers,
    holds(fact, year, codes) {
      const { all, of } = answers(fact, year);
      const values = all.map((answer) => {
        if (!answer.known) return UNKNOWN;
        if (codes.some((code) => (answer.value as readonly string[]).includes(code))) return TRUE;
        return answer.whole ? FALSE : UNKNOWN;
      });
      const out = new Uint8Array(of.length);
      for (let i = 0; i < out.length; i++) out[i] = values[of[i]!]!;
      return out;
    },
    ends(link) {
      const known = ends.get(link) ?? endColumns(members, link, frameOf(link.to.code), wholeBy(link));
      ends.set(link, known);
      return known;
    },
    id: (row) => ids[row]!,
    world,
    answer(id, fact, year) {
      const { all, of } = answers(fact, year);
      return all[of[placeOf.get(id)!]!]!;
    },
    linked(id, link) {
      const one = placeOf.get(id)!;
      const read = members.links.get(link);
      if (read === 'FAILED') return { ids: [], whole: false, failed: true };
      const to = frameOf(link.to.code);
      const whole = link.complete === 'ALWAYS' || wholeBy(link)(one);
      return { ids: (read?.get(one) ?? []).map((end) => to.id(end)), whole };
    },
  };
}

function endColumns({ ids, links }: Members, link: Link, to: Frame, whole: (one: number) => boolean): Ends {
  const read = links.get(link);
  const starts = new Int32Array(ids.length + 1);
  const rows: number[] = [];
  const wholes = new Uint8Array(ids.length);
  for (let one = 0; one < ids.length; one++) {
    if (read !== 'FAILED') {
      for (const end of read?.get(one) ?? []) rows.push(end);
      wholes[one] = link.complete === 'ALWAYS' || whole(one) ? 1 : 0;
    }
    starts[one + 1] = rows.length;
  }
  return { to, starts, rows: Int32Array.from(rows), whole: wholes };
}

/** Kept for each fact and year. */
function keptBy<T>(make: (fact: Fact, year: number | null) => T): (fact: Fact, year: number | null) => T {
  const known = new Map<Fact, Map<number | null, T>>();
  return (fact, year) => {
    const ofFact = known.get(fact) ?? new Map<number | null, T>();
    known.set(fact, ofFact);
    let found = ofFact.get(year);
    if (found === undefined) ofFact.set(year, (found = make(fact, year)));
    return found;
  };
}
