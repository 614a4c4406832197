import { randomBytes } from 'node:crypto';
import { fairLine } from './fair-line.js';
import { hashSecret, isSecret } from './secrets.js';

/** Checked at the same time: each takes 32 MB for a tenth of a second. Those in line wait. */
const AT_ONCE = 2;
/** Beyond so many in line nobody would wait for the answer. */
const MOST_WAITING = 64;

/** Network addresses take turns; the administration has a turn of its own. */
const line = fairLine({ atOnce: AT_ONCE, waiting: MOST_WAITING, ofOne: MOST_WAITING });
const ADMINISTRATION = 'administration';

/** The same characters typed on two keyboards may be composed differently. */
const typed = (password: string): string => password.normalize('NFKC');

/** A password as it is kept. */
export const hashPassword = (password: string): Promise<Buffer> => line.run(ADMINISTRATION, () => hashSecret(typed(password)));

/** Stands in where nothing is kept: the answer takes as long as for somebody who is there. */
let nobodys: Promise<Buffer> | undefined;

/**
 * Whether the password is the one that was kept. Takes as long when nothing was kept.
 * @param network the address that it comes from: whoever sends many keeps nobody else waiting
 * @throws TooBusy
 */
export async function isPassword(password: string, kept: Buffer | null, network = ''): Promise<boolean> {
  const right = await line.run(`from ${network}`, async () =>
    isSecret(typed(password), kept ?? (await (nobodys ??= hashSecret(randomBytes(32).toString('base64url'))))),
  );
  return right && kept !== null;
}
