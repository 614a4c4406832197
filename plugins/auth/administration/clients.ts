import {
  commonArea,
  expectVersion,
  readableTexts,
  Refused,
  refuse,
  userError,
  type ModuleTx,
  type UserError,
  type Viewer,
  type Written,
} from 'xianjie/schema';
import { areaObstacles } from './areas.js';
import { clientObstacles, type ClientDraft } from './client-checks.js';
import { access } from './refusals.js';

/** What an administrator changes a client to; what is left out stays. */
export type ClientChange = Partial<Omit<ClientDraft, 'id' | 'kind' | 'hasSecret'>>;

/** For whom and with what a registration is checked. */
export interface Administration {
  readonly viewer: Viewer;
  /** Every scope that there is. */
  readonly known: ReadonlySet<string>;
}

/** For how long a secret stays good after it was replaced. */
const OVERLAP = '24 hours';

const COLUMNS = `title_zh = $2, title_en = $3, area_code = $4, areas = $5, scopes = $6, purposes = $7, departments = $8, redirect_uris = $9,
  origins = $10, documents_only = $11, enabled = $12, issuer = $13, subject = $14`;

const valuesOf = (draft: ClientDraft): unknown[] => [
  draft.id,
  draft.titleZh,
  draft.titleEn,
  commonArea(draft.areas),
  draft.areas,
  draft.scopes,
  draft.purposes,
  draft.departments,
  draft.redirectUris,
  draft.origins,
  draft.documentsOnly,
  draft.enabled,
  draft.issuer,
  draft.subject,
];

/** @throws Refused with all that is wrong */
async function check(tx: ModuleTx, { viewer, known }: Administration, draft: ClientDraft): Promise<void> {
  readableTexts(draft);
  const departments = draft.departments ?? [];
  const there = await tx.sql<{ code: string }>('select code from department where code = any($1)', [departments]);
  const missing = departments.filter((code) => !there.some((row) => row.code === code));
  const obstacles: UserError[] = [
    ...clientObstacles(draft, known),
    ...(await areaObstacles(tx, viewer.areas, draft.areas)),
    ...missing.map((code) => userError('UNKNOWN_DEPARTMENT', ['input', 'departments', String(departments.indexOf(code))])),
    ...[draft.titleZh, draft.titleEn].flatMap((text, i) =>
      text.trim() === '' ? [userError('REQUIRED', ['input', i === 0 ? 'titleZh' : 'titleEn'])] : [],
    ),
  ];
  if (obstacles.length > 0) throw new Refused(obstacles);
}

/** Whether another registration has this subject of this issuer, in scope or not: the database tells by refusing. */
async function free(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error;
    const taken = String((error as { constraint?: string }).constraint ?? '').endsWith('_pkey') ? 'CLIENT_ID_TAKEN' : 'SUBJECT_TAKEN';
    access.refuse(taken, ['input', taken === 'SUBJECT_TAKEN' ? 'subject' : 'id']);
  }
}

/** Puts a client on the register. @param secretHash null: it has none. @throws Refused */
export async function registerClient(tx: ModuleTx, by: Administration, draft: ClientDraft, secretHash: Buffer | null): Promise<Written> {
  await check(tx, by, draft);
  await free(() =>
    tx.sql(
      `insert into access_client (id, title_zh, title_en, area_code, areas, scopes, purposes, departments, redirect_uris, origins,
         documents_only, enabled, issuer, subject, kind, secret_hash)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [...valuesOf(draft), draft.kind, secretHash],
    ),
  );
  return { id: draft.id, subjectType: 'ApiClient', areaCode: commonArea(draft.areas) };
}

/** A client within scope that is not the one that asks, locked. @throws Refused */
async function found(tx: ModuleTx, viewer: Viewer, id: string): Promise<ClientDraft & { readonly version: number }> {
  const [row] = await tx.sql<ClientDraft & { readonly version: number }>(
    `select id, kind, title_zh as "titleZh", title_en as "titleEn", areas, scopes, purposes, departments, redirect_uris as "redirectUris",
       origins, documents_only as "documentsOnly", enabled, has_secret as "hasSecret", issuer, subject, version
     from access_client where id = $1 for update`,
    [id],
  );
  if (row === undefined) return refuse('NOT_FOUND', ['input', 'client']);
  if (id === viewer.clientId) access.refuse('OWN_REGISTRATION', ['input', 'client']);
  return row;
}

/** Changes a client. @throws Refused */
export async function updateClient(
  tx: ModuleTx,
  by: Administration,
  id: string,
  change: ClientChange,
  expected: number | null | undefined,
): Promise<Written> {
  const row = await found(tx, by.viewer, id);
  expectVersion(row, expected);
  const draft: ClientDraft = { ...row, ...change };
  await check(tx, by, draft);
  await free(() => tx.sql(`update access_client set ${COLUMNS}, version = version + 1, updated_at = now() where id = $1`, valuesOf(draft)));
  return { id, subjectType: 'ApiClient', areaCode: commonArea(draft.areas) };
}

/** Gives a client another secret; the one before stays good for a day, unless it is lost. @throws Refused */
export async function rotateClientSecret(tx: ModuleTx, viewer: Viewer, id: string, secretHash: Buffer, atOnce: boolean): Promise<Written> {
  const row = await found(tx, viewer, id);
  if (!row.hasSecret) access.refuse('NO_SECRET', ['input', 'client']);
  await tx.sql(
    `update access_client set secret_hash = $2, former_until = case when $3 then null else now() + interval '${OVERLAP}' end,
       version = version + 1, updated_at = now() where id = $1`,
    [id, secretHash, atOnce],
  );
  return { id, subjectType: 'ApiClient', areaCode: commonArea(row.areas) };
}
