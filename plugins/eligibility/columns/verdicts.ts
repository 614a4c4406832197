import { blank, type Check, type Condition, type Gives, type Term } from 'xianjie/schema';
import { evaluate } from '../rules/evaluate.js';
import type { OnFailure } from '../facts/failure.js';
import { wholeFen } from '../figures/figures.js';
import { give } from '../rules/gives.js';
import type { Regime } from '../in-force/regime.js';
import { NO, NONE, OPEN, YES, type SweptColumn } from './swept.js';
import { verdictOf } from '../telling/verdict.js';
import type { Frame, Pass } from './frame.js';
import type { CompiledTerm } from './calculations.js';

/** A subject and the area it belongs to. */
export interface SweptRow {
  readonly id: string;
  readonly areaCode: string;
}

/** What is in force for some of the subjects, and the passes under it. */
export interface Compiled {
  readonly regime: Regime;
  /** Not in force, or dormant. */
  readonly silent: ReadonlySet<Check>;
  pass(condition: Condition): Pass;
  /** A term as a pass; null: it is evaluated row by row. */
  term(term: Term): CompiledTerm | null;
}

/** The rows of a block under each regime. */
export function rowsUnder(under: readonly Compiled[]): ReadonlyMap<Compiled, Int32Array> {
  const rows = new Map<Compiled, number[]>([...new Set(under)].map((compiled) => [compiled, []]));
  for (let row = 0; row < under.length; row++) rows.get(under[row]!)?.push(row);
  return new Map([...rows].map(([compiled, of]) => [compiled, Int32Array.from(of)]));
}

/** What one check says of the subjects of a block. */
export function columnOf(
  check: Check,
  own: readonly SweptRow[],
  under: ReadonlyMap<Compiled, Int32Array>,
  frame: Frame,
  onFailure: OnFailure,
): SweptColumn {
  const nothing = () => new Uint8Array(own.length).fill(NONE);
  const amount = check.gives.some((gives) => gives.amount !== null) ? new Float64Array(own.length).fill(NaN) : null;
  const column: SweptColumn = { check: check.code, outcome: nothing(), fulfilled: nothing(), held: nothing(), amount };
  for (const [compiled, mine] of under) {
    if (compiled.silent.has(check)) continue;
    try {
      inColumns(check, compiled, frame, mine, column);
    } catch {
      // One of them fails: each is asked for itself, and the one that fails stays undetermined.
      for (const row of mine) alone({ check, compiled, frame, onFailure }, own[row]!, row, column);
    }
  }
  return column;
}

/** Whether a subject holds what the check gives, where a fact records it. */
function heldBy(check: Check): Condition | null {
  const benefit = check.gives.map((gives) => gives.benefit).find(({ recordedIn }) => recordedIn?.subject === check.subject);
  if (benefit?.recordedIn == null) return null;
  return { op: 'includes', left: { term: 'fact', fact: benefit.recordedIn, period: null }, code: benefit.code, title: benefit.title };
}

function inColumns(check: Check, compiled: Compiled, frame: Frame, mine: Int32Array, column: SweptColumn): void {
  const held = heldBy(check);
  const parts: readonly (readonly [Condition | null, Uint8Array])[] = [
    [check.when, column.outcome],
    [check.fulfilled, column.fulfilled],
    [held, column.held],
  ];
  const answers = parts.map(([condition, to]) => ({ to, of: condition === null ? null : compiled.pass(condition)(frame) }));
  for (const { to, of } of answers) if (of !== null) for (const row of mine) to[row] = of[row]!;
  if (column.amount === null) return;
  const amounts = check.gives.map((gives) => amountOf(check, gives, compiled, frame));
  for (const row of mine) if (column.outcome[row] === YES) column.amount[row] = firstOf(amounts, row);
}

/** The first amount that is known. */
function firstOf(amounts: readonly ((row: number) => number)[], row: number): number {
  for (const amount of amounts) {
    const fen = amount(row);
    if (!Number.isNaN(fen)) return fen;
  }
  return NaN;
}

/** Fen that is given to whom the check applies; NaN: not known, or nothing. */
function amountOf(check: Check, gives: Gives, { regime, term }: Compiled, frame: Frame): (row: number) => number {
  const { amount } = gives;
  if (amount === null || amount === blank) return () => NaN;
  if (amount.term === 'parameter') {
    const money = regime.parameter(amount.parameter)?.shown.value?.money ?? NaN;
    return () => money;
  }
  const numbers = term(amount)?.numbers(frame);
  if (numbers === undefined)
    return (row) => {
      const place = { subjectId: frame.id(row), setting: { world: frame.world, regime }, item: null };
      return give(check, gives, place).benefit.amount?.money ?? NaN;
    };
  return (row) => {
    const fen = numbers.from[row] === numbers.to[row] ? wholeFen(numbers.from[row]!) : NaN;
    // Nobody is given less than nothing.
    return Number.isSafeInteger(fen) && fen >= 0 ? fen : NaN;
  };
}

/** A check of the subjects of a frame, one by one. */
interface Alone {
  readonly check: Check;
  readonly compiled: Compiled;
  readonly frame: Frame;
  readonly onFailure: OnFailure;
}

function alone({ check, compiled, frame, onFailure }: Alone, own: SweptRow, row: number, column: SweptColumn): void {
  const setting = { world: frame.world, regime: compiled.regime, onFailure };
  const about = { kind: check.subject.code, id: own.id, areaCode: own.areaCode };
  const verdict = verdictOf(check, { subject: about, askedFor: about }, setting);
  column.outcome[row] = { NOT_ELIGIBLE: NO, UNDETERMINED: OPEN, ELIGIBLE: YES }[verdict.outcome];
  if (check.fulfilled !== null) column.fulfilled[row] = codes[verdict.fulfilled];
  if (column.amount !== null) column.amount[row] = verdict.benefits.find((one) => one.amount !== null)?.amount?.money ?? NaN;
  const held = heldBy(check);
  if (held !== null) column.held[row] = codes[evaluate(held, { subjectId: own.id, setting, item: null }).satisfied];
}

const codes = { FALSE: NO, UNKNOWN: OPEN, TRUE: YES } as const;
