import { day, iso } from './days.js';
import type { Observe } from './observe.js';
import { TODAY } from './observe.js';
import type { Random } from './random.js';
import type { Profile } from './plan.js';
import type { AssistanceMeasureRow, BenefitGrantRow, LabourClass, PersonRow, SafetyNet } from './rows.js';

// prettier-ignore
const withLabour = [['INDUSTRY', 30], ['EMPLOYMENT', 24], ['PUBLIC_WELFARE_POST', 10], ['FINANCE', 10], ['ASPIRATION_AND_SKILL', 6], ['EDUCATION', 8], ['HEALTH', 8], ['SOCIAL_ASSISTANCE', 4]] as const;
// prettier-ignore
const withoutLabour = [['COMPREHENSIVE_SECURITY', 40], ['HEALTH', 30], ['SOCIAL_ASSISTANCE', 14], ['HOUSING_SAFETY', 8], ['WATER_SAFETY', 8]] as const;

const departmentOf: Readonly<Record<string, string>> = {
  INDUSTRY: 'AGRI',
  EMPLOYMENT: 'HRSS',
  PUBLIC_WELFARE_POST: 'HRSS',
  FINANCE: 'RRB',
  EDUCATION: 'EDU',
  HEALTH: 'HEALTH',
  HOUSING_SAFETY: 'HOUSING',
  WATER_SAFETY: 'WATER',
  COMPREHENSIVE_SECURITY: 'CAB',
  SOCIAL_ASSISTANCE: 'TOWNSHIP',
  ASPIRATION_AND_SKILL: 'RRB',
};

export function assistanceMeasures(
  random: Random,
  observe: Observe,
  household_id: string,
  profile: Profile,
  labour: LabourClass | null,
): AssistanceMeasureRow[] {
  return Array.from({ length: profile.measures }, () => {
    const kind = random.weighted<string>(labour === 'NO_LABOUR' ? withoutLabour : withLabour);
    const started = day('2021-06-01') + random.int(0, 1_350);
    const ended = random.chance(0.25) ? Math.min(started + random.int(90, 700), TODAY - 10) : null;
    return {
      ...observe(departmentOf[kind] ?? 'TOWNSHIP', started),
      household_id,
      kind,
      started_on: iso(started),
      ended_on: ended === null ? null : iso(ended),
    };
  });
}

const quarters = [
  ['2025-01-01', '2025-03-31', '2025-02-25'],
  ['2025-04-01', '2025-06-30', '2025-05-26'],
] as const;

/** Amounts of the documents, in fen: monthly allowances. */
const amounts = {
  DIBAO: 32_200,
  PERMANENT: 51_500,
  EXTREME_HARDSHIP: 67_000,
  CARE: 7_000,
} as const;

/** What the household was paid in the running year, as far as the departments reported it. */
export function benefitGrants(
  random: Random,
  observe: Observe,
  household_id: string,
  people: readonly PersonRow[],
  net: { readonly programme: SafetyNet; readonly permanent: boolean },
): BenefitGrantRow[] {
  const rows: BenefitGrantRow[] = [];
  const quarterly = (benefit: string, monthly: number, person_id: string | null, payer: string): void => {
    for (const [from, to, paid] of quarters) {
      // Arrears and payments made twice exist: finding them is part of the work.
      const times = random.chance(0.02) ? 0 : random.chance(0.004) ? 2 : 1;
      for (let i = 0; i < times; i++)
        rows.push({
          ...observe(payer, day(paid)),
          household_id,
          person_id,
          benefit,
          form: 'CASH',
          amount: monthly * 3,
          period_from: from,
          period_to: to,
          paid_on: paid,
          payer,
        });
    }
  };
  const recipients = people.length;
  if (net.programme === 'DIBAO')
    quarterly('safetyNet.dibao', (net.permanent ? amounts.PERMANENT : amounts.DIBAO) * Math.min(recipients, 2), null, 'CAB');
  if (net.programme === 'EXTREME_HARDSHIP') quarterly('safetyNet.extremeHardship', amounts.EXTREME_HARDSHIP * recipients, null, 'CAB');
  for (const person of people) {
    if (person.disability_severe === true && random.chance(0.93)) quarterly('safetyNet.disabilityCare', amounts.CARE, person.id, 'DPF');
  }
  return rows;
}
