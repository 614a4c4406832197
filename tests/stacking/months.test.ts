import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monthsRecorded } from '../../plugins/stacking/index.js';

const year = { from: '2025-01-01', to: '2025-12-31' };
const of = (from: string, to: string | null = null, source = 'A') => ({ source, from, to });

describe('the months for which a benefit was recorded', () => {
  test('are twelve of a full year, whether an end was recorded or not', () => {
    expect(monthsRecorded([of('2025-01-01', '2025-12-31')], year, null)).toEqual({ months: 12, more: false });
    expect(monthsRecorded([of('2023-05-07')], year, null)).toEqual({ months: 12, more: false });
  });

  test('are counted once, whether one grant or several cover them, and by the department that told of most', () => {
    expect(monthsRecorded([of('2025-01-01', '2025-03-31'), of('2025-03-01', '2025-04-30')], year, null)).toEqual({
      months: 4,
      more: false,
    });
    expect(monthsRecorded([of('2025-01-01', '2025-03-31'), of('2025-06-01', '2025-06-30', 'B')], year, null).months).toBe(3);
  });

  test('of which a part is covered, or that lie before the value holds, are left open', () => {
    expect(monthsRecorded([of('2025-01-15', '2025-03-31')], year, null)).toEqual({ months: 2, more: true });
    expect(monthsRecorded([of('2025-01-01', '2025-06-30')], year, '2025-03-10')).toEqual({ months: 3, more: true });
  });

  test('a month that is not over is none yet', () =>
    expect(monthsRecorded([of('2025-01-01')], { from: '2025-01-01', to: '2025-02-15' }, null)).toEqual({ months: 1, more: false }));

  test('are never more than the time has, and never fewer with a further grant', () => {
    const day = fc
      .date({ min: new Date('2024-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
      .map((d) => d.toISOString().slice(0, 10));
    const grant = fc
      .tuple(day, fc.option(day), fc.constantFrom('A', 'B'))
      .map(([from, to, source]) => of(from, to === null || to < from ? null : to, source));
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 5 }), grant, (some, further) => {
        const { months } = monthsRecorded(some, year, null);
        expect(months).toBeLessThanOrEqual(12);
        expect(monthsRecorded([...some, further], year, null).months).toBeGreaterThanOrEqual(months);
      }),
    );
  });
});
