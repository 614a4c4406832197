import type { GraphQLSchema } from 'graphql';
import { scopesOf, type Viewer } from 'xianjie/schema';

/**
 * Until clients sign in, the server listens on this machine only and whoever reaches it is its administrator:
 * all areas, personal data in clear, sensitive data masked.
 */
export const localAdministrator: Viewer = {
  clientId: 'local-administrator',
  title: { zh: '本机管理员', en: 'Local administrator' },
  areas: ['0'],
  clearUpTo: 'PERSONAL',
  roles: [],
  scopes: [],
};

/** The same, with every scope that the installed modules' root fields name. */
export const administratorOf = (schema: GraphQLSchema): Viewer => ({ ...localAdministrator, scopes: [...scopesOf(schema).keys()] });
