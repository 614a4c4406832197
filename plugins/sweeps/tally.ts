import type { Sql } from 'xianjie/schema';
import { NONE } from '../eligibility/index.js';
import type { CheckSet } from './check-sets.js';
import { unpack } from './packed.js';

/** What is to be added to the counts: by area, kind, check and what is said. */
export interface Tally {
  /**
   * @param bytes what the checks of the set say of one subject
   * @param amounts fen that they give; null: of none of them it is known
   */
  add(set: CheckSet, area: string, bytes: Buffer, amounts: readonly (number | null)[] | null, times: 1 | -1): void;
  /** Adds it to what is counted. Always in the same order, so that two that count wait for each other and not in a circle. */
  write(sql: Sql): Promise<void>;
}

/** What one byte can say. */
const SAYINGS = 64;

/** The counts of one check in one area, by what is said. */
interface Cell {
  readonly area: string;
  readonly kind: string;
  readonly check: string;
  readonly n: Int32Array;
  readonly amount: Float64Array;
  readonly unknown: Int32Array;
}

export function createTally(): Tally {
  const cells = new Map<string, Cell>();
  // Subjects of one area come one after the other, with the same checks.
  const bySet = new Map<CheckSet, Map<string, readonly Cell[]>>();

  function cellsOf(set: CheckSet, area: string): readonly Cell[] {
    const ofArea = bySet.get(set) ?? new Map<string, readonly Cell[]>();
    bySet.set(set, ofArea);
    let found = ofArea.get(area);
    if (found === undefined) ofArea.set(area, (found = set.checks.map((check) => cellOf(area, set.kind, check))));
    return found;
  }

  function cellOf(area: string, kind: string, check: string): Cell {
    const key = `${area}|${check}`;
    const known = cells.get(key);
    if (known !== undefined) return known;
    const cell = { area, kind, check, n: new Int32Array(SAYINGS), amount: new Float64Array(SAYINGS), unknown: new Int32Array(SAYINGS) };
    cells.set(key, cell);
    return cell;
  }

  return {
    add(set, area, bytes, amounts, times) {
      for (const [i, { n, amount, unknown }] of cellsOf(set, area).entries()) {
        const byte = bytes[i] ?? NONE;
        if ((byte & 3) === NONE) continue;
        const fen = amounts?.[i] ?? null;
        n[byte] = (n[byte] ?? 0) + times;
        if (fen === null) unknown[byte] = (unknown[byte] ?? 0) + times;
        else amount[byte] = (amount[byte] ?? 0) + times * fen;
      }
    },
    async write(sql) {
      const rows = [...cells]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([, { area, kind, check, n, amount, unknown }]) =>
          Array.from(n, (added, byte) => {
            const counts = { n: added, amount: amount[byte] ?? 0, unknown: unknown[byte] ?? 0 };
            return { area, kind, check, said: unpack(byte), ...counts };
          }).filter((row) => row.n !== 0 || row.amount !== 0 || row.unknown !== 0),
        );
      if (rows.length === 0) return;
      const numbers = (of: (row: (typeof rows)[number]) => number): string => `{${rows.map(of).join(',')}}`;
      await sql(
        `insert into verdict_count as c (area_code, kind, check_code, outcome, fulfilled, held, n, amount, amount_unknown)
         select * from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::int[], $6::int[], $7::int[], $8::bigint[], $9::int[])
         on conflict (area_code, kind, check_code, outcome, fulfilled, held) do update
           set n = c.n + excluded.n, amount = c.amount + excluded.amount, amount_unknown = c.amount_unknown + excluded.amount_unknown`,
        [
          rows.map((row) => row.area),
          rows.map((row) => row.kind),
          rows.map((row) => row.check),
          numbers((row) => row.said.outcome),
          numbers((row) => row.said.fulfilled),
          numbers((row) => row.said.held),
          numbers((row) => row.n),
          numbers((row) => row.amount),
          numbers((row) => row.unknown),
        ],
      );
    },
  };
}
