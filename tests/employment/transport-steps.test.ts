import { describe, expect, test } from 'vitest';
import { advance, type ClaimState, type ClaimStep } from '../../modules/employment/work/transport-steps.js';

describe('the steps of a claim', () => {
  const away = { place: 'OUT_OF_PROVINCE', found: 'OUT_OF_PROVINCE', amount: 50_000 } as const;
  const way: readonly (readonly [ClaimState, ClaimStep, ClaimState])[] = [
    ['WORKING_AWAY', 'CLAIM', 'CLAIMED'],
    ['CLAIMED', 'CHECK', 'CHECKED'],
    ['CHECKED', 'PAY', 'PAID'],
  ];

  test('lead one way: claimed, checked, paid; every other step is refused', () => {
    for (const state of ['WORKING_AWAY', 'CLAIMED', 'CHECKED', 'PAID'] as const)
      for (const step of ['CLAIM', 'CHECK', 'PAY'] as const) {
        const next = way.find(([from, by]) => from === state && by === step);
        expect(advance(step, { state, ...away })).toEqual(next ? { to: next[2] } : { refusal: 'STEP_NOT_POSSIBLE' });
      }
  });

  test('are guarded: work away to claim, the same place to be checked, an amount to be paid', () => {
    expect(advance('CLAIM', { state: 'WORKING_AWAY', place: 'IN_COUNTY' })).toEqual({ refusal: 'NOT_WORKING_AWAY' });
    expect(advance('CLAIM', { state: 'WORKING_AWAY', place: null })).toEqual({ refusal: 'NOT_WORKING_AWAY' });
    expect(advance('CHECK', { state: 'CLAIMED', ...away, found: 'IN_PROVINCE_OUT_OF_COUNTY' })).toEqual({ refusal: 'PLACE_NOT_CONFIRMED' });
    expect(advance('CHECK', { state: 'CLAIMED', place: 'OUT_OF_PROVINCE' })).toEqual({ refusal: 'PLACE_NOT_CONFIRMED' });
    expect(advance('PAY', { state: 'CHECKED', place: 'OUT_OF_PROVINCE' })).toEqual({ refusal: 'AMOUNT_NEEDED' });
  });
});
