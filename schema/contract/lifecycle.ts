import type { PolicyPlace } from './document.js';
import type { Condition, ConditionOf } from './expression.js';
import type { FactOf } from './fact.js';
import { defineInput } from './input.js';
import type { FactType, Measure } from './measure.js';
import type { Parameter } from './parameter.js';
import type { PrivacyLevel } from './privacy.js';
import type { Sql } from './db.js';
import type { ModuleTx } from './db.js';
import type { Subject, SubjectOf } from './subject.js';
import type { LocalizedText } from './text.js';

/** What is said with a step, or is known of the record: kept in a column of it, and read by guards. */
export interface StepField {
  /** A fact that guards read, or a text of which is only asked whether it is there. */
  readonly declares: 'fact' | 'text';
  /** As the graph's input calls it: `signedOn`. */
  readonly name: string;
  readonly title: LocalizedText;
  readonly level: PrivacyLevel;
  readonly type: FactType | 'TEXT';
  /** Of a CODE: the enumeration of the graph. */
  readonly enumeration: string | null;
  /** The column of the record that keeps it; null: it is known from elsewhere (`reads`) and never said. */
  readonly column: string | null;
  /** Of a number or an amount: the least and the greatest that may be said. */
  readonly range?: { readonly from: number; readonly to: number };
  /** Of a text: the most characters. */
  readonly max: number | null;
  /** Said with a step that does not ask for it: left aside (`LEFT_ASIDE`), or refused with this code. */
  readonly elsewhere: string;
}

/** A field that the machinery leaves aside where a step does not ask for it. */
export const LEFT_ASIDE = 'LEFT_ASIDE';

interface FieldOptions {
  readonly level: PrivacyLevel;
  /** Default: none, it is known from elsewhere. */
  readonly column?: string;
  readonly enumeration?: string;
  /** Default: refused as INVALID_VALUE. */
  readonly elsewhere?: string;
}

const kept = ({ column, enumeration, elsewhere }: FieldOptions): Pick<StepField, 'column' | 'enumeration' | 'elsewhere'> => ({
  column: column ?? null,
  enumeration: enumeration ?? null,
  elsewhere: elsewhere ?? 'core.INVALID_VALUE',
});

/**
 * The fields of one lifecycle: `const field = fieldsOf(contract, 'employment.contract')`, then `field('signedOn', 'DATE', title, { … })`. Each is
 * a fact of the lifecycle's subject, so that guards read it as checks read theirs; it holds what is said with the step, else what the
 * record has.
 */
export const fieldsOf =
  <const S extends string>(subject: SubjectOf<S>, prefix: string) =>
  <const T extends FactType, const K extends string = never>(
    name: string,
    type: T,
    title: LocalizedText,
    options: FieldOptions & { readonly codes?: Readonly<Record<K, LocalizedText>>; readonly range?: NonNullable<StepField['range']> },
  ): FactOf<S, Measure<T, null, K>> & StepField => {
    const { level, codes, range } = options;
    const code = `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const input = defineInput({ code, title, subject, type: type as FactType, ...(codes && { codes }) });
    return { ...input, name, level, max: null, ...(range && { range }), ...kept(options) } as unknown as FactOf<S, Measure<T, null, K>> &
      StepField;
  };

/** A text, or a code of the core's: guards ask whether it is there, and no more. */
export function textField(name: string, title: LocalizedText, options: FieldOptions & { readonly max?: number }): StepField {
  const { level, max = 500, enumeration } = options;
  return { declares: 'text', name, title, level, max, type: enumeration === undefined ? 'TEXT' : 'CODE', ...kept(options) };
}

/** What must hold for a step. UNKNOWN blocks like FALSE, and says that it is unknown and who can tell. */
export interface Guard {
  /** The refusal's code: `employment.POST_FULL`. */
  readonly refusal: string;
  /** Where the source asks for it; left out: where the step stands. */
  readonly policy?: PolicyPlace;
  /** Fields that must be there, said with the step or known before. */
  readonly given: readonly StepField[];
  /** The condition, over the lifecycle's fields and whatever is known of its subject; null: only that the fields are there. */
  readonly holds: Condition | null;
  /** A policy value that the source leaves blank asks for nothing: then the guard holds. Default: it blocks, as everything unknown does. */
  readonly unstated: 'BLOCKS' | 'HOLDS';
  /** What fills `{name}` in the refusal's text. */
  readonly says: Readonly<Record<string, Parameter>>;
}
/** A guard of one kind of subject. `of` is never there: it ties the guard to its subject for the compiler. */
export type GuardOf<S extends string> = Guard & { readonly of?: S };

type GuardMore = Partial<Pick<Guard, 'policy' | 'unstated' | 'says'>>;

/** Fields that must be there. */
export function mustBeGiven<S extends string = never>(refusal: string, fields: readonly StepField[], more: GuardMore = {}): GuardOf<S> {
  return { refusal, given: fields, holds: null, unstated: 'BLOCKS', says: {}, ...more };
}

/** A condition that must hold: the same language as checks. */
export function mustHold<S extends string>(refusal: string, condition: ConditionOf<S>, more: GuardMore = {}): GuardOf<S> {
  return { refusal, given: [], holds: condition, unstated: 'BLOCKS', says: {}, ...more };
}

/** One way of a life: an opening, a step from state to state, or one that leaves the state as it is (a talk, a visit, a notice given anew). */
export interface Transition {
  /** What the graph calls it: `FIND_DROPPED_OUT`. */
  readonly code: string;
  readonly title: LocalizedText;
  /** The states that it leads from; null among them: it opens a record. */
  readonly from: readonly (string | null)[];
  /** Null: the state stays. */
  readonly to: string | null;
  /** Where the source says so; null: added to make the machine complete, no source speaks of it. */
  readonly policy: PolicyPlace | null;
  /** A variant: it is a step only where the document of `policy` is adopted. */
  readonly variant: boolean;
  /** The roles that may take it, of those who may write at all; none: whoever may write. */
  readonly roles: readonly string[];
  readonly guards: readonly Guard[];
  /** Fields that may be said with it. */
  readonly asks: readonly StepField[];
  /** Fields that begin anew: what was known of them before is no part of it. */
  readonly anew: readonly StepField[];
  /** Whether something must be handed in with it: a certificate, a confirmation. */
  readonly evidence: boolean;
  /** The refusal of a note, where none may be taken. */
  readonly noNote: string | null;
  /** The column that keeps the day of the step. */
  readonly dayIn: string | null;
}

type Step<S extends string> = Pick<Transition, 'code' | 'title' | 'policy'> &
  Partial<Omit<Transition, 'code' | 'title' | 'policy' | 'from' | 'to' | 'guards'>> & { readonly guards?: readonly GuardOf<S>[] };

const whole = (from: readonly (string | null)[], to: string | null, step: Step<never>): Transition => ({
  variant: false,
  roles: [],
  guards: [],
  asks: [],
  anew: [],
  evidence: false,
  noNote: null,
  dayIn: null,
  ...step,
  from,
  to,
});
/** A step of a lifecycle whose states and subject the compiler knows. `in` and `about` are never there. */
export type TransitionOf<State extends string, S extends string> = Transition & { readonly in?: State; readonly about?: S };

/** Opens a record in a state. */
export const opens = <const To extends string, S extends string = never>(to: To, step: Step<S>): TransitionOf<To, S> =>
  whole([null], to, step as Step<never>);
/** Leads from states to another one. */
export const leads = <const From extends string, const To extends string, S extends string = never>(
  from: readonly From[],
  to: To,
  step: Step<S>,
): TransitionOf<From | To, S> => whole(from, to, step as Step<never>);
/** Leaves the state as it is: a talk, a visit. */
export const stays = <const Where extends string, S extends string = never>(
  where: readonly Where[],
  step: Step<S>,
): TransitionOf<Where, S> => whole(where, null, step as Step<never>);

/** What a step changes, for what follows from it: told before the record has it; of an opening, once the record is there. */
export interface StepTaken {
  readonly id: string;
  readonly areaCode: string;
  /** The state before; null: opened. */
  readonly from: string | null;
  readonly to: string;
  /** `YYYY-MM-DD` */
  readonly on: string;
  /** The fields by name, as they were before the step (before an opening: what was known of them) and as they are with it. */
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** The table whose rows have this life; it keeps where each stands, for lists and filters. */
export interface LifecycleRecord {
  /** The graph's type. */
  readonly type: string;
  readonly table: string;
  /** Whom a record is about. */
  readonly about: 'PERSON' | 'HOUSEHOLD' | 'VILLAGE' | 'AREA';
  /** The column with the state. Default: `state`. */
  readonly state?: string;
  /** The column with the day since which it stands there; left out: the history says it. */
  readonly since?: string;
  /** The column with the department that opened it. */
  readonly openedBy?: string;
}

/** The codes of refusals that a module has released under its own names; left out: the core's. */
export interface LifecycleRefusals {
  readonly notFound?: string;
  readonly notPossible?: string;
  readonly evidence?: string;
  readonly beforeLastStep?: string;
}

/**
 * A life of states: what a domain declares, and nothing of how. The machinery takes the steps, keeps the history, and tells what may come
 * next. Frozen: a declaration is a value.
 */
export interface Lifecycle {
  readonly declares: 'lifecycle';
  /** `<rule family>.<what>`: `education.dropout`. */
  readonly code: string;
  readonly title: LocalizedText;
  /** The kind that guards speak of, never stored as such: a link of it (`linkOfQuestion`) leads to the person, household or area. */
  readonly subject: Subject;
  readonly record: LifecycleRecord;
  /** How personal it is where a record stands. */
  readonly level: PrivacyLevel;
  readonly states: Readonly<Record<string, LocalizedText>>;
  readonly transitions: readonly Transition[];
  /** Every field: what steps ask for, what guards read. */
  readonly fields: readonly StepField[];
  /** The right that steps need. */
  readonly scope: string;
  /** The office that answers for a step where the caller names none. */
  readonly office: string;
  readonly refusals: LifecycleRefusals;
  /**
   * Names of the graph where the module has them already: the enumeration of the states (one that the module adds itself), the type of a step
   * with its field for "left the state as it is", and the record's field with its steps. Default: `<Type>State`, `<Type>Step`, `stays`, `steps`.
   */
  readonly names: { readonly state?: string; readonly step?: string; readonly steps?: string; readonly stays?: string };
  /**
   * What else guards read of records: fields without a column, by record id. One query for many. With `lock`, where a step is taken, it
   * locks them too, so that two officials come one after the other (`for update of …`); they are read again once everything is locked.
   */
  readonly reads?: (sql: Sql, ids: readonly string[], lock: boolean) => Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>>;
  /** Of `reads`: the name of the area whose documents hold for guards, where it is not the record's own. */
  readonly rulesIn?: string;
  /** What follows from a step, and from an opening, inside its transaction: a place taken, a term kept. */
  readonly after?: (tx: ModuleTx, step: StepTaken) => Promise<void>;
}

/** Declares a lifecycle. */
export function defineLifecycle<const State extends string, const S extends string>(
  lifecycle: Omit<Lifecycle, 'declares' | 'subject' | 'states' | 'transitions' | 'fields' | 'refusals' | 'names'> & {
    readonly subject: SubjectOf<S>;
    readonly states: Readonly<Record<State, LocalizedText>>;
    readonly transitions: readonly TransitionOf<NoInfer<State>, NoInfer<S>>[];
    readonly fields?: readonly StepField[];
    readonly refusals?: LifecycleRefusals;
    readonly names?: Lifecycle['names'];
  },
): Lifecycle {
  return Object.freeze({ declares: 'lifecycle', fields: [], refusals: {}, names: {}, ...lifecycle });
}

/** What the graph calls a step of a lifecycle. */
export const stepType = ({ names, record }: Pick<Lifecycle, 'names' | 'record'>): string => names.step ?? `${record.type}Step`;
