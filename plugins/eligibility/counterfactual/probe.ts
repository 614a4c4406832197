import type { AnyValue, Condition, Satisfied, Value } from 'xianjie/schema';
import { evaluate } from '../rules/evaluate.js';
import type { Result } from '../rules/result.js';
import type { Regime } from '../in-force/regime.js';
import type { World } from '../facts/world.js';
import { changedWorld, type Move } from './changed-world.js';
import { watch, type Watch } from '../rules/watch.js';

/** What a condition comes to with some things otherwise. */
export interface Probed {
  readonly satisfied: Satisfied;
  /** Everything that could turn: each node's answer, and on which side of its threshold it stands. */
  readonly signature: string;
}

/** Evaluates one condition over and over, each time with other facts, up to a limit. */
export interface Probe {
  readonly seen: Watch;
  /** @throws LimitReached */
  with(moves: readonly Move[]): Probed;
  /** Of one who does not exist yet: a condition that members of a list are asked for. @throws LimitReached */
  ofMember(condition: Condition, id: string, moves: readonly Move[]): Satisfied;
  readonly left: number;
}

export class LimitReached extends Error {}

export function probeOf(condition: Condition, subjectId: string, world: World, regime: Regime, most: number): Probe {
  const seen = watch(world, regime);
  let left = most;
  const run = (asked: Condition, id: string, moves: readonly Move[]): Result | null => {
    if (left-- <= 0) throw new LimitReached();
    try {
      const setting = { world: seen.watching(changedWorld(world, moves)), regime: seen.regime };
      return evaluate(asked, { subjectId: id, setting, item: null });
    } catch {
      return null;
    }
  };
  return {
    seen,
    get left() {
      return Math.max(0, left);
    },
    with(moves) {
      const result = run(condition, subjectId, moves);
      return result === null ? { satisfied: 'UNKNOWN', signature: '' } : { satisfied: result.satisfied, signature: signatureOf(result) };
    },
    ofMember: (asked, id, moves) => run(asked, id, moves)?.satisfied ?? 'UNKNOWN',
  };
}

function signatureOf(result: Result): string {
  const { satisfied, actual, threshold, children } = result;
  return `${satisfied.charAt(0)}${side(actual, threshold)}(${children.map(signatureOf).join()})`;
}

/** A range that only one value lies in is between two sides: without them nobody would look there. */
function side(actual: Value | null, threshold: Value | null): string {
  const [a, b] = [orderOf(actual), orderOf(threshold)];
  if (a === null || b === null) return '';
  return a < b ? '<' : a > b ? '>' : '=';
}

const orderOf = (value: Value | null): AnyValue | null => value?.money ?? value?.number ?? value?.date ?? null;
