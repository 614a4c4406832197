import {
  commonArea,
  expectVersion,
  isUuid,
  readableTexts,
  Refused,
  refuse,
  userError,
  type ModuleTx,
  type UserError,
  type Viewer,
  type Written,
} from 'xianjie/schema';
import { administrativeRoles, fits, roles } from '../roles.js';
import { areaObstacles } from './areas.js';
import { issuerObstacles } from './client-checks.js';
import { access } from './refusals.js';

/** A person as it is to stand in the register. */
export interface PersonDraft {
  readonly login: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly areas: readonly string[];
  readonly roles: readonly string[];
  readonly domains: readonly string[];
  readonly enabled: boolean;
  readonly issuer: string | null;
  readonly subject: string | null;
}

/** What an administrator changes a person to; what is left out stays. */
export type PersonChange = Partial<Omit<PersonDraft, 'login'>>;

/** For whom and with what a registration is checked. */
export interface PeopleAdministration {
  readonly viewer: Viewer;
  /** The installed modules, the core not among them. */
  readonly domains: readonly string[];
}

const SHORTEST_PASSWORD = 10;

/** What is wrong with a new password. */
export function passwordObstacles(login: string, password: string): UserError[] {
  const holdsLogin = login !== '' && password.toLowerCase().includes(login);
  return [...password].length >= SHORTEST_PASSWORD && password.length <= 200 && !holdsLogin
    ? []
    : [access.refusal('WEAK_PASSWORD', ['input', 'password'], { min: SHORTEST_PASSWORD })];
}

/** What is wrong with an office, as far as it shows by itself. */
export function officeObstacles(draft: PersonDraft, domains: readonly string[]): UserError[] {
  const { roles: held, areas } = draft;
  const administers = held.some((name) => administrativeRoles.some((one) => one === name));
  const tooWide = held.flatMap((name, i) => {
    const rights = roles[name];
    return rights === undefined || areas.every((area) => fits(rights, area))
      ? []
      : [access.refusal('AREA_TOO_WIDE', ['input', 'roles', String(i)], { widest: rights.widest })];
  });
  return [
    ...(/^[a-z0-9][a-z0-9._-]{1,62}$/.test(draft.login) ? [] : [access.refusal('INVALID_LOGIN', ['input', 'login'])]),
    ...(held.length === 0 ? [access.refusal('ROLE_NEEDED', ['input', 'roles'])] : []),
    ...(administers && held.length > 1 ? [access.refusal('ROLE_STANDS_ALONE', ['input', 'roles'])] : []),
    ...tooWide,
    ...draft.domains.flatMap((domain, i) =>
      domains.includes(domain) ? [] : [access.refusal('UNKNOWN_DOMAIN', ['input', 'domains', String(i)])],
    ),
    ...issuerObstacles(draft.issuer, draft.subject),
    ...[draft.titleZh, draft.titleEn].flatMap((text, i) =>
      text.trim() === '' ? [userError('REQUIRED', ['input', i === 0 ? 'titleZh' : 'titleEn'])] : [],
    ),
  ];
}

/** @throws Refused with all that is wrong */
async function check(tx: ModuleTx, by: PeopleAdministration, draft: PersonDraft, more: readonly UserError[] = []): Promise<void> {
  readableTexts(draft);
  const obstacles = [...officeObstacles(draft, by.domains), ...more, ...(await areaObstacles(tx, by.viewer.areas, draft.areas))];
  if (obstacles.length > 0) throw new Refused(obstacles);
}

const valuesOf = (draft: PersonDraft): unknown[] => [
  draft.titleZh,
  draft.titleEn,
  commonArea(draft.areas),
  draft.areas,
  draft.roles,
  draft.domains,
  draft.enabled,
  draft.issuer,
  draft.subject,
];

async function free(run: () => Promise<readonly { readonly id: string }[]>): Promise<string> {
  try {
    return (await run())[0]?.id ?? '';
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error;
    const login = String((error as { constraint?: string }).constraint ?? '').includes('login');
    return access.refuse(login ? 'LOGIN_TAKEN' : 'SUBJECT_TAKEN', ['input', login ? 'login' : 'subject']);
  }
}

/** Puts a person on the register: one of ours with a password, or one whom another issuer signs in. @throws Refused */
export async function registerUser(
  tx: ModuleTx,
  by: PeopleAdministration,
  draft: PersonDraft,
  password: { readonly hash: Buffer | null; readonly obstacles: readonly UserError[] },
): Promise<Written> {
  const one = (password.hash === null) === (draft.issuer === null) ? [access.refusal('PASSWORD_OR_ISSUER', ['input', 'password'])] : [];
  await check(tx, by, draft, [...password.obstacles, ...one]);
  const id = await free(() =>
    tx.sql(
      `insert into access_user (title_zh, title_en, area_code, areas, roles, domains, enabled, issuer, subject, login, password_hash)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
      [...valuesOf(draft), draft.login, password.hash],
    ),
  );
  return { id, subjectType: 'User', areaCode: commonArea(draft.areas) };
}

type Found = PersonDraft & { readonly id: string; readonly version: number };

/** A person within scope who is not the one that asks, locked. @param id null: no id at all. @throws Refused */
async function found(tx: ModuleTx, viewer: Viewer, id: string | null): Promise<Found> {
  const [row] =
    id === null || !isUuid(id)
      ? []
      : await tx.sql<Found>(
          `select id, login, title_zh as "titleZh", title_en as "titleEn", areas, roles, domains, enabled, issuer, subject, version
           from access_user where id = $1 for update`,
          [id],
        );
  if (row === undefined) return refuse('NOT_FOUND', ['input', 'user']);
  if (row.id === viewer.user?.id) access.refuse('OWN_REGISTRATION', ['input', 'user']);
  return row;
}

/** Changes a person's office. @throws Refused */
export async function updateUser(
  tx: ModuleTx,
  by: PeopleAdministration,
  id: string | null,
  change: PersonChange,
  expected: number | null | undefined,
): Promise<Written> {
  const row = await found(tx, by.viewer, id);
  expectVersion(row, expected);
  const draft: PersonDraft = { ...row, ...change };
  await check(tx, by, draft);
  await free(() =>
    tx.sql(
      `update access_user set title_zh = $1, title_en = $2, area_code = $3, areas = $4, roles = $5, domains = $6, enabled = $7, issuer = $8,
         subject = $9, version = version + 1, updated_at = now() where id = $10 returning id`,
      [...valuesOf(draft), row.id],
    ),
  );
  return { id: row.id, subjectType: 'User', areaCode: commonArea(draft.areas) };
}

/** Gives a person another password and opens a login that failures had closed. @throws Refused */
export async function setUserPassword(
  tx: ModuleTx,
  viewer: Viewer,
  id: string | null,
  password: { readonly text: string; readonly hash: Buffer },
): Promise<Written> {
  const row = await found(tx, viewer, id);
  if (row.issuer !== null) access.refuse('PASSWORD_OR_ISSUER', ['input', 'password']);
  const obstacles = passwordObstacles(row.login, password.text);
  if (obstacles.length > 0) throw new Refused(obstacles);
  await tx.sql(
    `update access_user set password_hash = $2, failed_count = 0, failed_at = null, version = version + 1, updated_at = now() where id = $1`,
    [row.id, password.hash],
  );
  return { id: row.id, subjectType: 'User', areaCode: commonArea(row.areas) };
}
