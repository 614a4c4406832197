import { hljSys, type PolicyPlace } from 'xianjie/schema';
import type { PayBasis } from './codes.js';
import type { PostRefusal } from './refusals.js';

/** 在岗领补: nothing is paid for a month without attendance. */
export const noPayInNameOnly: PolicyPlace = {
  document: hljSys,
  place: 'L28',
  quote: '采取打卡、检查、绩效等方式,加强对公益性岗位人员的日常管理,杜绝“挂名发钱”',
};

/** What a month's pay is decided by. Months are `YYYY-MM`, days `YYYY-MM-DD`, money in fen. */
export interface PayFacts {
  readonly month: string;
  readonly today: string;
  readonly from: string | null;
  readonly to: string | null;
  /** The day the person left the post; null: still there. */
  readonly exitedOn: string | null;
  readonly payBasis: PayBasis | null;
  readonly pay: number | null;
  /** Days at work in that month; null: no attendance is recorded. */
  readonly days: number | null;
  readonly paid: boolean;
  /** What is to be paid; null: what contract and attendance come to. */
  readonly amount: number | null;
}

export type PayDecision = { readonly ok: true; readonly amount: number } | { readonly ok: false; readonly refusal: PostRefusal };

const refused = (refusal: PostRefusal): PayDecision => ({ ok: false, refusal });

/** What the contract and the days come to; null: by the piece of work, which nobody can count from days. */
export function payDue({ payBasis, pay, days }: Pick<PayFacts, 'payBasis' | 'pay' | 'days'>): number | null {
  if (pay === null || days === null || days === 0 || payBasis === 'TASK' || payBasis === null) return null;
  return payBasis === 'DAY' ? pay * days : pay;
}

/** Whether a month may be paid, and how much. Attendance first: without it no other fact matters. */
export function decidePay(facts: PayFacts): PayDecision {
  if (facts.days === null || facts.days < 1) return refused('NO_PAY_WITHOUT_ATTENDANCE');
  if (!coversMonth(facts, facts.month)) return refused('POST_MONTH_OUTSIDE_CONTRACT');
  if (facts.month > facts.today.slice(0, 7)) return refused('POST_MONTH_NOT_OVER');
  if (facts.paid) return refused('POST_MONTH_PAID');
  const due = payDue(facts);
  const amount = facts.amount ?? due;
  if (amount === null || amount <= 0) return refused('POST_NO_PAY_TERMS');
  return due !== null && amount > due ? refused('POST_PAY_ABOVE_CONTRACT') : { ok: true, amount };
}

/** Whether some day of the month lies within the contract and before the exit. */
export function coversMonth({ from, to, exitedOn }: Pick<PayFacts, 'from' | 'to' | 'exitedOn'>, month: string): boolean {
  if (from === null || to === null) return false;
  const end = exitedOn !== null && exitedOn < to ? exitedOn : to;
  return from.slice(0, 7) <= month && month <= end.slice(0, 7);
}

/** How many days a month has. */
export function daysOf(month: string): number {
  const [year = 0, nth = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, nth, 0)).getUTCDate();
}
