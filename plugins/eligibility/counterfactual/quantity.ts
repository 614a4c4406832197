import type { AnyValue, Fact, Satisfied } from 'xianjie/schema';
import type { Move } from './changed-world.js';
import type { ReadFact } from '../rules/watch.js';
import type { Node } from '../catalogue/nodes.js';
import { constantsIn } from './parts.js';
import type { Probe } from './probe.js';
import { scaleOf } from './scale.js';
import type { Way } from './way.js';

/** Values of the type of a fact: what is compared with it itself, and every one that the rule and the facts speak of. */
function spokenOf(
  probe: Probe,
  fact: Fact,
  nodes: readonly Node[],
): { readonly own: readonly AnyValue[]; readonly all: readonly AnyValue[] } {
  const { seen } = probe;
  const flat = (value: unknown): AnyValue[] => (typeof value === 'object' && value !== null ? Object.values(value) : [value]) as AnyValue[];
  const ofType = (values: readonly AnyValue[]): AnyValue[] =>
    values.filter((value) =>
      fact.type === 'DATE' ? typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) : typeof value === 'number',
    );
  const term = (node: Node, side: string) =>
    node[side] as { readonly fact?: Fact; readonly parameter?: never; readonly value?: unknown } | undefined;
  const beside = nodes.flatMap((node) => {
    const [left, right] = [term(node, 'left'), term(node, 'right')];
    const other = left?.fact === fact ? right : right?.fact === fact ? left : undefined;
    return other === undefined ? [] : flat(other.parameter === undefined ? other.value : seen.values.get(other.parameter));
  });
  const facts = [...seen.facts.values()].flatMap(({ fact: other, answer }) =>
    other.type === fact.type && answer.known ? flat(answer.value) : [],
  );
  const own = [...seen.facts.values()].flatMap(({ fact: other, answer }) => (other === fact && answer.known ? flat(answer.value) : []));
  return {
    own: ofType([...beside, ...own]),
    all: ofType([seen.regime.day, ...[...seen.values.values(), ...constantsIn(nodes)].flatMap(flat), ...facts]),
  };
}

interface Turnless {
  readonly from: number;
  to: number;
  readonly satisfied: Satisfied;
  readonly signature: string;
}

/**
 * Looks through a quantity from end to end: at every value that is spoken of and beside it; between two that differ at the middle, until the
 * step where something turns is found. Stretches in which nothing turns come to the same.
 */
export function waysOfQuantity(probe: Probe, { subjectId, fact, year, answer }: ReadFact, nodes: readonly Node[], atom: string): Way[] {
  const { own, all } = spokenOf(probe, fact, nodes);
  const scale = scaleOf(fact, own, all);
  const spoken = all.map((value) => scale.step(value));
  const now = answer.known ? scale.step(answer.value) : null;
  const around = [...spoken, ...(now === null ? [] : [now]), 0].flatMap((step) => [step - 1, step, step + 1]);
  const grid = [...new Set([scale.least, ...around, scale.most])].filter((s) => s >= scale.least && s <= scale.most).sort((a, b) => a - b);
  const move = (step: number): Move => ({ kind: 'VALUE', subjectId, fact, year, value: scale.value(step) });
  const known = new Map<number, ReturnType<Probe['with']>>();
  const at = (step: number) => {
    const found = known.get(step) ?? probe.with([move(step)]);
    known.set(step, found);
    return found;
  };
  grid.slice(1).forEach((step, i) => between(grid[i] ?? step, step));

  function between(low: number, high: number): void {
    const same = at(low).signature === at(high).signature;
    if (same || high - low <= 1) return;
    const middle = Math.floor((low + high) / 2);
    between(low, middle);
    between(middle, high);
  }
  const stretches: Turnless[] = [];
  for (const [step, { satisfied, signature }] of [...known].sort(([a], [b]) => a - b)) {
    const last = stretches.at(-1);
    if (last?.signature === signature) last.to = step;
    else stretches.push({ from: step, to: step, satisfied, signature });
  }
  return stretches
    .filter(({ from, to }) => now === null || now < from || now > to)
    .map(({ from, to, satisfied }): Way => {
      const near = now === null ? (from === scale.least ? to : from) : now < from ? from : to;
      const ends = { from: from === scale.least ? null : scale.value(from), to: to === scale.most ? null : scale.value(to) };
      const within = { first: from, last: to, ...ends };
      return { atom, move: move(near), satisfied, answer, within, far: now === null ? 1 : Math.abs(near - now) };
    })
    .sort((a, b) => a.far - b.far);
}
