import type { EligibilityLists, EligibilityService, PrivacyLevel, Rights, Sql, SubjectRef, Verdict, WithheldReason, WithheldVerdict } from 'xianjie/schema'; // prettier-ignore
import type { InForce } from './in-force/in-force.js';
import type { Kept } from './kept/keep.js';
import type { Held, HoldingsRequest } from './telling/holdings.js';

/** What the engine needs of one operation. */
export interface Operation {
  /** The operation's snapshot, read as the engine's role: facts in clear, inside the viewer's areas. */
  readonly engineSql: Sql;
  /** How far the asker may see. */
  readonly rights: Rights;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** Only counts leave, and no verdict reaches people: then households need not have authorised the matching of their data. */
  readonly counting?: boolean;
  /** Told of every subject of which a personal verdict is shown: the graph's type, and its id. */
  readonly onClear?: (type: string, id: string) => void;
  /** Whether it has its answer already: then nothing more is reckoned for it. */
  readonly ended?: () => boolean;
}

/** What was left out of the operation's answers: of which check or named value, how many, and why. */
export interface Withheld {
  /** The code of the check, or of the relation between benefits; null: it is a named value. */
  readonly check: string | null;
  /** The code of the named value. */
  readonly value?: string;
  readonly level: PrivacyLevel;
  readonly count: number;
  readonly reason: WithheldReason;
  /** Where in the response they would have stood, list positions as `*`. */
  readonly path: readonly string[];
}

/** The service of one operation, with the account of what it left out. */
export interface BoundEligibility extends EligibilityService {
  withheld(): readonly Withheld[];
  /** What is asked of many verdicts together. */
  readonly lists: EligibilityLists;
  /** A verdict with everything it rests on, or why it is not shown. The check is named: without the right to see it, it is refused. */
  keep(question: {
    readonly subject: SubjectRef;
    readonly check: string;
    readonly asOf: string;
    readonly knownAt: string | null;
  }): Promise<KeptVerdict | WithheldReason>;
  /** Comes to it again out of what was kept; null: the check is not installed. */
  again(kept: Kept): Verdict | null;
  /** The fingerprint of an installed check; null: it is not installed. */
  version(check: string): string | null;
  /** The installed checks whose verdicts are not shown to this viewer. */
  unseen(): readonly string[];
  /** What somebody holds of some benefits, and what the rules that give them say, as far as the viewer may be told. */
  holdings(request: HoldingsRequest): Promise<readonly Held[]>;
  /** Of rules that replace each other the one in force in an area on a day; and the policy values there. */
  inForce(areas: readonly string[], asOf?: string | null): Promise<(area: string) => InForce>;
  /** Counts what is not told. */
  account(withheld: readonly Pick<WithheldVerdict, 'check' | 'level' | 'reason'>[], path: readonly string[]): void;
  /** After a write: what was read of adoptions and complete lists belongs to an earlier moment. */
  forget(): void;
}

/** What is kept of a verdict, and who may see it. */
export interface KeptVerdict {
  readonly kept: Kept;
  /** The scopes that show it. */
  readonly needs: readonly string[];
  /** Several departments' words were put together for it. */
  readonly matched: boolean;
}
