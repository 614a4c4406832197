import { helpPeriods, type HelpPeriod, type RehearsalResult, type RehearsedCost, type RehearsedFigure, type RehearsedGroup } from 'xianjie/schema'; // prettier-ignore
import type { AffectedCheck } from '../eligibility/index.js';
import { checkMeasures, dimensions, familyMeasures, OUTSIDE_KEY, periodOf, UNKNOWN_KEY, type CheckMeasure, type Dimension, type Found, type Group } from './found.js'; // prettier-ignore
import { hiddenGroups, hiddenOfTotal, type Relation } from './suppress.js';

/** All counts of a check: those that are kept, and those that follow from them. */
const counted = [...checkMeasures.slice(0, 8), 'eligibleAfter', 'undeterminedAfter', 'knownBefore', 'knownAfter'] as const;
type Counted = (typeof counted)[number];

const relation = (...names: readonly Counted[]): Relation => names.map((name) => counted.indexOf(name));
const always = [
  relation('eligibleAfter', 'eligibleBefore', 'newlyEligible', 'noLongerEligible'),
  relation('undeterminedAfter', 'undeterminedBefore', 'newlyUndetermined', 'noLongerUndetermined'),
];
const ofMoney = [
  relation('eligibleBefore', 'amountUnknownBefore', 'knownBefore'),
  relation('eligibleAfter', 'amountUnknownAfter', 'knownAfter'),
];

function countsOf(check: AffectedCheck, measures: readonly number[]): number[] {
  const kept = (name: CheckMeasure): number => measures[checkMeasures.indexOf(name)] ?? 0;
  const eligibleAfter = kept('eligibleBefore') + kept('newlyEligible') - kept('noLongerEligible');
  const undeterminedAfter = kept('undeterminedBefore') + kept('newlyUndetermined') - kept('noLongerUndetermined');
  const known = check.paid === null ? [0, 0] : [kept('eligibleBefore') - kept('amountUnknownBefore'), eligibleAfter - kept('amountUnknownAfter')]; // prettier-ignore
  return [...measures.slice(0, 8), eligibleAfter, undeterminedAfter, ...known];
}

/** What is not told of the total: counts of each check, of its households, and, with the former, everything that follows. */
interface Untold {
  readonly checks: readonly ReadonlySet<number>[];
  readonly families: ReadonlySet<number>;
}
const everything = (found: Found): Untold => ({ checks: found.checks.map(() => new Set()), families: new Set() });

function untoldOf({ checks, total }: Found): Untold {
  return {
    checks: checks.map((check, i) =>
      hiddenOfTotal(countsOf(check, total.checks[i] ?? []), check.paid === null ? always : [...always, ...ofMoney]),
    ),
    families: hiddenOfTotal(total.families, []),
  };
}

/** The counts of a group that the total tells, one after the other. */
const toldCounts = ({ checks }: Found, untold: Untold, group: Group): number[] => [
  ...group.families.filter((_, i) => !untold.families.has(i)),
  ...checks.flatMap((check, at) => countsOf(check, group.checks[at] ?? []).filter((_, i) => !untold.checks[at]?.has(i))),
];

/** What a rehearsal found. @param exact the viewer may see whom the figures mean; else cells of few are left out, and what would give them away */
export function resultOf(found: Found, exact: boolean): RehearsalResult {
  const untold = exact ? everything(found) : untoldOf(found);
  let suppressed = !exact && (untold.families.size > 0 || untold.checks.some((of) => of.size > 0));
  const by = (dimension: Dimension): RehearsedGroup[] => {
    const groups = Object.entries(found.by[dimension]).sort(([a], [b]) => order(a, b));
    const hidden = exact ? new Set<number>() : hiddenGroups(groups.map(([, group]) => toldCounts(found, untold, group)));
    suppressed ||= hidden.size > 0;
    return groups.map(([key, group], i) => groupOf(found, { key, dimension }, group, hidden.has(i) ? null : untold));
  };
  const [byArea, byIncome, byKind] = dimensions.map(by) as [RehearsedGroup[], RehearsedGroup[], RehearsedGroup[]];
  const total = groupOf(found, { key: UNKNOWN_KEY, dimension: null }, found.total, untold);
  return { suppressed, total, byArea, byIncome, byKind, leftOut: found.leftOut, unauthorised: found.unauthorised };
}

/** Tenths as numbers, codes as they are; of whom it is not known, and who belongs to no household, at the end. */
function order(a: string, b: string): number {
  const last = (key: string): number => (key === OUTSIDE_KEY ? 2 : key === UNKNOWN_KEY ? 1 : 0);
  return last(a) - last(b) || a.length - b.length || (a < b ? -1 : 1);
}

/** @param untold null: nothing is told */
function groupOf(
  { checks }: Found,
  { key, dimension }: { readonly key: string; readonly dimension: Dimension | null },
  group: Group,
  untold: Untold | null,
): RehearsedGroup {
  const figures = checks.map((check, i) =>
    figureOf(check, group.checks[i] ?? [], untold === null ? null : (untold.checks[i] ?? new Set())),
  );
  const families = familyMeasures.map((name, i) => [name, untold === null || untold.families.has(i) ? null : (group.families[i] ?? 0)]);
  return {
    ...(Object.fromEntries(families) as Pick<RehearsedGroup, (typeof familyMeasures)[number]>),
    key: key === UNKNOWN_KEY || key === OUTSIDE_KEY ? null : key,
    dimension,
    outside: key === OUTSIDE_KEY,
    costs: costsOf(checks, figures),
    checks: figures,
  };
}

function figureOf(check: AffectedCheck, measures: readonly number[], untold: ReadonlySet<number> | null): RehearsedFigure {
  const counts = countsOf(check, measures);
  const count = (name: Counted): number | null => {
    const i = counted.indexOf(name);
    return untold === null || untold.has(i) ? null : (counts[i] ?? 0);
  };
  // A sum says how many it is of.
  const sum = (name: 'amountBefore' | 'amountAfter', of: Counted): number | null =>
    check.paid === null || count(of) === null ? null : (measures[checkMeasures.indexOf(name)] ?? 0);
  return {
    check: check.code,
    kind: check.kind,
    per: check.paid?.per ?? null,
    every: check.paid?.every ?? null,
    eligibleBefore: count('eligibleBefore'),
    eligibleAfter: count('eligibleAfter'),
    newlyEligible: count('newlyEligible'),
    noLongerEligible: count('noLongerEligible'),
    undeterminedBefore: count('undeterminedBefore'),
    undeterminedAfter: count('undeterminedAfter'),
    newlyUndetermined: count('newlyUndetermined'),
    noLongerUndetermined: count('noLongerUndetermined'),
    amountBefore: sum('amountBefore', 'knownBefore'),
    amountAfter: sum('amountAfter', 'knownAfter'),
    amountUnknownBefore: count('amountUnknownBefore'),
    amountUnknownAfter: count('amountUnknownAfter'),
  };
}

/** The checks' sums in the terms in which they are counted; where one of them is not told, what they come to is not. */
function costsOf(checks: readonly AffectedCheck[], figures: readonly RehearsedFigure[]): RehearsedCost[] {
  return helpPeriods.flatMap((period): RehearsedCost[] => {
    const mine = figures.flatMap((figure, i) => {
      const check = checks[i];
      if (check === undefined || check.paid === null) return [];
      const term = periodOf(check);
      return term.period === period ? [{ figure, times: term.times }] : [];
    });
    if (mine.length === 0) return [];
    type Sum = 'amountBefore' | 'amountAfter' | 'amountUnknownBefore' | 'amountUnknownAfter';
    const all = (name: Sum, times: (of: number) => number): number | null =>
      mine.reduce<number | null>((sum, { figure, times: of }) => {
        const one = figure[name];
        return sum === null || one === null ? null : sum + one * times(of);
      }, 0);
    return [
      {
        period: period satisfies HelpPeriod,
        before: all('amountBefore', (of) => of),
        after: all('amountAfter', (of) => of),
        unknownBefore: all('amountUnknownBefore', () => 1),
        unknownAfter: all('amountUnknownAfter', () => 1),
      },
    ];
  });
}
