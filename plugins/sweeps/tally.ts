import type { Sql } from 'xianjie/schema';
import { NONE } from '../eligibility/index.js';
import type { Said } from './packed.js';

/** What is to be added to the counts: by area, kind, check and what is said. */
export interface Tally {
  add(at: { readonly area: string; readonly kind: string; readonly check: string }, said: Said, amount: number | null, times: 1 | -1): void;
  /** Adds it to what is counted. Always in the same order, so that two that count wait for each other and not in a circle. */
  write(sql: Sql): Promise<void>;
}

interface Entry {
  readonly area: string;
  readonly kind: string;
  readonly check: string;
  readonly said: Said;
  n: number;
  amount: number;
  unknown: number;
}

export function createTally(): Tally {
  const entries = new Map<string, Entry>();
  return {
    add({ area, kind, check }, said, amount, times) {
      if (said.outcome === NONE) return;
      const key = `${area}|${check}|${said.outcome}${said.fulfilled}${said.held}`;
      const entry = entries.get(key) ?? { area, kind, check, said, n: 0, amount: 0, unknown: 0 };
      entries.set(key, entry);
      entry.n += times;
      entry.amount += times * (amount ?? 0);
      entry.unknown += amount === null ? times : 0;
    },
    async write(sql) {
      const changed = [...entries].filter(([, { n, amount, unknown }]) => n !== 0 || amount !== 0 || unknown !== 0);
      const rows = changed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
      if (rows.length === 0) return;
      await sql(
        `insert into verdict_count as c (area_code, kind, check_code, outcome, fulfilled, held, n, amount, amount_unknown)
         select * from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::int[], $6::int[], $7::int[], $8::bigint[], $9::int[])
         on conflict (area_code, kind, check_code, outcome, fulfilled, held) do update
           set n = c.n + excluded.n, amount = c.amount + excluded.amount, amount_unknown = c.amount_unknown + excluded.amount_unknown`,
        [
          rows.map((r) => r.area),
          rows.map((r) => r.kind),
          rows.map((r) => r.check),
          rows.map((r) => r.said.outcome),
          rows.map((r) => r.said.fulfilled),
          rows.map((r) => r.said.held),
          rows.map((r) => r.n),
          rows.map((r) => r.amount),
          rows.map((r) => r.unknown),
        ],
      );
    },
  };
}
