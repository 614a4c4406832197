import type { Plan, Profile } from './plan.js';

/**
 * Three households with fixed register numbers that guides, samples and tests can name.
 *
 * - 1506231002040001 stands a little above the 6000 line; the sample income file corrects its 2024 figure to 5580 yuan:
 *   `monitoring.incomeLine` turns from NOT_ELIGIBLE to ELIGIBLE, `income.declined` too (6150 in 2023).
 * - 1506231002040002 has no income recorded for 2024: UNDETERMINED, and it is known what is missing.
 * - 1506231002040003 was never registered and lives well: comfortably NOT_ELIGIBLE.
 */
export interface Story {
  /** Which of the dealt families plays it. */
  readonly wants: Pick<Profile, 'size' | 'registered' | 'band'>;
  /** Income per head that other figures follow. Yuan. */
  readonly perHead: number;
  /** The yearly statements there are, yuan per head; a year that is not listed was never recorded. */
  readonly years: Readonly<Record<number, number>>;
  readonly expected: boolean;
}

/** 大沙头村. */
export const STORY_VILLAGE = '150623100204';

export const storyNumbers = {
  changes: `${STORY_VILLAGE}0001`,
  undetermined: `${STORY_VILLAGE}0002`,
  comfortable: `${STORY_VILLAGE}0003`,
} as const;

/** The sample income file's figure for the first story, in yuan per head. */
export const CHANGED_TO = 5_580;

export const stories: Readonly<Record<string, Story>> = {
  [storyNumbers.changes]: {
    wants: { size: 4, registered: true, band: 'JUST_ABOVE_LINE' },
    perHead: 6_320,
    years: { 2022: 5_980, 2023: 6_150, 2024: 6_320 },
    expected: true,
  },
  [storyNumbers.undetermined]: {
    wants: { size: 3, registered: true, band: 'BELOW_WATCH_LINE' },
    perHead: 7_400,
    years: { 2022: 7_010, 2023: 7_240 },
    expected: false,
  },
  [storyNumbers.comfortable]: {
    wants: { size: 4, registered: false, band: null },
    perHead: 35_000,
    years: { 2022: 30_800, 2023: 32_900, 2024: 35_000 },
    expected: false,
  },
};

/** Moves a fitting family to each story's place; the counts of the town stay what they are. */
export function castStories(plan: Plan, profiles: Profile[]): void {
  let first = 0;
  for (const settlement of plan.settlements) {
    for (const [number, { wants }] of Object.entries(stories)) {
      if (!number.startsWith(settlement.code)) continue;
      const place = first + Number(number.slice(settlement.code.length)) - 1;
      const fits = (p: Profile): boolean =>
        p.monitored === null && p.size === wants.size && p.registered === wants.registered && p.band === wants.band;
      const cast = profiles.findIndex((p, i) => i >= place && fits(p));
      const [actor, other] = [profiles[cast], profiles[place]];
      if (actor === undefined || other === undefined) throw new Error(`nobody fits the story of ${number}`);
      profiles[place] = actor;
      profiles[cast] = other;
    }
    first += settlement.households;
  }
}
