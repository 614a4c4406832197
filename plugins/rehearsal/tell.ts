import { helpPeriods, helpTerm, type RehearsalResult, type RehearsedCost, type RehearsedFigure, type RehearsedGroup } from 'xianjie/schema';
import type { AffectedCheck } from '../eligibility/index.js';
import { checkMeasures, dimensions, familyMeasures, OUTSIDE_KEY, UNKNOWN_KEY, type CheckMeasure, type Dimension, type Found, type Group } from './found.js'; // prettier-ignore
import { exactly, FEWEST, roughly, VILLAGE, type Sum, type Telling } from './suppress.js';

/** How far a viewer sees what a rehearsal found. */
export interface Sight {
  /** They may see everything that the result rests on. */
  readonly exact: boolean;
  /** Checks of domains that are closed to them. */
  readonly closed: ReadonlySet<string>;
  /** Where it was asked. */
  readonly area: string;
}

/** What is told to one viewer, and how. */
interface Teller {
  readonly tell: Telling;
  readonly checks: readonly AffectedCheck[];
  readonly closed: ReadonlySet<string>;
}

const nothing: Telling = { count: () => null, money: () => null };

/** What a rehearsal found, as far as the viewer may know it. */
export function resultOf(found: Found, { exact, closed, area }: Sight): RehearsalResult {
  const tell = exact ? exactly : roughly;
  const teller: Teller = { tell, checks: found.checks, closed };
  const tooSmall = !exact && area.length >= VILLAGE;
  const by = (dimension: Dimension): RehearsedGroup[] =>
    Object.entries(tooSmall ? {} : found.by[dimension])
      .filter(([key, group]) => exact || isTold(key, dimension, group))
      .sort(([a], [b]) => order(a, b))
      .map(([key, group]) => groupOf(teller, { key, dimension }, group));
  const total = { key: UNKNOWN_KEY, dimension: null };
  const [byArea, byIncome, byKind] = dimensions.map(by) as [RehearsedGroup[], RehearsedGroup[], RehearsedGroup[]];
  const silent = tooSmall || (!exact && isFew(found.total));
  return {
    suppressed: !exact,
    total: groupOf(silent ? { ...teller, tell: nothing } : teller, total, found.total),
    ...{ byArea, byIncome, byKind },
    leftOut: found.leftOut,
    unauthorised: tooSmall ? null : tell.count(found.unauthorised),
  };
}

const isFew = ({ families }: Group): boolean => (families[familyMeasures.indexOf('households')] ?? 0) < FEWEST;

/** Whether a group stands there at all for a viewer who is told of no few: that it is there says that somebody is in it. */
function isTold(key: string, dimension: Dimension, group: Group): boolean {
  if (dimension === 'area') return key.length < VILLAGE && !isFew(group);
  // Projects and the like are no households, and nobody's.
  return key === OUTSIDE_KEY || !isFew(group);
}

/** Tenths as numbers, codes as they are; of whom it is not known, and who belongs to no household, at the end. */
function order(a: string, b: string): number {
  const last = (key: string): number => (key === OUTSIDE_KEY ? 2 : key === UNKNOWN_KEY ? 1 : 0);
  return last(a) - last(b) || a.length - b.length || (a < b ? -1 : 1);
}

function groupOf(
  teller: Teller,
  { key, dimension }: { readonly key: string; readonly dimension: Dimension | null },
  group: Group,
): RehearsedGroup {
  const { tell, checks, closed } = teller;
  // What becomes of a household rests on all that would be given to it.
  const whole = !checks.some(({ code, helps }) => helps && closed.has(code));
  const families = familyMeasures.map((name, i) => [name, whole || name === 'households' ? tell.count(group.families[i] ?? 0) : null]);
  const measured = checks.map((check, i) => ({ check, of: measuresOf(group.checks[i] ?? []) }));
  return {
    ...(Object.fromEntries(families) as Pick<RehearsedGroup, (typeof familyMeasures)[number]>),
    key: key === UNKNOWN_KEY || key === OUTSIDE_KEY ? null : key,
    dimension,
    outside: key === OUTSIDE_KEY,
    costs: costsOf(teller, measured),
    checks: measured.filter(({ check }) => !closed.has(check.code)).map(({ check, of }) => figureOf(check, of, tell)),
  };
}

type Followed = 'eligibleAfter' | 'undeterminedAfter' | 'knownBefore' | 'knownAfter';
/** What was counted, and what follows from it. */
type Measures = Readonly<Record<CheckMeasure | Followed, number>>;

interface Measured {
  readonly check: AffectedCheck;
  readonly of: Measures;
}

function measuresOf(counts: readonly number[]): Measures {
  const kept = Object.fromEntries(checkMeasures.map((name, i) => [name, counts[i] ?? 0])) as Record<CheckMeasure, number>;
  const eligibleAfter = kept.eligibleBefore + kept.newlyEligible - kept.noLongerEligible;
  return {
    ...kept,
    eligibleAfter,
    undeterminedAfter: kept.undeterminedBefore + kept.newlyUndetermined - kept.noLongerUndetermined,
    knownBefore: kept.eligibleBefore - kept.amountUnknownBefore,
    knownAfter: eligibleAfter - kept.amountUnknownAfter,
  };
}

const before = ({ amountBefore, knownBefore }: Measures): Sum => ({ fen: amountBefore, of: knownBefore });
const after = ({ amountAfter, knownAfter }: Measures): Sum => ({ fen: amountAfter, of: knownAfter });
/** Those whose amounts begin, end and change, apart: in one sum with others, few of them would show. */
const changes = ({ begins, ends, differs, amountBegins, amountEnds, amountDiffers }: Measures): Sum[] => [
  { fen: amountBegins, of: begins },
  { fen: amountEnds, of: ends },
  { fen: amountDiffers, of: differs },
];

function figureOf(check: AffectedCheck, of: Measures, { count, money }: Telling): RehearsedFigure {
  return {
    check: check.code,
    kind: check.kind,
    per: check.paid?.per ?? null,
    every: check.paid?.every ?? null,
    eligibleBefore: count(of.eligibleBefore),
    eligibleAfter: count(of.eligibleAfter),
    newlyEligible: count(of.newlyEligible),
    noLongerEligible: count(of.noLongerEligible),
    undeterminedBefore: count(of.undeterminedBefore),
    undeterminedAfter: count(of.undeterminedAfter),
    newlyUndetermined: count(of.newlyUndetermined),
    noLongerUndetermined: count(of.noLongerUndetermined),
    amountBefore: check.paid === null ? null : money([before(of)]),
    amountAfter: check.paid === null ? null : money([after(of)]),
    amountUnknownBefore: count(of.amountUnknownBefore),
    amountUnknownAfter: count(of.amountUnknownAfter),
  };
}

/** The checks' sums in the terms in which they are counted; with a check that is closed to the viewer, they are not told. */
function costsOf({ tell, closed }: Teller, measured: readonly Measured[]): RehearsedCost[] {
  return helpPeriods.flatMap((period): RehearsedCost[] => {
    const mine = measured.filter(({ check }) => check.paid !== null && helpTerm(check.paid?.every ?? null).period === period);
    if (mine.length === 0) return [];
    const { count, money } = mine.some(({ check }) => closed.has(check.code)) ? nothing : tell;
    const sum = (of: (one: Measures) => readonly Sum[]): Sum[] =>
      mine.flatMap((one) =>
        of(one.of).map(({ fen, of: many }) => ({ fen: fen * helpTerm(one.check.paid?.every ?? null).times, of: many })),
      );
    const many = (name: CheckMeasure): number => mine.reduce((all, { of }) => all + of[name], 0);
    return [
      {
        period,
        before: money(sum((of) => [before(of)])),
        after: money(sum((of) => [after(of)])),
        change: money(sum(changes)),
        unknownBefore: count(many('amountUnknownBefore')),
        unknownAfter: count(many('amountUnknownAfter')),
      },
    ];
  });
}
