import type { AreaGaps, BenefitSurplus, Benefit, CheckGaps, ChecksAsked, SweptTime } from 'xianjie/schema';
import type { InstalledCheck } from '../catalogue/catalogue.js';
import { NO, NONE, OPEN, YES } from '../columns/swept.js';
import { whyWithheld } from '../catalogue/visibility.js';
import type { Asking } from './asking.js';
import { paidOf } from './shortfalls.js';
import { counted, countUnauthorised, inside, ofUnauthorised, rangesOf, unauthorised } from './authorised.js';
import { hasGaps, sweptTime, tellable } from './swept-area.js';

/** So many subjects of whom a check says the same. */
interface Cell {
  readonly check_code: string;
  readonly outcome: number;
  readonly fulfilled: number;
  readonly held: number;
  readonly n: number;
  readonly amount: number;
  readonly amount_unknown: number;
}

const cellsSql = `with unauthorised as materialized (${unauthorised}), counted as (${counted})
  select check_code, outcome, fulfilled, held, sum(n)::int as n, sum(amount)::bigint as amount, sum(amount_unknown)::int as amount_unknown
  from counted where $1::text is null group by check_code, outcome, fulfilled, held having sum(n) <> 0`;

/** Counts and sums over an area. */
export async function areaGapsOf(asking: Asking, { area, asOf, ...asked }: ChecksAsked & { readonly area: string }): Promise<AreaGaps> {
  const { sql, catalogue } = asking;
  const checks = tellable(asking, asked, ({ onRecord }) => onRecord).filter((one) => hasGaps(one, catalogue));
  const time = await sweptTime(sql, [area], asOf);
  if (time.asOf === null) return { area, ...time, checks: [], surplus: [], unauthorised: 0 };
  const values = [null, time.asOf, null, ...rangesOf([area])];
  const cells = await sql<Cell>(cellsSql, [...values, checks.map(({ check }) => check.code)]);
  return {
    area,
    ...time,
    checks: checks.flatMap((one) => checkGaps(one, cells)),
    surplus: await surplusOf(asking, area, time, checks),
    unauthorised: await countUnauthorised(sql, [area], time.asOf),
  };
}

/** A check of which nothing was found here (it is not in force, or dormant) has no row. */
function checkGaps({ check }: InstalledCheck, all: readonly Cell[]): CheckGaps[] {
  const cells = all.filter((cell) => cell.check_code === check.code);
  if (cells.length === 0) return [];
  const done = ({ fulfilled, held }: Cell): number => (check.fulfilled === null ? held : fulfilled);
  const sum = (of: (cell: Cell) => number, where: (cell: Cell) => boolean): number =>
    cells.filter(where).reduce((total, cell) => total + of(cell), 0);
  const n = ({ n: many }: Cell): number => many;
  const concerned = ({ outcome }: Cell): boolean => outcome === YES;
  const lacking = (cell: Cell): boolean => concerned(cell) && done(cell) === NO;
  const paid = paidOf(check);
  return [
    {
      check: check.code,
      concerned: sum(n, concerned),
      notConcerned: sum(n, ({ outcome }) => outcome === NO),
      undetermined: sum(n, ({ outcome }) => outcome === OPEN),
      fulfilled: sum(n, (cell) => concerned(cell) && done(cell) === YES),
      notFulfilled: sum(n, lacking),
      fulfilmentUnknown: sum(n, (cell) => concerned(cell) && ![YES, NO].includes(done(cell))),
      amount: paid === null ? null : sum(({ amount }) => amount, lacking),
      amountUnknown: paid === null ? 0 : sum((cell) => cell.amount_unknown, lacking),
      per: paid?.per ?? null,
      every: paid?.every ?? null,
    },
  ];
}

/** Holders of a benefit by what the checks that give it say, village by village. $6: the kind, $7: those checks, $8: whether records say who holds it. */
const holdersSql = `with unauthorised as materialized (${unauthorised}),
  places as materialized (select s.hash, array(select array_position(s.checks, c) from unnest($7::text[]) with ordinality as u (c, i) order by i) as at
                          from verdict_set s where s.kind = $6),
  said as (
    select v.area_code, array(select coalesce(get_byte(v.packed, at - 1), ${NONE * 21}) from unnest(p.at) with ordinality as u (at, i) order by i) as bytes
    from verdict_state v join places p on p.hash = v.set_hash
    where v.kind = $6 and ${inside('v.area_code')} and not ${ofUnauthorised})
  select area_code, bytes, count(*)::int as n from said
  where $1::text is null and exists (select 1 from unnest(bytes) b where (b >> case when $8 then 4 else 2 end) & 3 = ${YES})
  group by area_code, bytes`;

async function surplusOf(asking: Asking, area: string, { asOf }: SweptTime, checks: readonly InstalledCheck[]): Promise<BenefitSurplus[]> {
  const { sql, catalogue, rights } = asking;
  const regime = await asking.regimesOn(asOf ?? asking.today);
  const benefits = new Map<string, Benefit>(checks.flatMap(({ check }) => check.gives.map(({ benefit }) => [benefit.code, benefit])));
  const found: BenefitSurplus[] = [];
  for (const benefit of benefits.values()) {
    const givers = catalogue.givers.get(benefit.code) ?? [];
    const [kind] = [...new Set(givers.map(({ check }) => check.subject))];
    const recorded = benefit.recordedIn !== null;
    if (kind === undefined || (recorded && benefit.recordedIn.subject !== kind)) continue;
    const mine = givers.filter((one) => one.check.subject === kind && whyWithheld(one.onRecord.needs, rights) === null);
    const others = givers.filter((one) => !mine.includes(one));
    const codes = mine.map(({ check }) => check.code);
    const rows = await sql<{ area_code: string; bytes: readonly number[]; n: number }>(holdersSql, [
      ...[null, asOf, null, ...rangesOf([area])],
      kind.code,
      codes,
      recorded,
    ]);
    const groundless = rows.filter(({ area_code, bytes }) => {
      const here = regime(area_code);
      const inForce = (one: InstalledCheck): boolean => here.citationOf(one.check) !== null;
      return (
        !others.some(inForce) && mine.every((one, i) => saysNo(bytes[i] ?? NONE, inForce(one))) && bytes.some((byte) => (byte & 3) === NO)
      );
    });
    const holders = groundless.reduce((sum, { n }) => sum + n, 0);
    const { code, title, form } = benefit;
    found.push({ benefit: { code, title, form }, checks: codes, holders });
  }
  return found.sort((a, b) => b.holders - a.holders || (a.benefit.code < b.benefit.code ? -1 : 1));
}

/** What says nothing here although it is in force is dormant for a blank: it may be the ground. */
const saysNo = (byte: number, inForce: boolean): boolean => (inForce ? (byte & 3) === NO : true);
