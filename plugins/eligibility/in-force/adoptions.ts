import { NATION, liesIn, type AdoptionBasis, type PolicyDocument } from 'xianjie/schema';
import type { StatedValues } from './recorded.js';

/** A document in force in an area from a day to a day (null: open). */
export interface Adoption {
  readonly document: PolicyDocument;
  readonly area: string;
  readonly from: string;
  readonly to: string | null;
  readonly basis: AdoptionBasis;
  /** The values that were approved for the document; those of its module stand beside them. */
  readonly values?: StatedValues;
}

/** What is known of documents: all of them, the areas that adopted them, and the values that were approved for them. */
export interface Policy {
  /** By code: those that modules declare, and those that areas recorded, in their newest versions. */
  readonly documents: ReadonlyMap<string, PolicyDocument>;
  /** Recorded ones and the issuers' own. */
  readonly adoptions: readonly Adoption[];
  /** By the document's code. */
  readonly values: ReadonlyMap<string, StatedValues>;
}

/**
 * The recorded adoptions, and the issuers' own: an issuer's area adopts its document by itself, from the document's date to its stated
 * end, unless something is recorded for that very area. A recorded adoption without an end ends with its document; a prolongation does not.
 */
export function withIssuers(
  recorded: readonly Adoption[],
  documents: Policy['documents'],
  values: Policy['values'] = new Map(),
): Adoption[] {
  const ends = recorded.map((a) => (a.basis === 'PROLONGATION' || a.to !== null ? a : { ...a, to: a.document.until ?? null }));
  const issuers = [...documents.values()].flatMap((document): Adoption[] => {
    const area = document.areaCode;
    if (area === undefined || recorded.some((a) => a.document === document && a.area === area && a.basis !== 'PROLONGATION')) return [];
    return [{ document, area, from: document.issuedOn, to: document.until ?? null, basis: 'ISSUER' }];
  });
  return [...ends, ...issuers].map((one) => {
    const stated = values.get(one.document.code);
    return stated === undefined ? one : { ...one, values: stated };
  });
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
