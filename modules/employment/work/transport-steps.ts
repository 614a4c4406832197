import type { EmploymentPlace } from '../codes.js';

/** W18, as a table: WORKING_AWAY → CLAIMED → CHECKED (place of work) → PAID. Pure; who works away has not claimed yet. */
export const claimStates = {
  WORKING_AWAY: { zh: '在外务工', en: 'works away' },
  CLAIMED: { zh: '已申请', en: 'claimed' },
  CHECKED: { zh: '已核实务工地点', en: 'place of work checked' },
  PAID: { zh: '已发放', en: 'paid' },
} as const;
export type ClaimState = keyof typeof claimStates;

export const claimSteps = {
  CLAIM: { zh: '申请', en: 'claim' },
  CHECK: { zh: '核实', en: 'check' },
  PAY: { zh: '发放', en: 'pay' },
} as const;
export type ClaimStep = keyof typeof claimSteps;

const table: Readonly<Record<ClaimStep, { readonly from: ClaimState; readonly to: ClaimState }>> = {
  CLAIM: { from: 'WORKING_AWAY', to: 'CLAIMED' },
  CHECK: { from: 'CLAIMED', to: 'CHECKED' },
  PAY: { from: 'CHECKED', to: 'PAID' },
};

export interface ClaimFacts {
  readonly state: ClaimState;
  /** The place that the claim names, or that the ledger shows before there is one; null: none is on record. */
  readonly place: EmploymentPlace | null;
  /** For CHECK: the place of work that was found. */
  readonly found?: EmploymentPlace | null;
  /** For PAY, in fen. */
  readonly amount?: number | null;
}

export type ClaimRefusal = 'STEP_NOT_POSSIBLE' | 'NOT_WORKING_AWAY' | 'PLACE_NOT_CONFIRMED' | 'AMOUNT_NEEDED';

/** Where a step leads, or why it is not taken. That the place must have been checked is our own guard (†): the source asks for no proof. */
export function advance(
  step: ClaimStep,
  { state, place, found, amount }: ClaimFacts,
): { readonly to: ClaimState } | { readonly refusal: ClaimRefusal } {
  const { from, to } = table[step];
  if (state !== from) return { refusal: 'STEP_NOT_POSSIBLE' };
  if (step === 'CLAIM' && (place === null || place === 'IN_COUNTY')) return { refusal: 'NOT_WORKING_AWAY' };
  if (step === 'CHECK' && found !== place) return { refusal: 'PLACE_NOT_CONFIRMED' };
  if (step === 'PAY' && amount == null) return { refusal: 'AMOUNT_NEEDED' };
  return { to };
}
