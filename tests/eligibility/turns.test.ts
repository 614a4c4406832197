import { describe, expect, test } from 'vitest';
import { inTurns, mayReckon } from '../../plugins/eligibility/facts/turns.js';

const busy = (milliseconds: number): void => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

describe('a question for many verdicts', () => {
  test('gives them in the order in which they were asked', async () => {
    expect(await inTurns([3, 1, 2], (n) => n * 2)).toEqual([6, 2, 4]);
  });

  test('lets others be served meanwhile, also when many ask at once', async () => {
    let served = 0;
    const timer = setInterval(() => void served++, 1);
    const items = Array.from({ length: 100 }, (_, i) => i);
    // Two seconds of reckoning, twenty questions at once.
    await Promise.all(Array.from({ length: 20 }, () => inTurns(items, () => busy(1))));
    clearInterval(timer);
    // Not served between them, or in rounds of all twenty, the timer would have come a handful of times.
    expect(served).toBeGreaterThan(40);
  });

  test('fails with what the reckoning threw, and the next one goes on', async () => {
    const failing = () => {
      busy(20);
      throw new Error('no');
    };
    await expect(inTurns([1], failing)).rejects.toThrow('no');
    expect(await inTurns([1, 2], () => busy(20))).toHaveLength(2);
  });

  test('ends when its operation has reckoned as long as one may, its questions together, and gives nothing', async () => {
    const items = Array.from({ length: 50 }, (_, i) => i);
    const reckoning = { spent: 0 };
    const ask = (each: number) => inTurns(items, () => busy(each), reckoning, 1_000);
    expect(await ask(1)).toHaveLength(50);
    await expect(ask(40)).rejects.toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
    expect(() => mayReckon(reckoning, 1_000)).toThrow(/ask for fewer/);
    // All of it would have taken two seconds.
    expect(reckoning.spent).toBeLessThan(1_600);
  });

  test('does not pay for the time in which others reckon', async () => {
    const items = Array.from({ length: 30 }, (_, i) => i);
    const all = Array.from({ length: 5 }, () => ({ spent: 0 }));
    const begun = performance.now();
    await Promise.all(all.map((reckoning) => inTurns(items, () => busy(2), reckoning)));
    expect(all.reduce((sum, { spent }) => sum + spent, 0)).toBeLessThan(1.1 * (performance.now() - begun));
  });
});
