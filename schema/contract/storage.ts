import type { PrivacyLevel } from './privacy.js';

/** A module's own tables: where their reviewed migrations lie, and what is said of them so that the database can protect them. */
export interface ModuleStorage {
  /** The folder that holds `<id>.prisma`, its locked copy and `migrations/`: `new URL('.', import.meta.url)`. */
  readonly folder: URL;
  readonly tables: readonly ModuleTable[];
}

/**
 * One table. Its migration makes `id`, `area_code`, the subject's id and the module's own columns; everything that protects it
 * (standard columns, composite keys, row security, masked columns, grants) is added from this declaration, never by hand.
 */
export interface ModuleTable {
  /** Begins with the module's id, `-` written as `_`, and another `_`. At most 50 characters. */
  readonly name: string;
  /**
   * Whom a row is about; decides its composite key, and so which area it belongs to.
   * PERSON, HOUSEHOLD, PROJECT: the columns `person_id`, `household_id`, `project_id` with `area_code`: a row follows its subject to another area.
   * VILLAGE: `area_code` is a village's. AREA: `area_code` is that of any area.
   */
  readonly about: TableSubject;
  /**
   * OBSERVATION: appended, never changed; only a withdrawal may be noted. Gets observed_on, recorded_at, source, batch_id, digest,
   * withdrawn_at, withdrawn_by. RECORD: rows change. Gets version, created_at, updated_at; who writes a row counts its version up.
   */
  readonly kind: 'OBSERVATION' | 'RECORD';
  /** Its own columns, by their name in the database, and their privacy level. A column that is not listed is readable by nobody. */
  readonly columns: Readonly<Record<string, PrivacyLevel>>;
  /** Generated masked texts, readable by all: new column -> of which column. NAME shows the first character. */
  readonly masked?: Readonly<Record<string, { readonly of: string; readonly as: 'NAME' }>>;
  /** Columns above INTERNAL that a write must read to decide: a case's state, a column of a unique key that `on conflict` names. */
  readonly decidesBy?: readonly string[];
  /**
   * Rows of other tables of the same module: column -> table. The referenced row has this row's own area, or the area in the column
   * that `area` names: needed where the two are about different subjects, which may move apart. Both columns are set, or neither.
   */
  readonly references?: Readonly<Record<string, { readonly table: string; readonly area?: string }>>;
}

/** Whom a row of a module's table may be about. */
export const tableSubjects = ['PERSON', 'HOUSEHOLD', 'PROJECT', 'VILLAGE', 'AREA'] as const;
export type TableSubject = (typeof tableSubjects)[number];

/** Declares a table of a module. Freezes it: a declaration is a value. */
export function defineTable(table: ModuleTable): ModuleTable {
  return Object.freeze(table);
}
