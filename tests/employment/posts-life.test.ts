import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { policyModule } from '../../modules/employment/index.js';
import { contractLife, postLife } from '../../modules/employment/posts/life.js';
import { postNoticeDays } from '../../modules/employment/posts/parameters.js';
import { postStates, type PostState } from '../../modules/employment/posts/codes.js';
import { decidePay, noPayInNameOnly, payDue, type PayFacts } from '../../modules/employment/posts/pay.js';
import { against } from '../lifecycle/in-memory.js';

type Values = Readonly<Record<string, unknown>>;
const onPost: Values = { postState: 'HIRING_NOTICE', noticeFrom: '2024-06-01', noticeTo: '2024-06-10', places: 2, held: 1, formerTo: null };
const ready: Values = {
  ...onPost,
  meetsConditions: true,
  signedOn: '2024-06-12',
  startsOn: '2024-06-15',
  endsOn: '2025-06-14',
  payBasis: 'MONTH',
  pay: 60_000,
  appliedOn: '2024-06-05',
};
/** What stands against a step of somebody on a post; the exit's reason is said with it. */
const refusals = async (from: PostState | null, to: PostState, over: Values & { readonly today?: string; readonly on?: string } = {}) => {
  const { today = '2024-06-15', on = today, exitReason = null, ...known } = over;
  return (
    (await against(policyModule, contractLife, { from, to, on, known: { ...ready, ...known }, said: { exitReason } })) ?? [
      'POST_STEP_NOT_POSSIBLE',
    ]
  );
};

const planned: Values = { duties: 'sweep', fundSource: 'LINKAGE', held: 0, places: 1 };
const notice: Values = { noticeStartsOn: '2024-06-01', noticeEndsOn: '2024-06-07' };
const post = async (from: PostState, to: PostState, over: Values = {}) => {
  const { noticeDays, noticeStartsOn, noticeEndsOn, ...known } = { ...notice, ...over } as Values & { noticeDays?: number };
  const policy = noticeDays === undefined ? {} : { [postNoticeDays.code]: noticeDays };
  const said = to === 'HIRING_NOTICE' ? { noticeStartsOn, noticeEndsOn } : {};
  return (
    (await against(policyModule, postLife, { from, to, on: '2024-06-15', known: { ...planned, ...known }, said, policy })) ?? [
      'POST_STEP_NOT_POSSIBLE',
    ]
  );
};

describe('按需设岗: a post', () => {
  test('is approved once its duties are clear', async () => {
    expect(await post('NEED_ASSESSED', 'POST_APPROVED')).toEqual([]);
    expect(await post('NEED_ASSESSED', 'POST_APPROVED', { duties: null })).toEqual(['POST_WITHOUT_DUTIES']);
  });

  test('is announced only after it was approved, with its money and the days of the notice', async () => {
    expect(await post('POST_APPROVED', 'HIRING_NOTICE')).toEqual([]);
    expect(await post('NEED_ASSESSED', 'HIRING_NOTICE')).toEqual(['POST_STEP_NOT_POSSIBLE']);
    expect(await post('POST_APPROVED', 'HIRING_NOTICE', { fundSource: null, noticeEndsOn: null })).toEqual([
      'POST_WITHOUT_MONEY',
      'POST_WITHOUT_NOTICE',
    ]);
    expect(await post('POST_APPROVED', 'HIRING_NOTICE', { noticeEndsOn: '2024-05-31' })).toEqual(['POST_WITHOUT_NOTICE']);
  });

  test('has a notice as long as a document says, and of any length where none says', async () => {
    expect(await post('POST_APPROVED', 'HIRING_NOTICE', { noticeDays: 7 })).toEqual([]);
    expect(await post('POST_APPROVED', 'HIRING_NOTICE', { noticeDays: 8 })).toEqual(['POST_NOTICE_TOO_SHORT']);
    expect(await post('POST_APPROVED', 'HIRING_NOTICE', { noticeEndsOn: '2024-06-01' })).toEqual([]);
  });

  test('does not end while somebody is on it', async () => {
    expect(await post('HIRING_NOTICE', 'EXITED')).toEqual([]);
    expect(await post('HIRING_NOTICE', 'EXITED', { held: 1 })).toEqual(['POST_STILL_HELD']);
  });
});

describe('以岗聘任, 有序退岗: a person on a post', () => {
  test('applies while the notice is out', async () => {
    const on = (day: string) => refusals(null, 'APPLIED', { on: day });
    expect([await on('2024-06-01'), await on('2024-06-10')]).toEqual([[], []]);
    expect([await on('2024-05-31'), await on('2024-06-11')]).toEqual([['POST_NOTICE_NOT_OUT'], ['POST_NOTICE_NOT_OUT']]);
    expect(await refusals(null, 'APPLIED', { postState: 'POST_APPROVED', on: '2024-06-05' })).toEqual(['POST_WITHOUT_NOTICE']);
  });

  test('is selected after the notice has closed: not on its last day, but on the day after', async () => {
    expect(await refusals('APPLIED', 'SELECTED', { today: '2024-06-10', signedOn: null })).toEqual(['POST_NOTICE_STILL_OPEN']);
    expect(await refusals('APPLIED', 'SELECTED', { today: '2024-06-11', signedOn: null })).toEqual([]);
  });

  test('meets the conditions of the post: not known blocks, and says that it is not known', async () => {
    expect(await refusals('SELECTED', 'CONTRACTED', { meetsConditions: false })).toEqual(['POST_CONDITIONS_NOT_CONFIRMED']);
    expect(await refusals('SELECTED', 'CONTRACTED', { meetsConditions: null })).toEqual(['POST_CONDITIONS_NOT_CONFIRMED']);
  });

  test('signs for a place that is free, a pay that is named and a term that is in order', async () => {
    expect(await refusals('SELECTED', 'CONTRACTED')).toEqual([]);
    expect(await refusals('SELECTED', 'CONTRACTED', { held: 2 })).toEqual(['POST_FULL']);
    expect(await refusals('SELECTED', 'CONTRACTED', { pay: null })).toEqual(['POST_NO_PAY_TERMS']);
    expect(await refusals('SELECTED', 'CONTRACTED', { endsOn: '2024-06-14' })).toEqual(['POST_TERM_ORDER']);
    expect(await refusals('SELECTED', 'CONTRACTED', { signedOn: '2024-06-10' })).toEqual(['POST_NOTICE_STILL_OPEN']);
    expect(await refusals('APPLIED', 'CONTRACTED')).toEqual(['POST_STEP_NOT_POSSIBLE']);
  });

  test('is on duty from the first day of the term', async () => {
    expect(await refusals('CONTRACTED', 'ON_DUTY', { today: '2024-06-14' })).toEqual(['POST_NOT_BEGUN']);
    expect(await refusals('CONTRACTED', 'ON_DUTY')).toEqual([]);
  });

  test('is renewed by a term that ends later, and leaves with a reason', async () => {
    expect(await refusals('ON_DUTY', 'RENEWAL_REVIEW')).toEqual([]);
    expect(await refusals('RENEWAL_REVIEW', 'CONTRACTED', { formerTo: '2025-06-14' })).toEqual(['POST_TERM_ORDER']);
    expect(await refusals('RENEWAL_REVIEW', 'CONTRACTED', { formerTo: '2025-06-13' })).toEqual([]);
    expect(await refusals('ON_DUTY', 'EXITED')).toEqual(['POST_EXIT_WITHOUT_REASON']);
    expect(await refusals('ON_DUTY', 'EXITED', { exitReason: 'OTHER_WORK' })).toEqual([]);
    expect(await refusals('ON_DUTY', 'EXITED', { exitReason: 'OTHER_WORK', on: '2024-06-04' })).toEqual(['POST_EXIT_BEFORE_START']);
    expect(await refusals('ON_DUTY', 'EXITED', { exitReason: 'OTHER_WORK', on: '2024-06-05' })).toEqual([]);
    expect(await refusals('EXITED', 'ON_DUTY')).toEqual(['POST_STEP_NOT_POSSIBLE']);
  });
});

const month: PayFacts = {
  month: '2024-07',
  today: '2024-07-31',
  from: '2024-06-15',
  to: '2025-06-14',
  exitedOn: null,
  payBasis: 'MONTH',
  pay: 60_000,
  days: 20,
  paid: false,
  amount: null,
};
const paying = (over: Partial<PayFacts> = {}) => {
  const decision = decidePay({ ...month, ...over });
  return decision.ok ? decision.amount : decision.refusal;
};

describe('在岗领补: pay', () => {
  test('is nothing without attendance, whatever else holds', () => {
    expect(paying({ days: null })).toBe('NO_PAY_WITHOUT_ATTENDANCE');
    expect(paying({ days: 0 })).toBe('NO_PAY_WITHOUT_ATTENDANCE');
    expect(paying({ days: 1 })).toBe(60_000);
    expect(noPayInNameOnly.quote).toContain('杜绝“挂名发钱”');
  });

  test('comes to the month, or to the days; work by the piece needs its amount', () => {
    expect(payDue({ payBasis: 'DAY', pay: 8_000, days: 12 })).toBe(96_000);
    expect(paying({ payBasis: 'DAY', pay: 8_000, days: 12 })).toBe(96_000);
    expect(paying({ payBasis: 'TASK' })).toBe('POST_NO_PAY_TERMS');
    expect(paying({ payBasis: 'TASK', amount: 30_000 })).toBe(30_000);
  });

  test('may be less than that, never more', () => {
    expect(paying({ amount: 59_999 })).toBe(59_999);
    expect(paying({ amount: 60_000 })).toBe(60_000);
    expect(paying({ amount: 60_001 })).toBe('POST_PAY_ABOVE_CONTRACT');
  });

  test('is for months of the contract, that have begun, once', () => {
    expect(paying({ month: '2024-06', today: '2024-06-30' })).toBe(60_000);
    expect(paying({ month: '2024-05' })).toBe('POST_MONTH_OUTSIDE_CONTRACT');
    expect(paying({ month: '2025-07', today: '2025-07-31' })).toBe('POST_MONTH_OUTSIDE_CONTRACT');
    expect(paying({ month: '2024-09', exitedOn: '2024-08-31', today: '2024-09-30' })).toBe('POST_MONTH_OUTSIDE_CONTRACT');
    expect(paying({ month: '2024-08' })).toBe('POST_MONTH_NOT_OVER');
    expect(paying({ paid: true })).toBe('POST_MONTH_PAID');
  });
});

/** A life as it may come: any steps in any order, with any facts. Only what the lifecycle allows changes anything. */
const states = Object.keys(postStates) as PostState[];
const day = fc.integer({ min: 0, max: 400 }).map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10));
const attempt = fc.record({
  to: fc.constantFrom(...states),
  today: day,
  noticeFrom: fc.option(day),
  noticeTo: fc.option(day),
  signedOn: fc.option(day),
  from: fc.option(day),
  to_: fc.option(day),
  conditionsMet: fc.option(fc.boolean()),
  exitReason: fc.option(fc.constant('OWN_WISH')),
  days: fc.option(fc.integer({ min: 0, max: 31 })),
  pay: fc.option(fc.constant(60_000)),
});

describe('whatever is tried, in whatever order', () => {
  test('nobody holds a contract without a notice that closed before it was signed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { maxLength: 40 }), async (attempts) => {
        let announced: { from: string; to: string } | null = null;
        let postState: PostState = 'NEED_ASSESSED';
        let holder: PostState | null = null;
        for (const { to, today, noticeFrom, noticeTo, signedOn, from, to_, conditionsMet, exitReason, pay } of attempts) {
          if ((await post(postState, to, { noticeStartsOn: noticeFrom, noticeEndsOn: noticeTo })).length === 0) {
            postState = to;
            if (to === 'HIRING_NOTICE' && noticeFrom !== null && noticeTo !== null) announced = { from: noticeFrom, to: noticeTo };
          }
          const known = {
            postState,
            noticeFrom: announced?.from ?? null,
            noticeTo: announced?.to ?? null,
            held: 0,
            meetsConditions: conditionsMet,
            signedOn,
            startsOn: from,
            endsOn: to_,
            pay,
          };
          const taken = await refusals(holder, to, { ...known, today, exitReason, appliedOn: '2024-01-01' });
          if (taken.length > 0) continue;
          if (to === 'CONTRACTED' && holder === 'SELECTED') {
            expect(announced !== null && signedOn !== null && announced.to < signedOn && announced.to < today).toBe(true);
            expect(conditionsMet).toBe(true);
          }
          holder = to === 'EXITED' ? null : to;
        }
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  test('no month is paid without a day of attendance in that month', () => {
    fc.assert(
      fc.property(
        attempt,
        fc.boolean(),
        fc.option(fc.integer({ min: 1, max: 200_000 })),
        fc.constantFrom('MONTH', 'DAY', 'TASK' as const),
        (a, paid, amount, payBasis) => {
          const decision = decidePay({
            ...month,
            today: a.today,
            from: a.from,
            to: a.to_,
            days: a.days,
            pay: a.pay,
            paid,
            amount,
            payBasis: payBasis as 'MONTH',
          });
          if (decision.ok) expect(a.days).toBeGreaterThan(0);
          if (decision.ok) expect(paid).toBe(false);
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
