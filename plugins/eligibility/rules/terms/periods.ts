import type { Condition, Satisfied, Span, Term } from 'xianjie/schema';
import { countOf } from '../../figures/figures.js';
import { sumOf } from '../../figures/arithmetic.js';
import { periodsOf } from '../../in-force/periods.js';
import { failure, type Cause, type Place, type Result } from '../result.js';
import { periodWords } from '../../words/periods.js';
import { between, failed, step, type Calculation, type Figure, type Tools } from './figure.js';
import { neverNegative } from './never-negative.js';

type Node<Kind extends Term['term']> = Term & { readonly term: Kind };

/** The newest periods, each as a place of its own; or what keeps it unknown how many. */
export type Periods = { readonly places: readonly Place[] } | { readonly places: null; readonly causes: readonly Cause[] };

export function periodPlaces(span: Span, place: Place, n: Figure): Periods {
  if (n.value === undefined) return { places: null, causes: n.causes };
  const periods = periodsOf(span, n.value, place.setting.regime.day);
  if (periods === null) {
    const named = span.n.term === 'parameter' ? span.n.parameter : { code: 'periods', title: { zh: '期数', en: 'how many periods' } };
    return { places: null, causes: [failure(named)] };
  }
  return { places: periods.map((period) => ({ ...place, period, item: periodWords(span.unit, period) })) };
}

/** In how many of the newest periods a condition holds, or in how many in a row. */
export function overPeriods(term: Node<'overPeriods'>, { place, part, evaluate }: Tools): Calculation {
  const n = part(term.span.n);
  const { places, ...unknown } = periodPlaces(term.span, place, n);
  const own = step(term.span.n, n, place);
  if (places === null) return { known: null, steps: [own], ...unknown };
  const { asked, known } = term.how === 'count' ? counted(term.of, places, evaluate) : inARow(term.of, places, evaluate);
  return { known, steps: [own, ...asked] };
}

interface Answers {
  readonly asked: readonly Result[];
  readonly known: Calculation['known'];
}

function counted(of: Condition, places: readonly Place[], evaluate: Tools['evaluate']): Answers {
  const asked = places.map((at) => evaluate(of, at));
  return {
    asked,
    known: between(
      countOf(
        asked.map((one) => one.satisfied),
        true,
      ),
    ),
  };
}

/** Whoever is asked no further: past the first that is known not to meet it, nothing changes the row. */
function inARow(of: Condition, places: readonly Place[], evaluate: Tools['evaluate']): Answers {
  const asked: Result[] = [];
  for (const at of places) {
    const one = evaluate(of, at);
    asked.push(one);
    if (one.satisfied === 'FALSE') break;
  }
  const answers: Satisfied[] = asked.map((one) => one.satisfied);
  const broken = answers.findIndex((answer) => answer !== 'TRUE');
  return {
    asked,
    known: between({ from: broken < 0 ? answers.length : broken, to: answers.filter((answer) => answer !== 'FALSE').length }),
  };
}

/** What the newest periods have together. */
export function sumOfPeriods(term: Node<'sumOfPeriods'>, { place, part }: Tools): Calculation {
  const n = part(term.span.n);
  const { places, ...unknown } = periodPlaces(term.span, place, n);
  const own = step(term.span.n, n, place);
  if (places === null) return { known: null, steps: [own], ...unknown };
  const figures = places.map((at) => part(term.of, at));
  const steps = [own, ...places.flatMap((at, i) => (figures[i] === undefined ? [] : step(term.of, figures[i], at)))];
  const known = sumOf(
    figures.map((figure) => ({ counts: 'TRUE', known: figure })),
    true,
    neverNegative(term.of),
  );
  return known === 'FAILED' ? failed(term, steps) : { known, steps };
}
