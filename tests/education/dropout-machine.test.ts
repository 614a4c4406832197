import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dropoutStates, type DropoutState } from '../../modules/education/codes.js';
import { advance, steps, type Standing } from '../../modules/education/dropout/machine.js';

const states = Object.keys(dropoutStates) as DropoutState[];
const asked = fc.record({
  to: fc.constantFrom(...states),
  on: fc.date({ min: new Date('2024-01-01'), max: new Date('2024-12-31'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10)),
  evidence: fc.option(fc.constantFrom('', '  ', '学校证明'), { nil: null }),
  exemptPhysical: fc.option(fc.boolean(), { nil: null }),
});

describe('the steps of a dropout case', () => {
  test('whatever is asked, in whatever order: only declared steps are taken, evidence is there, days never go back, the end is the end', () => {
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 30 }), (wishes) => {
        let at: Standing | null = null;
        let ended = false;
        for (const wish of wishes) {
          const outcome = advance(at, wish);
          if (!outcome.ok) continue;
          const { step } = outcome;
          expect(steps).toContain(step);
          expect(step.from).toBe(at?.state ?? null);
          expect(ended).toBe(false);
          if (step.evidence) expect(wish.evidence?.trim()).toBeTruthy();
          if (at !== null) expect(wish.on >= at.since).toBe(true);
          if (wish.exemptPhysical !== null) expect(step.to).toBe('NO_LONGER_OBLIGED');
          at = { state: step.to, since: wish.on };
          ended = step.to === 'NO_LONGER_OBLIGED';
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('every state can be reached, and from every state but the last a case can come to its end', () => {
    const reachable = new Set<DropoutState>();
    const visit = (from: DropoutState | null): void => {
      for (const { to } of steps.filter((step) => step.from === from)) if (!reachable.has(to)) visit((reachable.add(to), to));
    };
    visit(null);
    expect([...reachable].sort()).toEqual([...states].sort());
    for (const state of states.filter((one) => one !== 'NO_LONGER_OBLIGED'))
      expect(steps.some((step) => step.from === state && step.to === 'NO_LONGER_OBLIGED')).toBe(true);
    expect(steps.filter((step) => step.from === 'NO_LONGER_OBLIGED')).toEqual([]);
  });

  test('no step is declared twice, and whatever the source says stands with its words', () => {
    expect(new Set(steps.map(({ from, to }) => `${from}→${to}`)).size).toBe(steps.length);
    expect(steps.filter((step) => step.policy === null).map(({ from, to }) => `${from}→${to}`)).toEqual(['AT_RISK→CHECKED']);
  });

  test('a forbidden step is refused with what is allowed and the clause', () => {
    expect(advance({ state: 'CHECKED', since: '2024-09-01' }, { to: 'RETURNED', on: '2024-09-02', evidence: '证明' })).toMatchObject({
      ok: false,
      refusal: {
        name: 'STEP_NOT_ALLOWED',
        field: 'to',
        params: { from: '摸排在册', to: '已复学', allowed: '有辍学倾向、辍学、不再负有就学义务' },
      },
    });
    expect(advance(null, { to: 'RETURNED', on: '2024-09-02' })).toMatchObject({ ok: false, refusal: { name: 'STEP_NOT_ALLOWED' } });
  });
});
