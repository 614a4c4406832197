import type { UserError } from './errors.js';
import type { WriteResult } from './registry.js';
import type { LocalizedText } from './text.js';
import type { Purpose } from './viewer.js';

/** What somebody asks to be shown in clear, of whom and what for. */
export interface RevealRequest {
  /** Global ids of people and households, up to 100. */
  readonly subjects: readonly string[];
  /** Codes of `PersonalField`. */
  readonly fields: readonly string[];
  /** One of the viewer's purposes; it counts in place of the request's own. */
  readonly purpose: Purpose;
  /** 5 to 500 characters, without a resident id or a telephone number: it is kept in the audit as it is. */
  readonly reason: string;
}

/** One person or household with the fields that were asked for and that it has. */
export interface RevealedSubject {
  readonly type: 'Person' | 'Household';
  /** Its id in the database. */
  readonly id: string;
  /** As text; null: nobody has said it. */
  readonly fields: readonly { readonly field: string; readonly value: string | null }[];
}

/** What was held about somebody in one table. */
export interface ExportSection {
  /** The table's name. */
  readonly code: string;
  readonly title: LocalizedText;
  /** Whether it is said of the person, or of the household that the person belongs to. */
  readonly about: 'PERSON' | 'HOUSEHOLD';
  readonly rows: readonly ExportRow[];
}

/** One record of it. */
export interface ExportRow {
  /** The day it speaks of; null: the register itself says it. */
  readonly observedOn: string | null;
  /** The department that said it, by code; null: nobody is noted. */
  readonly source: string | null;
  /** Since when it counts no more; null: it counts. */
  readonly withdrawnAt: string | null;
  readonly values: readonly { readonly column: string; readonly title: LocalizedText; readonly text: string }[];
}

/** One time at which the person's data were shown by name. */
export interface ExportDisclosure {
  readonly at: string;
  readonly kind: 'REVEAL' | 'FIND' | 'EXPORT';
  /** The client's id. */
  readonly client: string;
  /** Whether a person had signed in; false: a system asked by itself. */
  readonly byPerson: boolean;
  readonly purpose: Purpose;
  readonly fields: readonly string[];
  readonly reason: string | null;
}

/** Everything that is held about one person. */
export interface PersonDataExport {
  /** The person's id in the database. */
  readonly personId: string;
  readonly exportedAt: string;
  readonly sections: readonly ExportSection[];
  readonly shown: readonly ExportDisclosure[];
  /** Modules whose data the viewer may not be shown, so that they are missing here. */
  readonly missingModules: readonly string[];
}

/** What somebody asks to be put right. */
export interface CorrectionRequest {
  /** The person's global id. */
  readonly person: string;
  readonly field: string;
  readonly statement: string;
  readonly evidence?: string | null;
  /** The person's `version` that was read. */
  readonly expectedVersion?: number | null;
}

/** What became of it. */
export interface CorrectionAnswer {
  /** The request's global id. */
  readonly correction: string;
  readonly state: 'ACCEPTED' | 'REFUSED';
  readonly reason: string;
  readonly expectedVersion?: number | null;
}

/** How a mutation of corrections was called. */
export interface CorrectionOptions {
  readonly operation: string;
  readonly idempotencyKey?: string | null;
}

/**
 * Personal data by name: shown only after it was written down who asks, what for and about whom. Absent, foreign and garbage ids answer
 * alike everywhere. Implemented by plugins/privacy.
 */
export interface PersonalDataService {
  /** FORBIDDEN without the right or the purpose; RATE_LIMITED beyond the day's number. */
  reveal(request: RevealRequest): Promise<{ readonly revealed: readonly RevealedSubject[]; readonly userErrors: readonly UserError[] }>;
  /** The person with a resident id, in the viewer's own area. Null, without an error, where there is none or it lies elsewhere. */
  find(request: {
    readonly residentId: string;
    readonly purpose: Purpose;
  }): Promise<{ readonly personId: string | null; readonly userErrors: readonly UserError[] }>;
  /** Null for whoever is not in the viewer's area. FORBIDDEN, RATE_LIMITED, BAD_USER_INPUT. @param person a global id */
  exportPerson(person: string, reason: string): Promise<PersonDataExport | null>;
  requestCorrection(request: CorrectionRequest, options: CorrectionOptions): Promise<WriteResult>;
  answerCorrection(answer: CorrectionAnswer, options: CorrectionOptions): Promise<WriteResult>;
}
