import type { ModuleTable } from 'xianjie/schema';

/**
 * What row security asks of every row: a signed scope, and the row's own area code in one of its ranges. The core's first migration
 * writes the same words (it is released and never edited), as the later ones do; a test compares the two as PostgreSQL knows them.
 */
export const insideScope = `(select scope_holds()) and (
${[1, 2, 3, 4]
  .map((n) => `(area_code >= (select current_setting('xj.lo${n}', true)) and area_code < (select current_setting('xj.hi${n}', true)))`)
  .join(' or ')})`;

/**
 * The function that a table's policy asks besides of whoever answers a request, once a statement: whether the scope reads more than the
 * public part of the module, or anything of it where the table holds public knowledge (schools, courses).
 */
export function domainFunction(table: ModuleTable): 'domain_open' | 'domain_known' {
  const ofFamilies = table.about === 'PERSON' || table.about === 'HOUSEHOLD';
  return !ofFamilies && Object.values(table.columns).includes('PUBLIC') ? 'domain_known' : 'domain_open';
}

/** The roles that answer requests: bound to areas and to domains. */
export const readingRoles = ['xj_read', 'xj_clear'] as const;
/** The roles that work with all facts of an area; what they find is guarded where it is told. */
export const areaRoles = ['xj_engine', 'xj_write', 'xj_reveal'] as const;
