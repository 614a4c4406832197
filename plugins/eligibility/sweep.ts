import { areaRange, type Check, type Moment, type Sql, type StoredSubject, type Subject } from 'xianjie/schema';
import type { Catalogue } from './catalogue.js';
import { loadBlock } from './columns/block.js';
import { inBulk } from './columns/bulk.js';
import { compilerOf } from './columns/conditions.js';
import { rowReader } from './columns/rows.js';
import { columnOf, rowsUnder, type Compiled, type SweptRow } from './columns/verdicts.js';
import type { OnFailure } from './failure.js';
import { dormantBecause } from './gaps.js';
import { needsOf, noNeed, readsOf } from './reads.js';
import { referenceOf } from './reference.js';
import { regimeOf, type Regime } from './regime.js';
import { supposedAdoption, type Supposed } from './supposed.js';
import type { Sweep, SweptBlock } from './swept.js';

/** What a sweep reads, and what it asks. */
export interface SweepRequest {
  /** Read as the engine's role, under the scope of the area. */
  readonly sql: Sql;
  readonly at: Moment;
  /** Codes; null: all installed checks that are evaluated. */
  readonly checks: readonly string[] | null;
  /** Each block then says, too, what they would say with these policy values. */
  readonly supposed?: Supposed;
}

/** Subjects that are loaded together: enough for the queries to pay, few enough to hold what is known of them. */
const AT_ONCE = 10_000;

/** Reckons checks of everybody, without explaining them. */
export function sweepOf(catalogue: Catalogue, { sql: given, at, checks, supposed }: SweepRequest, onFailure: OnFailure): Sweep {
  const asked = [...catalogue.checks.values()].map(({ check }) => check).filter((check) => check.when !== null);
  const chosen = checks === null ? asked : asked.filter(({ code }) => checks.includes(code));
  const kinds = new Map(chosen.map(({ subject }) => [subject.code, subject]));
  const sql = inBulk(given);
  const rows = rowReader(sql, at);
  // Where the supposed values change nothing, both share what is compiled, and what it finds.
  const bySaying = new Map<string, Compiled>();
  const regimes = regimesOf(catalogue, chosen, bySaying);
  const thenRegimes = regimesOf(catalogue, chosen, bySaying);

  async function block(subject: Subject, own: readonly SweptRow[]): Promise<SweptBlock> {
    // The lists that are complete around here, and nowhere else: what is kept does not grow with the area.
    const reference = referenceOf(sql, catalogue);
    const adoptions = await reference.adoptions([...new Set(own.map((row) => row.areaCode))]);
    const mine = chosen.filter((check) => check.subject === subject);
    let failed = false;
    const told: OnFailure = (failure) => {
      failed = true;
      onFailure(failure);
    };
    const reading = { catalogue, sql, rows, at, coverage: reference.coverage(at), onFailure: told };
    const frame = await loadBlock(reading, subject.code, own, needsOf(mine, true).get(subject.code) ?? noNeed());
    // A statement that fails ends its transaction, and all that come after it fail with it: that is no block of unknown facts, but none.
    if (failed) await sql('select 1');
    const under = rowsUnder(own.map((row) => regimes.under(row.areaCode, (area) => regimeOf(catalogue, adoptions, area, at.asOf))));
    const columnsUnder = (compiled: typeof under) => mine.map((check) => columnOf(check, own, compiled, frame, onFailure));
    const then = supposed === undefined ? null : [...adoptions, supposedAdoption(supposed, at.asOf)];
    const underThen = then && own.map((row) => thenRegimes.under(row.areaCode, (area) => regimeOf(catalogue, then, area, at.asOf)));
    return {
      kind: subject.code,
      ids: own.map((row) => row.id),
      areas: own.map((row) => row.areaCode),
      columns: columnsUnder(under),
      ...(underThen !== null && { supposed: columnsUnder(rowsUnder(underThen)) }),
    };
  }

  return {
    async *inArea(area) {
      for (const subject of kinds.values()) {
        if (subject.stored === undefined) continue;
        // The next block is read while the one before is looked at.
        let ahead: Promise<SweptBlock> | null = null;
        for await (const own of everybody(sql, subject.stored, area, at)) {
          const before = ahead;
          ahead = block(subject, own);
          ahead.catch(() => undefined);
          if (before !== null) yield await before;
        }
        if (ahead !== null) yield await ahead;
      }
    },
    async of(kind, ids) {
      const subject = kinds.get(kind);
      if (subject?.stored === undefined) return { kind, ids: [], areas: [], columns: [] };
      const { table, current = 'true' } = subject.stored;
      const own = await sql<SweptRow>(
        `select id, area_code as "areaCode" from ${table} where ($1::date is not null and (${current})) and id = any($2::uuid[]) order by area_code, id`,
        [at.asOf, ids],
      );
      return block(subject, own);
    },
  };
}

/** The regimes of areas, and what is compiled under them: areas in which the same is in force share one. */
function regimesOf(catalogue: Catalogue, checks: readonly Check[], bySaying: Map<string, Compiled>) {
  const ofArea = new Map<string, Compiled>();
  const reads = checks.map(readsOf);
  const parameters = [...new Set(reads.flatMap((one) => [...one.parameters]))];
  const values = [...new Set(reads.flatMap((one) => [...one.values]))];
  const saying = (regime: Regime): string =>
    JSON.stringify([
      [...checks, ...values].map((rule) => (regime.citationOf(rule) === null ? 0 : 1)),
      parameters.map((parameter) => regime.parameter(parameter)?.value ?? null),
    ]);
  return {
    under(area: string, regimeIn: (area: string) => Regime): Compiled {
      const known = ofArea.get(area);
      if (known !== undefined) return known;
      const regime = regimeIn(area);
      const said = saying(regime);
      const found = bySaying.get(said) ?? compiledUnder(regime);
      bySaying.set(said, found);
      ofArea.set(area, found);
      return found;
    },
  };

  function compiledUnder(regime: Regime): Compiled {
    const silent = new Set(
      checks.filter((check) => regime.citationOf(check) === null || dormantBecause(check, regime, catalogue).length > 0),
    );
    return { regime, silent, ...compilerOf(regime) };
  }
}

async function* everybody(sql: Sql, { table, current = 'true' }: StoredSubject, area: string, at: Moment): AsyncGenerator<SweptRow[]> {
  const { low, high } = areaRange(area);
  let after = { areaCode: low, id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const rows = await sql<SweptRow>(
      `select id, area_code as "areaCode" from ${table} where ($1::date is not null and (${current})) and area_code >= $2 and area_code < $3
         and (area_code, id) > ($4, $5::uuid) order by area_code, id limit ${AT_ONCE}`,
      [at.asOf, low, high, after.areaCode, after.id],
    );
    if (rows.length > 0) yield rows;
    after = rows.at(-1) ?? after;
    if (rows.length < AT_ONCE) return;
  }
}
