import { leastAreas, liesIn } from '../builder/area-code.js';

/** One code that was replaced. Days as `YYYY-MM-DD`. */
export interface ReplacedArea {
  readonly code: string;
  readonly successor: string;
  /** The code's last day. */
  readonly validTo: string;
  /** The successor's first day; null: it is as old as anybody remembers. */
  readonly successorFrom: string | null;
}

/** A transaction's scope has room for so many areas. */
export const MOST_AREAS = 4;

/** A client's areas, with those that they replaced, are more than a scope has room for: its administrator must name fewer. */
export class TooManyAreas extends Error {
  override readonly name = 'TooManyAreas';
  constructor(readonly areas: readonly string[]) {
    super(`with the codes that they replaced these are ${areas.length} areas; a client has at most ${MOST_AREAS}: ${areas.join(', ')}`);
  }
}

/**
 * Where a client that is registered with these codes looks: in them, in the codes that were replaced by one that lies in them (their records
 * lie where they were written), and, of a code that was replaced by a new one all alone, in that. A code that was joined with others, or came
 * to an area that was there before, leads nowhere: nobody sees more than before by a merger.
 * @returns none inside another, in order
 * @throws TooManyAreas
 */
export function effectiveAreas(codes: readonly string[], history: readonly ReplacedArea[]): string[] {
  const scope = new Set(codes);
  const heirs = history.filter((one) => one.successorFrom !== null && one.successorFrom > one.validTo && isAlone(one, history));
  for (let before = -1; before < scope.size;) {
    before = scope.size;
    for (const { code, successor } of history) if (within(successor, scope)) scope.add(code);
    for (const { code, successor } of heirs) if (scope.has(code)) scope.add(successor);
  }
  const least = leastAreas([...scope]);
  if (least.length > MOST_AREAS) throw new TooManyAreas(least);
  return least;
}

const within = (area: string, scope: ReadonlySet<string>): boolean => [...scope].some((own) => liesIn(area, own));
const isAlone = ({ successor }: ReplacedArea, history: readonly ReplacedArea[]): boolean =>
  history.filter((one) => one.successor === successor).length === 1;
