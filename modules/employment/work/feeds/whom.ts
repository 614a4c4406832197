import type { ResolvedPerson, ResolvedRow, Observation } from 'xianjie/schema';

/** The person of a row. A feed that resolves people is given no row without one. */
export function whom(row: ResolvedRow<unknown>): ResolvedPerson {
  if (row.person === undefined) throw new Error('a row came without its person: does the feed resolve people?');
  return row.person;
}

/** What a row says of its person. */
export function about(row: ResolvedRow<unknown>, values: Observation['values']): Observation {
  const { personId, areaCode } = whom(row);
  return { subjectId: personId, areaCode, values };
}
