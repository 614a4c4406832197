import type { Viewer } from 'xianjie/schema';

const VERBS = ['read:personal', 'write', 'feed', 'administer'];

/**
 * Who asks at the door of the testing kit, where nobody signs in: an administrator of all areas who sees personal data in clear and
 * sensitive data masked.
 */
export const kitViewer = (modules: readonly { readonly id: string }[]): Viewer => ({
  clientId: 'local-administrator',
  title: { zh: '本机管理员', en: 'Local administrator' },
  kind: 'ADMIN',
  user: null,
  areas: ['0'],
  scopes: [...modules.flatMap(({ id }) => VERBS.map((verb) => `${id}:${verb}`)), 'core:rehearse'],
  roles: [],
  purposes: ['MONITORING'],
  purpose: 'MONITORING',
  departments: 'ALL',
});
