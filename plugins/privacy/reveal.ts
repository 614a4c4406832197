import { ApiError, decodeGlobalId, isUuid, scopeOf, userError, type RevealRequest, type Sql, type UserError } from 'xianjie/schema';
import { assertMayRead, before, forPurpose, note, refused, type Desk, type Subject } from './asker.js';
import type { PersonalField } from './fields.js';
import { useReveals } from './limits.js';
import { reasonError } from './reason.js';
import type { RevealedSubject } from './shown.js';

const ACTION = 'revealPersonalData';
const MOST_SUBJECTS = 100;

interface Asked {
  readonly type: 'Person' | 'Household';
  readonly id: string;
}

/** Garbage and ids of other types answer like somebody who is not there. */
function subjectOf(globalId: string): Asked | null {
  const decoded = decodeGlobalId(globalId);
  if (decoded === null || !isUuid(decoded.key)) return null;
  return decoded.type === 'Person' || decoded.type === 'Household' ? { type: decoded.type, id: decoded.key } : null;
}

/** Those of them who are in the viewer's area. */
export async function withinScope(sql: Sql, asked: readonly Asked[]): Promise<readonly Subject[]> {
  const of = (type: Asked['type']): string[] => asked.filter((one) => one.type === type).map(({ id }) => id);
  return sql<Subject>(
    `select 'Person' as type, id, area_code as "areaCode" from person where id = any($1::uuid[])
     union all select 'Household', id, area_code from household where id = any($2::uuid[])`,
    [of('Person'), of('Household')],
  );
}

/**
 * Shows the fields of up to 100 people and households. First it is written down and committed who asks, what for and about whom; then,
 * and only then, are the values read.
 */
export async function reveal(
  desk: Desk,
  known: ReadonlyMap<string, PersonalField>,
  request: RevealRequest,
): Promise<{ readonly revealed: readonly RevealedSubject[]; readonly userErrors: readonly UserError[] }> {
  const viewer = forPurpose(desk.viewer, request.purpose);
  const codes = [...new Set(request.fields)];
  const fields = codes.map((code) => known.get(code)).filter((field) => field !== undefined);
  if (request.subjects.length > MOST_SUBJECTS) throw new ApiError('PAGE_TOO_LARGE', `At most ${MOST_SUBJECTS} subjects in one reveal`);
  if (request.subjects.length === 0 || fields.length === 0 || fields.length < codes.length)
    throw new ApiError('BAD_USER_INPUT', 'name at least one subject and one field');
  for (const { module, level } of fields) assertMayRead(viewer, module, level);
  const wrong = reasonError(request.reason);
  if (wrong) return { revealed: [], userErrors: await refused(desk, viewer, ACTION, [wrong]) };

  const asked = request.subjects.map(subjectOf);
  const distinct = [...new Map(asked.filter((one) => one !== null).map((one) => [`${one.type}:${one.id}`, one])).values()];
  const found = await before(desk, viewer, ACTION, async (sql) => {
    await useReveals(sql, viewer, new Set(request.subjects).size, desk.limits);
    const subjects = await withinScope(sql, distinct);
    await note(sql, desk, viewer, ACTION, { kind: 'REVEAL', fields: codes, reason: request.reason, subjects });
    return subjects;
  });

  const values = await desk.db.reveal(scopeOf(viewer), async ({ sql }) => [
    ...(await valuesOf(sql, desk, 'Person', found, fields)),
    ...(await valuesOf(sql, desk, 'Household', found, fields)),
  ]);
  const shown = new Map(values.map((one) => [`${one.type}:${one.id}`, one]));
  const inOrder = asked.map((one) => (one === null ? undefined : shown.get(`${one.type}:${one.id}`)));
  return {
    revealed: [...new Set(inOrder.filter((one) => one !== undefined))],
    userErrors: inOrder.flatMap((one, i) => (one === undefined ? [userError('NOT_FOUND', ['input', 'subjects', String(i)])] : [])),
  };
}

async function valuesOf(
  sql: Sql,
  { protect }: Desk,
  type: Subject['type'],
  found: readonly Subject[],
  fields: readonly PersonalField[],
): Promise<readonly RevealedSubject[]> {
  const ids = found.filter((one) => one.type === type).map(({ id }) => id);
  if (ids.length === 0) return [];
  const own = fields.filter((field) => field.of === type);
  const columns = own.map(({ value }, i) => `, ${value} as f${i}`).join('');
  const rows = await sql<Record<string, unknown>>(`select s.id${columns} from ${type.toLowerCase()} s where s.id = any($1::uuid[])`, [ids]);
  return rows.map((row) => ({
    type,
    id: String(row['id']),
    fields: own.map(({ code, sealed }, i) => {
      const value = row[`f${i}`] as Buffer | string | null;
      return { field: code, value: value === null ? null : sealed ? protect.decrypt(value as Buffer) : String(value) };
    }),
  }));
}
