import { household, person, type Sql } from 'xianjie/schema';

/** Since when the register knows a subject, and since when where it is now. */
export interface Arrival {
  readonly createdAt: Date;
  /** Null: it never moved. `on`: the day of the last move, `YYYY-MM-DD`. */
  readonly moved: { readonly at: Date; readonly on: string } | null;
}

interface ArrivalRow {
  readonly id: string;
  readonly created_at: string | Date;
  readonly moved_at: string | Date | null;
  readonly moved_on: string | null;
}

const columns = `id, created_at, moved_at, to_char(moved_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as moved_on`;
const text = `select ${columns} from household where id = any($1::uuid[]) union all select ${columns} from person where id = any($2::uuid[])`;

/** The arrivals of households and people, in one statement; other kinds of subject have none. @param ids by kind */
export async function arrivalsOf(sql: Sql, ids: (kind: string) => readonly string[]): Promise<ReadonlyMap<string, Arrival>> {
  const asked = [ids(household.code), ids(person.code)];
  if (asked.every((some) => some.length === 0)) return new Map();
  const rows = await sql<ArrivalRow>(text, asked);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        createdAt: new Date(row.created_at),
        moved: row.moved_at === null ? null : { at: new Date(row.moved_at), on: row.moved_on ?? '' },
      },
    ]),
  );
}

/**
 * Whether a complete list could have named the subject: it came in when the register knew the subject, and speaks of a day on which it was
 * where it is now. Before, its row was refused as a stranger's, or stood on the list of another place. In SQL: `could_name`.
 */
export function couldName(list: { readonly on: string; readonly recordedAt: Date }, arrival: Arrival | undefined): boolean {
  if (arrival === undefined) return true;
  const { createdAt, moved } = arrival;
  return list.recordedAt >= createdAt && (moved === null || (list.recordedAt >= moved.at && list.on >= moved.on));
}
