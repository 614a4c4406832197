import { liesIn } from '../builder/area-code.js';
import type { Scope } from './db.js';
import { clears, privacyLevels, type PrivacyLevel } from './privacy.js';
import type { Viewer } from './viewer.js';

/** How far somebody may read, by module (`core` among them). */
export interface Rights {
  /** The highest level of a module's data that is shown in clear; null: not even its public part. */
  levelIn(module: string): PrivacyLevel | null;
  /** The modules of which more than the public part may be read. */
  readonly domains: 'ALL' | readonly string[];
}

type Asker = Pick<Viewer, 'scopes' | 'purpose'>;

const READ = /^([a-z][a-z0-9-]*):read(?::([a-z]+))?$/;

const FEED = /^[a-z][a-z0-9-]*:feed$/;

const kept = new WeakMap<Asker, Rights>();

/**
 * What follows from a viewer's scopes: `m:read` is the public part of module `m`, `m:read:internal`, `m:read:personal` and
 * `m:read:sensitive` include each other. Above INTERNAL only for a stated purpose.
 */
export function rightsOf(viewer: Asker): Rights {
  const known = kept.get(viewer);
  if (known) return known;
  const levels = new Map<string, PrivacyLevel>();
  for (const scope of viewer.scopes) {
    // The audit trail has no public part: its one right shows all of it.
    const [, module, asked = module === 'audit' ? 'internal' : 'public'] = READ.exec(scope) ?? [];
    const level = privacyLevels.find((one) => one.toLowerCase() === asked);
    if (module === undefined || level === undefined) continue;
    const allowed = viewer.purpose === null && !clears('INTERNAL', level) ? 'INTERNAL' : level;
    if (clears(allowed, levels.get(module) ?? 'PUBLIC')) levels.set(module, allowed);
  }
  // Who lets clients and people in sees who they are; it is no policy domain.
  if (viewer.scopes.includes('access:administer')) levels.set('access', 'INTERNAL');
  const rights: Rights = {
    levelIn: (module) => levels.get(module) ?? null,
    domains: [...levels].filter(([module, level]) => level !== 'PUBLIC' && module !== 'access').map(([module]) => module),
  };
  kept.set(viewer, rights);
  return rights;
}

/** Everything: for the platform's own counting commands and tests of rules, never for a request. */
export const allRights: Rights = { levelIn: () => 'SENSITIVE', domains: 'ALL' };

/** Where and whose data a viewer's transactions read. */
export function scopeOf(viewer: Pick<Viewer, 'scopes' | 'purpose' | 'areas'>): Scope {
  const { domains, levelIn } = rightsOf(viewer);
  if (domains === 'ALL') return { areas: viewer.areas, domains };
  const known = new Set(viewer.scopes.flatMap((scope) => READ.exec(scope)?.[1] ?? []));
  const publicOnly = [...known].filter((m) => levelIn(m) === 'PUBLIC').map((m) => `${m}:public`);
  // `<module>:feed` is called alike as a scope and in what is signed.
  const feeds = viewer.scopes.filter((scope) => FEED.test(scope));
  // The database asks it of whoever writes the register of clients and people: a module's write has no part in it.
  const registers = viewer.scopes.includes('access:administer') ? ['access'] : [];
  return { areas: viewer.areas, domains: [...domains, ...registers, ...publicOnly, ...feeds] };
}

/** Whether a level of a module's data may be shown in clear. */
export function mayRead(rights: Pick<Rights, 'levelIn'>, module: string, level: PrivacyLevel): boolean {
  const own = rights.levelIn(module);
  return own !== null && clears(own, level);
}

/** Whether a viewer has a right. Reading a level includes reading the lower ones; every other right is held as it is named. */
export function holds({ scopes }: Pick<Viewer, 'scopes'>, scope: string): boolean {
  if (scopes.includes(scope)) return true;
  const [, module, asked = 'public'] = READ.exec(scope) ?? [];
  const level = privacyLevels.find((one) => one.toLowerCase() === asked);
  if (module === undefined || level === undefined) return false;
  return privacyLevels.some((own) => clears(own, level) && scopes.includes(`${module}:read:${own.toLowerCase()}`));
}

/** Whether an area lies in one of the viewer's own. */
export const reaches = ({ areas }: Pick<Viewer, 'areas'>, area: string): boolean => areas.some((own) => liesIn(area, own));

/** The right that shows a level of a module's data. */
export const readScope = (module: string, level: PrivacyLevel): string =>
  level === 'PUBLIC' ? `${module}:read` : `${module}:read:${level.toLowerCase()}`;

/**
 * Whether a field may show a level of a module's data. What is SENSITIVE is shown by an audited reveal only, to nobody else; what is PERSONAL
 * lies behind the clear role, which is for those who may see the core's names and households.
 */
export function readable(viewer: Asker, module: string, level: PrivacyLevel): boolean {
  const rights = rightsOf(viewer);
  if (level === 'SENSITIVE' || !mayRead(rights, module, level)) return false;
  return level !== 'PERSONAL' || mayRead(rights, 'core', 'PERSONAL');
}

/** What a viewer lacks in order to be shown a level of a module's data, as the rest of a sentence: `needs the scope "education:read"`. */
export function missingRight(viewer: Asker, module: string, level: PrivacyLevel): string {
  if (level === 'SENSITIVE') return 'is SENSITIVE: only revealPersonalData shows it.';
  const missing = [readScope(module, level), ...(level === 'PERSONAL' ? ['core:read:personal'] : [])].find(
    (scope) => !holds(viewer, scope),
  );
  return missing === undefined
    ? `is ${level}: the request must state its purpose (header Xianjie-Purpose).`
    : `is ${level}: it needs the scope "${missing}".`;
}
