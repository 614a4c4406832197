import { household, knownThen, person, type CapPeriod, type Sql, type SubjectRef } from 'xianjie/schema';

/** What one department recorded as given to somebody. */
export interface Grant {
  readonly holder: string;
  readonly benefit: string;
  readonly source: string;
  /** Fen; null: it did not say. */
  readonly amount: number | null;
  /** The day that decides in which time it counts: of payment, or else the first of its period. */
  readonly day: string;
  /** The first and the last day that it is for; null: no end was recorded. */
  readonly from: string;
  readonly to: string | null;
  /** Whether its period runs on the day of the question. */
  readonly running: boolean;
}

interface Row extends Omit<Grant, 'amount'> {
  readonly amount: string | number | null;
}

/** Each department's newest word on each grant, that began by the day $2; $1 people, $4 households. */
const text = `
  select holder, benefit, source, amount, coalesce(paid_on, period_from) as day, period_from as "from", period_to as "to", coalesce(period_to, 'infinity') >= $2::date as running
  from (
    select distinct on (coalesce(person_id, household_id), source, benefit, period_from)
      coalesce(person_id, household_id) as holder, source, benefit, amount, period_from, period_to, paid_on
    from benefit_grant
    where (person_id = any($1::uuid[]) or (household_id = any($4::uuid[]) and person_id is null)) and ${knownThen()}
    order by coalesce(person_id, household_id), source, benefit, period_from, observed_on desc, recorded_at desc) newest
  where period_from <= $2::date`;

/** The grants of people and households, one statement for all of them. */
export async function grantsOf(sql: Sql, holders: readonly SubjectRef[], asOf: string): Promise<readonly Grant[]> {
  const of = (kind: string) => [...new Set(holders.filter((one) => one.kind === kind).map(({ id }) => id))];
  const [people, households] = [of(person.code), of(household.code)];
  if (people.length + households.length === 0) return [];
  const rows = await sql<Row>(text, [people, asOf, null, households]);
  return rows.map((row) => ({ ...row, amount: row.amount === null ? null : Number(row.amount) }));
}

/** The days over which a cap counts, up to the day of the question; `from` null: from the beginning. */
export function windowOf(every: CapPeriod, asOf: string): { readonly from: string | null; readonly to: string } {
  const from = { YEAR: `${asOf.slice(0, 4)}-01-01`, MONTH: `${asOf.slice(0, 7)}-01`, ONCE: null }[every];
  return { from, to: asOf };
}

/**
 * What was given of one benefit to one holder in a time, by the department that told of most: another may have told of the same over again, so
 * that no sum says more than was given. Null: nobody recorded an amount.
 */
export function recordedAmount(
  grants: readonly Grant[],
  { from, to }: { readonly from: string | null; readonly to: string },
): { readonly amount: number; readonly more: boolean } | null {
  const bySource = new Map<string, { amount: number; more: boolean; known: boolean }>();
  for (const { source, amount, day } of grants) {
    if (day > to || (from !== null && day < from)) continue;
    const sum = bySource.get(source) ?? { amount: 0, more: false, known: false };
    bySource.set(source, {
      amount: sum.amount + (amount ?? 0),
      more: sum.more || amount === null,
      known: sum.known || amount !== null,
    });
  }
  const sums = [...bySource.values()];
  if (!sums.some(({ known }) => known)) return null;
  return { amount: Math.max(...sums.map(({ amount }) => amount)), more: sums.some(({ more }) => more) };
}

/** Benefits that two departments or more record of one holder, each as running on the day. */
export function recordedTwice(grants: readonly Grant[]): { readonly benefit: string; readonly sources: readonly string[] }[] {
  const sources = new Map<string, Set<string>>();
  for (const { benefit, source, running } of grants) if (running) sources.set(benefit, (sources.get(benefit) ?? new Set()).add(source));
  return [...sources]
    .filter(([, said]) => said.size > 1)
    .map(([benefit, said]) => ({ benefit, sources: [...said].sort() }))
    .sort((a, b) => (a.benefit < b.benefit ? -1 : 1));
}

/**
 * Days for which one department recorded one benefit of one holder twice. A later word on the same grant, and one that was taken back, are
 * none. A grant without an end may have ended when the next one began.
 */
export function paidTwice(
  grants: readonly Grant[],
): { readonly benefit: string; readonly source: string; readonly from: string; readonly to: string }[] {
  const byPayer = new Map<string, Grant[]>();
  for (const one of grants) byPayer.set(`${one.benefit}|${one.source}`, [...(byPayer.get(`${one.benefit}|${one.source}`) ?? []), one]);
  return [...byPayer.values()]
    .flatMap((of) => overlaps([...of].sort((a, b) => compare(a.from, b.from))))
    .sort((a, b) => compare(a.benefit, b.benefit) || compare(a.source, b.source) || compare(a.from, b.from));
}

/** @param grants of one benefit and department, by their first day */
function overlaps(grants: readonly Grant[]) {
  const found: { benefit: string; source: string; from: string; to: string }[] = [];
  // The last day that is sure to have been covered so far.
  let covered: string | null = null;
  for (const { benefit, source, from, to } of grants) {
    if (covered !== null && from <= covered) {
      const end = to === null || covered < to ? covered : to;
      const last = found.at(-1);
      if (last !== undefined && from <= last.to) last.to = end > last.to ? end : last.to;
      else found.push({ benefit, source, from, to: end });
    }
    if (to !== null && (covered === null || to > covered)) covered = to;
  }
  return found;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
