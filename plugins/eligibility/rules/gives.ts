import { blank, type BenefitResult, type Check, type Gives, type ResolvedParameter, type Term } from 'xianjie/schema';
import { evaluate } from './evaluate.js';
import { wholeFen } from '../figures/figures.js';
import { causesOf, failure, type Cause, type Place, type Result } from './result.js';
import { figureOf } from './terms.js';
import { step } from './terms/figure.js';
import { ownBlank, unstatedPeriod, type Open } from './unknowns.js';
import { valueOf } from '../figures/values.js';

/** What a check gives one subject: the entitlement stands, the amount or the period may be unknown. */
export interface Given {
  readonly benefit: BenefitResult;
  /** The policy value that the amount is, where it is one. */
  readonly parameter: ResolvedParameter | null;
  /** How the amount is calculated, where it is. */
  readonly steps: Result | null;
  readonly unknowns: readonly Open[];
}

export function give(check: Check, gives: Gives, place: Place): Given {
  const { benefit, amount, per, every } = gives;
  const { shown, parameter, steps, causes } = amountOf(check, gives, place);
  return {
    benefit: {
      code: benefit.code,
      title: benefit.title,
      form: benefit.form,
      amount: shown,
      per,
      every: every === blank ? null : every,
    },
    parameter,
    steps,
    unknowns: [
      ...(amount === blank ? [{ cause: ownBlank(check, benefit, 'amount'), part: 'AMOUNT' as const }] : []),
      ...causes.map((cause) => ({ cause, part: 'AMOUNT' as const })),
      ...unstatedPeriod(check, gives),
    ],
  };
}

interface AmountGiven {
  readonly shown: BenefitResult['amount'];
  readonly parameter: ResolvedParameter | null;
  readonly steps: Result | null;
  readonly causes: readonly Cause[];
}
const nothing: AmountGiven = { shown: null, parameter: null, steps: null, causes: [] };

function amountOf(check: Check, { amount }: Gives, place: Place): AmountGiven {
  if (amount === null || amount === blank) return nothing;
  try {
    return reckoned(check, amount, place);
  } catch (error) {
    place.setting.onFailure?.({ facts: [], check: check.code, error });
    return { ...nothing, causes: [failure(check)] };
  }
}

function reckoned(check: Check, amount: Term, place: Place): AmountGiven {
  const { value, parameter, steps, causes, shown } = figureOf(amount, place, evaluate);
  if (value === undefined) return { shown: null, parameter, steps, causes: steps === null ? causes : causesOf(steps) };
  // A policy value is shown as it stands.
  if (amount.term === 'parameter') return { ...nothing, shown, parameter };
  const fen = wholeFen(value as number);
  const explained = steps ?? step(amount, { value, bounds: null, shown, answer: null, parameter, causes, steps }, place);
  // Nobody is given less than nothing.
  if (!Number.isSafeInteger(fen) || fen < 0) return { ...nothing, steps: explained, causes: [failure(check)] };
  return { shown: valueOf('MONEY', fen), parameter: null, steps: explained, causes: [] };
}
