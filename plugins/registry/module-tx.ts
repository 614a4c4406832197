import { keyOfGlobalId, type FoundPerson, type FoundRecord, type ModuleTx, type Sql } from 'xianjie/schema';
import type { Protect } from '../storage/index.js';
import { observe } from './observations.js';

const RECORD = 'id, area_code as "areaCode", version';

/** A transaction as a module's write gets it: its statements, and what every module would otherwise write again. */
export function moduleTx(sql: Sql, protect: Protect): ModuleTx {
  async function found<Found extends FoundRecord>(type: string, columns: string, globalId: string | number): Promise<Found | null> {
    const id = keyOfGlobalId(type, String(globalId));
    if (id === null) return null;
    const [row] = await sql<Found>(`select ${columns} from ${type.toLowerCase()} where id = $1`, [id]);
    return row ?? null;
  }
  return {
    sql,
    observe: (target, saying, said) => observe({ sql }, protect, target, saying, said),
    person: (id) => found<FoundPerson>('Person', `${RECORD}, household_id as "householdId", left_on as "leftOn"`, id),
    household: (id) => found('Household', RECORD, id),
    project: (id) => found('Project', RECORD, id),
    village: (id) => found('Village', RECORD, id),
  };
}
