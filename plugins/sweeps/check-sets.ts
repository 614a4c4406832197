import { createHash } from 'node:crypto';
import type { Sql } from 'xianjie/schema';

/** Which checks a packed row holds, in which order, and by which rule each was reckoned. */
export interface CheckSet {
  readonly hash: string;
  readonly kind: string;
  readonly checks: readonly string[];
  readonly versions: readonly string[];
}

/** The set of some checks, in the order of their codes. */
export function checkSet(kind: string, versions: ReadonlyMap<string, string>): CheckSet {
  const checks = [...versions.keys()].sort();
  const list = checks.map((code) => versions.get(code) ?? '');
  const hash = createHash('sha256')
    .update(JSON.stringify([kind, checks, list]))
    .digest('hex')
    .slice(0, 32);
  return { hash, kind, checks, versions: list };
}

/** How the rows of one set become rows of another: for each check of the target its place in what was found, or else in what stood there. */
export interface Merge {
  readonly target: CheckSet;
  readonly found: readonly (number | null)[];
  readonly stood: readonly (number | null)[];
}

/** What was found replaces what stood there; the other checks stay as they are, unless nobody installs them any more. */
export function mergeSets(stood: CheckSet | null, found: CheckSet, installed: ReadonlySet<string>): Merge {
  const versions = new Map<string, string>();
  stood?.checks.forEach((code, i) => installed.has(code) && versions.set(code, stood.versions[i] ?? ''));
  found.checks.forEach((code, i) => versions.set(code, found.versions[i] ?? ''));
  const target = checkSet(found.kind, versions);
  const place = (set: CheckSet | null) => target.checks.map((code) => nullIfLess(set?.checks.indexOf(code) ?? -1));
  return { target, found: place(found), stood: place(stood) };
}

const nullIfLess = (at: number): number | null => (at < 0 ? null : at);

/** The sets of one database: read once each, kept when they are new. */
export interface CheckSets {
  get(sql: Sql, hash: string): Promise<CheckSet>;
  keep(sql: Sql, set: CheckSet): Promise<void>;
}

export function createCheckSets(): CheckSets {
  const known = new Map<string, CheckSet>();
  return {
    async get(sql, hash) {
      const found = known.get(hash);
      if (found !== undefined) return found;
      const [row] = await sql<CheckSet>('select hash, kind, checks, versions from verdict_set where hash = $1', [hash]);
      if (row === undefined) throw new Error('a stored verdict names a set of checks that is not there');
      known.set(hash, row);
      return row;
    },
    // Not remembered as kept: the transaction may yet be rolled back. Held until it ends, so that the night does not take it away meanwhile.
    async keep(sql, { hash, kind, checks, versions }) {
      for (let held = false; !held;) {
        await sql('insert into verdict_set (hash, kind, checks, versions) values ($1, $2, $3, $4) on conflict (hash) do nothing', [
          hash,
          kind,
          checks,
          versions,
        ]);
        held = (await sql('select 1 from verdict_set where hash = $1 for key share', [hash])).length > 0;
      }
    },
  };
}
