import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { each, gte, nonPolicy, townA, years, type AnyValue, type Check, type Citation, type Fact, type PolicyModule } from 'xianjie/schema';
import { catalogueOf } from '../../../plugins/eligibility/catalogue.js';
import { evaluate } from '../../../plugins/eligibility/evaluate.js';
import { regimeOf } from '../../../plugins/eligibility/regime.js';
import { causesOf, type Result } from '../../../plugins/eligibility/result.js';
import { verdictOf } from '../../../plugins/eligibility/verdict.js';
import { sentence } from '../../../plugins/eligibility/words.js';
import { missing, type Answer, type World } from '../../../plugins/eligibility/world.js';
import { corePolicy, today } from '../support.js';
import { amount, condition } from '../columns/conditions.js';
import { checkOf, facts, parameters } from '../columns/world.js';

/** What must hold of any condition that the language can say. */
const module: PolicyModule = { ...corePolicy, parameters: Object.values(parameters), checks: [], benefits: [], facts: [] };
const adoption = { document: townA, area: '15', from: '2022-08-29', to: null, basis: 'DEMO' } as const;
const regime = regimeOf(catalogueOf([module]), [adoption], '150623100201', today);
const citation: Citation = { document: townA, place: 'L1', clause: null, quote: 'x', basis: 'DEMO', adoptedBy: '15' };
const oneYear = years(nonPolicy(1, 'a number of the test'));
const yearly = gte(each(facts.FARM.yearly), parameters.money);

/** A number that is always the same for the same words. */
const hash = (text: string): number => [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7);

interface Knowledge {
  readonly seed: number;
  /** How much of ten is known. */
  readonly known: number;
}

/** The more is known, the more facts have their value, which never changes; with all of it every list and set is whole. */
function worldOf({ seed, known }: Knowledge): World {
  const of = (text: string) => hash(`${seed}|${text}|${seed}`);
  const isKnown = (text: string) => of(`known ${text}`) % 10 < known;
  const valueOf = (fact: Fact, key: string): AnyValue => {
    const n = of(key);
    switch (fact.type) {
      case 'MONEY':
        return [0, 100, 300, 301, 900][n % 5] ?? 0;
      case 'NUMBER':
        return (n % 6) - 1;
      case 'DATE':
        return ['1990-02-28', '2004-02-29', '2023-06-30', '2024-12-31'][n % 4] ?? today;
      case 'BOOLEAN':
        return n % 2 === 0;
      case 'CODE':
        return ['A', 'B', 'C'][n % 3] ?? 'A';
      default:
        return ['A', 'B', 'C'].filter((code) => of(`${key} ${code}`) % 2 === 0 && isKnown(`${key} ${code}`));
    }
  };
  return {
    fact(id, fact, period): Answer {
      const key = `${id}|${fact.code}|${period ?? ''}`;
      if (!isKnown(key)) return missing(fact);
      return { known: true, value: valueOf(fact, key), whole: known === 10, providedBy: null, observedOn: null, contradictedBy: [] };
    },
    linked(id, link) {
      if (!link.many) return { ids: ['farm'], whole: true };
      const all = ['w0', 'w1', 'w2'].slice(0, of(id) % 4);
      return { ids: all.filter((one) => isKnown(one)), whole: known === 10 };
    },
  };
}
const at = (knowledge: Knowledge) => ({ subjectId: 'farm', setting: { world: worldOf(knowledge), regime }, item: null });
const knowledge = fc.tuple(fc.nat(1_000_000), fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 10 }));
const nodes = (result: Result): Result[] => [result, ...result.children.flatMap(nodes)];

describe('any condition', () => {
  test('that is decided stays so, whatever else becomes known', () => {
    fc.assert(
      fc.property(condition('FARM', 3), knowledge, (when, [seed, some, more]) => {
        const before = evaluate(when, at({ seed, known: Math.min(some, more) })).satisfied;
        const after = evaluate(when, at({ seed, known: Math.max(some, more) })).satisfied;
        if (before !== 'UNKNOWN') expect(after).toBe(before);
      }),
      { numRuns: 3000 },
    );
  });

  test('says why it is open exactly when it is', () => {
    fc.assert(
      fc.property(condition('FARM', 3), knowledge, (when, [seed, known]) => {
        const result = evaluate(when, at({ seed, known }));
        expect(causesOf(result).length > 0).toBe(result.satisfied === 'UNKNOWN');
      }),
      { numRuns: 2000 },
    );
  });

  test('is a sentence in both languages, and so is every node of its explanation', () => {
    fc.assert(
      fc.property(condition('FARM', 2), knowledge, (when, [seed, known]) => {
        const texts = [sentence(when), ...nodes(evaluate(when, at({ seed, known }))).map((node) => node.text)];
        for (const { zh, en } of texts) {
          expect(`${zh}${en}`).not.toMatch(/undefined|null|NaN|\[object|Infinity/);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('gives an amount in whole fen, not below zero, or says why there is none', () => {
    const about = { kind: 'FARM', id: 'farm', areaCode: '150623100201' };
    fc.assert(
      fc.property(amount, knowledge, (given, [seed, known]) => {
        const check: Check = checkOf({ op: 'all', of: [] }, null, given);
        const setting = { world: worldOf({ seed, known }), regime: { ...regime, citationOf: () => citation } };
        const verdict = verdictOf(check, { subject: about, askedFor: about }, setting);
        const fen = verdict.benefits[0]?.amount?.money ?? null;
        expect(verdict.outcome).toBe('ELIGIBLE');
        expect(verdict.unknowns.some(({ affects }) => affects.includes('AMOUNT'))).toBe(fen === null);
        if (fen !== null) expect(Number.isSafeInteger(fen) && fen >= 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

test('an exception inside is a failed calculation with a word to the log, never a match', () => {
  const told: { check?: string; error: unknown }[] = [];
  const broken: World = {
    fact: () => {
      throw new TypeError('broken');
    },
    linked: () => ({ ids: [], whole: true }),
  };
  const about = { kind: 'FARM', id: 'farm', areaCode: '150623100201' };
  fc.assert(
    fc.property(condition('FARM', 2), (when) => {
      told.length = 0;
      const setting = {
        world: broken,
        regime: { ...regime, citationOf: () => citation },
        onFailure: (one: (typeof told)[number]) => void told.push(one),
      };
      const check = checkOf({ op: 'all', of: [when, { op: 'inPeriods', how: 'every', span: oneYear, of: yearly }] }, null, null);
      const verdict = verdictOf(check, { subject: about, askedFor: about }, setting);
      expect(verdict).toMatchObject({ outcome: 'UNDETERMINED', unknowns: [{ kind: 'CALCULATION_FAILED', code: 'test.farm' }] });
      expect(told).toMatchObject([{ check: 'test.farm', error: { message: 'broken' } }]);
    }),
    { numRuns: 50 },
  );
});
