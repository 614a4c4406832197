import type { Viewer } from 'xianjie/schema';

const VERBS = ['read:personal', 'write', 'feed', 'administer'];

/**
 * Until clients sign in, the server listens on this machine only and whoever reaches it is its administrator:
 * all areas, personal data in clear, sensitive data masked.
 */
export const administratorOf = (modules: readonly { readonly id: string }[]): Viewer => ({
  clientId: 'local-administrator',
  title: { zh: '本机管理员', en: 'Local administrator' },
  kind: 'ADMIN',
  user: null,
  areas: ['0'],
  scopes: modules.flatMap(({ id }) => VERBS.map((verb) => `${id}:${verb}`)),
  roles: [],
  purposes: ['MONITORING'],
  purpose: 'MONITORING',
  departments: 'ALL',
});
