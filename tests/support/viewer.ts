import type { PrivacyLevel, Viewer } from '../../schema/index.js';

/** What a test says of who asks. */
export interface Asker extends Partial<Viewer> {
  /** How far it reads, in every module. Default: PERSONAL. */
  readonly upTo?: PrivacyLevel;
  /** Modules that it may read and write. Default: those that ship and those that tests make. */
  readonly modules?: readonly string[];
}

const MODULES = ['core', 'wages', 'pupils', 'education', 'employment', 'wells', 'water', 'test', 'heating'];

/** A viewer with the whole nation and every right up to a level, unless said otherwise. */
export function viewerOf({ upTo = 'PERSONAL', modules = MODULES, ...given }: Asker = {}): Viewer {
  const scopes = modules
    .flatMap((id) => [`${id}:read:${upTo.toLowerCase()}`, `${id}:write`, `${id}:feed`, `${id}:administer`])
    .concat('core:rehearse');
  return {
    clientId: 'local-administrator',
    title: { zh: '测试', en: 'Test' },
    kind: 'ADMIN',
    user: null,
    areas: ['0'],
    scopes,
    roles: [],
    purposes: ['MONITORING'],
    purpose: 'MONITORING',
    departments: 'ALL',
    ...given,
  };
}
