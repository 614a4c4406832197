import type { Condition } from './expression.js';
import type { Fact } from './fact.js';
import type { AnyValue } from './measure.js';
import type { PolicyPlace } from './document.js';
import type { Satisfied, Unknown } from './verdict.js';
import type { LocalizedText } from './text.js';
import type { SubjectRef } from './verdict.js';

/** Conditions about one subject that belong to no check: the guards of a lifecycle. */
export interface Weighing {
  /** Of a kind that is only asked about (`about`): the id of whom it is about. */
  readonly subject: SubjectRef;
  /** The module whose conditions they are. */
  readonly module: string;
  readonly conditions: readonly Condition[];
  /** Places of documents of which is asked whether the subject's area has adopted them. */
  readonly places: readonly PolicyPlace[];
  /** What is stated beside the records. */
  readonly inputs: ReadonlyMap<Fact, AnyValue>;
}

/** What became of one condition. */
export interface WeighedCondition {
  readonly satisfied: Satisfied;
  readonly text: LocalizedText;
  /** What keeps it unknown, and who can tell. */
  readonly unknowns: readonly Unknown[];
  /** Whether the viewer may read everything that it rests on; else nobody may tell from it whether it failed or is not known. */
  readonly seen: boolean;
}

/** What became of a weighing. */
export interface Weighed {
  readonly conditions: readonly WeighedCondition[];
  /** Whether each place is in force in the subject's area. */
  readonly adopted: readonly boolean[];
}

/** Conditions about many subjects as of one day. */
export interface WeighRequest {
  /** Default: the operation's today. */
  readonly asOf?: string | null;
  readonly asked: readonly Weighing[];
}
