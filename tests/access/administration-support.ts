import { pino } from 'pino';
import { openDoor, type Door } from '../../api/testing/door.js';
import type { Viewer } from '../../schema/index.js';
import { testApp } from '../support/app.js';
import { viewerOf } from '../support/viewer.js';

const CLIENT = 'client { id title { en } kind areas { code } scopes purposes departments redirectUris origins hasSecret enabled version }';
const REFUSED = 'userErrors { code path message { zh en } }';
export const REGISTER = `mutation ($input: RegisterClientInput!, $key: String!) { registerClient(input: $input) @idempotent(key: $key) { ${CLIENT} secret ${REFUSED} } }`;
export const UPDATE = `mutation ($input: UpdateClientInput!) { updateClient(input: $input) { ${CLIENT} ${REFUSED} } }`;
export const ROTATE = `mutation ($input: RotateClientSecretInput!) { rotateClientSecret(input: $input) { client { id version } secret ${REFUSED} } }`;
const USER = 'user { id title { zh } login areas { code } roles domains enabled version }';
export const ENROL = `mutation ($input: RegisterUserInput!) { registerUser(input: $input) { ${USER} ${REFUSED} } }`;
export const CHANGE = `mutation ($input: UpdateUserInput!) { updateUser(input: $input) { ${USER} ${REFUSED} } }`;
export const PASSWORD = `mutation ($input: SetUserPasswordInput!) { setUserPassword(input: $input) { user { id } ${REFUSED} } }`;

export const health = {
  id: 'health-bureau',
  kind: 'DEPARTMENT',
  titleZh: '卫健委',
  titleEn: 'Health commission',
  areas: ['150623'],
  scopes: ['core:read:personal', 'core:feed'],
  purposes: ['MONITORING'],
  departments: ['HEALTH'],
};
export const clerk = {
  login: 'zhang.san',
  titleZh: '信息员',
  titleEn: 'Data clerk',
  areas: ['150623100204'],
  roles: ['VILLAGE_DATA_CLERK'],
  password: 'three blue goats',
};
export const codes = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code);
export const refused = ({ userErrors }: { userErrors: { code: string; path: string[] }[] }) =>
  userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);

/** The demo, as whoever administers who gets in sees it. */
export async function administrationBench() {
  const app = await testApp({ demo: true });
  let keys = 0;
  /** A security administrator of the county, unless said otherwise. */
  const as = (more: Partial<Viewer>): Door =>
    openDoor(
      app,
      pino({ level: 'silent' }),
      viewerOf({
        clientId: 'security-admin',
        areas: ['150623'],
        scopes: ['core:read', 'access:administer'],
        purposes: [],
        purpose: null,
        departments: [],
        ...more,
      }),
    );

  const security = as({});
  const register = async (input: object, door = security, key = `key-${++keys}`) =>
    (await door.ask(REGISTER, { input: { ...health, ...input }, key })).registerClient;
  const update = async (input: object, door = security) => (await door.ask(UPDATE, { input })).updateClient;
  const enrol = async (input: object, door = security) => (await door.ask(ENROL, { input: { ...clerk, ...input } })).registerUser;
  const change = async (input: object, door = security) => (await door.ask(CHANGE, { input })).updateUser;
  const tokenWith = (id: string, secret: string) =>
    app.auth.token({
      authorization: undefined,
      form: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret }),
    });

  return { app, as, security, register, update, enrol, change, tokenWith };
}
