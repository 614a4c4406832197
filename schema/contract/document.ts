import type { LocalizedText } from './text.js';

/** How exactly a date is known: a partial date is stored as its first day. */
export type DatePrecision = 'DAY' | 'MONTH' | 'YEAR';

/** The levels of an area, from the nation to the village. */
export type AreaLevel = 'NATIONAL' | 'PROVINCE' | 'PREFECTURE' | 'COUNTY' | 'TOWNSHIP' | 'VILLAGE' | 'COMMUNITY';

/** Why a document is in force in an area: its issuer's own area, a recorded decision, a prolongation beyond its stated end, the demo. */
export const adoptionBases = ['ISSUER', 'DECISION', 'PROLONGATION', 'DEMO'] as const;
export type AdoptionBasis = (typeof adoptionBases)[number];

/** A published document. Every check and every parameter value belongs to one; it is in force where it is adopted. */
export interface PolicyDocument {
  readonly declares: 'document';
  /** The catalogue's short code of the document, such as `HN-COUNTY`. */
  readonly code: string;
  readonly title: LocalizedText;
  /** The office that issued it, as the source names it. */
  readonly issuer: LocalizedText;
  /** The official document number (文号), where the source has one. */
  readonly number?: string;
  /** `YYYY-MM-DD`; the first day of what is known, see `precision`. */
  readonly issuedOn: string;
  readonly precision: DatePrecision;
  /** The last day on which it is in force by itself; beyond it only a recorded prolongation counts. */
  readonly until?: string;
  /** The level of the office that issued it. */
  readonly level: AreaLevel;
  /**
   * The issuer's own area, which adopts it by itself. Left out where the source does not name the place: then only recorded decisions
   * adopt it.
   */
  readonly areaCode?: string;
  /** The source text that quotes are taken from. */
  readonly sourceFile: string;
}

/** Declares a document. */
export function defineDocument(document: Omit<PolicyDocument, 'declares'>): PolicyDocument {
  return { declares: 'document', ...document };
}
