import { NATION, liesIn, type AdoptionBasis, type PolicyDocument } from 'xianjie/schema';

/** A document in force in an area from a day to a day (null: open). */
export interface Adoption {
  readonly document: PolicyDocument;
  readonly area: string;
  readonly from: string;
  readonly to: string | null;
  readonly basis: AdoptionBasis;
}

/**
 * The recorded adoptions, and the issuers' own: an issuer's area adopts its document by itself, from the document's date to its stated
 * end, unless something is recorded for that very area. A recorded adoption without an end ends with its document; a prolongation does not.
 */
export function withIssuers(recorded: readonly Adoption[], documents: Iterable<PolicyDocument>): Adoption[] {
  const ends = recorded.map((a) => (a.basis === 'PROLONGATION' || a.to !== null ? a : { ...a, to: a.document.until ?? null }));
  const issuers = [...documents].flatMap((document): Adoption[] => {
    const area = document.areaCode;
    if (area === undefined || recorded.some((a) => a.document === document && a.area === area && a.basis !== 'PROLONGATION')) return [];
    return [{ document, area, from: document.issuedOn, to: document.until ?? null, basis: 'ISSUER' }];
  });
  return [...ends, ...issuers];
}

/** The adoptions that hold for an area on a day. */
export function activeAdoptions(adoptions: readonly Adoption[], area: string, day: string): Adoption[] {
  return adoptions.filter((a) => liesIn(area, a.area) && a.from <= day && (a.to === null || a.to >= day));
}

const depth = (area: string): number => (area === NATION ? 0 : area.length);
const later = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);

/** Nearest area first; in one area the later adoption first; of the same day the later document. */
export function byPrecedence(a: Adoption, b: Adoption): number {
  return (
    depth(b.area) - depth(a.area) ||
    later(a.from, b.from) ||
    later(a.document.issuedOn, b.document.issuedOn) ||
    later(a.document.code, b.document.code)
  );
}
