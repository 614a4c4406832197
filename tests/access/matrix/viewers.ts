import type { ClientKind, PrivacyLevel, Purpose, Viewer } from 'xianjie/schema';
import { viewerOf } from '../../support/viewer.js';

const order: readonly PrivacyLevel[] = ['PUBLIC', 'INTERNAL', 'PERSONAL', 'SENSITIVE'];

/** Somebody who asks, as the matrix knows them. */
export interface Asker {
  readonly name: string;
  readonly viewer: Viewer;
  /** How far the viewer reads in a module, worked out here and not by the platform; -1: not even what is public. */
  reach(module: string): number;
}

export const rank = (level: PrivacyLevel): number => order.indexOf(level);

/** The test's own reading of decision and design: a purpose is needed above INTERNAL, and a level includes the lower ones. */
function reachOf(viewer: Viewer): Asker['reach'] {
  return (module) => {
    if (module === 'access') return viewer.scopes.includes('access:administer') ? rank('PERSONAL') : -1;
    if (module === 'audit') return viewer.scopes.includes('audit:read') ? rank('PERSONAL') : -1;
    const held = order.flatMap((level, n) =>
      viewer.scopes.includes(`${module}:read:${level.toLowerCase()}`) || (n === 0 && viewer.scopes.includes(`${module}:read`)) ? [n] : [],
    );
    const highest = Math.max(-1, ...held);
    return viewer.purpose === null ? Math.min(highest, 1) : highest;
  };
}

export const mayRead = (asker: Asker, module: string, level: PrivacyLevel): boolean => asker.reach(module) >= rank(level);

/** Whether a right is held; reading rights include the lower ones whatever the purpose. */
export function holdsScope({ viewer }: Asker, scope: string): boolean {
  const [module = '', verb = '', level = 'public'] = scope.split(':');
  if (verb !== 'read') return viewer.scopes.includes(scope);
  return order.some(
    (own, n) =>
      n >= order.findIndex((l) => l.toLowerCase() === level) &&
      (viewer.scopes.includes(`${module}:read:${own.toLowerCase()}`) || (n === 0 && viewer.scopes.includes(`${module}:read`))),
  );
}

/** Somebody with these scopes. */
export const asker = (name: string, kind: ClientKind, scopes: readonly string[], more: Partial<Viewer> = {}): Asker => {
  const all: readonly Purpose[] = ['MONITORING'];
  const viewer = viewerOf({ clientId: name, kind, scopes, purposes: all, purpose: 'MONITORING', departments: [], ...more });
  return { name, viewer, reach: reachOf(viewer) };
};

const modules = ['core', 'education', 'employment'];
const each = (verb: string): string[] => modules.map((m) => `${m}:${verb}`);

/** The demo clients, and one of each kind at its ceiling and below its floor; a module that a test adds counts like the shipped ones. */
export function askers(areas: readonly string[], extra: readonly string[] = []): Asker[] {
  const more = (verb: string): string[] => extra.map((m) => `${m}:${verb}`);
  const all = [...each('read:personal'), ...each('write'), ...each('feed'), ...more('read:personal'), ...more('write')];
  const made: [string, ClientKind, readonly string[], Partial<Viewer>?][] = [
    ['county-admin', 'ADMIN', [...all, 'core:administer'], { departments: 'ALL' }],
    ['county-admin without a purpose', 'ADMIN', [...all, 'core:administer'], { purpose: null, departments: 'ALL' }],
    ['township-officer', 'DEPARTMENT', all, { departments: ['TOWNSHIP', 'RRB'] }],
    ['village-cadre', 'DEPARTMENT', ['core:read:personal', 'core:write'], { departments: ['VILLAGE'] }],
    [
      'education-bureau',
      'DEPARTMENT',
      ['core:read:personal', 'education:read:personal', 'education:write', 'education:feed'],
      { departments: ['EDU'], purposes: ['MONITORING', 'BENEFIT'] },
    ],
    ['medical-bureau', 'DEPARTMENT', ['core:read:personal', 'core:feed'], { departments: ['MIB', 'HEALTH'] }],
    ['employment office, figures only', 'DEPARTMENT', ['core:read:internal', 'employment:read:internal'], { purposes: [], purpose: null }],
    ['shop-platform', 'PLATFORM', ['core:read'], { purposes: [], purpose: null }],
    ['platform at its ceiling', 'PLATFORM', [...each('read'), ...more('read')], { purposes: [], purpose: null }],
    [
      'demo-hospital',
      'INSTITUTION',
      ['core:read', ...['education', 'employment', ...extra].flatMap((m) => [`${m}:read:internal`, `${m}:feed`])],
    ],
    ['auditor', 'ADMIN', ['core:read', 'audit:read']],
    ['security-admin', 'ADMIN', ['core:read', 'access:administer']],
    ['demo-portal without a user', 'PORTAL', ['core:read']],
    ['somebody without a scope', 'PORTAL', []],
    ['somebody cleared for what is sensitive', 'ADMIN', [...each('read:sensitive'), ...more('read:sensitive')]],
  ];
  return made.map(([name, kind, scopes, over]) => asker(name, kind, scopes, { areas, ...over }));
}

/** Everything, everywhere: to see that a probe has something to find. */
export const everybody = (extra: readonly string[] = []): Asker =>
  asker('everybody', 'ADMIN', [...each('read:personal'), ...extra.map((m) => `${m}:read:personal`), 'core:administer'], { areas: ['0'] });
