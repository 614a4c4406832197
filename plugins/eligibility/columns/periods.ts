import type { Term } from 'xianjie/schema';
import { sumOf } from '../figures/arithmetic.js';
import { neverNegative } from '../rules/terms/never-negative.js';
import { knownAt, numbersFor, put, type CompiledTerm } from './calculations.js';
import { kept, type Frame, type Numbers, type Pass } from './frame.js';
import { countOf, FALSE, TRUE } from './logic.js';

/** In how many periods a condition holds, or in how many in a row. @param passes the same condition of each of them, the newest first */
export function overPeriods(how: 'count' | 'streak', passes: readonly Pass[]): CompiledTerm {
  const together = how === 'count' ? countOf : inARow;
  const numbers = (frame: Frame): Numbers =>
    together(
      passes.map((pass) => pass(frame)),
      frame.length,
    );
  return { sort: 'QUANTITY', numbers: kept(numbers) };
}

/** From the newest on: at least as many as are met before one that is open, at most those before one that is not met, without what is not. */
function inARow(columns: readonly Uint8Array[], length: number): Numbers {
  const [from, to] = [new Float64Array(length), new Float64Array(length)];
  // 0: unbroken so far, 1: perhaps broken, 2: broken.
  const broken = new Uint8Array(length);
  for (const column of columns)
    for (let i = 0; i < length; i++) {
      if (broken[i] === 2) continue;
      if (column[i] === FALSE) broken[i] = 2;
      else {
        if (column[i] !== TRUE) broken[i] = 1;
        if (broken[i] === 0) from[i]!++;
        to[i]!++;
      }
    }
  return { from, to };
}

/** What the periods have together. @param parts the same figure of each of them */
export function sumOfPeriods({ of }: Extract<Term, { readonly term: 'sumOfPeriods' }>, parts: readonly CompiledTerm[]): CompiledTerm {
  const numbers = (frame: Frame): Numbers => {
    const columns = parts.map((part) => part.numbers(frame));
    const out = numbersFor(frame);
    for (let row = 0; row < frame.length; row++) {
      const figures = columns.map((column) => ({ counts: 'TRUE' as const, known: knownAt(column, row, 'QUANTITY') }));
      put(out, row, sumOf(figures, true, neverNegative(of)), 'QUANTITY');
    }
    return out;
  };
  return { sort: 'QUANTITY', numbers: kept(numbers) };
}
