import { ApiError, type Sql, type Viewer } from 'xianjie/schema';

/** How much personal data whoever asks may be shown. */
export interface PersonalLimits {
  /** People and households by reveals and exports, a day. */
  readonly revealsPerDay: number;
  /** Searches by resident id, a day. */
  readonly findsPerDay: number;
  /** Searches by resident id, a minute. */
  readonly findsPerMinute: number;
}

export const defaultLimits: PersonalLimits = { revealsPerDay: 200, findsPerDay: 500, findsPerMinute: 30 };

/** A client through which people sign in, a portal, is given this many times what one of them is. */
const PEOPLE_OF_A_CLIENT = 10;

const DAY = `to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`;
const MINUTE = `to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')`;

type Asker = Pick<Viewer, 'clientId' | 'user'>;

/**
 * Counts one slot up, unless that would pass the limit. The row is locked until the transaction ends, so two at once count one after
 * the other; what is rolled back was not used.
 */
async function count(sql: Sql, who: readonly [string, string], action: string, slot: string, n: number, limit: number): Promise<boolean> {
  if (n > limit) return false;
  const rows = await sql(
    `insert into personal_use as u (client_id, user_id, action, slot, day, used)
     values ($1, $2, $3, ${slot}, (now() at time zone 'Asia/Shanghai')::date, $4)
     on conflict (client_id, user_id, action, slot) do update set used = u.used + excluded.used where u.used + excluded.used <= $5
     returning used`,
    [...who, action, n, limit],
  );
  return rows.length > 0;
}

/** Seconds until the day ends in China, where there is no summer time. */
function untilTomorrow(): number {
  const day = 86_400_000;
  return Math.ceil((day - ((Date.now() + 8 * 3_600_000) % day)) / 1000);
}

async function use(sql: Sql, { clientId, user }: Asker, action: string, slot: string, n: number, limit: number): Promise<boolean> {
  if (user === null) return count(sql, [clientId, ''], action, slot, n, limit);
  return (
    (await count(sql, [clientId, ''], action, slot, n, limit * PEOPLE_OF_A_CLIENT)) &&
    (await count(sql, [clientId, user.id], action, slot, n, limit))
  );
}

/** Thrown inside the transaction, so that what is refused is not counted. */
const spent = (what: string, retryAfterSeconds: number): ApiError => new ApiError('RATE_LIMITED', what, { retryAfterSeconds });

/** @param n how many subjects were asked for, found or not @throws ApiError RATE_LIMITED */
export async function useReveals(sql: Sql, who: Asker, n: number, { revealsPerDay }: PersonalLimits): Promise<void> {
  await sql(`delete from personal_use where day < (now() at time zone 'Asia/Shanghai')::date - 1 and client_id = $1`, [who.clientId]);
  if (!(await use(sql, who, 'REVEAL', DAY, n, revealsPerDay)))
    throw spent(`at most ${revealsPerDay} people and households a day are shown by name`, untilTomorrow());
}

/** @throws ApiError RATE_LIMITED */
export async function useFind(sql: Sql, who: Asker, { findsPerDay, findsPerMinute }: PersonalLimits): Promise<void> {
  await sql(`delete from personal_use where day < (now() at time zone 'Asia/Shanghai')::date - 1 and client_id = $1`, [who.clientId]);
  if (!(await use(sql, who, 'FIND', MINUTE, 1, findsPerMinute)))
    throw spent(`at most ${findsPerMinute} searches by resident id a minute`, 60);
  if (!(await use(sql, who, 'FIND', DAY, 1, findsPerDay)))
    throw spent(`at most ${findsPerDay} searches by resident id a day`, untilTomorrow());
}
