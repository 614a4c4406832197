import { day, iso, type Day } from './days.js';
import type { Random } from './random.js';
import { TODAY, type Observe } from './observe.js';
import type { Profile } from './plan.js';
import { LIST_DAY } from './coverage.js';
import type {
  AuthorisationRow,
  Cause,
  GuaranteeStatusRow,
  MonitoringStatusRow,
  RegisterStatus,
  RegisterStatusRow,
  SafetyNet,
  SafetyNetStatusRow,
} from './rows.js';

/** The newest monthly check of monitored households. */
const LAST_CHECK: Day = day('2025-05-20');

/** The register's entries of one household, oldest first. A few households have none: nobody knows. */
export function registerStatuses(random: Random, observe: Observe, household_id: string, profile: Profile): RegisterStatusRow[] {
  if (!profile.registered) {
    if (random.chance(0.004)) return [];
    return [{ ...observe('RRB', LIST_DAY), household_id, status: 'NEVER_REGISTERED', status_on: null, former_cause: null }];
  }
  const status_on = iso(day(`${random.weighted([[2015, 15], [2016, 22], [2017, 20], [2018, 20], [2019, 18], [2020, 5]] as const)}-12-31`)); // prettier-ignore
  const former_cause = profile.cause;
  const row = (observed: Day, status: RegisterStatus): RegisterStatusRow => ({
    ...observe('RRB', observed),
    household_id,
    status,
    status_on,
    former_cause,
  });
  const now: RegisterStatus =
    profile.band === 'ABOVE' && random.chance(0.5)
      ? 'STABLE_OUT_OF_POVERTY'
      : random.chance(0.06)
        ? 'OUT_OF_POVERTY'
        : 'OUT_OF_POVERTY_WITH_POLICY';
  // Who is stable today was helped before: the older entry stays, since observations are only added.
  return now === 'STABLE_OUT_OF_POVERTY' && random.chance(0.6)
    ? [row(day('2021-12-15'), 'OUT_OF_POVERTY_WITH_POLICY'), row(LIST_DAY, now)]
    : [row(LIST_DAY, now)];
}

const riskOf: Readonly<Partial<Record<Cause, string>>> = {
  ILLNESS: 'ILLNESS',
  DISABILITY: 'DISABILITY',
  SCHOOLING: 'SCHOOLING',
  LACK_OF_LABOUR: 'LACK_OF_LABOUR',
};

export function monitoringStatuses(random: Random, observe: Observe, household_id: string, profile: Profile): MonitoringStatusRow[] {
  if (profile.monitored === null) {
    // Of the registered it is recorded that they are not monitored; some were, until their risk was removed.
    if (!profile.registered) return [];
    const none = (on: Day): MonitoringStatusRow => ({
      ...observe('RRB', on),
      household_id,
      kind: 'NONE',
      risk_kinds: [],
      identified_on: null,
    });
    if (!random.chance(0.03)) return [none(LAST_CHECK)];
    const identified = day('2022-03-01') + random.int(0, 300);
    const before: MonitoringStatusRow = {
      ...observe('RRB', identified),
      household_id,
      kind: 'UNSTABLE_OUT_OF_POVERTY',
      risk_kinds: ['ILLNESS'],
      identified_on: iso(identified),
    };
    return [before, none(identified + random.int(220, 700))];
  }
  const sudden = profile.monitored === 'SUDDEN_SEVERE_DIFFICULTY';
  const identified = day(sudden ? '2024-06-01' : '2022-01-10') + random.int(0, sudden ? 370 : 1_200);
  const first = sudden
    ? random.weighted([['ILLNESS', 60], ['ACCIDENT', 15], ['DISASTER', 15], ['EXPENDITURE_SURGE', 10]] as const) // prettier-ignore
    : ((profile.cause && riskOf[profile.cause]) ?? random.weighted([['ILLNESS', 50], ['INCOME_DROP', 20], ['JOB_LOSS', 15], ['LACK_OF_LABOUR', 15]] as const)); // prettier-ignore
  const second = random.chance(0.35) ? random.pick(['INCOME_DROP', 'SCHOOLING', 'INDUSTRY_FAILURE', 'DISABILITY']) : first;
  const seen = (on: Day): MonitoringStatusRow => ({
    ...observe('RRB', on),
    household_id,
    kind: profile.monitored ?? 'NONE',
    risk_kinds: [...new Set([first, second])],
    identified_on: iso(identified),
  });
  return identified < LAST_CHECK ? [seen(identified), seen(LAST_CHECK)] : [seen(identified)];
}

export function safetyNetStatuses(random: Random, observe: Observe, household_id: string, programme: SafetyNet): SafetyNetStatusRow[] {
  return random.chance(0.005) ? [] : [{ ...observe('CAB', LIST_DAY + random.int(0, 120)), household_id, programme }];
}

const guarantees = [
  ['FOOD', 'CAB', 0.05],
  ['CLOTHING', 'CAB', 0.03],
  ['COMPULSORY_EDUCATION', 'EDU', 0.6],
  ['BASIC_MEDICAL', 'MIB', 1.6],
  ['SAFE_HOUSING', 'HOUSING', 1.4],
  ['SAFE_DRINKING_WATER', 'WATER', 1.3],
] as const;

/** All six guarantees, mostly met. The third figure above weighs where trouble lies; `child` is a person of school age, if any. */
export function guaranteeStatuses(
  random: Random,
  observe: Observe,
  household_id: string,
  profile: Profile,
  people: { readonly child: string | null; readonly ill: string | null },
): GuaranteeStatusRow[] {
  const trouble = profile.monitored !== null ? 8 : profile.registered ? 2 : 1;
  return guarantees.flatMap(([kind, source, weight]) => {
    if (random.chance(0.0015)) return [];
    const draw = random.next() / (weight * trouble);
    let state: GuaranteeStatusRow['state'] = draw < 0.0008 ? 'NOT_MET' : draw < 0.005 ? 'AT_RISK' : 'MET';
    if (state === 'MET' && random.chance(0.0008)) state = 'UNKNOWN';
    let person_id: string | null = null;
    if (kind === 'COMPULSORY_EDUCATION' && state !== 'MET') {
      person_id = people.child;
      // Without a child of that age there is nobody to drop out.
      if (person_id === null) state = 'MET';
    } else if (kind === 'BASIC_MEDICAL' && state !== 'MET') person_id = people.ill;
    return [{ ...observe(source, day('2025-03-01') + random.int(0, 90)), household_id, person_id, kind, state }];
  });
}

/** How long a consent holds. Questions about a past day need one of that day. */
const CONSENT_DAYS = 5 * 365;

/** The consent to compare data. About 95 of 100 hold a valid one; some let it run out, some never signed. @param signed whatever is drawn */
export function authorisations(random: Random, observe: Observe, household_id: string, signed: boolean): AuthorisationRow[] {
  const draw = random.next();
  if (draw < 0.03 && !signed) return [];
  const valid_to = draw < 0.05 && !signed ? TODAY - random.int(5, 400) : TODAY + random.int(10, 700);
  const valid_from = valid_to - CONSENT_DAYS;
  return [{ ...observe('RRB', valid_from), household_id, valid_from: iso(valid_from), valid_to: iso(valid_to) }];
}
