import type { AreaLine } from '../areas/areas.js';
import { deck, dealSizes, Random } from './random.js';
import type { Cause } from './rows.js';

/** One village or community and how many rural households live there. */
export interface Settlement {
  readonly code: string;
  readonly households: number;
  /** Share of Mongolian families. */
  readonly mongolian: number;
  readonly community: boolean;
}

/** What is to be made. Counts are exact; shares are aimed at. */
export interface Plan {
  readonly seed: string;
  readonly areas: readonly (AreaLine & { readonly synthetic: boolean })[];
  readonly county: string;
  /** Whether ids of a village lie beside each other, as in a register that was handed in; those of the town stay as its samples were made. */
  readonly together: boolean;
  readonly townships: readonly string[];
  readonly adoptions: readonly Adoption[];
  readonly settlements: readonly Settlement[];
  /** The place of birth in every resident id. */
  readonly idPlace: string;
  readonly firstPhone: number;
  readonly registered: { readonly households: number; readonly people: number };
  readonly others: { readonly households: number; readonly people: number; readonly borderline: number; readonly sudden: number };
  readonly measures: number;
  readonly incomeYears: readonly number[];
  /** Statements of the running year: what registered households expect, and months of monitored ones. */
  readonly runningYear: boolean;
  /** Leaves out some yearly statements, so that something is unknown. */
  readonly gapsInYears: boolean;
  readonly projects: number;
}

export interface Adoption {
  readonly document: string;
  readonly area: string;
  readonly from: string;
}

/** Where a registered household's yearly income per head lies: the 10.7 % just above the line are the ones that alerts come from. */
export type Band = 'BELOW_LINE' | 'JUST_ABOVE_LINE' | 'BELOW_WATCH_LINE' | 'ABOVE';

export interface Profile {
  readonly size: number;
  readonly registered: boolean;
  readonly monitored: 'UNSTABLE_OUT_OF_POVERTY' | 'BORDERLINE_AT_RISK' | 'SUDDEN_SEVERE_DIFFICULTY' | null;
  readonly band: Band | null;
  readonly cause: Cause | null;
  readonly measures: number;
}

/** Shares of the documents (Huoqiu 2015: illness 58.9, disability 8.9, schooling 9, labour 8, other 15.2, here split up). */
export const causeShares: readonly (readonly [Cause, number])[] = [
  ['ILLNESS', 58.9],
  ['DISABILITY', 8.9],
  ['SCHOOLING', 9],
  ['LACK_OF_LABOUR', 8],
  ['LACK_OF_FUNDS', 5.4],
  ['LACK_OF_SKILL', 4.3],
  ['LACK_OF_MARKET_ACCESS', 1.9],
  ['OTHER', 3.6],
];

const bandShares: readonly (readonly [Band, number])[] = [
  ['BELOW_LINE', 2.3],
  ['JUST_ABOVE_LINE', 10.7],
  ['BELOW_WATCH_LINE', 7.5],
  ['ABOVE', 79.5],
];
const unstableShare: Readonly<Record<Band, number>> = { BELOW_LINE: 0.6, JUST_ABOVE_LINE: 0.2, BELOW_WATCH_LINE: 0.07, ABOVE: 0.003 };
const suddenShare: Readonly<Record<Band, number>> = { BELOW_LINE: 0.12, JUST_ABOVE_LINE: 0.01, BELOW_WATCH_LINE: 0.015, ABOVE: 0.003 };

// prettier-ignore
const sizeShares = {
  registered: [[1, 6], [2, 17], [3, 28], [4, 26], [5, 14], [6, 7], [7, 2]],
  town: [[1, 9], [2, 27], [3, 27], [4, 22], [5, 10], [6, 4], [7, 1]],
  ordinary: [[1, 4], [2, 15], [3, 26], [4, 28], [5, 16], [6, 8], [7, 3]],
} as const satisfies Record<string, readonly (readonly [number, number])[]>;

/** Deals one profile to each household, settlement after settlement. */
export function dealProfiles(plan: Plan): Profile[] {
  const random = new Random(plan.seed, 'profiles');
  const { registered, others } = plan;
  const monitoredOthers = others.borderline + others.sudden;
  const measures = dealSizes(random, registered.households + monitoredOthers, plan.measures, 5, [[1, 45], [2, 35], [3, 20]]); // prettier-ignore
  const bands = deck(random, registered.households, bandShares);
  const causes = deck(random, registered.households, causeShares);
  const profiles = dealSizes(random, registered.households, registered.people, 8, sizeShares.registered).map((size, i): Profile => {
    const band = bands[i] ?? 'ABOVE';
    const draw = random.next();
    const monitored =
      draw < unstableShare[band]
        ? 'UNSTABLE_OUT_OF_POVERTY'
        : draw < unstableShare[band] + suddenShare[band]
          ? 'SUDDEN_SEVERE_DIFFICULTY'
          : null;
    return { size, registered: true, monitored, band, cause: causes[i] ?? 'OTHER', measures: measures.pop() ?? 1 };
  });
  const ordinarySizes = others.people / others.households < 3.4 ? sizeShares.town : sizeShares.ordinary;
  dealSizes(random, others.households, others.people, 8, ordinarySizes).forEach((size, i) => {
    const monitored = i < others.borderline ? 'BORDERLINE_AT_RISK' : i < monitoredOthers ? 'SUDDEN_SEVERE_DIFFICULTY' : null;
    profiles.push({
      size,
      registered: false,
      monitored,
      band: null,
      cause: null,
      measures: monitored === null ? 0 : (measures.pop() ?? 1),
    });
  });
  return random.shuffle(profiles);
}
