import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { each, gte, nonPolicy, townA, years, type Check, type Citation } from 'xianjie/schema';
import { evaluate } from '../../../plugins/eligibility/rules/evaluate.js';
import { causesOf, type Result } from '../../../plugins/eligibility/rules/result.js';
import { verdictOf } from '../../../plugins/eligibility/telling/verdict.js';
import { sentence } from '../../../plugins/eligibility/words/words.js';
import type { World } from '../../../plugins/eligibility/facts/world.js';
import { amount, condition } from '../columns/conditions.js';
import { checkOf, facts, parameters } from '../columns/world.js';
import { at, knowledge, regime, worldOf } from './knowledge.js';

/** What must hold of any condition that the language can say. */
const citation: Citation = { document: townA, place: 'L1', clause: null, quote: 'x', basis: 'DEMO', adoptedBy: '15' };
const oneYear = years(nonPolicy(1, 'a number of the test'));
const yearly = gte(each(facts.FARM.yearly), parameters.money);

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
