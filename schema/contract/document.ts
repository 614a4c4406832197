import type { LocalizedText } from './text.js';

/** How exactly a date is known: a partial date is stored as its first day. */
export type DatePrecision = 'DAY' | 'MONTH' | 'YEAR';

/** The levels of an area, from the nation to the village. */
export type AreaLevel = 'NATIONAL' | 'PROVINCE' | 'PREFECTURE' | 'COUNTY' | 'TOWNSHIP' | 'VILLAGE' | 'COMMUNITY';

/** Why a document is in force in an area: its issuer's own area, a recorded decision, a prolongation beyond its stated end, the demo. */
export const adoptionBases = ['ISSUER', 'DECISION', 'PROLONGATION', 'DEMO'] as const;
export type AdoptionBasis = (typeof adoptionBases)[number];

/** A passage of a document's text: a line of the source, or a clause (条、款) of a document recorded here. */
export interface PolicyClause {
  /** How it is cited: `§A L36`, 第三条. One of its kind in the document. */
  readonly place: string;
  /** The heading that it stands under; null: none. */
  readonly section: string | null;
  /** Its words; those of the source have their white space removed, as in every quote. */
  readonly text: string;
}

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
  /** The source text that quotes are taken from; a recorded document's text is its own. */
  readonly sourceFile?: string;
  /**
   * Where its text lies: a file with a passage a line, its place, section and words parted by tabs; lines that begin with # are remarks.
   * Left out: no more of it is known than what is quoted, and no value can be recorded for it.
   */
  readonly text?: URL;
  /** The code of the document that it takes the place of, where it says so. It ends no adoption by itself. */
  readonly replaces?: string;
  /** Of a document that was recorded through the graph: which version of its record this is. Left out: a module declares it. */
  readonly recorded?: RecordedVersion;
}

/** A version of a recorded document. */
export interface RecordedVersion {
  /** From 1; a correction counts it up. */
  readonly version: number;
  /** When this version was recorded. */
  readonly recordedAt: string;
  /** Why it was corrected, or a remark. */
  readonly note: string | null;
}

/** Declares a document. */
export function defineDocument(document: Omit<PolicyDocument, 'declares'>): PolicyDocument {
  return { declares: 'document', ...document };
}

/** Where a rule stands: the document, section and line, the clause number where the source has one, and the verbatim quote. */
export interface PolicyPlace {
  readonly document: PolicyDocument;
  readonly place: string;
  /** The clause number (条、款), only where the source has one. */
  readonly clause?: string;
  /** The words of the source, white space removed. */
  readonly quote: string;
}
