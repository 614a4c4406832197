import { ApiError, type ChecksAsked, type Rights, type Sql, type SweptTime } from 'xianjie/schema';
import type { Catalogue, InstalledCheck } from '../catalogue/catalogue.js';
import { choose, refuseUnseen } from '../telling/choose.js';
import { whyWithheld } from '../catalogue/visibility.js';
import type { Asking } from './asking.js';
import { inside, rangesOf } from './authorised.js';

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

/** When a village was swept; `left`: somebody in it never was. */
export interface SweptVillage {
  readonly area: string;
  readonly first: string | null;
  readonly last: string | null;
  readonly at: string | Date | null;
  readonly left: boolean;
}

/** The same of each village of an area in which anybody lives or was swept, in one statement. */
export const sweptVillages = (sql: Sql, area: string): Promise<SweptVillage[]> =>
  sql<SweptVillage>(
    `select coalesce(w.area_code, h.area_code) as area, w.first, w.last, w.at, h.area_code is not null and not coalesce(w.households, false) as left
     from (select area_code, min(as_of) as first, max(as_of) as last, min(swept_at) as at, bool_or(kind = 'HOUSEHOLD') as households
           from swept_area s where $1::text is null and $2::text is null and $3::text is null and ${inside('s.area_code')} group by area_code) w
     full join (select distinct area_code from household h where ${inside('h.area_code')}) h on h.area_code = w.area_code`,
    [null, null, null, ...rangesOf([area])],
  );

/** What it makes of an area of them, in the terms of `sweptTime`. */
export function timeOf(villages: readonly SweptVillage[]): SweptTime {
  const swept = villages.filter(({ first }) => first !== null);
  const [first] = swept.map((one) => one.first ?? '').sort();
  if (first === undefined) return { state: 'NEVER', asOf: null, sweptAt: null };
  const [at] = swept.flatMap((one) => (one.at === null ? [] : [new Date(one.at).toISOString()])).sort();
  const whole = villages.every((one) => !one.left && (one.last === null || one.last === first));
  return { state: whole ? 'SWEPT' : 'PARTLY', asOf: first, sweptAt: at ?? null };
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
    refuseUnseen({ rule: one.check, needs: told(one).needs }, rights);
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
export function isListed({ check, need }: InstalledCheck): boolean {
  if (check.subject.stored === undefined) return false;
  if (['HOUSEHOLD', 'PERSON'].includes(check.subject.code)) return true;
  return ![...need.links.keys()].some((link) => !link.many && ['HOUSEHOLD', 'PERSON'].includes(link.to.code));
}

/** Whether a check names anything that could be done. */
export const hasGaps = ({ check }: InstalledCheck, { givers }: Catalogue): boolean =>
  check.fulfilled !== null || check.gives.some(({ benefit }) => benefit.recordedIn?.subject === check.subject && givers.has(benefit.code));
