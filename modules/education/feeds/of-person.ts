import {
  defineFeed,
  type BatchContext,
  type Feed,
  type FeedWriteContext,
  type ObservationTarget,
  type ResidentId,
  type ResolvedRow,
  type RowRefusal,
  type Sheet,
} from 'xianjie/schema';
import { refusals } from '../refusals.js';

interface PersonRow {
  readonly residentId: ResidentId;
  readonly schoolYear: number;
}

type About<Row> = Pick<Feed<Row>, 'code' | 'title' | 'description' | 'naturalKey'> &
  Pick<Partial<Feed<Row>>, 'periodOf'> & {
    readonly file: Sheet<Row>;
    readonly target: ObservationTarget;
    readonly values: (row: Row) => Readonly<Record<string, unknown>>;
    /** What only the database knows of rows: refusals by row number, and values that are added. */
    readonly look?: (
      context: FeedWriteContext,
      batch: BatchContext,
      rows: readonly ResolvedRow<Row>[],
    ) => Promise<{ readonly refused: ReadonlyMap<number, RowRefusal>; readonly add: (row: Row) => Readonly<Record<string, unknown>> }>;
  };

/** A list of the education bureau about people who are on the register: each row is one observation of one person. */
export function personFeed<Row extends PersonRow>({ file, target, values, look, ...about }: About<Row>): Feed {
  return defineFeed<Row>({
    ...about,
    source: 'EDU',
    columns: file.columns,
    canBeComplete: true,
    resolves: 'EXISTING_PERSON',
    parse: file.read,
    personOf: ({ residentId }) => ({ residentId: residentId.number }),
    write: async (context, batch, rows) => {
      const seen = await look?.(context, batch, rows);
      const refused = new Map(seen?.refused);
      for (const { number, row } of rows)
        if (row.schoolYear > Number(batch.observedOn.slice(0, 4))) refused.set(number, refusals.row('SCHOOL_YEAR_AHEAD', 'schoolYear'));
      const taken = rows.flatMap(({ number, row, person }) =>
        person === undefined || refused.has(number) ? [] : [{ number, row, person }],
      );
      const effects = await context.tx.observe(
        target,
        batch,
        taken.map(({ row, person }) => ({
          subjectId: person.personId,
          areaCode: person.areaCode,
          values: { ...values(row), ...seen?.add(row) },
        })),
      );
      return [
        ...[...refused].map(([number, refusal]) => ({ number, refusals: [refusal] })),
        ...taken.map(({ number }, i) => ({ number, effect: effects[i] ?? 'UNCHANGED' })),
      ];
    },
  });
}
