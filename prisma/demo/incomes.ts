import type { Profile } from './plan.js';
import type { Random } from './random.js';
import type { IncomeStatementRow, LabourClass, SafetyNet } from './rows.js';

/** The figures of a statement; whose and when is added by the caller. Money in fen. */
export type Figures = Pick<
  IncomeStatementRow,
  | 'member_count'
  | 'wage'
  | 'operating'
  | 'property'
  | 'transfer'
  | 'business_cost'
  | 'net_income'
  | 'per_capita_net'
  | 'per_capita_yearly'
  | 'per_capita_disposable'
>;

/** Yearly amounts per person of the documents, in yuan: ordinary and permanent minimum living allowance, self-caring extreme hardship. */
const allowance: Readonly<Partial<Record<SafetyNet | 'PERMANENT', number>>> & { readonly PERMANENT: number } = {
  DIBAO: 3_864,
  PERMANENT: 6_180,
  EXTREME_HARDSHIP: 8_040,
};

const fen = (yuan: number): number => Math.round(yuan * 100);
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Yearly income per head of the last full year, in yuan. */
export function level(random: Random, profile: Profile): number {
  if (profile.monitored === 'BORDERLINE_AT_RISK') {
    const near = random.next();
    return near < 0.4 ? random.between(4_300, 5_990) : near < 0.85 ? random.between(6_010, 7_500) : random.between(7_500, 9_500);
  }
  if (profile.band === null) {
    if (profile.monitored !== null) return random.between(4_800, 15_000);
    const draw = random.next();
    // Some families below the lines are on no list yet: finding them is what the screening is for.
    if (draw < 0.006) return random.between(4_200, 5_980);
    if (draw < 0.026) return random.between(6_000, 10_000);
    return clamp(31_000 * Math.exp(0.4 * random.normal()), 10_100, 120_000);
  }
  if (profile.band === 'BELOW_LINE') return random.between(4_200, 5_980);
  if (profile.band === 'JUST_ABOVE_LINE') return random.between(6_005, 6_495);
  if (profile.band === 'BELOW_WATCH_LINE') return random.between(6_510, 9_850);
  return clamp(17_500 * Math.exp(0.36 * random.normal()), 10_300, 60_000);
}

/** How one year compares with the year before: growth mostly, decline for a visible minority. */
export function growth(random: Random, profile: Profile, last: boolean): number {
  if (last && profile.monitored === 'SUDDEN_SEVERE_DIFFICULTY' && random.chance(0.85)) return random.between(-0.5, -0.18);
  const declines = profile.monitored !== null ? 0.25 : profile.registered ? 0.09 : 0.07;
  if (random.chance(declines)) return random.between(-0.3, -0.02);
  return clamp(0.075 + 0.04 * random.normal(), 0.004, 0.3);
}

export interface Earner {
  readonly labour: LabourClass | null;
  readonly programme: SafetyNet;
  readonly permanent: boolean;
}

/** One statement for an income per head (the third concept: what the village adds up for the year). */
export function figures(random: Random, perHead: number, members: number, earner: Earner): Figures {
  // The three concepts are three surveys' figures: near one another, never equal by rule.
  const perCapitaNet = perHead * random.between(0.99, 1.02);
  const net = Math.round(perCapitaNet * members);
  const able = earner.labour === 'HAS_LABOUR' ? 2 : earner.labour === 'WEAK_ONLY' ? 1 : 0;
  const property = Math.round(net * random.between(0.01, [0.25, 0.12, 0.06][able] ?? 0));
  const paid = earner.programme === 'DIBAO' && earner.permanent ? allowance.PERMANENT : (allowance[earner.programme] ?? 0);
  const recipients = earner.programme === 'DIBAO' && able === 2 ? Math.min(members, 2) : members;
  const usual = net * random.between([0.55, 0.25, 0.05][able] ?? 0, [0.8, 0.45, 0.2][able] ?? 0);
  const transfer = Math.round(Math.min(Math.max(usual, paid * recipients), (net - property) * 0.94));
  const rest = net - property - transfer;
  const wage = Math.round(rest * random.between([0, 0.2, 0.35][able] ?? 0, [0.15, 0.6, 0.85][able] ?? 0));
  const cost = Math.round((rest - wage) * random.between(0.3, 1.1));
  const missing = (share: number, value: number): number | null => (random.chance(share) ? null : value);
  return {
    member_count: members,
    wage: fen(wage),
    operating: fen(rest - wage + cost),
    property: fen(property),
    transfer: fen(transfer),
    business_cost: fen(cost),
    net_income: fen(net),
    per_capita_net: missing(0.02, fen(net / members)),
    per_capita_yearly: missing(0.03, fen(perHead)),
    per_capita_disposable: missing(0.15, fen((net / members) * random.between(0.95, 0.995))),
  };
}

/** A month's kinds; sums per head are taken over years only. Flexible work swings, a steady job does not. */
export function month(random: Random, perHead: number, members: number, earner: Earner, flexible: boolean): Figures {
  const year = figures(random, perHead, members, earner);
  const part = (value: number | null, swing: number): number | null =>
    value === null ? null : Math.round(((value / 12) * Math.max(0.05, 1 + swing * random.normal())) / 100) * 100;
  return {
    member_count: members,
    wage: part(year.wage, flexible ? 0.45 : 0.05),
    operating: part(year.operating, 0.6),
    property: part(year.property, 0.1),
    transfer: part(year.transfer, 0.02),
    business_cost: part(year.business_cost, 0.4),
    net_income: null,
    per_capita_net: null,
    per_capita_yearly: null,
    per_capita_disposable: null,
  };
}
