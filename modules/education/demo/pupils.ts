import type { DemoHousehold, DemoPerson, DemoPlace, DemoVillage } from 'xianjie/schema';
import type { AidKind, ListedStatus, SchoolStage } from '../codes.js';
import { LEDGER_DAY, schoolFor, schoolsOf } from './schools.js';

/** One child or student of the demo, whom the bureau's ledger lists. */
export interface DemoPupil {
  readonly person: DemoPerson;
  readonly stage: SchoolStage;
  readonly grade: number;
  readonly compulsory: boolean;
  readonly exempt: boolean;
  readonly schoolCode: string | null;
  readonly schoolName: string;
  readonly rural: boolean | null;
  /** What the school's list says; null: the child is not on it. */
  readonly status: ListedStatus | null;
  /** Not on the list, and not in school either. */
  readonly missing: boolean;
  readonly boarding: boolean;
  readonly twoAfter: boolean | null;
  readonly fourKinds: boolean;
  readonly aids: readonly { readonly aid: AidKind; readonly received: boolean }[];
}

/** Between 0 and 1, always the same for one person and question: what a school says and what a sample file says of a child agree. */
export function draw(id: string, question: string): number {
  let hash = 0x811c9dc5;
  for (const letter of `${question}:${id}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  hash ^= hash >>> 15;
  return (Math.imul(hash, 0x2c1b3c6d) >>> 0) / 0x1_0000_0000;
}

/** Full years on the first day of the school year. The demo's own calibration: no source gives an age. */
const ageOf = (person: DemoPerson): number =>
  Number(LEDGER_DAY.slice(0, 4)) - Number(person.birthDate.slice(0, 4)) - (person.birthDate.slice(5) > LEDGER_DAY.slice(5) ? 1 : 0);

/** In which year of its stage somebody of that age is. */
const firstAge: Readonly<Record<SchoolStage, number>> = {
  PRESCHOOL: 3,
  PRIMARY: 6,
  JUNIOR_HIGH: 12,
  SENIOR_HIGH: 15,
  SECONDARY_VOCATIONAL: 15,
  HIGHER_VOCATIONAL: 18,
  UNDERGRADUATE: 18,
};

/** Where a child of compulsory age stands: poorer families lose more children, and a few are missing from a list without a word. */
function statusOf(person: DemoPerson, poor: boolean, listed: boolean): ListedStatus | 'MISSING' | null {
  const chance = draw(person.id, 'status');
  const [left, missing, risk, back] = poor ? [0.012, 0.025, 0.055, 0.065] : [0.001, 0.002, 0.006, 0.008];
  if (chance < left) return 'DROPPED_OUT';
  if (chance < missing) return 'MISSING';
  if (chance < risk) return 'AT_RISK_OF_DROPPING_OUT';
  if (chance < back) return 'RETURNED';
  // A list that is not complete leaves pupils out who are there.
  return !listed && draw(person.id, 'listed') < 0.12 ? null : 'ENROLLED';
}

/** Which aid the one-list grants: 95 in 100 had it by the day of the list. */
function aidsOf(
  person: DemoPerson,
  stage: SchoolStage,
  poor: boolean,
  rural: boolean,
  twoAfter: boolean,
  at: DemoHousehold,
): DemoPupil['aids'] {
  const compulsory = stage === 'PRIMARY' || stage === 'JUNIOR_HIGH';
  const vocational = stage === 'SECONDARY_VOCATIONAL' || stage === 'HIGHER_VOCATIONAL';
  const kinds: AidKind[] = [
    ...(poor && compulsory ? (['TWO_EXEMPTIONS_ONE_SUBSIDY'] as const) : []),
    ...(poor && stage === 'SENIOR_HIGH' ? (['THREE_EXEMPTIONS_ONE_AID'] as const) : []),
    ...(isOutOfPoverty(at) && vocational ? (['RAIN_DEW'] as const) : []),
    ...(isOutOfPoverty(at) && twoAfter && vocational ? (['VOCATIONAL_AID'] as const) : []),
    ...(compulsory && rural ? (['NUTRITION'] as const) : []),
    ...(poor && (stage === 'PRESCHOOL' || stage === 'UNDERGRADUATE') ? (['OTHER'] as const) : []),
  ];
  return kinds.map((aid) => ({ aid, received: draw(person.id, aid) < 0.95 }));
}

const isOutOfPoverty = (household: DemoHousehold): boolean =>
  household.registerStatus !== null && household.registerStatus !== 'NEVER_REGISTERED';

/** The children and students of one village. */
export function pupilsOf(village: DemoVillage, place: DemoPlace): DemoPupil[] {
  const schools = new Map(schoolsOf(place).map((school) => [school.code, school]));
  return village.households.flatMap((household) =>
    household.people.flatMap((person): DemoPupil[] => {
      const { schooling: stage } = person;
      if (stage === 'NONE') return [];
      const grade = ageOf(person) - firstAge[stage] + 1;
      const compulsory = stage === 'PRIMARY' || stage === 'JUNIOR_HIGH';
      const schoolCode = schoolFor(place, village.code, stage);
      const school = schools.get(schoolCode ?? '');
      const monitored = household.monitoringKind !== null && household.monitoringKind !== 'NONE';
      const poor = isOutOfPoverty(household) || monitored;
      const exempt = compulsory && (person.disabilitySevere === true || draw(person.id, 'exempt') < 0.004);
      const status = exempt ? null : compulsory ? statusOf(person, poor, school?.listed ?? true) : 'ENROLLED';
      const twoAfter = stage === 'SECONDARY_VOCATIONAL' || stage === 'HIGHER_VOCATIONAL' ? draw(person.id, 'twoAfter') < 0.6 : false;
      return [
        {
          person,
          stage,
          grade,
          compulsory,
          exempt,
          schoolCode,
          schoolName: school?.name ?? '示例外地高校',
          rural: school?.rural ?? null,
          status: status === 'MISSING' ? null : status,
          missing: status === 'MISSING',
          boarding: school?.rural === true && draw(person.id, 'boarding') < 0.4,
          twoAfter,
          fourKinds: household.registerStatus === 'OUT_OF_POVERTY_WITH_POLICY' || monitored,
          aids: exempt ? [] : aidsOf(person, stage, poor, school?.rural ?? false, twoAfter, household),
        },
      ];
    }),
  );
}
