import type { AnyValue, Fact, Link, UnknownKind } from 'xianjie/schema';

/** What is known of one fact of one subject: a value and who said it, or why there is none. */
export type Answer =
  | {
      readonly known: true;
      readonly value: AnyValue;
      /** For a set: nothing else belongs to it. A single value is always whole. */
      readonly whole: boolean;
      readonly providedBy: string | null;
      readonly observedOn: string | null;
      readonly contradictedBy: readonly string[];
    }
  | {
      readonly known: false;
      readonly why: UnknownKind;
      /** Of a stale observation: who said it and when. */
      readonly providedBy: string | null;
      readonly observedOn: string | null;
    };

/** The subjects a link leads to, and whether that is everybody. */
export interface Linked {
  readonly ids: readonly string[];
  readonly whole: boolean;
  /** The list could not be read: nothing follows from what is not on it. */
  readonly failed?: boolean;
}

/** What conditions are evaluated over: stored facts, or those of a hypothetical question. */
export interface World {
  fact(subjectId: string, fact: Fact, year: number | null): Answer;
  linked(subjectId: string, link: Link): Linked;
}

export function unknown(why: UnknownKind, observation: { providedBy: string; observedOn: string } | null = null): Answer {
  return { known: false, why, providedBy: observation?.providedBy ?? null, observedOn: observation?.observedOn ?? null };
}

/** An input of a question: what was stated, or what leaving it out means. */
export function stated(fact: Fact, value: AnyValue | undefined): Answer {
  const said = value ?? fact.absent;
  if (said === undefined) return missing(fact);
  return { known: true, value: said, whole: true, providedBy: null, observedOn: null, contradictedBy: [] };
}

/** What a fact without any value is: nobody said it, or nobody judged it. */
export function missing(fact: Fact): Answer {
  return unknown(fact.source === 'JUDGEMENT' ? 'JUDGEMENT_NEEDED' : 'MISSING_FACT');
}

/** Whether a value is of the fact's type: what a source brings is not trusted to be. */
export function fits(fact: Fact, value: unknown): value is AnyValue {
  switch (fact.type) {
    case 'MONEY':
      return Number.isSafeInteger(value) && !(fact.notNegative && (value as number) < 0);
    case 'NUMBER':
    case 'PERCENT':
      return typeof value === 'number' && Number.isFinite(value) && !(fact.notNegative && value < 0);
    case 'BOOLEAN':
      return typeof value === 'boolean';
    case 'DATE':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
    case 'CODE':
      return typeof value === 'string' && fact.codes !== null && Object.hasOwn(fact.codes, value);
    case 'CODES':
      return Array.isArray(value) && value.every((code) => typeof code === 'string');
  }
}
