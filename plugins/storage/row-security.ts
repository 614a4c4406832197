/**
 * What row security asks of every row: a signed scope, and the row's own area code in one of its ranges. The core's first migration
 * writes the same words (it is released and never edited), as the later ones do; a test compares the two as PostgreSQL knows them.
 */
export const insideScope = `(select scope_holds()) and (
${[1, 2, 3, 4]
  .map((n) => `(area_code >= (select current_setting('xj.lo${n}', true)) and area_code < (select current_setting('xj.hi${n}', true)))`)
  .join(' or ')})`;

/** What is asked besides of whoever answers a request: that the scope reads more than the public part of the module. Asked once a statement. */
export const openDomain = (module: string): string => `(select domain_open('${module}'))`;

/** The roles that answer requests: bound to areas and to domains. */
export const readingRoles = ['xj_read', 'xj_clear'] as const;
/** The roles that work with all facts of an area; what they find is guarded where it is told. */
export const areaRoles = ['xj_engine', 'xj_write', 'xj_reveal'] as const;
