import type { BatchContext, ResolvedRow, RowRefusal, WrittenRow } from '../contract/feed-rows.js';
import type { Feed } from '../contract/feed.js';
import { ModuleMistake } from '../contract/errors.js';
import type { ObservationTarget } from '../contract/observation.js';

/** What a row says of whom it speaks, as columns of the table of observations. */
type ValuesOf<Row> = (row: Row, batch: BatchContext) => Readonly<Record<string, unknown>>;

/**
 * A feed's `write` of which each row is one observation of the person or the household it speaks of (which one: the target's `subject`).
 * @param refused what only the batch shows, such as a day after the data's: the refusals of a row, none if it is good
 */
export function observing<Row>(
  target: ObservationTarget,
  values: ValuesOf<Row>,
  refused: (row: Row, batch: BatchContext) => readonly RowRefusal[] = () => [],
): Feed<Row>['write'] {
  return async ({ tx }, batch, rows) => {
    const looked = rows.map((line) => ({ line, refusals: refused(line.row, batch) }));
    const good = looked.filter(({ refusals }) => refusals.length === 0).map(({ line }) => line);
    const effects = await tx.observe(
      target,
      batch,
      good.map((line) => ({ ...subjectOf(target, line), values: values(line.row, batch) })),
    );
    return [
      ...looked.filter(({ refusals }) => refusals.length > 0).map(({ line, refusals }): WrittenRow => ({ number: line.number, refusals })),
      ...good.map(({ number }, i): WrittenRow => ({ number, effect: effects[i] ?? 'UNCHANGED' })),
    ];
  };
}

function subjectOf(target: ObservationTarget, { person, household }: ResolvedRow<unknown>): { subjectId: string; areaCode: string } {
  if (target.subject === 'person_id' && person !== undefined) return { subjectId: person.personId, areaCode: person.areaCode };
  const home = household ?? person;
  if (target.subject === 'household_id' && home !== undefined) return { subjectId: home.householdId, areaCode: home.areaCode };
  throw new ModuleMistake(`${target.table} is about ${target.subject}: let the feed resolve an existing person or household`);
}
