import { day } from './days.js';
import { observer } from './observe.js';
import type { Plan, Profile } from './plan.js';
import { Random } from './random.js';
import type { ExpenditureRow } from './rows.js';

// prettier-ignore
const kinds = [['MEDICAL', 0.5, 900, 9_000], ['DISABILITY', 0.12, 500, 4_000], ['EDUCATION', 0.35, 1_500, 16_000], ['DISASTER', 0.04, 1_000, 20_000], ['ACCIDENT', 0.03, 1_000, 25_000], ['EMPLOYMENT_COST', 0.3, 600, 4_500], ['OTHER', 0.6, 500, 5_000]] as const;
const ofHealth = new Set<string>(['MEDICAL', 'DISABILITY']);

/** What a household spent last year: all kinds of monitored households, which are visited for it, and what is known by chance of others. */
export function expenditures(plan: Plan, register_number: string, area: string, household_id: string, profile: Profile): ExpenditureRow[] {
  const random = new Random(plan.seed, 'spending', register_number);
  const whole = profile.monitored !== null;
  if (!whole && !(profile.registered && random.chance(0.15))) return [];
  const observe = observer(random, area);
  const year = Math.max(...plan.incomeYears);
  const seen = day(`${year + 1}-01-15`) + random.int(0, 30);
  return kinds.flatMap(([kind, share, low, high]) => {
    const spent = random.chance(whole && kind === 'MEDICAL' ? 0.8 : share);
    const amount = spent ? Math.round(random.between(low, high)) * 100 * (whole && kind === 'MEDICAL' ? 2 : 1) : 0;
    const rigid = amount === 0 || random.chance(0.03) ? null : kind !== 'OTHER';
    if (!whole && !spent) return [];
    const health = ofHealth.has(kind);
    return [
      {
        ...observe('RRB', seen),
        household_id,
        year,
        month: null,
        kind,
        amount: health ? null : amount,
        health_amount: health ? amount : null,
        rigid,
      },
    ];
  });
}
