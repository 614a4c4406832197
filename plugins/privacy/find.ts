import { readResidentId, userError, type Purpose, type UserError } from 'xianjie/schema';
import { assertMayRead, before, forPurpose, note, refused, type Desk, type Subject } from './asker.js';
import { useFind } from './limits.js';

const ACTION = 'findPerson';

/**
 * The person with a resident id, in the viewer's own area. Nobody, and somebody elsewhere: the same answer after the same statements.
 * The number goes no further than its keyed hash.
 */
export async function find(
  desk: Desk,
  { residentId, purpose }: { readonly residentId: string; readonly purpose: Purpose },
): Promise<{ readonly personId: string | null; readonly userErrors: readonly UserError[] }> {
  const viewer = forPurpose(desk.viewer, purpose);
  assertMayRead(viewer, 'core', 'PERSONAL');
  const read = readResidentId(residentId.normalize('NFKC').trim());
  if (typeof read === 'string')
    return { personId: null, userErrors: await refused(desk, viewer, ACTION, [userError(`RESIDENT_ID_${read}`, ['input', 'residentId'])]) };
  const index = desk.protect.blindIndex('resident-id', read.number);
  const subjects = await before(desk, viewer, ACTION, async (sql) => {
    await useFind(sql, viewer, desk.limits);
    const found = await sql<Subject>(`select 'Person' as type, id, area_code as "areaCode" from person where resident_id_index = $1`, [
      index,
    ]);
    await note(sql, desk, viewer, ACTION, { kind: 'FIND', subjects: found });
    return found;
  });
  return { personId: subjects[0]?.id ?? null, userErrors: [] };
}
