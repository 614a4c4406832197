import {
  blank,
  household,
  householdBenefits,
  membersOf,
  person,
  personBenefits,
  refuseUnknown,
  type Benefit,
  type Check,
  type Fact,
  type PolicyModule,
  type RelatedBenefit,
  type Relation,
  type RelationInfo,
  type Subject,
} from 'xianjie/schema';
import type { Eligibility, PreparedQuestion } from '../eligibility/index.js';

/** A question of benefits together, and what is looked for in its answer. */
export type Looked =
  | { readonly what: 'RELATION'; readonly relation: Relation; readonly asked: PreparedQuestion }
  | { readonly what: 'ONE_A_HOUSEHOLD'; readonly benefit: Benefit; readonly asked: PreparedQuestion }
  | { readonly what: 'TWO_RECORDS'; readonly asked: PreparedQuestion };

/** Everything that modules declare of benefits together. Made once, at boot. */
export interface Declared {
  readonly infos: readonly RelationInfo[];
  readonly looked: readonly Looked[];
  /** The relations that replace each other, by family. */
  readonly families: ReadonlyMap<string, readonly Relation[]>;
  /** The same of checks. */
  readonly checkFamilies: ReadonlyMap<string, readonly Check[]>;
  /** The checks that give a benefit to a person. */
  readonly givers: ReadonlyMap<string, readonly Check[]>;
  benefit(code: string): RelatedBenefit;
  /** Whether a check gives a benefit as one policy value, and not calculated from what is known of somebody. */
  givenPlainly(check: string, benefit: string): boolean;
  /** @throws ApiError UNKNOWN_CODE */
  relation(code: string): Relation;
}

export function declaredOf(modules: readonly PolicyModule[], eligibility: Eligibility): Declared {
  const benefits = new Map(modules.flatMap((m) => (m.benefits ?? []).map((one) => [one.code, one] as const)));
  const relations = modules.flatMap((m) => (m.relations ?? []).map((relation) => ({ relation, module: m.id })));
  const checks = modules.flatMap((m) => (m.checks ?? []).map((check) => ({ check, module: m.id })));
  const benefit = (code: string): RelatedBenefit => {
    const { title = null, form = null } = benefits.get(code) ?? {};
    return { code, title, form };
  };
  const asked = (code: string, module: string, subject: Subject, of: readonly Benefit[], beside: readonly Fact[] = []) =>
    eligibility.prepare({ code, module, subject, benefits: of, beside, members: subject === household ? membersOf : null });
  const byCode = new Map(relations.map(({ relation }) => [relation.code, relation]));
  const givers = byKey(
    checks.filter(({ check }) => check.when !== null && check.subject === person),
    ({ check }) => check.gives.map((gives) => gives.benefit.code),
  );
  return {
    infos: relations.map((one) => infoOf(one.relation, one.module, benefits, benefit)).sort(byRelation),
    looked: [
      ...relations.flatMap(({ relation, module }): Looked[] => {
        const of = relation.benefits.flatMap((code) => benefits.get(code) ?? []);
        // A cap may be passed by what is installed alone; anything else is between two.
        if (of.length < (relation.kind === 'CAPPED_TOGETHER' ? 1 : 2)) return [];
        const subject = relation.per === 'PERSON' ? person : household;
        return [{ what: 'RELATION', relation, asked: asked(relation.code, module, subject, of) }];
      }),
      ...[...benefits.values()].flatMap((one): Looked[] => {
        const [first] = (givers.get(one.code) ?? []).filter(({ check }) => givenPerHousehold(check, one.code));
        if (first === undefined || one.recordedIn?.subject !== person) return [];
        return [{ what: 'ONE_A_HOUSEHOLD', benefit: one, asked: asked(first.check.code, first.module, household, [one]) }];
      }),
      ...[personBenefits, householdBenefits].map((fact): Looked => ({
        what: 'TWO_RECORDS',
        asked: asked(fact.code, 'core', fact.subject, [], [fact]),
      })),
    ],
    families: byKey(
      relations.map(({ relation }) => relation),
      ({ family }) => [family],
    ),
    checkFamilies: byKey(
      checks.map(({ check }) => check),
      ({ family }) => [family],
    ),
    givers: new Map([...givers].map(([code, of]) => [code, of.map(({ check }) => check)])),
    benefit,
    givenPlainly: (code, of) =>
      checks
        .filter(({ check }) => check.code === code)
        .flatMap(({ check }) => check.gives.filter((gives) => gives.benefit.code === of))
        .every(({ amount }) => amount !== null && amount !== blank && amount.term === 'parameter'),
    relation: (code) => byCode.get(code) ?? refuseUnknown(`no installed module declares a relation "${code}"`, code, byCode.keys()),
  };
}

/** Whether a check gives this benefit once for a household. */
export const givenPerHousehold = (check: Check, benefit: string): boolean =>
  check.gives.some((gives) => gives.benefit.code === benefit && gives.per === 'HOUSEHOLD');

function infoOf(
  relation: Relation,
  module: string,
  benefits: ReadonlyMap<string, Benefit>,
  benefit: (code: string) => RelatedBenefit,
): RelationInfo {
  return { relation, module, benefits: relation.benefits.map(benefit), complete: relation.benefits.every((code) => benefits.has(code)) };
}

const byRelation = (a: RelationInfo, b: RelationInfo): number => (a.relation.code < b.relation.code ? -1 : 1);

function byKey<T>(all: readonly T[], keys: (one: T) => readonly string[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) for (const key of new Set(keys(one))) found.set(key, [...(found.get(key) ?? []), one]);
  return found;
}
