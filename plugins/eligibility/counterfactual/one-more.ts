import type { AnyValue, Condition, Fact, Link } from 'xianjie/schema';
import type { FactMove, Move } from './changed-world.js';
import type { Probe } from './probe.js';

type More = Extract<Move, { readonly kind: 'MORE' }>;

/** No record has such an id. */
const NEW = '\u0000';
export const isNew = (id: string): boolean => id.startsWith(NEW);

/** So many facts of the one more are tried together, in so many combinations. */
const MOST_FACTS = 4;
const MOST_TRIED = 200;

/** One more who meets what members are asked for, and one who does not. @param asked null: whoever it is counts */
export function oneMore(probe: Probe, subjectId: string, link: Link, asked: Condition | null): More[] {
  const id = `${NEW}${link.code}`;
  const more = (facts: readonly Move[], meets: boolean | null): More => ({ kind: 'MORE', subjectId, link, id, facts, asked, meets });
  if (asked === null) return [more([], null)];
  const facts = factsOf(probe, more([], null), asked);
  return [true, false].flatMap((meets) => {
    const found = assignment(facts, (chosen) => probe.ofMember(asked, id, [more(chosen, meets)]) === (meets ? 'TRUE' : 'FALSE'), probe, id);
    return found === null ? [] : [more(found, meets)];
  });
}

interface Open {
  readonly fact: Fact;
  readonly year: number | null;
}

/** What is asked about the one more: an evaluation says it, for whom nothing is known. */
function factsOf(probe: Probe, more: More, asked: Condition): readonly Open[] {
  probe.ofMember(asked, more.id, [more]);
  return [...probe.seen.facts.values()].filter(({ subjectId }) => subjectId === more.id).slice(0, MOST_FACTS);
}

/** The first combination of values that does, with as few facts as it takes. */
function assignment(facts: readonly Open[], does: (chosen: readonly FactMove[]) => boolean, probe: Probe, id: string): FactMove[] | null {
  let queue: { readonly chosen: readonly FactMove[]; readonly next: number }[] = [{ chosen: [], next: 0 }];
  for (let tried = 0; queue.length > 0 && tried < MOST_TRIED;) {
    const further: typeof queue = [];
    for (const { chosen, next } of queue) {
      if (tried++ >= MOST_TRIED) return null;
      if (does(chosen)) return [...chosen];
      facts.slice(next).forEach((open, i) => {
        for (const move of movesOf(open, probe, id)) further.push({ chosen: [...chosen, move], next: next + i + 1 });
      });
    }
    queue = further;
  }
  return null;
}

function movesOf({ fact, year }: Open, probe: Probe, subjectId: string): FactMove[] {
  const at = { subjectId, fact, year } as const;
  const value = (one: AnyValue): FactMove => ({ kind: 'VALUE', ...at, value: one });
  switch (fact.type) {
    case 'BOOLEAN':
      return [value(true), value(false)];
    case 'CODE':
      return Object.keys(fact.codes ?? {})
        .filter((code) => !fact.unknownAs.includes(code))
        .map(value);
    case 'CODES':
      return [...Object.keys(fact.codes ?? {}).map((code): FactMove => ({ kind: 'HOLDS', ...at, code })), { kind: 'WHOLE_SET', ...at }];
    case 'DATE':
      return [probe.seen.regime.day, '1900-01-01', '1950-01-01', '1990-01-01', '2015-01-01', '2199-12-31'].map(value);
    default: {
      const spoken = [...probe.seen.values.values()].filter((one): one is number => typeof one === 'number');
      return [...new Set([0, 1, ...spoken.flatMap((one) => [one - 1, one, one + 1])])].map(value);
    }
  }
}
