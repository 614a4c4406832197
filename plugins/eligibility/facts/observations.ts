import type { AnyValue, Fact } from 'xianjie/schema';
import { addMonths } from '../figures/calendar.js';
import type { CompleteList } from '../in-force/reference.js';
import { missing, unknown, type Answer } from './world.js';

/** What one supplier said on a day. */
export interface Observation {
  readonly value: AnyValue;
  readonly observedOn: string;
  readonly source: string;
}

/** A supplier's row about the subject that says nothing of the fact: it stood on the supplier's list, with an empty cell. */
export type SilentRow = Omit<Observation, 'value'>;

/**
 * The one answer out of what several suppliers said:
 * each supplier's newest word; a complete list that leaves the subject out says `absent`; what is too old does not count; of the rest the
 * first in authority counts, and who differs is named. Sets add up, and are whole only when every supplier's list is complete, is not too
 * old and says something of the subject.
 */
export function answerOf(
  fact: Fact,
  subjectId: string,
  observations: readonly Observation[],
  silent: readonly SilentRow[],
  lists: readonly CompleteList[],
  day: string,
): Answer {
  const said = withAbsences(fact, observations, silent, lists).filter((o) => !fact.unknownAs.includes(String(o.value)));
  const oldest = fact.staleAfter === null ? null : addMonths(day, -fact.staleAfter.months);
  const fresh = oldest === null ? said : said.filter((o) => o.observedOn >= oldest);
  const authority = (fact.suppliersFor?.(subjectId) ?? fact.suppliers).map((d) => d.code);
  const ordered = fresh.sort(
    (a, b) => rank(authority, a) - rank(authority, b) || compare(b.observedOn, a.observedOn) || compare(a.source, b.source),
  );
  const first = ordered[0];
  if (first === undefined) {
    const stale = said.sort((a, b) => compare(b.observedOn, a.observedOn))[0];
    return stale === undefined ? missing(fact) : unknown('STALE_FACT', { providedBy: stale.source, observedOn: stale.observedOn });
  }
  const meta = { known: true, providedBy: first.source, observedOn: first.observedOn } as const;
  if (fact.type === 'CODES') {
    const value = [...new Set(ordered.flatMap((o) => o.value as readonly string[]))];
    const toldAll = (supplier: string): boolean =>
      lists.some((list) => list.source === supplier && ordered.some((o) => o.source === supplier && o.observedOn >= list.on));
    return { ...meta, value, whole: authority.every(toldAll), contradictedBy: [] };
  }
  const contradictedBy = ordered.filter((o) => o.value !== first.value).map((o) => o.source);
  return { ...meta, value: first.value, whole: true, contradictedBy };
}

function newestBySource(observations: readonly Observation[]): Observation[] {
  const newest = new Map<string, Observation>();
  for (const one of observations) {
    const other = newest.get(one.source);
    if (other === undefined || other.observedOn < one.observedOn) newest.set(one.source, one);
  }
  return [...newest.values()];
}

/**
 * A supplier that listed everybody on a day, and has no row about this subject then or later, says that it is not on the list. An empty cell
 * of that list leaves the older word; a later one hides whether the subject was listed, so that what the supplier said before is in doubt.
 */
function withAbsences(
  fact: Fact,
  observations: readonly Observation[],
  silent: readonly SilentRow[],
  lists: readonly CompleteList[],
): Observation[] {
  const absent = fact.absent;
  if (absent === undefined) return newestBySource(observations);
  const unspoken = lists.filter((list) => !observations.some((o) => o.source === list.source && o.observedOn >= list.on));
  const seen = (list: CompleteList) => silent.filter((o) => o.source === list.source && o.observedOn >= list.on);
  const left = unspoken
    .filter((list) => seen(list).length === 0)
    .map((list): Observation => ({ value: absent, observedOn: list.on, source: list.source }));
  const doubtful = unspoken.filter((list) => seen(list).length > 0 && !seen(list).some((o) => o.observedOn === list.on));
  const said = [...observations, ...left].filter((o) => !doubtful.some((list) => list.source === o.source && o.observedOn < list.on));
  return newestBySource(said);
}

const rank = (authority: readonly string[], o: Observation): number => {
  const position = authority.indexOf(o.source);
  return position < 0 ? authority.length : position;
};
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
