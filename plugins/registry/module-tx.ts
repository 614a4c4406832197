import {
  keyOfGlobalId,
  reaches,
  mustSpeakFor,
  type FoundPerson,
  type FoundRecord,
  type ModuleTx,
  type Sql,
  type Viewer,
} from 'xianjie/schema';
import type { Protect } from '../storage/index.js';
import { writeGrant } from './grants.js';
import { observe } from './observations.js';

const RECORD = 'id, area_code as "areaCode", version';

/**
 * A transaction as a module's write gets it: its statements, and what every module would otherwise write again.
 * @param within the transaction's scope, and the departments that it may speak for
 */
export function moduleTx(sql: Sql, protect: Protect, { areas, departments }: Pick<Viewer, 'areas' | 'departments'>): ModuleTx {
  async function found<Found extends FoundRecord>(type: string, from: string, columns: string, globalId: string | number) {
    const id = keyOfGlobalId(type, String(globalId));
    if (id === null) return null;
    const [row] = await sql<Found>(`select ${columns} from ${from}`, [id]);
    return row ?? null;
  }
  const core = <Found extends FoundRecord>(type: string, globalId: string | number, columns = RECORD) =>
    found<Found>(type, `${type.toLowerCase()} where id = $1`, columns, globalId);
  return {
    sql,
    departments,
    observe: async (target, saying, said) => {
      mustSpeakFor({ departments }, saying.source, ['input']);
      return observe({ sql }, protect, target, saying, said);
    },
    grant: async (whom, saying, grant) => {
      mustSpeakFor({ departments }, saying.source, ['input']);
      return writeGrant({ sql }, protect, whom, saying, grant);
    },
    person: (id) => core<FoundPerson>('Person', id, `${RECORD}, household_id as "householdId", left_on as "leftOn"`),
    household: (id) => core('Household', id),
    project: (id) => core('Project', id),
    village: (id) => core('Village', id),
    // Every area is public: row security would show one outside the scope, too.
    area: async (code) => {
      const [known] = reaches({ areas }, code) ? await sql<{ code: string }>('select code from area where code = $1', [code]) : [];
      return known?.code ?? null;
    },
    record: ({ type, table, columns = [] }, id) => found(type, `${table} where id = $1 for update`, [RECORD, ...columns].join(', '), id),
  };
}
