import type { AdoptionBasis, Sql } from 'xianjie/schema';

/** A document adopted by an area. */
export interface RecordedAdoption {
  readonly document: string;
  readonly area: string;
  readonly from: string;
  readonly to?: string | null;
  readonly basis?: AdoptionBasis;
}

/** A feed's list that declared itself complete. */
export interface RecordedCoverage {
  readonly feed: string;
  readonly source: string;
  readonly area: string;
  readonly on: string;
  readonly period?: string;
}

/** Not a database: answers the engine's one question for adoptions and complete lists, and refuses every other statement. */
export function adoptionsOnly(adoptions: readonly RecordedAdoption[], coverage: readonly RecordedCoverage[] = []): Sql {
  return ((text: string, [first, , areas, people]: readonly unknown[] = []) => {
    // Nobody here stands on the register: every list could have named them.
    if (/ as moved_on from household\b/.test(text)) return Promise.resolve([]);
    // Everybody has authorised the matching of data: no rule is silent for want of it.
    if (text.includes(' from household_authorisation '))
      return Promise.resolve([...(first as readonly string[]), ...(people as readonly string[])].map((id) => ({ id })));
    if (!/ from (adoption|coverage)\b/.test(text)) return Promise.reject(new Error('this test has no database'));
    return Promise.resolve([
      ...adoptions.map((a) => ({
        what: 'ADOPTION',
        code: a.document,
        area_code: a.area,
        since: a.from,
        until: a.to ?? null,
        said_by: a.basis ?? 'DEMO',
      })),
      ...coverage
        .filter((c) => (areas as readonly string[] | undefined)?.includes(c.area))
        .map((c) => ({
          what: 'COVERAGE',
          code: c.feed,
          area_code: c.area,
          since: c.on,
          said_by: c.source,
          period: c.period ?? '',
          recorded_at: c.on,
        })),
    ]);
  }) as Sql;
}
