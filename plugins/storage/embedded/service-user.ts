import { execFileSync, spawnSync } from 'node:child_process';

/** Whom PostgreSQL runs as. It refuses to run as root, so root lends it an account without rights of its own. */
export interface ServiceUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Taken in this order; an account named `xianjie` gives the database files an owner of their own. */
const candidates = ['xianjie', 'postgres', 'nobody'] as const;

/** Undefined when the process is an ordinary user (PostgreSQL then runs as that user). */
export function serviceUser(): ServiceUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of candidates) {
    try {
      const id = (flag: string): number => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
      return { name, uid: id('-u'), gid: id('-g') };
    } catch {
      continue;
    }
  }
  throw new Error(
    `PostgreSQL must not run as root and none of the accounts ${candidates.join(', ')} exists: create one, run as an ordinary user, or set DATABASE_URL`,
  );
}

/** Asks the system itself whether the account may enter a folder: every directory above counts. */
export function mayEnter(user: ServiceUser | undefined, folder: string): boolean {
  if (!user) return true;
  return (
    spawnSync('/bin/sh', ['-c', 'cd -- "$1" && ls . >/dev/null', 'sh', folder], { uid: user.uid, gid: user.gid, cwd: '/', stdio: 'ignore' })
      .status === 0
  );
}
