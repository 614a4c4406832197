import { currentOn, type Check, type Moment, type Sql, type Subject } from 'xianjie/schema';
import type { Catalogue } from '../catalogue/catalogue.js';
import { loadBlock } from './block.js';
import { inBulk } from './bulk.js';
import { compilerOf } from './conditions.js';
import { rowReader, type RowReader } from './rows.js';
import { columnOf, rowsUnder, type Compiled, type SweptRow } from './verdicts.js';
import type { OnFailure } from '../facts/failure.js';
import { dormantBecause } from '../rules/gaps.js';
import { needsOf, readsOf } from '../catalogue/reads.js';
import { referenceOf } from '../in-force/reference.js';
import { regimeOf, type Regime } from '../in-force/regime.js';
import { stretchesIn, subjectsOf, type StoredKind } from './stretches.js';
import { supposedAdoption, type Supposed } from '../in-force/supposed.js';
import type { Sweep, SweptBlock } from './swept.js';

/** What a sweep reads, and what it asks. */
export interface SweepRequest {
  /** Read as the engine's role, under the scope of the area. */
  readonly sql: Sql;
  /** Other connections of the same role, scope and moment: what is asked of one part of an area is read beside what is asked of another. */
  readonly beside?: readonly Sql[];
  readonly at: Moment;
  /** Codes; null: all installed checks that are evaluated. */
  readonly checks: readonly string[] | null;
  /** Subjects that are loaded together. */
  readonly atOnce?: number;
  /** Each block then says, too, what they would say with these policy values. */
  readonly supposed?: Supposed;
}

/** Subjects that are loaded together: enough for the queries to pay, few enough to hold what is known of them. */
const AT_ONCE = 6_000;

/** A connection, and what reads the rows of sources through it. */
interface Lane {
  readonly sql: Sql;
  readonly rows: RowReader;
}

/** Reckons checks of everybody, without explaining them. */
export function sweepOf(catalogue: Catalogue, request: SweepRequest, onFailure: OnFailure): Sweep {
  const { at, checks, supposed, atOnce = AT_ONCE } = request;
  const asked = [...catalogue.checks.values()].map(({ check }) => check).filter((check) => check.when !== null);
  const chosen = checks === null ? asked : asked.filter(({ code }) => checks.includes(code));
  const kinds = new Map(chosen.map(({ subject }) => [subject.code, subject]));
  const needs = needsOf(chosen, true);
  const lanes = [request.sql, ...(request.beside ?? [])].map((given): Lane => {
    const sql = inBulk(given);
    return { sql, rows: rowReader(sql, at) };
  });
  const [first] = lanes as [Lane, ...Lane[]];
  // Where the supposed values change nothing, both share what is compiled, and what it finds.
  const bySaying = new Map<string, Compiled>();
  // Where values are supposed, a blank is what may be filled: until then nobody's answer is no, but open.
  const evenDormant = supposed !== undefined;
  const regimes = regimesOf(catalogue, chosen, bySaying, evenDormant);
  const thenRegimes = regimesOf(catalogue, chosen, bySaying, evenDormant);

  /** Subjects of several kinds that lie together, of which each fact is read once: a block of each kind. */
  async function blocks({ sql, rows }: Lane, subjects: ReadonlyMap<string, readonly SweptRow[]>): Promise<SweptBlock[]> {
    // The lists that are complete around here, and nowhere else: what is kept does not grow with the area.
    const reference = referenceOf(sql, catalogue);
    const adoptions = await reference.adoptions([...new Set([...subjects.values()].flat().map((row) => row.areaCode))]);
    let failed = false;
    const told: OnFailure = (failure) => {
      failed = true;
      onFailure(failure);
    };
    const reading = { catalogue, sql, rows, at, coverage: reference.coverage(at), onFailure: told };
    const frameOf = await loadBlock(reading, subjects, needs);
    // A statement that fails ends its transaction, and all that come after it fail with it: that is no block of unknown facts, but none.
    if (failed) await sql('select 1');
    const then = supposed === undefined ? null : [...adoptions, supposedAdoption(supposed, at.asOf)];
    return [...subjects].map(([kind, own]): SweptBlock => {
      const mine = chosen.filter((check) => check.subject.code === kind);
      const columnsUnder = (compiled: ReturnType<typeof rowsUnder>) =>
        mine.map((check) => columnOf(check, own, compiled, frameOf(kind), onFailure));
      const under = own.map((row) => regimes.under(row.areaCode, (area) => regimeOf(catalogue, adoptions, area, at.asOf)));
      const underThen = then && own.map((row) => thenRegimes.under(row.areaCode, (area) => regimeOf(catalogue, then, area, at.asOf)));
      return {
        kind,
        ids: own.map((row) => row.id),
        areas: own.map((row) => row.areaCode),
        columns: columnsUnder(rowsUnder(under)),
        ...(underThen !== null && { supposed: columnsUnder(rowsUnder(underThen)) }),
      };
    });
  }

  return {
    async *inArea(area) {
      const stored = [...kinds.values()].flatMap(({ code, stored: where }): StoredKind[] =>
        where === undefined ? [] : [{ code, stored: where }],
      );
      const stretches = await stretchesIn(first.sql, stored, area, at, atOnce);
      // What comes next is read while what came before is looked at: a stretch on each connection.
      const ahead: Promise<SweptBlock[]>[] = [];
      const begin = (number: number): void => {
        const [stretch, lane = first] = [stretches[number], lanes[number % lanes.length]];
        if (stretch === undefined) return;
        ahead.push(subjectsOf(lane.sql, stretch, at).then((subjects) => blocks(lane, subjects)));
        ahead.at(-1)?.catch(() => undefined);
      };
      for (const number of lanes.keys()) begin(number);
      for (let number = 0; number < stretches.length; number++) {
        const found = await ahead.shift();
        begin(number + lanes.length);
        for (const block of found ?? []) if (block.ids.length > 0) yield block;
      }
    },
    async of(kind, ids) {
      const none: SweptBlock = { kind, ids: [], areas: [], columns: [] };
      const subject: Subject | undefined = kinds.get(kind);
      if (subject?.stored === undefined) return none;
      const own = await first.sql<SweptRow>(
        `select id, area_code as "areaCode" from ${subject.stored.table} where ${currentOn(subject.stored)} and id = any($2::uuid[])
         order by area_code, id`,
        [at.asOf, ids],
      );
      const [block = none] = await blocks(first, new Map([[kind, own]]));
      return block;
    },
  };
}

/**
 * The regimes of areas, and what is compiled under them: areas in which the same is in force share one.
 * @param evenDormant checks that a blank keeps from ever applying are asked all the same
 */
function regimesOf(catalogue: Catalogue, checks: readonly Check[], bySaying: Map<string, Compiled>, evenDormant: boolean) {
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
    const quiet = (check: Check): boolean => !evenDormant && dormantBecause(check, regime, catalogue).length > 0;
    const silent = new Set(checks.filter((check) => regime.citationOf(check) === null || quiet(check)));
    return { regime, silent, ...compilerOf(regime) };
  }
}
