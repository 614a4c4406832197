import type { Sql } from 'xianjie/schema';

/**
 * Row security hides from PostgreSQL's planner how many rows a scope lets through: it expects a hundredth of them, compares thousands of rows
 * with thousands one by one, and reads whole indexes for a block. Rows are found by the ids that are asked about, and joined by hash or merge.
 * What joins many to many (the complete lists of areas) is planned for the ids at hand; the rest once.
 */
const settings = ['enable_nestloop', 'enable_seqscan', 'enable_bitmapscan'].map((name) => `set_config('${name}', 'off', true)`);
const plan = (mode: string): string => `select set_config('plan_cache_mode', '${mode}', true)`;
const begin = `select ${settings.join(', ')}, set_config('max_parallel_workers_per_gather', '0', true)`;

/** The same connection, for statements about thousands of subjects, to the end of its transaction. */
export function inBulk(sql: Sql): Sql {
  let mode: string | null = null;
  return async <R>(text: string, values?: readonly unknown[]): Promise<R[]> => {
    const wanted = /\bcoverage\b/.test(text) ? 'force_custom_plan' : 'force_generic_plan';
    // Not waited for: statements of one connection come one after the other, and if one fails so does the next.
    if (mode === null) sql(begin).catch(() => undefined);
    if (mode !== wanted) sql(plan(wanted)).catch(() => undefined);
    mode = wanted;
    return sql<R>(text, values);
  };
}
