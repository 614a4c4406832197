import { describe, expect, test } from 'vitest';
import { dropoutStates } from '../../modules/education/codes.js';
import { dropout } from '../../modules/education/dropout/lifecycle.js';
import { policyModule } from '../../modules/education/index.js';
import { notPossible } from '../../plugins/lifecycle/words.js';
import { against } from '../lifecycle/in-memory.js';

const states = Object.keys(dropoutStates);
const steps = dropout.transitions;

describe('the steps of a dropout case', () => {
  test('every state can be reached, and from every state but the last a case can come to its end', () => {
    const reachable = new Set<string>();
    const visit = (from: string | null): void => {
      for (const { to } of steps.filter((step) => step.from.includes(from)))
        if (to !== null && !reachable.has(to)) visit((reachable.add(to), to));
    };
    visit(null);
    expect([...reachable].sort()).toEqual([...states].sort());
    for (const state of states.filter((one) => one !== 'NO_LONGER_OBLIGED'))
      expect(steps.some((step) => step.from.includes(state) && step.to === 'NO_LONGER_OBLIGED')).toBe(true);
    expect(steps.filter((step) => step.from.includes('NO_LONGER_OBLIGED'))).toEqual([]);
  });

  test('no step is declared twice, and whatever the source says stands with its words', () => {
    const pairs = steps.flatMap(({ from, to }) => from.map((state) => `${state}→${to ?? state}`));
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(steps.filter((step) => step.policy === null).map(({ from, to }) => `${from.join()}→${to}`)).toEqual(['AT_RISK→CHECKED']);
  });

  test('a forbidden step is told with what is allowed and the clause', async () => {
    expect(await against(policyModule, dropout, { from: 'CHECKED', to: 'RETURNED', on: '2024-09-02' })).toBeNull();
    expect(notPossible(dropout, 'CHECKED', { to: 'RETURNED' })).toMatchObject({
      from: '摸排在册',
      to: '已复学',
      allowed: '有辍学倾向、辍学、不再负有就学义务',
    });
    expect(await against(policyModule, dropout, { from: null, to: 'RETURNED', on: '2024-09-02' })).toBeNull();
  });
});
