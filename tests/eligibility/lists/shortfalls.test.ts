import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cash,
  blank,
  defineBenefit,
  defineCheck,
  equals,
  household,
  householdBenefits,
  registerStatus,
  type Outcome,
  type Satisfied,
} from 'xianjie/schema';
import { doneOf, gapKindOf, gapsOf, type Answered } from '../../../plugins/eligibility/lists/shortfalls.js';
import { rule } from '../in-memory.js';

const grant = defineBenefit({ code: 'test.grant', title: { zh: '补贴', en: 'grant' }, form: 'CASH', recordedIn: householdBenefits });
const giver = (code: string) =>
  defineCheck({
    ...rule,
    code,
    kind: 'BENEFIT',
    subject: household,
    when: equals(registerStatus, 'OUT_OF_POVERTY'),
    fulfilled: equals(registerStatus, 'OUT_OF_POVERTY'),
    gives: cash(grant, blank, { per: 'HOUSEHOLD', every: blank }),
  });
const subject = { kind: 'HOUSEHOLD', id: 'h', areaCode: '150623100201' };
const outcomes = ['ELIGIBLE', 'NOT_ELIGIBLE', 'UNDETERMINED'] as const;
const satisfied = ['TRUE', 'FALSE', 'UNKNOWN'] as const;

function answered(code: string, outcome: Outcome, fulfilled: Satisfied, held: Satisfied, givers: number): Answered {
  return {
    check: giver(code),
    verdict: {
      check: code,
      subject,
      askedFor: subject,
      asOf: '2025-06-30',
      outcome,
      fulfilled,
      rank: null,
      benefits: [],
      conditions: [],
      parameters: [],
      unknowns: [],
      citation: { document: rule.policy.document, place: 'L1', clause: null, quote: 'x', basis: 'DEMO', adoptedBy: '15' },
    },
    held: new Map([['test.grant', held]]),
    givers: new Map([['test.grant', givers]]),
  };
}

describe('the gaps of a subject', () => {
  const answers = fc.array(fc.tuple(fc.constantFrom(...outcomes), fc.constantFrom(...satisfied)), { minLength: 1, maxLength: 3 });

  test('a rule that applies and is not fulfilled is one, and nothing else is said to be lacked', () => {
    fc.assert(
      fc.property(answers, fc.constantFrom(...satisfied), fc.integer({ min: 0, max: 1 }), (all, held, unseen) => {
        const gaps = gapsOf(all.map(([outcome, done], i) => answered(`c${i}`, outcome, done, held, all.length + unseen)));
        const lacked = gaps.filter(({ kind }) => kind === 'NOT_FULFILLED').flatMap(({ verdicts }) => verdicts.map(({ check }) => check));
        expect(lacked).toEqual(all.flatMap(([outcome, done], i) => (outcome === 'ELIGIBLE' && done === 'FALSE' ? [`c${i}`] : [])));
      }),
    );
  });

  test('a benefit is held without ground where it is held and every check in force that gives it says no: once, by all of them', () => {
    fc.assert(
      fc.property(answers, fc.constantFrom(...satisfied), fc.integer({ min: 0, max: 1 }), (all, held, unseen) => {
        const gaps = gapsOf(all.map(([outcome, done], i) => answered(`c${i}`, outcome, done, held, all.length + unseen)));
        const surplus = gaps.filter(({ kind }) => kind === 'SURPLUS');
        const groundless = held === 'TRUE' && unseen === 0 && all.every(([outcome]) => outcome === 'NOT_ELIGIBLE');
        expect(surplus.map(({ verdicts }) => verdicts.length)).toEqual(groundless ? [all.length] : []);
      }),
    );
  });

  test('no subject lacks and holds too much of one benefit by the same check', () => {
    fc.assert(
      fc.property(answers, fc.constantFrom(...satisfied), (all, held) => {
        const gaps = gapsOf(all.map(([outcome, done], i) => answered(`c${i}`, outcome, done, held, all.length)));
        const of = (kind: string) =>
          new Set(gaps.filter((gap) => gap.kind === kind).flatMap(({ verdicts }) => verdicts.map(({ check }) => check)));
        for (const check of of('SURPLUS')) expect(of('NOT_FULFILLED').has(check) || of('UNDETERMINED').has(check)).toBe(false);
      }),
    );
  });

  test('what is not in force says nothing', () => {
    const one = answered('c', 'UNDETERMINED', 'UNKNOWN', 'TRUE', 0);
    expect(gapsOf([{ ...one, verdict: { ...one.verdict, citation: null } }])).toEqual([]);
  });

  test('a rule that names nothing to fulfil is done where the records say that what it gives is held', () => {
    const { fulfilled: _fulfilled, ...bare } = giver('c');
    const check = { ...bare, fulfilled: null };
    expect(doneOf(check, 'UNKNOWN', new Map([['test.grant', 'FALSE']]))).toBe('FALSE');
    expect(doneOf(check, 'UNKNOWN', new Map())).toBeNull();
    expect(gapKindOf('ELIGIBLE', null)).toBeNull();
  });
});
