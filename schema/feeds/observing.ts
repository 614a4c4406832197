import { ModuleMistake } from '../contract/errors.js';
import type { BatchContext, ResolvedPerson, ResolvedRow, RowEffect, RowRefusal, WrittenRow } from '../contract/feed-rows.js';
import type { Feed } from '../contract/feed.js';
import type { Observation, ObservationTarget } from '../contract/observation.js';
import type { ResidentId } from './resident-id.js';

/** What feeds of people have in common: each row names its person in the column `residentId`, read by `cell.residentId`. */
export const ofPeople = {
  resolves: 'EXISTING_PERSON',
  personOf: ({ residentId }: { readonly residentId: ResidentId }) => ({ residentId: residentId.number }),
} as const;

/** The person of a row. A feed that resolves people is given no row without one. */
export function personOfRow({ person }: ResolvedRow<unknown>): ResolvedPerson {
  if (person === undefined) throw new ModuleMistake('a row came without its person: does the feed resolve people?');
  return person;
}

/** What a row says of its person. */
export function aboutPerson(line: ResolvedRow<unknown>, values: Observation['values']): Observation {
  const { personId, areaCode } = personOfRow(line);
  return { subjectId: personId, areaCode, values };
}

/** What a feed makes of one row once it knows the batch: what is to be written, or why it cannot be. */
export type Judgement<Said> = { readonly said: Said } | { readonly refusals: readonly RowRefusal[] };

/** Judges each row, writes what is good in one call, and answers for every row. `write` gives the effects in order. */
export async function judged<Row, Said>(
  rows: readonly ResolvedRow<Row>[],
  judge: (line: ResolvedRow<Row>) => Judgement<Said>,
  write: (said: readonly Said[]) => Promise<readonly RowEffect[]>,
): Promise<readonly WrittenRow[]> {
  const looked = rows.map((line) => ({ number: line.number, judgement: judge(line) }));
  const good = looked.flatMap(({ number, judgement }) => ('said' in judgement ? [{ number, said: judgement.said }] : []));
  const effects = await write(good.map(({ said }) => said));
  return [
    ...looked.flatMap(({ number, judgement }): WrittenRow[] => ('refusals' in judgement ? [{ number, refusals: judgement.refusals }] : [])),
    ...good.map(({ number }, i): WrittenRow => ({ number, effect: effects[i] ?? 'UNCHANGED' })),
  ];
}

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
  return ({ tx }, batch, rows) =>
    judged(
      rows,
      (line): Judgement<Observation> => {
        const refusals = refused(line.row, batch);
        return refusals.length > 0 ? { refusals } : { said: { ...subjectOf(target, line), values: values(line.row, batch) } };
      },
      (said) => tx.observe(target, batch, said),
    );
}

function subjectOf(target: ObservationTarget, { person, household }: ResolvedRow<unknown>): { subjectId: string; areaCode: string } {
  if (target.subject === 'person_id' && person !== undefined) return { subjectId: person.personId, areaCode: person.areaCode };
  const home = household ?? person;
  if (target.subject === 'household_id' && home !== undefined) return { subjectId: home.householdId, areaCode: home.areaCode };
  throw new ModuleMistake(`${target.table} is about ${target.subject}: let the feed resolve an existing person or household`);
}
