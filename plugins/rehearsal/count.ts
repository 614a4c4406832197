import { helpPeriods, helpTerm } from 'xianjie/schema';
import { NO, NONE, OPEN, YES, type SweptBlock, type SweptColumn } from '../eligibility/index.js';
import { familyMeasures, OUTSIDE_KEY, placesIn, type CheckMeasure, checkMeasures, type Found, type FamilyMeasure, type Place } from './found.js'; // prettier-ignore
import type { Family } from './families.js';

const at = Object.fromEntries(checkMeasures.map((name, i) => [name, i])) as Readonly<Record<CheckMeasure, number>>;
const ofFamily = Object.fromEntries(familyMeasures.map((name, i) => [name, i])) as Readonly<Record<FamilyMeasure, number>>;

const GAINS = 1;
const LOSES = 2;
const UNCLEAR = 4;

/** What comes of it for one household: its own checks and its members'. */
interface Fate {
  readonly place: Place;
  turns: number;
  /** By the terms in which help is counted, fen more or less. */
  readonly money: number[];
}

/** Counts what a part of the area says, block after block, into what was found. */
export interface Count {
  /** @param householdOf of the subject in a row; undefined: it belongs to no household; null: to one that is in no figure */
  add(block: SweptBlock, householdOf: (row: number) => string | undefined | null): void;
  /** The households, when all blocks were counted. */
  end(): void;
}

/** @param areaOf the group of areas that an area belongs to */
export function countInto(found: Found, families: ReadonlyMap<string, Family>, areaOf: (area: string) => string): Count {
  const place = placesIn(found);
  const fates = new Map<string, Fate>();
  for (const [id, { area, income, kind }] of families)
    fates.set(id, { place: place({ area: areaOf(area), income, kind }), turns: 0, money: helpPeriods.map(() => 0) });
  return {
    add({ areas, columns, supposed = [] }, householdOf) {
      const whose = areas.map((area, row): Fate | Place | null => {
        const id = householdOf(row);
        if (id === undefined) return place({ area: areaOf(area), income: OUTSIDE_KEY, kind: OUTSIDE_KEY });
        return id === null ? null : (fates.get(id) ?? null);
      });
      columns.forEach((before, i) => {
        const after = supposed[i];
        const number = found.checks.findIndex(({ code }) => code === before.check);
        const check = found.checks[number];
        if (after === undefined || check === undefined) return;
        const period = helpTerm(check.paid?.every ?? null);
        const term = { at: helpPeriods.indexOf(period.period), times: period.times };
        whose.forEach((one, row) => {
          if (one === null) return;
          const said = saidOf(before, after, row);
          for (const group of 'place' in one ? one.place : one) counted(group.checks[number] ?? [], said);
          if ('place' in one && check.helps) turn(one, said, term);
        });
      });
    },
    end() {
      for (const { place: groups, turns, money } of fates.values()) {
        const names: FamilyMeasure[] = ['households'];
        names.push(...(turns & UNCLEAR ? (['unclear'] as const) : turned(turns, money)));
        for (const { families: counts } of groups) for (const name of names) add(counts, ofFamily[name], 1);
      }
    },
  };
}

/** What becomes of a household of which nothing is unclear. */
function turned(turns: number, money: readonly number[]): FamilyMeasure[] {
  const [gains, loses] = [(turns & GAINS) !== 0, (turns & LOSES) !== 0];
  // Fen by the year and fen once do not add up: only who has more in some terms and less in none has more.
  const [more, less] = [money.some((fen) => fen > 0), money.some((fen) => fen < 0)];
  return [
    ...(gains && loses ? (['both'] as const) : gains ? (['gaining'] as const) : loses ? (['losing'] as const) : []),
    ...(more === less ? [] : [more ? ('moreMoney' as const) : ('lessMoney' as const)]),
  ];
}

interface Said {
  readonly before: number;
  readonly after: number;
  /** NaN: not known, or nothing. */
  readonly amountBefore: number;
  readonly amountAfter: number;
  readonly pays: boolean;
}

const saidOf = (before: SweptColumn, after: SweptColumn, row: number): Said => ({
  before: before.outcome[row] ?? NONE,
  after: after.outcome[row] ?? NONE,
  amountBefore: before.amount?.[row] ?? NaN,
  amountAfter: after.amount?.[row] ?? NaN,
  pays: before.amount !== null,
});

const add = (counts: number[], place: number, by: number): void => void (counts[place] = (counts[place] ?? 0) + by);

function counted(counts: number[], { before, after, amountBefore, amountAfter, pays }: Said): void {
  if (before === YES) {
    add(counts, at.eligibleBefore, 1);
    if (pays) amount(counts, at.amountBefore, at.amountUnknownBefore, amountBefore);
    if (after !== YES) add(counts, at.noLongerEligible, 1);
  }
  if (pays) difference(counts, knownOf(before, amountBefore), knownOf(after, amountAfter));
  if (after === YES) {
    if (before !== YES) add(counts, at.newlyEligible, 1);
    if (pays) amount(counts, at.amountAfter, at.amountUnknownAfter, amountAfter);
  }
  if (before === OPEN) {
    add(counts, at.undeterminedBefore, 1);
    if (after !== OPEN) add(counts, at.noLongerUndetermined, 1);
  } else if (after === OPEN) add(counts, at.newlyUndetermined, 1);
}

function amount(counts: number[], sum: number, unknown: number, fen: number): void {
  if (Number.isNaN(fen)) add(counts, unknown, 1);
  else add(counts, sum, Math.round(fen));
}

function difference(counts: number[], before: number | null, after: number | null): void {
  if (before === after) return;
  const [how, sum] = before === null ? [at.begins, at.amountBegins] : after === null ? [at.ends, at.amountEnds] : [at.differs, at.amountDiffers]; // prettier-ignore
  add(counts, how, 1);
  add(counts, sum, (after ?? 0) - (before ?? 0));
}

/** Fen that is known to be given; null: nothing is, or it is not known how much. */
const knownOf = (outcome: number, fen: number): number | null => (outcome === YES && !Number.isNaN(fen) ? Math.round(fen) : null);
const gives = (outcome: number): boolean => outcome === YES;
const refuses = (outcome: number): boolean => outcome === NO || outcome === NONE;

function turn(fate: Fate, said: Said, term: { readonly at: number; readonly times: number }): void {
  const { before, after, amountBefore, amountAfter, pays } = said;
  const change = (knownOf(after, amountAfter) ?? 0) - (knownOf(before, amountBefore) ?? 0);
  if (gives(before) && gives(after)) {
    if (!pays || Object.is(amountBefore, amountAfter)) return;
    if (Number.isNaN(amountBefore) || Number.isNaN(amountAfter)) {
      fate.turns |= UNCLEAR;
      return;
    }
    if (change !== 0) fate.turns |= change > 0 ? GAINS : LOSES;
  } else if (gives(after)) fate.turns |= refuses(before) ? GAINS : UNCLEAR;
  else if (gives(before)) fate.turns |= refuses(after) ? LOSES : UNCLEAR;
  else if ((before === OPEN) !== (after === OPEN)) fate.turns |= UNCLEAR;
  // What was open before may have been given already: nothing is said of its money.
  if (before !== OPEN && after !== OPEN) fate.money[term.at] = (fate.money[term.at] ?? 0) + change * term.times;
}
