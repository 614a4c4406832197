import { ModuleMistake, type Lifecycle, type ModuleTx, type Sql } from 'xianjie/schema';
import type { Installed } from './declared.js';

/** A record as a step finds it. */
export interface Standing {
  readonly id: string;
  readonly areaCode: string;
  readonly version: number;
  /** Whom it is about; null: its area. */
  readonly subjectId: string | null;
  readonly state: string;
  /** How many steps are noted of it, and the day of the last one. */
  readonly steps: number;
  readonly since: string | null;
  /** The fields that are known of it, by name. */
  readonly values: Readonly<Record<string, unknown>>;
}

interface Found {
  readonly id: string;
  readonly area_code: string;
  readonly version: number;
  readonly subject_id: string | null;
  readonly state: string;
  readonly steps: number;
  readonly since: string | null;
  readonly [field: `f${number}`]: unknown;
}

/** Records by id, with their fields and where their history ends; `lock` holds them until the end of the write. */
export async function recordsOf(sql: Sql, installed: Installed, ids: readonly string[], lock: boolean): Promise<Standing[]> {
  const { lifecycle, subjectColumn, stateColumn, known } = installed;
  if (lock) await lockRecords(sql, lifecycle, ids);
  const beside = (await lifecycle.reads?.(sql, ids, false)) ?? new Map<string, Readonly<Record<string, unknown>>>();
  const fields = known.map(({ column }, i) => `, r.${column} as f${i}`).join('');
  const rows = await sql<Found>(
    `select r.id, r.area_code, r.version, ${subjectColumn === null ? 'null::uuid' : `r.${subjectColumn}`} as subject_id, r.${stateColumn} as state${fields},
       coalesce((select max(s.nth) from lifecycle_step s where s.record_id = r.id), 0)::int as steps,
       (select s.observed_on from lifecycle_step s where s.record_id = r.id order by s.nth desc limit 1) as since
     from ${lifecycle.record.table} r where r.id = any($1::uuid[])`,
    [ids],
  );
  return rows.map((row) => ({
    id: row.id,
    areaCode: row.area_code,
    version: row.version,
    subjectId: row.subject_id,
    state: row.state,
    steps: row.steps,
    since: row.since,
    values: { ...Object.fromEntries(known.map(({ name }, i) => [name, row[`f${i}`] ?? null])), ...beside.get(row.id) },
  }));
}

/**
 * Locks records with what is read beside them: beside first, whoever writes both takes them in this order. A statement that has waited for a
 * lock still sees everything else as it was before: what decides is read by the statements after this one.
 */
async function lockRecords(sql: Sql, { reads, record }: Lifecycle, ids: readonly string[]): Promise<void> {
  await reads?.(sql, ids, true);
  await sql(`select r.id from ${record.table} r where r.id = any($1::uuid[]) order by r.id for update`, [ids]);
}

/** What a step leaves of itself. */
export interface Noted {
  readonly recordId: string;
  readonly subjectId: string | null;
  readonly areaCode: string;
  readonly nth: number;
  readonly transition: string;
  readonly from: string | null;
  readonly to: string;
  readonly on: string;
  readonly source: string | null;
  readonly note: string | null;
  readonly evidence: string | null;
  readonly clientId: string;
  readonly userId: string | null;
}

/** Appends a step to the history. */
export async function noteStep(tx: ModuleTx, { lifecycle, module, subjectColumn }: Installed, step: Noted): Promise<void> {
  const about = (column: string): string | null => (subjectColumn === column ? step.subjectId : null);
  await tx.sql(
    `insert into lifecycle_step (lifecycle, module, level, record_id, nth, person_id, household_id, area_code, transition, from_state, to_state,
       observed_on, source, note, evidence, client_id, user_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      lifecycle.code,
      module,
      lifecycle.level,
      step.recordId,
      step.nth,
      about('person_id'),
      about('household_id'),
      step.areaCode,
      step.transition,
      step.from,
      step.to,
      step.on,
      step.source,
      step.note,
      step.evidence,
      step.clientId,
      step.userId,
    ],
  );
}

/** Columns of a record and their values, in one order. */
type Columns = Readonly<Record<string, unknown>>;

/** Opens a record. @returns null: such a record stands already */
export async function insertRecord(
  tx: ModuleTx,
  { lifecycle, subjectColumn }: Installed,
  about: { readonly areaCode: string; readonly id?: string },
  columns: Columns,
): Promise<string | null> {
  if (subjectColumn !== null && about.id === undefined)
    throw new ModuleMistake(`a record of "${lifecycle.code}" is about somebody: say whom (about: { id, areaCode })`);
  const all: Columns = { ...(subjectColumn !== null && { [subjectColumn]: about.id }), area_code: about.areaCode, ...columns };
  const names = Object.keys(all);
  const [row] = await tx.sql<{ id: string }>(
    `insert into ${lifecycle.record.table} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})
     on conflict do nothing returning id`,
    Object.values(all),
  );
  return row?.id ?? null;
}

/** Writes what a step changes of its record. */
export async function updateRecord(tx: ModuleTx, { lifecycle }: Installed, id: string, columns: Columns): Promise<void> {
  const sets = Object.keys(columns).map((name, i) => `${name} = $${i + 2}, `);
  await tx.sql(`update ${lifecycle.record.table} set ${sets.join('')}version = version + 1, updated_at = now() where id = $1`, [
    id,
    ...Object.values(columns),
  ]);
}
