import type { Term } from 'xianjie/schema';
import { laterBy, wholeYears } from '../../figures/calendar.js';
import { exactly, failed, step, type Calculation, type Tools } from './figure.js';

type Node<Kind extends Term['term']> = Term & { readonly term: Kind };

/** A day some time after another. */
export function later(term: Node<'later'>, { place, part }: Tools): Calculation {
  const [date, by] = [part(term.date), part(term.by)];
  const steps = [step(term.date, date, place), step(term.by, by, place)];
  if (date.value === undefined || by.value === undefined) return { known: null, steps };
  const day = laterBy(date.value as string, by.value as number, term.unit);
  return day === null ? failed(term, steps) : { known: exactly(day), steps };
}

/** Whole years since a day. */
export function age(term: Node<'age'>, { place, part }: Tools): Calculation {
  const date = part(term.date);
  const steps = [step(term.date, date, place)];
  if (date.value === undefined) return { known: null, steps };
  const years = wholeYears(date.value as string, place.setting.regime.day);
  return years === null ? failed(term, steps) : { known: exactly(years), steps };
}
