import type { LocalizedText } from './text.js';

/** What a client is: a department's system, an institution's (hospital, school, bank, insurer), a portal that people sign in to, a selling platform, the platform's own administration. */
export const clientKinds = ['DEPARTMENT', 'INSTITUTION', 'PORTAL', 'PLATFORM', 'ADMIN'] as const;
export type ClientKind = (typeof clientKinds)[number];

/** For what personal data may be asked in clear; the closed list that clients are registered with. */
export const purposes = ['MONITORING', 'ASSISTANCE', 'BENEFIT', 'DATA_MATCHING', 'INSPECTION', 'CORRECTION'] as const;
export type Purpose = (typeof purposes)[number];

/** Who asks: the client and the person behind it, where, with which rights and for what. Made by authentication, and by nobody else. */
export interface Viewer {
  /** The id of the calling system, for audit and idempotency. */
  readonly clientId: string;
  readonly title: LocalizedText;
  readonly kind: ClientKind;
  /** The person who signed in; null: the system asks by itself. */
  readonly user: { readonly id: string; readonly title: LocalizedText } | null;
  /** Area codes, up to four, none inside another; `0` is the nation. None: nothing is visible. */
  readonly areas: readonly string[];
  /** Rights, `<module>:<verb>[:<level>]`. A read of a level includes the lower ones. */
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
  /** What it may ask personal data for. */
  readonly purposes: readonly Purpose[];
  /** What this request is for; without it nothing personal is shown in clear. */
  readonly purpose: Purpose | null;
  /** Codes of the departments that it may speak for when it writes. */
  readonly departments: 'ALL' | readonly string[];
  /** Whether the client may send its registered documents only. Default: no. */
  readonly documentsOnly?: boolean;
}
