import type { Sql } from 'xianjie/schema';
import { asUuids } from './uuids.js';

/**
 * Row security hides from PostgreSQL's planner how many rows a scope lets through: it expects a hundredth of them, compares thousands of rows
 * with thousands one by one, and reads whole indexes for a block. Rows are found by the ids that are asked about, and joined by hash or merge.
 * A statement is planned once, for a list of ids that nobody has seen: planned for ten thousand of them, it would be planned again for each
 * block, and for so many PostgreSQL prefers to read the index of an area from end to end.
 */
const off = ['enable_nestloop', 'enable_seqscan', 'enable_bitmapscan', 'jit'].map((name) => `set_config('${name}', 'off', true)`);
const settings = `select ${off.join(', ')}, set_config('max_parallel_workers_per_gather', '0', true),
  set_config('plan_cache_mode', 'force_generic_plan', true), set_config('work_mem', '16MB', true)`;

/** The same connection, for statements about thousands of subjects, to the end of its transaction. */
export function inBulk(sql: Sql): Sql {
  let set = false;
  return async <R>(text: string, values: readonly unknown[] = []): Promise<R[]> => {
    // Not waited for: statements of one connection come one after the other, and if one fails so does the next.
    if (!set) sql(settings).catch(() => undefined);
    set = true;
    return sql<R>(
      text,
      values.map((value, i) => (text.includes(`$${i + 1}::uuid[]`) ? asUuids(value) : value)),
    );
  };
}
