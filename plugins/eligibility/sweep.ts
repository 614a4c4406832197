import { areaRange, type Check, type Moment, type Satisfied, type Sql, type StoredSubject, type Subject } from 'xianjie/schema';
import type { Catalogue } from './catalogue.js';
import { evaluate } from './evaluate.js';
import { dormantBecause } from './gaps.js';
import { linksOf } from './links.js';
import { needsOf } from './reads.js';
import { referenceOf } from './reference.js';
import { regimeOf, type Regime } from './regime.js';
import type { OnFailure } from './failure.js';
import { loadWorld } from './stored-world.js';
import { NO, NONE, OPEN, YES, type Sweep, type SweptBlock, type SweptColumn } from './swept.js';
import { verdictOf } from './verdict.js';
import type { World } from './world.js';

/** What a sweep reads, and what it asks. */
export interface SweepRequest {
  /** Read as the engine's role, under the scope of the area. */
  readonly sql: Sql;
  readonly at: Moment;
  /** Codes; null: all installed checks that are evaluated. */
  readonly checks: readonly string[] | null;
}

/** Subjects that are loaded together: enough for the queries to pay, few enough to hold what is known of them. */
const AT_ONCE = 2_000;

const codes: Readonly<Record<Satisfied, number>> = { FALSE: NO, UNKNOWN: OPEN, TRUE: YES };

interface Row {
  readonly id: string;
  readonly area_code: string;
}

/** Reckons checks of everybody, without explaining them. */
export function sweepOf(catalogue: Catalogue, { sql, at, checks }: SweepRequest, onFailure: OnFailure): Sweep {
  const asked = [...catalogue.checks.values()].map(({ check }) => check).filter((check) => check.when !== null);
  const chosen = checks === null ? asked : asked.filter(({ code }) => checks.includes(code));
  const kinds = new Map(chosen.map(({ subject }) => [subject.code, subject]));
  const reference = referenceOf(sql, catalogue);
  const regimes = new Map<string, Regime>();

  async function block(subject: Subject, rows: readonly Row[]): Promise<SweptBlock> {
    const adoptions = await reference.adoptions(rows.map((row) => row.area_code));
    const regime = (area: string): Regime => {
      const known = regimes.get(area) ?? regimeOf(catalogue, adoptions, area, at.asOf);
      regimes.set(area, known);
      return known;
    };
    const mine = chosen.filter((check) => check.subject === subject);
    const subjects = rows.map((row) => ({ kind: subject.code, id: row.id, areaCode: row.area_code }));
    const reading = { catalogue, sql, at, links: linksOf(sql, at), coverage: reference.coverage(at), onFailure };
    const world = await loadWorld(reading, subjects, needsOf(mine));
    return {
      kind: subject.code,
      ids: rows.map((row) => row.id),
      areas: rows.map((row) => row.area_code),
      columns: mine.map((check) => columnOf(check, rows, world, regime)),
    };
  }

  function columnOf(check: Check, rows: readonly Row[], world: World, regimeIn: (area: string) => Regime): SweptColumn {
    const column = { outcome: new Uint8Array(rows.length), fulfilled: new Uint8Array(rows.length), held: new Uint8Array(rows.length) };
    const amount = check.gives.some((gives) => gives.amount !== null) ? new Float64Array(rows.length).fill(NaN) : null;
    const benefit = check.gives.map((gives) => gives.benefit).find(({ recordedIn }) => recordedIn !== null);
    rows.forEach((row, i) => {
      const regime = regimeIn(row.area_code);
      const silent = regime.citationOf(check) === null || dormantBecause(check, regime, catalogue).length > 0;
      const about = { kind: check.subject.code, id: row.id, areaCode: row.area_code };
      const verdict = silent ? null : verdictOf(check, { subject: about, askedFor: about }, { world, regime, onFailure });
      column.outcome[i] = verdict === null ? NONE : { NOT_ELIGIBLE: NO, UNDETERMINED: OPEN, ELIGIBLE: YES }[verdict.outcome];
      column.fulfilled[i] = verdict === null || check.fulfilled === null ? NONE : codes[verdict.fulfilled];
      column.held[i] = NONE;
      if (verdict !== null && benefit?.recordedIn != null) {
        const left = { term: 'fact', fact: benefit.recordedIn, year: null } as const;
        const place = { subjectId: row.id, setting: { world, regime }, item: null };
        column.held[i] = codes[evaluate({ op: 'includes', left, code: benefit.code, title: benefit.title }, place).satisfied];
      }
      if (amount !== null) amount[i] = verdict?.benefits.find((one) => one.amount !== null)?.amount?.money ?? NaN;
    });
    return { check: check.code, ...column, amount };
  }

  return {
    async *inArea(area) {
      for (const subject of kinds.values()) {
        if (subject.stored === undefined) continue;
        for await (const rows of everybody(sql, subject.stored, area, at)) yield await block(subject, rows);
      }
    },
    async of(kind, ids) {
      const subject = kinds.get(kind);
      if (subject?.stored === undefined) return { kind, ids: [], areas: [], columns: [] };
      const { table, current = 'true' } = subject.stored;
      const rows = await sql<Row>(
        `select id, area_code from ${table} where ($1::date is not null and (${current})) and id = any($2::uuid[]) order by area_code, id`,
        [at.asOf, ids],
      );
      return block(subject, rows);
    },
  };
}

async function* everybody(sql: Sql, { table, current = 'true' }: StoredSubject, area: string, at: Moment): AsyncGenerator<Row[]> {
  const { low, high } = areaRange(area);
  let after = { area_code: low, id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const rows = await sql<Row>(
      `select id, area_code from ${table} where ($1::date is not null and (${current})) and area_code >= $2 and area_code < $3
         and (area_code, id) > ($4, $5::uuid) order by area_code, id limit ${AT_ONCE}`,
      [at.asOf, low, high, after.area_code, after.id],
    );
    if (rows.length > 0) yield rows;
    after = rows.at(-1) ?? after;
    if (rows.length < AT_ONCE) return;
  }
}
