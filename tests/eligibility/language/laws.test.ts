import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Check, Comparison, Condition, Satisfied, Term } from 'xianjie/schema';
import { evaluate } from '../../../plugins/eligibility/rules/evaluate.js';
import { resultOf } from '../../../plugins/eligibility/named/result.js';
import { verdictOf } from '../../../plugins/eligibility/telling/verdict.js';
import type { World } from '../../../plugins/eligibility/facts/world.js';
import { amount, condition } from '../columns/conditions.js';
import { checkOf, facts, namedValue, parameters, workersOf } from '../columns/world.js';
import { at, knowledge, regime, worldOf, type Knowledge } from './knowledge.js';

/** The laws of three-valued logic, for whatever the language can say of whatever is known. */
const all = (...of: Condition[]): Condition => ({ op: 'all', of });
const any = (...of: Condition[]): Condition => ({ op: 'any', of });
const not = (of: Condition): Condition => ({ op: 'not', of });
const one = condition('FARM', 2);
const ofWorkers = condition('WORKER', 1);

/** Whatever is known, both come to the same. */
function same(of: Knowledge, a: Condition, b: Condition): void {
  expect(evaluate(a, at(of)).satisfied).toBe(evaluate(b, at(of)).satisfied);
}
const three = fc.tuple(one, one, one, knowledge);
const law = (says: (a: Condition, b: Condition, c: Condition, of: Knowledge) => void): void =>
  fc.assert(
    fc.property(three, ([a, b, c, [seed, known]]) => says(a, b, c, { seed, known })),
    { numRuns: 400 },
  );

describe('of any conditions', () => {
  test('order and grouping do not matter', () => {
    law((a, b, c, of) => {
      for (const op of [all, any]) {
        same(of, op(a, b), op(b, a));
        same(of, op(op(a, b), c), op(a, op(b, c)));
        same(of, op(a, b, c), op(a, op(b, c)));
      }
    });
  });

  test('saying one twice says no more, and the weaker absorbs the stronger', () => {
    law((a, b, _c, of) => {
      for (const op of [all, any]) same(of, op(a, a), a);
      same(of, all(a, any(a, b)), a);
      same(of, any(a, all(a, b)), a);
    });
  });

  test('De Morgan, twice not, and one distributes over the other', () => {
    law((a, b, c, of) => {
      same(of, not(all(a, b)), any(not(a), not(b)));
      same(of, not(any(a, b)), all(not(a), not(b)));
      same(of, not(not(a)), a);
      same(of, all(a, any(b, c)), any(all(a, b), all(a, c)));
      same(of, any(a, all(b, c)), all(any(a, b), any(a, c)));
    });
  });

  test('so many of them is any of those ways in which so many are met', () => {
    law((a, b, c, of) => {
      const atLeast = (n: number): Condition => ({ op: 'atLeast', needed: { term: 'constant', value: n }, of: [a, b, c] });
      same(of, atLeast(0), all());
      same(of, atLeast(1), any(a, b, c));
      same(of, atLeast(2), any(all(a, b), all(a, c), all(b, c)));
      same(of, atLeast(3), all(a, b, c));
      same(of, atLeast(4), any());
    });
  });

  test('every one of a list is not one who does not, also of some of it', () => {
    fc.assert(
      fc.property(ofWorkers, fc.option(ofWorkers), knowledge, (who, where, [seed, known]) => {
        const exception = where === null ? not(who) : all(where, not(who));
        same({ seed, known }, { op: 'every', link: workersOf, where, of: who }, not({ op: 'exists', link: workersOf, of: exception }));
      }),
      { numRuns: 800 },
    );
  });

  test('a name changes nothing', () => {
    law((a, _b, _c, of) => same(of, { op: 'named', title: { zh: 'x', en: 'x' }, of: a }, a));
  });
});

describe('of any value', () => {
  const about = { kind: 'FARM', id: 'farm', areaCode: '150623100201' };
  const asked = { subject: about, askedFor: about };
  const line: Term = { term: 'parameter', parameter: parameters.money };

  test('a name of its own changes nothing that is compared with it', () => {
    fc.assert(
      fc.property(amount, fc.constantFrom<Comparison>('lt', 'lte', 'gt', 'gte', 'eq'), knowledge, (is, comparison, [seed, known]) => {
        const compared = (left: Term): Condition => ({ op: 'compare', comparison, left, right: line });
        same({ seed, known }, compared(namedValue('FARM', is)), compared(is));
        same({ seed, known }, compared(namedValue('FARM', namedValue('FARM', is))), compared(is));
      }),
      { numRuns: 800 },
    );
  });

  test('what it comes to stays, whatever else becomes known, and it says why it is not known exactly when it is not', () => {
    fc.assert(
      fc.property(amount, knowledge, (is, [seed, some, more]) => {
        const value = namedValue('FARM', is);
        const asOf = (known: number) => resultOf(value, asked, { world: worldOf({ seed, known }), regime });
        const [before, after] = [asOf(Math.min(some, more)), asOf(Math.max(some, more))];
        if (before.known) expect(after.value).toEqual(before.value);
        expect(before.unknowns.length > 0).toBe(!before.known);
        expect(before.steps.every(({ part }) => part === 'VALUE')).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  test('of which no document is in force nothing follows, whatever is known', () => {
    fc.assert(
      fc.property(amount, knowledge, (is, [seed, known]) => {
        const elsewhere = namedValue('FARM', is, { inForce: false });
        const { satisfied } = evaluate({ op: 'compare', comparison: 'gte', left: elsewhere, right: line }, at({ seed, known }));
        expect(satisfied satisfies Satisfied).toBe('UNKNOWN');
      }),
    );
  });

  test('an exception in it is a failed calculation with a word to the log, and never a match', () => {
    const broken: World = {
      fact: () => {
        throw new TypeError('broken');
      },
      linked: () => ({ ids: [], whole: true }),
    };
    const told: { readonly check?: string; readonly value?: string }[] = [];
    const onFailure = (failure: (typeof told)[number]) => void told.push(failure);
    const setting = { world: broken, regime: { ...regime, citationOf: regime.citationOf }, onFailure };
    const value = namedValue('FARM', { term: 'age', title: null, date: { term: 'fact', fact: facts.FARM.day, period: null } });
    const when: Condition = { op: 'compare', comparison: 'gte', left: value, right: { term: 'constant', value: 0 } };
    const check: Check = checkOf(any(when, all()), null, null);
    const inForce = { ...setting, regime: { ...regime, citationOf: () => regime.citationOf(value) } };
    expect(verdictOf(check, asked, inForce)).toMatchObject({ outcome: 'UNDETERMINED', unknowns: [{ kind: 'CALCULATION_FAILED' }] });
    expect(resultOf(value, asked, setting)).toMatchObject({ known: false, unknowns: [{ kind: 'CALCULATION_FAILED', code: value.code }] });
    expect(told.map(({ check: of, value: by }) => of ?? by)).toEqual([check.code, value.code]);
  });
});
