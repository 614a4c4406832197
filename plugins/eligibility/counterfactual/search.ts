import type { Condition, Counterfactual, Counterfactuals, Outcome, Satisfied } from 'xianjie/schema';
import type { Setting } from '../rules/result.js';
import { isNew } from './one-more.js';
import { nodesOf, type Node } from '../catalogue/nodes.js';
import { LimitReached, probeOf, type Probe } from './probe.js';
import { changeOf, sentenceOf } from './tell.js';
import { joined, type Way } from './way.js';
import { waysOfFact, waysOfList } from './ways.js';

/** So often is a condition evaluated for one verdict, and so many answers are given. */
export const MOST_EVALUATIONS = 6_000;
export const MOST_FOUND = 20;

/** Takes pieces of work one after the other; between two of them others may be served. */
export type InPieces = <Piece, Done>(pieces: readonly Piece[], each: (piece: Piece) => Done) => Promise<Done[]>;

/**
 * What would have to be different for another outcome of a condition about a subject. Everything the evaluation read is tried: each fact and
 * list alone, then in pairs those that do not suffice alone. What is unknown of an undetermined condition is tried alone.
 */
export async function counterfactualsOf(
  condition: Condition,
  subjectId: string,
  { world, regime }: Setting,
  inPieces: InPieces,
  most = MOST_EVALUATIONS,
): Promise<Counterfactuals> {
  const nodes = nodesOf(condition);
  const probe = probeOf(condition, subjectId, world, regime, most);
  const { satisfied } = probe.with([]);
  const ways: Way[] = [];
  const found: Found[] = [];
  const cutOff = await reachesLimit(() => gather(probe, nodes, inPieces, ways));
  if (satisfied === 'UNKNOWN') {
    found.push(...joined(ways.filter(decides)).map((way) => ({ ways: [way], satisfied: way.satisfied })));
    return told(found, cutOff, probe, nodes);
  }
  const target = satisfied === 'TRUE' ? 'FALSE' : 'TRUE';
  const singles = joined(ways.filter((way) => way.satisfied === target));
  found.push(...nearest(singles).map((way) => ({ ways: [way], satisfied: target }) as const));
  const alone = new Set(singles.map(({ atom }) => atom));
  const others = ways.filter(({ atom }) => !alone.has(atom));
  const cutShort = await reachesLimit(async () => {
    for await (const pair of pairs(probe, others, target, inPieces)) {
      found.push({ ways: pair, satisfied: target });
      if (found.length > MOST_FOUND) return;
    }
  });
  return told(found, cutOff || cutShort, probe, nodes);
}

interface Found {
  readonly ways: readonly Way[];
  /** What it leads to. */
  readonly satisfied: Satisfied;
}

async function reachesLimit(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return false;
  } catch (error) {
    if (error instanceof LimitReached) return true;
    throw error;
  }
}

/** What is not known, or not wholly, and would decide it. */
const decides = ({ answer, satisfied }: Way): boolean => satisfied !== 'UNKNOWN' && (answer === null || !answer.known || !answer.whole);

/** Of a quantity the nearest stretch below and above. */
function nearest(ways: readonly Way[]): Way[] {
  const sideOf = (way: Way): string => {
    if (way.within === undefined || way.answer?.known !== true || way.move.kind !== 'VALUE')
      return `${way.move.kind}${way.codes?.join() ?? ''}`;
    return way.move.value < way.answer.value ? 'below' : 'above';
  };
  return ways.filter(
    (way) => !ways.some((other) => other.atom === way.atom && other !== way && sideOf(other) === sideOf(way) && other.far < way.far),
  );
}

/** What a changed evaluation reads beyond the first is tried as well. @param ways where they are put: what is found before the limit counts */
async function gather(probe: Probe, nodes: readonly Node[], inPieces: InPieces, ways: Way[]): Promise<void> {
  const done = new Set<string>();
  for (;;) {
    const fresh = <Read extends { readonly subjectId: string }>(all: ReadonlyMap<string, Read>): [string, Read][] =>
      [...all].filter(([key, { subjectId }]) => !done.has(key) && !isNew(subjectId));
    const [facts, lists] = [fresh(probe.seen.facts), fresh(probe.seen.lists).filter(([, { link }]) => link.many)];
    if (facts.length + lists.length === 0) return;
    for (const [key] of [...facts, ...lists]) done.add(key);
    const pieces = [
      ...facts.map(
        ([, read]) =>
          () =>
            waysOfFact(probe, read, nodes),
      ),
      ...lists.map(
        ([, read]) =>
          () =>
            waysOfList(probe, read, nodes),
      ),
    ];
    await inPieces(pieces, (piece) => void ways.push(...piece()));
  }
}

/** Pairs of which both are needed, the nearest of each two facts. */
async function* pairs(probe: Probe, ways: readonly Way[], target: Satisfied, inPieces: InPieces): AsyncGenerator<readonly Way[]> {
  const atoms = [...new Set(ways.map(({ atom }) => atom))].map((atom) => ways.filter((way) => way.atom === atom));
  for (const [i, some] of atoms.entries())
    for (const pair of await inPieces(atoms.slice(i + 1), (others) => firstPair(probe, some, others, target)))
      if (pair !== null) yield pair;
}

function firstPair(probe: Probe, some: readonly Way[], others: readonly Way[], target: Satisfied): readonly Way[] | null {
  const leadsThere = (...ways: readonly Way[]): boolean => probe.with(ways.map(({ move }) => move)).satisfied === target;
  const both = some
    .flatMap((one) => others.map((other) => [one, other] as const))
    .sort((a, b) => a[0].far + a[1].far - b[0].far - b[1].far);
  for (const [one, other] of both)
    if (leadsThere(one, other)) return [asFarAs(one, (way) => leadsThere(way, other)), asFarAs(other, (way) => leadsThere(one, way))];
  return null;
}

/** In a pair a value may turn less than it does alone: what else is said to do is what was seen to. */
function asFarAs(way: Way, does: (way: Way) => boolean): Way {
  const { move, within, codes } = way;
  if (move.kind !== 'VALUE') return way;
  const with_ = (value: typeof move.value): Way => ({ ...way, move: { ...move, value } });
  if (codes !== undefined) return { ...way, codes: codes.filter((code) => does(with_(code))) };
  if (within === undefined) return way;
  const ends = [within.from, within.to].filter((end) => end !== null);
  return ends.every((end) => does(with_(end))) ? way : { ...way, within: { ...within, from: move.value, to: move.value } };
}

const outcomes: Readonly<Record<Satisfied, Outcome>> = { TRUE: 'ELIGIBLE', FALSE: 'NOT_ELIGIBLE', UNKNOWN: 'UNDETERMINED' };

function told(found: readonly Found[], cutOff: boolean, { seen }: Probe, nodes: readonly Node[]): Counterfactuals {
  const counterfactuals = found.slice(0, MOST_FOUND).map(({ ways, satisfied }): Counterfactual => {
    const changes = ways.map((way) => changeOf(way, seen, nodes));
    return { outcome: outcomes[satisfied], changes, text: sentenceOf(changes, satisfied) };
  });
  return { found: counterfactuals, cutOff: cutOff || found.length > MOST_FOUND };
}
