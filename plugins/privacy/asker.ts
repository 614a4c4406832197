import {
  ApiError,
  commonArea,
  mayRead,
  readScope,
  rightsOf,
  scopeOf,
  type PrivacyLevel,
  type Purpose,
  type Sql,
  type UserError,
  type Viewer,
} from 'xianjie/schema';
import { askedBy, recordAudit, type AskedOperation } from '../audit/index.js';
import type { Db, Protect } from '../storage/index.js';
import type { PersonalLimits } from './limits.js';

/** Who asks in which operation. */
export interface Asking {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly today: string;
  /** The operation as the audit names it. */
  readonly asked?: (() => AskedOperation) | undefined;
}

/** What every part of this plugin works with. */
export interface Desk extends Asking {
  /** Not the operation's own: what is noted here changes nothing that the operation reads. */
  readonly db: Db;
  readonly protect: Protect;
  readonly limits: PersonalLimits;
}

/** Somebody within the viewer's area. */
export interface Subject {
  readonly type: 'Person' | 'Household';
  readonly id: string;
  readonly areaCode: string;
}

/** The viewer with a purpose that the request names itself. @throws ApiError FORBIDDEN if it is none of the viewer's */
export function forPurpose(viewer: Viewer, purpose: Purpose): Viewer {
  if (!viewer.purposes.includes(purpose)) throw new ApiError('FORBIDDEN', `The purpose ${purpose} is none of yours.`);
  return { ...viewer, purpose };
}

/** @throws ApiError FORBIDDEN that names the right */
export function assertMayRead(viewer: Viewer, module: string, level: PrivacyLevel): void {
  if (!mayRead(rightsOf(viewer), module, level)) throw new ApiError('FORBIDDEN', `This needs the scope "${readScope(module, level)}".`);
}

/** What is shown of somebody, as the audit and the person's own record say it. */
export interface Disclosed {
  readonly kind: 'REVEAL' | 'FIND' | 'EXPORT';
  readonly fields?: readonly string[];
  readonly reason?: string;
  readonly subjects: readonly Subject[];
}

/** Writes down in one transaction what will be shown: once in the audit, once for each person and household. */
export async function note(sql: Sql, desk: Asking, viewer: Viewer, action: string, disclosed: Disclosed): Promise<void> {
  const { kind, fields = [], reason, subjects } = disclosed;
  const types = new Set(subjects.map(({ type }) => type));
  await recordAudit(
    { sql },
    {
      ...askedBy(viewer),
      requestId: desk.requestId,
      operation: desk.asked?.(),
      kind: 'REVEAL',
      action,
      reason,
      fields,
      subjectType: types.size === 1 ? [...types][0] : undefined,
      subjectIds: subjects.map(({ id }) => id),
      ...(subjects.length > 0 && { areaCode: commonArea(subjects.map(({ areaCode }) => areaCode)) }),
    },
  );
  if (subjects.length === 0) return;
  const ids = (type: Subject['type']): (string | null)[] => subjects.map((one) => (one.type === type ? one.id : null));
  await sql(
    `insert into disclosure (person_id, household_id, area_code, request_id, client_id, user_id, kind, purpose, fields, reason)
     select s.person_id, s.household_id, s.area_code, $4, $5, $6, $7, $8, $9, $10
     from unnest($1::uuid[], $2::uuid[], $3::text[]) as s(person_id, household_id, area_code)`,
    [
      ids('Person'),
      ids('Household'),
      subjects.map(({ areaCode }) => areaCode),
      desk.requestId,
      viewer.clientId,
      viewer.user?.id ?? null,
      kind,
      viewer.purpose,
      fields,
      reason?.trim() ?? null,
    ],
  );
}

/** A refusal is noted too: whoever tries is seen. What was tried is not kept. */
export async function noteRefusal(desk: Desk, viewer: Viewer, action: string, outcome: 'REFUSED' | 'DENIED'): Promise<void> {
  await desk.db.write(scopeOf(viewer), (tx) =>
    recordAudit(tx, { ...askedBy(viewer), requestId: desk.requestId, operation: desk.asked?.(), kind: 'REVEAL', action, outcome }),
  );
}

/** Refusals as data, noted. */
export async function refused(desk: Desk, viewer: Viewer, action: string, errors: readonly UserError[]): Promise<readonly UserError[]> {
  await noteRefusal(desk, viewer, action, 'REFUSED');
  return errors;
}

/** Writes down, counts and finds in one transaction. What is beyond the limits is undone, and noted as denied. */
export async function before<T>(desk: Desk, viewer: Viewer, action: string, fn: (sql: Sql) => Promise<T>): Promise<T> {
  try {
    return await desk.db.write(scopeOf(viewer), (tx) => fn(tx.sql));
  } catch (error) {
    if (error instanceof ApiError && error.code === 'RATE_LIMITED') await noteRefusal(desk, viewer, action, 'DENIED');
    throw error;
  }
}
