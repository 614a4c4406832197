import type {
  Check,
  Citation,
  Condition,
  Fact,
  FactTerm,
  Link,
  LocalizedText,
  Parameter,
  ResolvedParameter,
  Satisfied,
  UnknownKind,
  Value,
} from 'xianjie/schema';
import type { OnFailure } from '../facts/failure.js';
import { periodOf } from '../in-force/periods.js';
import type { Regime, Unstated } from '../in-force/regime.js';
import { labelled } from '../figures/values.js';
import { factWords } from '../words/words.js';
import type { Answer, World } from '../facts/world.js';

/** Why a condition could not be decided. */
export interface Cause {
  readonly kind: UnknownKind;
  readonly code: string;
  readonly title: LocalizedText;
  readonly suppliers: readonly string[];
  readonly roles: readonly string[];
  /** Of a fact: which one, of whom. */
  readonly about?: OpenFact;
}

/** A fact of one subject that is not known. */
export interface OpenFact {
  readonly subjectId: string;
  readonly fact: Fact;
  /** Of a yearly fact. */
  readonly year: number | null;
  /** The day of the last word on it, where that is too old. */
  readonly since: string | null;
}

/** A condition, or a part of a calculation, with its answer and what the answer rests on. */
export interface Result {
  /** Of a part of a calculation: whether it is known. */
  readonly satisfied: Satisfied;
  readonly text: LocalizedText;
  readonly children: readonly Result[];
  readonly actual: Value | null;
  readonly threshold: Value | null;
  readonly distance: Value | null;
  readonly answer: Answer | null;
  readonly parameter: ResolvedParameter | null;
  /** Of a named value: where it stands. */
  readonly citation: Citation | null;
  readonly causes: readonly Cause[];
}

export const bare = {
  children: [],
  actual: null,
  threshold: null,
  distance: null,
  answer: null,
  parameter: null,
  citation: null,
  causes: [],
};

/** Everything an evaluation depends on. There is no clock and no database here. */
export interface Setting {
  readonly world: World;
  readonly regime: Regime;
  /** Told which check failed while it was reckoned, and how; never a value. */
  readonly onFailure?: OnFailure;
}

/** One subject in its setting; `item` is what it is called, where it, or the period that is looked at, is one of many. */
export interface Place {
  readonly subjectId: string;
  readonly setting: Setting;
  readonly item: LocalizedText | null;
  /** The one of several periods that a condition is asked of. */
  readonly period?: number;
}

export type Evaluate = (condition: Condition, place: Place) => Result;

/** A text about one of many subjects says which. */
export function saidOf(item: LocalizedText | null, text: LocalizedText): LocalizedText {
  return item === null ? text : labelled(item, text);
}

/** What must be found out, with its year: whoever visits the household must know which one. */
export function factCause(term: FactTerm, answer: Answer, { subjectId, setting, item, period }: Place): Cause {
  const { fact } = term;
  return {
    kind: answer.known ? 'MISSING_FACT' : answer.why,
    code: fact.code,
    title: saidOf(item, factWords(term, setting.regime)),
    suppliers: fact.source === 'JUDGEMENT' ? [] : (fact.suppliersFor?.(subjectId) ?? fact.suppliers).map((d) => d.code),
    roles: fact.source === 'JUDGEMENT' ? fact.roles : [],
    about: {
      subjectId,
      fact,
      year: periodOf(term, setting.regime.day, period),
      since: answer.known ? null : answer.observedOn,
    },
  };
}

/** A cause that no department and no role can take away. */
export function plainCause({ code, title }: { readonly code: string; readonly title: LocalizedText }, kind: UnknownKind): Cause {
  return { kind, code, title, suppliers: [], roles: [] };
}

/** What keeps a policy value unknown here: nothing in force, or a blank, of it or of the one it refers to. */
export function parameterCause(parameter: Parameter, unstated: Unstated | null): Cause {
  return unstated === null ? plainCause(parameter, 'NOT_IN_FORCE') : plainCause(unstated.parameter, unstated.why);
}

export function listCause(link: Link, failed = false): Cause {
  return plainCause(link, failed ? 'CALCULATION_FAILED' : 'MISSING_FACT');
}

/** An exception in a calculation decides nothing: it is told, and never a match. */
export function failure(what: Pick<Check, 'code' | 'title'>): Cause {
  return plainCause(what, 'CALCULATION_FAILED');
}

/** The causes that keep a result unknown: those below a decided node change nothing. */
export function causesOf(result: Result): Cause[] {
  if (result.satisfied !== 'UNKNOWN') return [];
  return [...result.causes, ...result.children.flatMap(causesOf)];
}
