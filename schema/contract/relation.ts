import type { Benefit, Every } from './benefit.js';
import type { PolicyPlace } from './document.js';
import type { Measure } from './measure.js';
import type { Blank, Parameter, ParameterOf } from './parameter.js';
import type { LocalizedText } from './text.js';

/**
 * How benefits stand to each other (叠加关系): only one of them may be held; together they come to so much at most; one comes before the
 * next; the source names them together and does not say whether they add up.
 */
export const relationKinds = ['EXCLUSIVE', 'CAPPED_TOGETHER', 'ORDERED', 'STACKING_UNKNOWN'] as const;
export type RelationKind = (typeof relationKinds)[number];

/** Within whom a relation holds: what one person holds, or what a household and all its members hold. */
export const relationScopes = ['PERSON', 'HOUSEHOLD'] as const;
export type RelationScope = (typeof relationScopes)[number];

/** Over which time a cap counts; ONCE: over all time. */
export type CapPeriod = Exclude<Every, 'DAY'>;

/** A benefit in a relation: one of the module's own, or another module's by its code, installed or not. */
export type Partner = Benefit | string;

/** What the source says of benefits together. A value: it is in force where its document is, like a check. */
export interface Relation {
  readonly declares: 'relation';
  readonly kind: RelationKind;
  /** Its own code, begun with the domain: `education.oneStipend`. */
  readonly code: string;
  readonly title: LocalizedText;
  /** Codes of the benefits; of ORDERED the first comes first. */
  readonly benefits: readonly string[];
  /** Those that were given as values: some module lists them. */
  readonly given: readonly Benefit[];
  readonly per: RelationScope;
  /** Of CAPPED_TOGETHER: how much in all (fen), over which time; blank where the source does not say over which. */
  readonly cap: { readonly amount: Parameter; readonly every: CapPeriod | Blank } | null;
  /** Where it stands: in one document, or in several that say the same. It is in force where any of them is adopted. */
  readonly policies: readonly [PolicyPlace, ...PolicyPlace[]];
  /** What replaces what: of the relations of one family, the one adopted nearest and last is in force. Default: the code. */
  readonly family: string;
  /** What to know about how it is modelled. */
  readonly note: LocalizedText | null;
}

/** What every relation says beside its benefits. */
export interface RelationRule {
  readonly code: string;
  readonly title: LocalizedText;
  /** Within whom it holds. PERSON: only benefits that people hold. */
  readonly per: RelationScope;
  /** The document, the place and the words that say so. */
  readonly policy: PolicyPlace | Relation['policies'];
  readonly family?: string;
  readonly note?: LocalizedText;
}

/** At least two benefits. */
export type Partners = readonly [Partner, Partner, ...Partner[]];

/** Only one of these benefits may be held at a time (不得同时享受). */
export const exclusive = (benefits: Partners, rule: RelationRule): Relation => relation('EXCLUSIVE', benefits, rule, null);

/**
 * Together they come to so much at most (合计不超过). A blank amount or period is declared all the same: then nobody is over the cap, and
 * what is found says that the source does not state it.
 */
export const cappedTogether = (
  benefits: Partners,
  amount: ParameterOf<Measure<'MONEY', null, never>>,
  { every, ...rule }: RelationRule & { readonly every: CapPeriod | Blank },
): Relation => relation('CAPPED_TOGETHER', benefits, rule, { amount, every });

/** Whoever may have an earlier one has it before a later one (先享受前者，再享受后者). */
export const ordered = (benefits: Partners, rule: RelationRule): Relation => relation('ORDERED', benefits, rule, null);

/** The source names them and does not say whether they add up (能否叠加，原文未载明): said as such, never taken for a yes or a no. */
export const stackingUnknown = (benefits: Partners, rule: RelationRule): Relation => relation('STACKING_UNKNOWN', benefits, rule, null);

function relation(kind: RelationKind, benefits: Partners, rule: RelationRule, cap: Relation['cap']): Relation {
  return {
    declares: 'relation',
    kind,
    code: rule.code,
    title: rule.title,
    benefits: benefits.map((one) => (typeof one === 'string' ? one : one.code)),
    given: benefits.filter((one) => typeof one !== 'string'),
    per: rule.per,
    cap,
    policies: 'document' in rule.policy ? [rule.policy] : rule.policy,
    family: rule.family ?? rule.code,
    note: rule.note ?? null,
  };
}
