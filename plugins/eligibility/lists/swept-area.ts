import { ApiError, areaRange, knownThen, type ChecksAsked, type Rights, type Sql, type SweptTime } from 'xianjie/schema';
import type { Catalogue, InstalledCheck } from '../catalogue.js';
import { choose, refuseUnseen } from '../choose.js';
import { whyWithheld } from '../visibility.js';
import type { Asking } from './asking.js';

/** The areas of a question as ranges of codes: $1 their lower ends, $2 their upper ends. */
export const rangesOf = (areas: readonly string[]): [readonly string[], readonly string[]] => {
  const ranges = areas.map((area) => areaRange(area));
  return [ranges.map(({ low }) => low), ranges.map(({ high }) => high)];
};

/** That a row lies in the areas of the question. */
export const inside = (column: string): string =>
  `exists (select 1 from unnest($4::text[], $5::text[]) as r (low, high) where ${column} >= r.low collate "C" and ${column} < r.high collate "C")`;

/**
 * The households of the areas that have not authorised the matching of their data, by their newest word: neither they nor their members
 * are counted or listed, whatever is said of them, so that what is left out tells nothing. $2 the day, $3 what was known when.
 */
export const unauthorised = `select h.id from household h left join lateral (
    select valid_from, valid_to from household_authorisation a
    where a.household_id = h.id and a.scope = 'DATA_MATCHING' and ${knownThen('a')}
    order by observed_on desc, recorded_at desc limit 1) newest on true
  where ${inside('h.area_code')}
    and not coalesce(newest.valid_from <= $2::date and coalesce(newest.valid_to, 'infinity') >= $2::date, false)`;

/** Rows of `verdict_state` (as `v`) about such a household or a member of one. */
export const ofUnauthorised = `coalesce(v.household_id in (select id from unauthorised)
  or v.person_id in (select p.id from person p where p.household_id in (select id from unauthorised)), false)`;

/** When the areas were swept, and as of which day. @throws ApiError BAD_USER_INPUT: the question is about another day */
export async function sweptTime(sql: Sql, areas: readonly string[], asOf: string | null | undefined): Promise<SweptTime> {
  const [row] = await sql<{ first: string | null; last: string | null; at: string | Date | null; left: number }>(
    `select min(s.as_of) as first, max(s.as_of) as last, min(s.swept_at) as at,
       (select count(distinct h.area_code)::int from household h where ${inside('h.area_code')}
          and not exists (select 1 from swept_area w where w.area_code = h.area_code and w.kind = 'HOUSEHOLD')) as left
     from swept_area s where $1::text is null and $2::text is null and $3::text is null and ${inside('s.area_code')}`,
    [null, null, null, ...rangesOf(areas)],
  );
  if (row?.first == null) return { state: 'NEVER', asOf: null, sweptAt: null };
  if (asOf != null && asOf !== row.first)
    throw new ApiError(
      'BAD_USER_INPUT',
      `the last sweep here speaks of ${row.first}, not of ${asOf}: leave out "asOf", or sweep the area as of that day`,
      {
        sweptAsOf: row.first,
      },
    );
  const state = row.left === 0 && row.first === row.last ? 'SWEPT' : 'PARTLY';
  return { state, asOf: row.first, sweptAt: row.at === null ? null : new Date(row.at).toISOString() };
}

/**
 * The checks in question that a sweep reckons and the viewer may be told of; the others are counted as withheld.
 * @param told what is told of a check: its verdict, or also who holds what it gives @throws ApiError UNKNOWN_CODE, FORBIDDEN, BAD_USER_INPUT
 */
export function tellable(
  { catalogue, rights, account }: Pick<Asking, 'catalogue' | 'rights' | 'account'>,
  { checks, modules, path }: ChecksAsked,
  told: (one: InstalledCheck) => Pick<InstalledCheck, 'level' | 'needs'>,
): InstalledCheck[] {
  const kinds = new Set([...catalogue.checks.values()].map(({ check }) => check.subject.code));
  const chosen = choose(catalogue, { checks: checks ?? null, modules: modules ?? null }, rights.domains, kinds);
  for (const one of checks == null ? [] : chosen) {
    refuseUnseen({ check: one.check, needs: told(one).needs }, rights);
    if (!isListed(one))
      throw new ApiError(
        'BAD_USER_INPUT',
        `verdicts of the check "${one.check.code}" stand on no list: ask the ${one.check.subject.code} itself`,
      );
  }
  const listed = chosen.filter(isListed);
  account(
    listed.flatMap((one) => withheld(one, rights, told)),
    path ?? [],
  );
  return listed.filter((one) => whyWithheld(told(one).needs, rights) === null);
}

function withheld(one: InstalledCheck, rights: Rights, told: (one: InstalledCheck) => Pick<InstalledCheck, 'level' | 'needs'>) {
  const { needs, level } = told(one);
  const reason = whyWithheld(needs, rights);
  return reason === null ? [] : [{ check: one.check.code, level, reason }];
}

/** What belongs to one person or household (a job) is theirs to authorise, and a sweep does not say whose it is. */
function isListed({ check, need }: InstalledCheck): boolean {
  if (check.subject.stored === undefined) return false;
  if (['HOUSEHOLD', 'PERSON'].includes(check.subject.code)) return true;
  return ![...need.links.keys()].some((link) => !link.many && ['HOUSEHOLD', 'PERSON'].includes(link.to.code));
}

/** Whether a check names anything that could be done. */
export const hasGaps = ({ check }: InstalledCheck, { givers }: Catalogue): boolean =>
  check.fulfilled !== null || check.gives.some(({ benefit }) => benefit.recordedIn?.subject === check.subject && givers.has(benefit.code));
