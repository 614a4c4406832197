import type { Favourable, Term, Value } from 'xianjie/schema';
import { exactly, step, type Calculation, type Figure, type Tools } from './figure.js';
import { factCause, plainCause, type Cause, type Result } from '../result.js';
import { labelled, titleOf } from '../../figures/values.js';
import { missing } from '../../facts/world.js';

type Node<Kind extends Term['term']> = Term & { readonly term: Kind };

/** A decision table: the value of the first row that holds. */
export function choose(term: Node<'choose'>, tools: Tools): Calculation {
  const steps: Result[] = [];
  for (const { when, value } of term.rows) {
    const row = tools.evaluate(when);
    steps.push(row);
    if (row.satisfied === 'UNKNOWN') return { known: null, steps };
    if (row.satisfied === 'TRUE') return chosen(value, steps);
  }
  return chosen(term.otherwise, steps);

  function chosen(value: Term, rows: readonly Result[]): Calculation {
    const figure = tools.part(value, tools.place, term);
    const known = figure.value === undefined && figure.bounds === null ? null : { value: figure.value, bounds: figure.bounds };
    const shown: { readonly shown?: Value } = figure.shown === null ? {} : { shown: figure.shown };
    return { known, steps: [...rows, step(value, figure, tools.place)], ...shown };
  }
}

/** The row of a table that a code stands for; of several the most favourable one. What is missing can only make it better. */
export function lookup(term: Node<'lookup'>, { place, part }: Tools): Calculation {
  const by = part(term.by);
  const table = part({ term: 'parameter', parameter: term.table });
  const steps = [step(term.by, by, place), step({ term: 'parameter', parameter: term.table }, table, place)];
  if (by.value === undefined || table.value === undefined) return { known: null, steps };
  const rows = table.value as Readonly<Record<string, number>>;
  const codes = typeof by.value === 'string' ? [by.value] : (by.value as readonly string[]);
  const found = codes.flatMap((code) => (Object.hasOwn(rows, code) ? [rows[code] as number] : []));
  const causes = [...codes.filter((code) => !Object.hasOwn(rows, code)).map((code) => noRow(term, code)), ...mayGoOn(term, by, place)];
  if (codes.length === 0 && causes.length === 0) return { known: null, steps, causes: [noRow(term, 'NONE')] };
  return { known: best(term.favourable, found, causes.length === 0), steps, causes };
}

function best(favourable: Favourable, found: readonly number[], whole: boolean): Calculation['known'] {
  if (found.length === 0) return null;
  const value = favourable === 'HIGHEST' ? Math.max(...found) : Math.min(...found);
  if (whole) return exactly(value);
  return { value: undefined, bounds: favourable === 'HIGHEST' ? { from: value, to: Infinity } : { from: -Infinity, to: value } };
}

/** A row that the source has not. */
function noRow({ table }: Node<'lookup'>, code: string): Cause {
  return plainCause({ code: `${table.code}.${code}`, title: labelled(table.title, titleOf(table.codes, code)) }, 'BLANK_PARAMETER');
}

/** A set of codes that may hold more. */
function mayGoOn({ by }: Node<'lookup'>, { answer }: Figure, place: Tools['place']): Cause[] {
  return by.term === 'fact' && answer?.known === true && !answer.whole ? [factCause(by, missing(by.fact), place)] : [];
}
