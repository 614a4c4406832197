import { randomBytes } from 'node:crypto';
import { hashSecret, isSecret } from './secrets.js';

/** Checked at the same time: each takes 32 MB for a tenth of a second. Those in line wait. */
const AT_ONCE = 2;
/** Beyond so many in line nobody would wait for the answer. */
const MOST_WAITING = 64;

let running = 0;
const waiting: (() => void)[] = [];

/** More sign-ins at the same moment than the server can check. */
export class TooBusy extends Error {}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < AT_ONCE) running++;
  else if (waiting.length >= MOST_WAITING) throw new TooBusy();
  // Whoever ends hands its place on.
  else await new Promise<void>((go) => waiting.push(go));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** The same characters typed on two keyboards may be composed differently. */
const typed = (password: string): string => password.normalize('NFKC');

/** A password as it is kept. */
export const hashPassword = (password: string): Promise<Buffer> => inTurn(() => hashSecret(typed(password)));

/** Stands in where nothing is kept: the answer takes as long as for somebody who is there. */
let nobodys: Promise<Buffer> | undefined;

/** Whether the password is the one that was kept. Takes as long when nothing was kept. @throws TooBusy */
export async function isPassword(password: string, kept: Buffer | null): Promise<boolean> {
  const right = await inTurn(async () =>
    isSecret(typed(password), kept ?? (await (nobodys ??= hashSecret(randomBytes(32).toString('base64url'))))),
  );
  return right && kept !== null;
}
