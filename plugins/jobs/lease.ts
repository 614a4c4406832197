import type { Sql } from 'xianjie/schema';

/** How long a job is in the hands of who took it, if nothing more is heard of them and nothing else was set. */
export const LEASE_SECONDS = 30;
/** A job that broke off so often is not taken up again. */
export const MOST_ATTEMPTS = 5;

/** Whoever holds a job, by how often it has been taken: one that is taken again is no longer in the first hands. */
export interface Held {
  readonly id: string;
  readonly attempts: number;
  /** For how long it is theirs after each time that they are heard of: a row that is taken says it. Default: 30 seconds. */
  readonly leaseSeconds?: number;
}

/** The rows of a table as jobs: each in one pair of hands at a time, taken up by others when nothing more is heard of them. */
export interface Leases<Row extends Held> {
  /** What nobody works at. */
  waiting(sql: Sql): Promise<string[]>;
  /** Takes a job into one's hands, for so long. @returns undefined: it is over, or in somebody else's */
  take(sql: Sql, id: string, leaseSeconds: number): Promise<Row | undefined>;
  /** Whether it is still in these hands, and if so for longer. */
  hold(sql: Sql, held: Held): Promise<boolean>;
  /** Gives it back: it goes on where it was. */
  release(sql: Sql, held: Held): Promise<unknown>;
  fail(sql: Sql, id: string, code: string): Promise<unknown>;
  /** @returns false: it is no longer in these hands */
  finish(sql: Sql, held: Held): Promise<boolean>;
  /** Ends one that is not over. @returns false: it is */
  cancel(sql: Sql, id: string): Promise<boolean>;
}

/** From now on, and not from when the transaction began, which may have waited for others since. */
const longer = (seconds: string): string => `clock_timestamp() + make_interval(secs => ${seconds}::int)`;
const MINE = `id = $1::uuid and state = 'RUNNING' and attempts = $2`;
const FREE = `(state = 'QUEUED' or state = 'RUNNING' and leased_until < now())`;

/**
 * @param table with `id`, `state` (QUEUED, RUNNING, DONE, FAILED, CANCELLED), `failure_code`, `attempts`, `submitted_at`, `started_at`,
 * `finished_at` and `leased_until`
 * @param columns what is read of a row that is taken
 */
export function leasesOf<Row extends Held>(table: string, columns: string): Leases<Row> {
  const some = (sql: Sql, text: string, values: readonly unknown[]): Promise<boolean> =>
    sql(`${text} returning id`, values).then((rows) => rows.length > 0);
  return {
    waiting: async (sql) => {
      const rows = await sql<{ id: string }>(`select id from ${table} where ${FREE} order by submitted_at, id limit 100`);
      return rows.map((row) => row.id);
    },
    take: async (sql, id, leaseSeconds) => {
      const [row] = await sql<Row>(
        `update ${table} set state = 'RUNNING', attempts = attempts + 1, started_at = coalesce(started_at, now()), leased_until = ${longer('$2')}
         where id = $1::uuid and ${FREE} returning ${columns}, $2::int as "leaseSeconds"`,
        [id, leaseSeconds],
      );
      return row;
    },
    hold: (sql, { id, attempts, leaseSeconds = LEASE_SECONDS }) =>
      some(sql, `update ${table} set leased_until = ${longer('$3')} where ${MINE}`, [id, attempts, leaseSeconds]),
    release: (sql, { id, attempts }) =>
      sql(`update ${table} set state = 'QUEUED', attempts = attempts - 1, leased_until = null where ${MINE}`, [id, attempts]),
    fail: (sql, id, code) =>
      sql(
        `update ${table} set state = 'FAILED', failure_code = $2, finished_at = now(), leased_until = null
         where id = $1::uuid and state in ('QUEUED','RUNNING')`,
        [id, code],
      ),
    finish: (sql, { id, attempts }) =>
      some(sql, `update ${table} set state = 'DONE', finished_at = now(), leased_until = null where ${MINE}`, [id, attempts]),
    // The lease stays: whoever asks for this holds no right to it, and what is over is nobody's to take.
    cancel: (sql, id) =>
      some(sql, `update ${table} set state = 'CANCELLED', finished_at = now() where id = $1::uuid and state in ('QUEUED','RUNNING')`, [id]),
  };
}
