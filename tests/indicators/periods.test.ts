import { expect, test } from 'vitest';
import { before, periodOf, periodOn } from '../../plugins/indicators/periods.js';

test('a day, a month, a quarter and a year are written as they are', () => {
  expect(periodOf('2025-06-30')).toEqual({ grain: 'DAY', code: '2025-06-30', first: '2025-06-30', last: '2025-06-30' });
  expect(periodOf('2024-02')).toEqual({ grain: 'MONTH', code: '2024-02', first: '2024-02-01', last: '2024-02-29' });
  expect(periodOf('2025-Q2')).toEqual({ grain: 'QUARTER', code: '2025-Q2', first: '2025-04-01', last: '2025-06-30' });
  expect(periodOf('2025')).toEqual({ grain: 'YEAR', code: '2025', first: '2025-01-01', last: '2025-12-31' });
});

test.each(['', '25', '2025-13', '2025-00', '2025-Q5', '2025-02-30', '2025-06-31', '2025-6', ' 2025', "2025' or '1"])(
  '%j is no period',
  (text) => {
    expect(periodOf(text)).toBeNull();
  },
);

test('before the first of a kind comes the last of the year before', () => {
  for (const [grain, last] of [
    ['DAY', '2024-12-31'],
    ['MONTH', '2024-12'],
    ['QUARTER', '2024-Q4'],
    ['YEAR', '2024'],
  ] as const)
    expect(before(periodOn(grain, '2025-01-01')).code).toBe(last);
});
