/**
 * What row security asks of every row: a signed scope, and the row's own area code in one of its ranges. The core's first migration
 * writes the same words (it is released and never edited); a test compares the two as PostgreSQL knows them.
 */
export const insideScope = `(select scope_holds()) and (
${[1, 2, 3, 4]
  .map((n) => `(area_code >= (select current_setting('xj.lo${n}', true)) and area_code < (select current_setting('xj.hi${n}', true)))`)
  .join(' or ')})`;

/** The roles that read and write under a scope. */
export const scopedRoles = ['xj_read', 'xj_clear', 'xj_engine', 'xj_write'] as const;
