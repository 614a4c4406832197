import type { Parameter, Term } from 'xianjie/schema';

/** Whether a figure can never be below zero, from what is declared of the facts it is made of. */
export function neverNegative(term: Term): boolean {
  switch (term.term) {
    case 'fact':
      return term.fact.notNegative;
    case 'parameter':
      return stated(term.parameter).every((value) => typeof value === 'number' && value >= 0);
    case 'constant':
      return typeof term.value === 'number' && term.value >= 0;
    case 'lookup':
      return stated(term.table).every((rows) => Object.values(rows as object).every((row) => (row as number) >= 0));
    case 'count':
    case 'age':
    case 'overPeriods':
      return true;
    case 'ratio':
      return neverNegative(term.part) && neverNegative(term.whole);
    case 'named':
      return neverNegative(term.is);
    case 'sum':
    case 'sumOfPeriods':
      return neverNegative(term.of);
    case 'arithmetic':
      return term.operator === 'max' ? term.of.some(neverNegative) : term.operator !== 'minus' && term.of.every(neverNegative);
    case 'choose':
      return [...term.rows.map((row) => row.value), term.otherwise].every(neverNegative);
    default:
      return false;
  }
}

/** What the sources say, blanks left out; a value that is another's counts as unsure. */
const stated = ({ values }: Parameter): unknown[] => values.map(({ value }) => value).filter((value) => typeof value !== 'string');
