import { labourCapacities, type LocalizedText } from 'xianjie/schema';
import { employmentPlaces, type EmploymentPlace } from '../codes.js';

/** What a person wishes and can do; null: nobody said. */
export interface Seeker {
  readonly wantsWork: boolean | null;
  readonly willingAway: boolean | null;
  /** Pay a month of the present work, in fen; null: none, or not known. */
  readonly presentPay: number | null;
  /** Whether there is present work. */
  readonly employed: boolean | null;
  readonly skills: readonly string[] | null;
  readonly labourCapacity: keyof typeof labourCapacities | null;
}

/** What a posting offers and asks for; null: it does not say. */
export interface Opening {
  readonly place: EmploymentPlace | null;
  /** Pay a month, in fen. */
  readonly payFrom: number | null;
  readonly payTo: number | null;
  /** Empty: it asks for none. */
  readonly skills: readonly string[] | null;
  /** Whether it is heavy work, for full labour only. */
  readonly fullLabour: boolean | null;
}

export const criterionCodes = {
  WANTS_WORK: { zh: '就业意愿', en: 'wants to work' },
  PLACE: { zh: '务工地点', en: 'place of work' },
  PAY: { zh: '月工资不低于现有工资', en: 'monthly pay not below the present one' },
  SKILLS: { zh: '技能', en: 'skills' },
  LABOUR: { zh: '劳动能力', en: 'capacity for work' },
} as const;
export type CriterionCode = keyof typeof criterionCodes;

export const criterionResults = {
  MET: { zh: '符合', en: 'met' },
  NOT_MET: { zh: '不符合', en: 'not met' },
  UNKNOWN: { zh: '不清楚', en: 'not known' },
} as const;
export type CriterionResult = keyof typeof criterionResults;

/** One thing that was compared, with both sides in words. */
export interface Criterion {
  readonly code: CriterionCode;
  readonly result: CriterionResult;
  /** What the person wishes or has. */
  readonly person: LocalizedText;
  /** What the posting offers or asks for. */
  readonly posting: LocalizedText;
}

/** How one person and one posting fit. */
export interface Match {
  readonly criteria: readonly Criterion[];
  readonly met: number;
  readonly notMet: number;
  readonly unknown: number;
}

const silent: LocalizedText = { zh: '未登记', en: 'not recorded' };
const listed = (values: readonly string[]): LocalizedText =>
  values.length === 0 ? { zh: '无', en: 'none' } : { zh: values.join('、'), en: values.join(', ') };
const yuan = (fen: number): string => (fen / 100).toFixed(2);
const result = (met: boolean | null): CriterionResult => (met === null ? 'UNKNOWN' : met ? 'MET' : 'NOT_MET');

function place({ willingAway }: Seeker, { place: where }: Opening): Criterion {
  const met = where === 'IN_COUNTY' ? true : where === null ? null : willingAway;
  return {
    code: 'PLACE',
    result: result(met),
    person:
      willingAway === null
        ? silent
        : willingAway
          ? { zh: '愿意外出', en: 'is willing to work away' }
          : { zh: '只在本县', en: 'stays in the county' },
    posting: where === null ? silent : employmentPlaces[where],
  };
}

function pay({ employed, presentPay }: Seeker, { payFrom, payTo }: Opening): Criterion {
  const most = payTo ?? payFrom;
  const least = payFrom ?? payTo;
  const met = employed === false ? true : presentPay === null || most === null ? null : most >= presentPay;
  const text = most === null || least === null ? null : most === least ? yuan(most) : `${yuan(least)}–${yuan(most)}`;
  return {
    code: 'PAY',
    result: result(met),
    person:
      employed === false
        ? { zh: '现无工作', en: 'has no work now' }
        : presentPay === null
          ? silent
          : { zh: `${yuan(presentPay)}元`, en: `${yuan(presentPay)} yuan` },
    posting: text === null ? silent : { zh: `${text}元`, en: `${text} yuan` },
  };
}

function skills(seeker: Seeker, opening: Opening): Criterion {
  const { skills: needed } = opening;
  const has = seeker.skills;
  const met = needed === null ? null : needed.length === 0 ? true : has === null ? null : needed.every((skill) => has.includes(skill));
  return {
    code: 'SKILLS',
    result: result(met),
    person: has === null ? silent : listed(has),
    posting: needed === null ? silent : listed(needed),
  };
}

function labour({ labourCapacity }: Seeker, { fullLabour }: Opening): Criterion {
  const none = labourCapacity === 'TOTAL_LOSS' || labourCapacity === 'NOT_OF_WORKING_AGE';
  const met = labourCapacity === null ? null : none ? false : labourCapacity === 'FULL' ? true : fullLabour === null ? null : !fullLabour;
  return {
    code: 'LABOUR',
    result: result(met),
    person: labourCapacity === null ? silent : labourCapacities[labourCapacity],
    posting:
      fullLabour === null
        ? silent
        : fullLabour
          ? { zh: '重体力，须有完全劳动能力', en: 'heavy work, for full labour' }
          : { zh: '弱半劳动力可从事', en: 'suits weak or half labour' },
  };
}

/** Compares a person's wishes with a posting. Pure; everything compared is in the answer, and what is not known is no mismatch. */
export function match(seeker: Seeker, opening: Opening): Match {
  const { wantsWork } = seeker;
  const criteria: readonly Criterion[] = [
    {
      code: 'WANTS_WORK',
      result: result(wantsWork),
      person: wantsWork === null ? silent : wantsWork ? { zh: '有意愿', en: 'wants work' } : { zh: '无意愿', en: 'does not want work' },
      posting: { zh: '招聘中', en: 'hiring' },
    },
    place(seeker, opening),
    pay(seeker, opening),
    skills(seeker, opening),
    labour(seeker, opening),
  ];
  const count = (of: CriterionResult): number => criteria.filter((criterion) => criterion.result === of).length;
  return { criteria, met: count('MET'), notMet: count('NOT_MET'), unknown: count('UNKNOWN') };
}

/** A match with its place in the list; equal counts share a place. */
export type Ranked<T> = T & { readonly rank: number };

/** The best first: fewest mismatches, then most criteria met. The order of equals is the order given. */
export function rankMatches<T extends { readonly match: Match }>(matches: readonly T[]): readonly Ranked<T>[] {
  const sorted = [...matches].sort((a, b) => a.match.notMet - b.match.notMet || b.match.met - a.match.met);
  const alike = (a: Match, b: Match): boolean => a.notMet === b.notMet && a.met === b.met;
  return sorted.map((one) => ({ ...one, rank: sorted.findIndex((other) => alike(other.match, one.match)) + 1 }));
}
