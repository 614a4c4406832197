import {
  type Benefit,
  type BenefitForm,
  type Outcome,
  type Relation,
  type ResolvedParameter,
  type StackedBenefit,
  type StackingFinding,
  type Unknown,
  type Verdict,
} from 'xianjie/schema';
import type { Held, Holding, InForce } from '../eligibility/index.js';
import type { Declared } from './declared.js';
import { findingsOf, heldTwice, type Found, type Item } from './find.js';
import { paidTwice, recordedAmount, recordedTwice, windowOf, type Grant } from './grants.js';
import { monthsRecorded } from './months.js';
import { onceForHousehold, sentenceOf, twiceByOne, twiceRecorded } from './words.js';

/** What one answer rests on. */
export interface Evidence {
  readonly declared: Declared;
  readonly answer: Held;
  readonly here: InForce;
  readonly grants: readonly Grant[];
}

/** A cap as it stands here: fen, or what keeps it unknown. */
interface Cap {
  readonly fen: number | null;
  readonly shown: ResolvedParameter | null;
  readonly unknowns: readonly Unknown[];
  readonly window: { readonly from: string | null; readonly to: string } | null;
}

interface Amount {
  readonly amount: number | null;
  readonly more: boolean;
  readonly from: StackedBenefit['amountFrom'];
}
const noAmount: Amount = { amount: null, more: true, from: null };

/** Every finding under a relation that is in force here. */
export function underRelation(evidence: Evidence, relation: Relation): readonly StackingFinding[] {
  const { declared, answer, here, grants } = evidence;
  const cap = capOf(relation, here);
  const amounts = new Map(
    answer.holdings.map((one) => [keyOf(one), cap.window === null ? noAmount : amountOf(declared, one, relation, cap.window, grants)]),
  );
  const items = answer.holdings.map((one): Item => {
    const { amount, more } = amounts.get(keyOf(one)) ?? noAmount;
    return { holder: one.holder.id, benefit: one.benefit, held: one.held, outcome: outcomeOf(one.verdicts), amount, more };
  });
  const citation = here.standing(declared.families.get(relation.family) ?? [])?.citation ?? null;
  return findingsOf(relation, items, cap.fen).map((found): StackingFinding => {
    const resting = restingOn(answer.holdings, found);
    return {
      ...bare(answer, found, resting),
      relation,
      text: sentenceOf(relation, found, declared.benefit, cap.fen),
      citation,
      cap: cap.shown,
      from: cap.window?.from ?? null,
      to: cap.window?.to ?? null,
      benefits: resting.map((one) => stacked(declared, one, amounts.get(keyOf(one)) ?? noAmount)),
      unknowns: unknownsOf(resting, cap, relation.kind === 'ORDERED'),
    };
  });
}

/** A benefit that is given once for a household and held by several of its members. */
export function perHousehold({ declared, answer, here }: Evidence, benefit: Benefit): readonly StackingFinding[] {
  const items = answer.holdings.map((one): Item => ({
    holder: one.holder.id,
    benefit: one.benefit,
    held: one.held,
    outcome: null,
    amount: null,
    more: true,
  }));
  const standing = (declared.givers.get(benefit.code) ?? [])
    .map((check) => here.standing(declared.checkFamilies.get(check.family) ?? []))
    .find((one) => one !== null);
  return heldTwice(items).map((found): StackingFinding => {
    const resting = restingOn(answer.holdings, found);
    return {
      ...bare(answer, found, resting),
      text: onceForHousehold(benefit.code, resting.length, declared.benefit),
      citation: standing?.citation ?? null,
      benefits: resting.map((one) => stacked(declared, one, noAmount)),
    };
  });
}

/** A benefit that two departments record of one holder as running at the same time, or one department twice for the same days. */
export function twoRecords({ declared, answer, grants }: Evidence): readonly StackingFinding[] {
  const { subject, askedFor } = answer.about;
  const mine = grants.filter(({ holder }) => holder === subject.id);
  const found = (benefit: string, recordedBy: readonly string[]): StackingFinding => ({
    ...bare({ about: { subject, askedFor } }, { kind: 'DUPLICATE', items: [], sum: null, excess: null }, []),
    benefits: [
      { holder: subject, benefit: declared.benefit(benefit), held: 'TRUE', outcome: null, amount: null, amountFrom: null, recordedBy },
    ],
  });
  return [
    ...recordedTwice(mine).map(({ benefit, sources }) => ({
      ...found(benefit, sources),
      text: twiceRecorded(benefit, sources.length, declared.benefit),
    })),
    ...paidTwice(mine.filter(({ benefit }) => isPaid.has(declared.benefit(benefit).form))).map(({ benefit, source, from, to }) => ({
      ...found(benefit, [source]),
      text: twiceByOne(benefit, { from, to }, declared.benefit),
      from,
      to,
    })),
  ];
}

/** Of what is lent, waived or done for somebody, several at once need be no mistake. */
const isPaid: ReadonlySet<BenefitForm | null> = new Set(['CASH', 'PREMIUM'] as const);

const keyOf = ({ holder, benefit }: Pick<Holding, 'holder' | 'benefit'>): string => `${holder.id}|${benefit}`;

const restingOn = (holdings: readonly Holding[], { items }: Found): readonly Holding[] =>
  items.flatMap((item) => holdings.find((one) => one.holder.id === item.holder && one.benefit === item.benefit) ?? []);

/** A finding without what its kind adds. */
function bare({ about }: Pick<Held, 'about'>, { kind, sum, excess }: Found, resting: readonly Holding[]): StackingFinding {
  const verdicts = new Map(resting.flatMap((one) => one.verdicts).map((one) => [`${one.check}|${one.subject.id}`, one]));
  return {
    kind,
    ...about,
    relation: null,
    text: { zh: '', en: '' },
    benefits: [],
    citation: null,
    cap: null,
    sum,
    excess,
    from: null,
    to: null,
    unknowns: [],
    verdicts: [...verdicts.values()],
  };
}

const stacked = (declared: Declared, one: Holding, { amount, from }: Amount): StackedBenefit => ({
  holder: one.holder,
  benefit: declared.benefit(one.benefit),
  held: one.held,
  outcome: outcomeOf(one.verdicts),
  amount,
  amountFrom: from,
  recordedBy: [],
});

/** What all rules in force that give it come to: one that applies is enough. */
function outcomeOf(verdicts: readonly Verdict[]): Outcome | null {
  const said = verdicts.map(({ outcome }) => outcome);
  return (['ELIGIBLE', 'UNDETERMINED', 'NOT_ELIGIBLE'] as const).find((one) => said.includes(one)) ?? null;
}

function capOf({ cap }: Relation, here: InForce): Cap {
  if (cap === null) return { fen: null, shown: null, unknowns: [], window: null };
  const window = cap.every === 'BLANK_IN_SOURCE' ? null : windowOf(cap.every, here.day);
  const value = here.parameter(cap.amount);
  const unstated = value === null ? { parameter: cap.amount, why: 'NOT_IN_FORCE' as const } : value.unstated;
  const unknowns = [
    ...(unstated === null ? [] : [unknownOf(unstated.why, unstated.parameter)]),
    ...(window === null ? [unknownOf('BLANK_PARAMETER', { code: `${cap.amount.code}.every`, title: cap.amount.title })] : []),
  ];
  const fen = unknowns.length === 0 && typeof value?.value === 'number' ? value.value : null;
  return { fen, shown: value?.shown ?? null, unknowns, window };
}

const unknownOf = (kind: Unknown['kind'], { code, title }: Pick<Unknown, 'code' | 'title'>): Unknown => ({
  kind,
  code,
  title,
  suppliers: [],
  roles: [],
  affects: ['AMOUNT'],
});

/** What was recorded as given counts, whatever rules say; where nobody recorded an amount, what is held counts with what a rule gives. */
function amountOf(
  declared: Declared,
  one: Holding,
  { cap }: Relation,
  window: NonNullable<Cap['window']>,
  grants: readonly Grant[],
): Amount {
  const mine = grants.filter(({ holder, benefit }) => holder === one.holder.id && benefit === one.benefit);
  const recorded = recordedAmount(mine, window);
  if (recorded !== null) return { ...recorded, from: 'RECORD' };
  if (one.held !== 'TRUE') return noAmount;
  const given = one.verdicts
    .filter(({ outcome }) => outcome === 'ELIGIBLE')
    .flatMap((verdict) => ruled(declared, verdict, one.benefit, cap?.every, window, mine));
  // Several rules may give the same benefit: which of them it is held by is not recorded.
  const [least] = [...given].sort((a, b) => a.fen - b.fen);
  return least === undefined ? noAmount : { amount: least.fen, more: given.length > 1 || given.some(({ more }) => more), from: 'RULE' };
}

/**
 * What a rule gives of a benefit over a cap's time: what it gives for just that time, or by the month for the months that were recorded, from
 * the day on which its policy values hold.
 */
function ruled(
  declared: Declared,
  { check, benefits, parameters }: Verdict,
  code: string,
  time: string | undefined,
  window: NonNullable<Cap['window']>,
  grants: readonly Grant[],
): { readonly fen: number; readonly more: boolean }[] {
  return benefits.flatMap((benefit) => {
    const fen = benefit.amount?.money ?? null;
    if (benefit.code !== code || fen === null) return [];
    if (benefit.every === time) return [{ fen, more: false }];
    // What is calculated from facts may have been another figure in other months.
    if (benefit.every !== 'MONTH' || !declared.givenPlainly(check, code)) return [];
    const since =
      parameters
        .flatMap(({ use, validFrom }) => (use === 'AMOUNT' ? [validFrom] : []))
        .sort()
        .at(-1) ?? null;
    const { months, more } = monthsRecorded(grants, window, since);
    return months === 0 ? [] : [{ fen: fen * months, more }];
  });
}

/** @param rules whether what the rules leave open matters, too: whether somebody may have what is not held */
function unknownsOf(resting: readonly Holding[], cap: Cap, rules: boolean): readonly Unknown[] {
  const ofRules = resting
    .filter(({ held }) => rules && held !== 'TRUE')
    .flatMap(({ verdicts }) => verdicts.filter(({ outcome }) => outcome === 'UNDETERMINED'));
  const all = [
    ...cap.unknowns,
    ...resting.flatMap(({ held, unknowns }) => (held === 'UNKNOWN' ? unknowns : [])),
    ...ofRules.flatMap(({ unknowns }) => unknowns.filter(({ affects }) => affects.includes('OUTCOME'))),
  ];
  return [...new Map(all.map((one) => [`${one.kind}|${one.code}|${one.title.en}`, one])).values()];
}
