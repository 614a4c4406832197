import type { AnyValue, Satisfied, Term } from 'xianjie/schema';
import { laterBy, wholeYears } from '../figures/calendar.js';
import { wholeFen, type Known } from '../figures/figures.js';
import { reckon, sumOf, type Reckoned } from '../figures/arithmetic.js';
import { neverNegative } from '../rules/terms/never-negative.js';
import { dayOf, numberOf, type Sort } from './encoding.js';
import { kept, type Frame, type NumberPass, type Numbers, type Pass } from './frame.js';
import { TRUE, UNKNOWN } from './logic.js';

/** A term as a pass over columns. */
export interface CompiledTerm {
  readonly sort: Sort;
  readonly numbers: NumberPass;
}

export const exactly = (numbers: Float64Array): Numbers => ({ from: numbers, to: numbers });

/** The same for every row; a value that is not known, or not of its sort, is known nowhere. */
export function fixed(sort: Sort, value: AnyValue | undefined): CompiledTerm | null {
  const number = value === undefined ? NaN : numberOf(sort, value);
  if (value !== undefined && Number.isNaN(number)) return null;
  // Frames are mostly of one length.
  let same = exactly(new Float64Array());
  const numbers = (frame: Frame): Numbers => {
    if (same.from.length !== frame.length) same = exactly(new Float64Array(frame.length).fill(number));
    return same;
  };
  return { sort, numbers };
}

export function later(
  { unit }: Extract<Term, { readonly term: 'later' }>,
  date: CompiledTerm | null,
  by: CompiledTerm | null,
): CompiledTerm | null {
  if (date?.sort !== 'DAY' || by?.sort !== 'QUANTITY') return null;
  // Few days occur, and fewer spans: each pair is worked out by the calendar once.
  const known = new Map<number, Map<number, number>>();
  const worked = (day: number, span: number): number => {
    const ofSpan = known.get(span) ?? new Map<number, number>();
    known.set(span, ofSpan);
    let result = ofSpan.get(day);
    if (result === undefined) {
      const found = laterBy(dayOf(day), span, unit);
      ofSpan.set(day, (result = found === null ? NaN : numberOf('DAY', found)));
    }
    return result;
  };
  const numbers = (frame: Frame): Numbers => {
    const [days, spans] = [date.numbers(frame), by.numbers(frame)];
    const out = new Float64Array(frame.length).fill(NaN);
    for (let i = 0; i < out.length; i++) {
      const [day, span] = [days.from[i]!, spans.from[i]!];
      if (day === days.to[i] && span === spans.to[i]) out[i] = worked(day, span);
    }
    return exactly(out);
  };
  return { sort: 'DAY', numbers: kept(numbers) };
}

/** One figure in percent of another. */
export function ratio(part: CompiledTerm | null, whole: CompiledTerm | null): CompiledTerm | null {
  if (part?.sort !== 'QUANTITY' || whole?.sort !== 'QUANTITY') return null;
  return { sort: 'QUANTITY', numbers: kept((frame) => percentOf(part.numbers(frame), whole.numbers(frame))) };
}

/** First times, then divided, like the single evaluation. */
function percentOf(part: Numbers, whole: Numbers): Numbers {
  const out = new Float64Array(part.from.length).fill(NaN);
  for (let i = 0; i < out.length; i++) {
    const [some, all] = [part.from[i]!, whole.from[i]!];
    const percent = some === part.to[i] && all === whole.to[i] ? (some * 100) / all : NaN;
    if (Number.isFinite(percent)) out[i] = percent;
  }
  return exactly(out);
}

/** Rounded half up to a whole fen, at both ends of what is known. */
export function settled({ sort, numbers }: CompiledTerm): CompiledTerm {
  return {
    sort,
    numbers: kept((frame) => {
      const { from, to } = numbers(frame);
      const least = from.map(wholeFen);
      return from === to ? exactly(least) : { from: least, to: to.map(wholeFen) };
    }),
  };
}

export function choose(
  rows: readonly { readonly when: Pass; readonly value: CompiledTerm | null }[],
  otherwise: CompiledTerm | null,
): CompiledTerm | null {
  if (otherwise === null || rows.some(({ value }) => value?.sort !== otherwise.sort)) return null;
  const numbers = (frame: Frame): Numbers => {
    const from = new Float64Array(frame.length).fill(NaN);
    const to = new Float64Array(frame.length).fill(NaN);
    const open = new Uint8Array(frame.length).fill(1);
    const take = (i: number, value: Numbers) => {
      open[i] = 0;
      from[i] = value.from[i]!;
      to[i] = value.to[i]!;
    };
    for (const { when, value } of rows) {
      const [met, chosen] = [when(frame), (value ?? otherwise).numbers(frame)];
      for (let i = 0; i < from.length; i++) {
        if (open[i] === 0) continue;
        // A row that is not decided leaves the choice open: no later one can be the first.
        if (met[i] === TRUE) take(i, chosen);
        else if (met[i] === UNKNOWN) open[i] = 0;
      }
    }
    const rest = otherwise.numbers(frame);
    for (let i = 0; i < from.length; i++) if (open[i] === 1) take(i, rest);
    return { from, to };
  };
  return { sort: otherwise.sort, numbers: kept(numbers) };
}

/** Whole years since a day, worked out once for each day that occurs. */
export function age(date: CompiledTerm | null, today: string): CompiledTerm | null {
  if (date?.sort !== 'DAY') return null;
  const known = new Map<number, number>();
  const worked = (day: number): number => {
    const years = known.get(day) ?? wholeYears(dayOf(day), today) ?? NaN;
    known.set(day, years);
    return years;
  };
  return {
    sort: 'QUANTITY',
    numbers: kept((frame) => exactly(date.numbers(frame).from.map((day) => (Number.isNaN(day) ? NaN : worked(day))))),
  };
}

/** What is known of a row, as a single evaluation knows it. */
export function knownAt({ from, to }: Numbers, row: number, sort: Sort): Known {
  const [least, most] = [from[row]!, to[row]!];
  if (Number.isNaN(least)) return { value: undefined, bounds: null };
  if (least === most) return { value: sort === 'DAY' ? dayOf(least) : least, bounds: null };
  return { value: undefined, bounds: { from: least, to: most } };
}

export function put({ from, to }: Numbers, row: number, found: Reckoned, sort: Sort): void {
  const known = found === null || found === 'FAILED' ? null : found;
  from[row] = known === null ? NaN : known.value === undefined ? (known.bounds?.from ?? NaN) : numberOf(sort, known.value);
  to[row] = known === null ? NaN : known.value === undefined ? (known.bounds?.to ?? NaN) : numberOf(sort, known.value);
}

export const numbersFor = (frame: Frame): Numbers => ({ from: new Float64Array(frame.length), to: new Float64Array(frame.length) });

/** Several figures made into one, by the same arithmetic of bounds as a single evaluation. */
export function arithmetic(
  operator: Extract<Term, { readonly term: 'arithmetic' }>['operator'],
  parts: readonly (CompiledTerm | null)[],
): CompiledTerm | null {
  const sort = parts[0]?.sort;
  const known = parts.filter((part) => part !== null);
  if ((sort !== 'QUANTITY' && sort !== 'DAY') || known.length < parts.length || known.some((part) => part.sort !== sort)) return null;
  const numbers = (frame: Frame): Numbers => {
    const columns = known.map((part) => part.numbers(frame));
    const out = numbersFor(frame);
    for (let row = 0; row < frame.length; row++)
      put(
        out,
        row,
        reckon(
          operator,
          columns.map((column) => knownAt(column, row, sort)),
        ),
        sort,
      );
    return out;
  };
  return { sort, numbers: kept(numbers) };
}

const satisfied: readonly Satisfied[] = ['FALSE', 'UNKNOWN', 'TRUE'];

/** What all of a list have together. */
export function sum({ link, of: term }: Extract<Term, { readonly term: 'sum' }>, of: CompiledTerm, where: Pass | null): CompiledTerm {
  const numbers = (frame: Frame): Numbers => {
    const { to, starts, rows, whole } = frame.ends(link);
    const [figures, meant] = [of.numbers(to), where === null ? null : where(to)];
    const out = numbersFor(frame);
    for (let row = 0; row < frame.length; row++) {
      const parts = Array.from(rows.subarray(starts[row], starts[row + 1]), (end) => {
        const counts = satisfied[meant === null ? TRUE : meant[end]!]!;
        return { counts, known: counts === 'FALSE' ? null : knownAt(figures, end, 'QUANTITY') };
      });
      put(out, row, sumOf(parts, whole[row] === 1, neverNegative(term)), 'QUANTITY');
    }
    return out;
  };
  return { sort: 'QUANTITY', numbers: kept(numbers) };
}

/** The row of a table that a code stands for; a row that the source has not is not known. */
export function lookup(by: CompiledTerm | null, table: AnyValue | undefined): CompiledTerm | null {
  if (by?.sort !== 'CODE') return null;
  if (table === undefined) return fixed('QUANTITY', undefined);
  const rows = new Map(Object.entries(table as Readonly<Record<string, number>>).map(([code, row]) => [numberOf('CODE', code), row]));
  return { sort: 'QUANTITY', numbers: kept((frame) => exactly(by.numbers(frame).from.map((code) => rows.get(code) ?? NaN))) };
}
