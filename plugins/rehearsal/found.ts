import type { AffectedCheck } from '../eligibility/index.js';

/** What is counted of a check in a group; amounts in fen. The other figures follow from these. */
export const checkMeasures = [
  'eligibleBefore',
  'newlyEligible',
  'noLongerEligible',
  'undeterminedBefore',
  'newlyUndetermined',
  'noLongerUndetermined',
  'amountUnknownBefore',
  'amountUnknownAfter',
  'amountBefore',
  'amountAfter',
  // Whose known amount begins, ends, or is another one, and what the difference comes to.
  'begins',
  'ends',
  'differs',
  'amountBegins',
  'amountEnds',
  'amountDiffers',
] as const;
export type CheckMeasure = (typeof checkMeasures)[number];

/** What is counted of a group's households. */
export const familyMeasures = ['households', 'gaining', 'losing', 'both', 'unclear', 'moreMoney', 'lessMoney'] as const;
export type FamilyMeasure = (typeof familyMeasures)[number];

/** The counts of one group, in the orders above; of the checks in the order in which they are found. */
export interface Group {
  readonly families: number[];
  readonly checks: number[][];
}

/** What is told apart: areas, incomes, kinds of household. */
export const dimensions = ['area', 'income', 'kind'] as const;
export type Dimension = (typeof dimensions)[number];

/** Of whom it is not known, and who belongs to no household. */
export const UNKNOWN_KEY = '';
export const OUTSIDE_KEY = '-';

/** What a rehearsal found so far: sums and counts, and nobody by name. */
export interface Found {
  readonly checks: readonly AffectedCheck[];
  readonly leftOut: readonly string[];
  /** The incomes at which one tenth of the area's households ends and the next begins, when it was begun. */
  readonly cuts: readonly number[];
  readonly total: Group;
  readonly by: Record<Dimension, Record<string, Group>>;
  unauthorised: number;
}

export function newFound({ checks, leftOut, cuts }: Pick<Found, 'checks' | 'leftOut' | 'cuts'>): Found {
  return { checks, leftOut, cuts, total: newGroup(checks.length), by: { area: {}, income: {}, kind: {} }, unauthorised: 0 };
}

/** Whether what was found of some checks adds up with what these find: they are the same rules. Stored, their fields have no order. */
export function adds(found: readonly AffectedCheck[], checks: readonly AffectedCheck[]): boolean {
  const saying = (some: readonly AffectedCheck[]): string =>
    JSON.stringify(some.map(({ code, version, kind, helps, paid }) => [code, version, kind, helps, paid && [paid.per, paid.every]]));
  return saying(found) === saying(checks);
}

function newGroup(checks: number): Group {
  return { families: familyMeasures.map(() => 0), checks: Array.from({ length: checks }, () => checkMeasures.map(() => 0)) };
}

/** Where somebody belongs, one group of each dimension, and the total. */
export type Place = readonly Group[];

/** The groups of a place; one place is asked for often. */
export function placesIn(found: Found): (keys: Readonly<Record<Dimension, string>>) => Place {
  const known = new Map<string, Place>();
  return (keys) => {
    const key = dimensions.map((one) => keys[one]).join('|');
    let place = known.get(key);
    if (place === undefined) {
      place = [found.total, ...dimensions.map((one) => (found.by[one][keys[one]] ??= newGroup(found.checks.length)))];
      known.set(key, place);
    }
    return place;
  };
}
