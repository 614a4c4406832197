import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../storage/index.js';
import { isPassword } from './passwords.js';

/** So many wrong passwords for one login … */
export const MOST_FAILURES = 5;
/** … close it for so long, for everybody who tries; minutes. */
export const CLOSED_MINUTES = 15;
/** A refusal never comes sooner than this: whoever guesses waits, and no answer is quicker than another. */
const REFUSED_AFTER_MS = 600;

const LOGIN = /^[a-z0-9][a-z0-9._-]{1,62}$/;
const LONGEST_PASSWORD = 200;

/**
 * The id of the person with this login and password. Undefined in the same time for whatever is wrong: the login, the password, both, a
 * person who is disabled, one whose county signs people in itself, too many failures before.
 * @param known passwords that everybody knows: nobody's
 * @param network where it comes from; networks take turns
 * @throws TooBusy
 */
export async function signIn(db: Db, login: string, password: string, known: readonly string[], network = ''): Promise<string | undefined> {
  const begun = performance.now();
  const asked = login.trim().toLowerCase();
  const wellFormed = LOGIN.test(asked) && password.length <= LONGEST_PASSWORD && !known.includes(password);
  const tried = wellFormed ? await attempt(db, asked) : undefined;
  const right = await isPassword(password.slice(0, LONGEST_PASSWORD), tried?.password_hash ?? null, network);
  if (tried !== undefined && right) {
    await db.access(({ sql }) => sql('update access_user set failed_count = 0, failed_at = null where id = $1', [tried.id]));
    return tried.id;
  }
  await sleep(Math.max(0, REFUSED_AFTER_MS - (performance.now() - begun)));
  return undefined;
}

interface Tried {
  readonly id: string;
  readonly password_hash: Buffer;
}

/** Counts as failed before it is tried: a thousand attempts at the same moment are not more than five. */
async function attempt(db: Db, login: string): Promise<Tried | undefined> {
  const [row] = await db.access(({ sql }) =>
    sql<Tried>(
      `update access_user
          set failed_count = case when failed_at > now() - make_interval(mins => $3) then failed_count + 1 else 1 end, failed_at = now()
        where login = $1 and enabled and password_hash is not null and issuer is null
          and (failed_at is null or failed_count < $2 or failed_at <= now() - make_interval(mins => $3))
        returning id, password_hash`,
      [login, MOST_FAILURES, CLOSED_MINUTES],
    ),
  );
  return row;
}
