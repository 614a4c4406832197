import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blank, type Check, type Condition, type Verdict } from 'xianjie/schema';
import { createEligibility, NONE, OPEN, type SweptColumn } from '../../../plugins/eligibility/index.js';
import { administrator, today } from '../support.js';
import { amount, condition, overYears, range } from './conditions.js';
import { checkOf, facts, farm, farms, known, moduleOf, sqlOf, years, type KnownOf } from './world.js';

const outcomes = ['NOT_ELIGIBLE', 'UNDETERMINED', 'ELIGIBLE'];
const satisfied = ['FALSE', 'UNKNOWN', 'TRUE'];

/** The same check of the same farms, asked one by one and column by column. */
async function both(check: Check, world: KnownOf): Promise<{ single: (Verdict | undefined)[]; column: SweptColumn }> {
  const engine = createEligibility([moduleOf(check, world)]);
  const sql = sqlOf(world);
  const subjects = farms.map(({ id, areaCode }) => ({ kind: farm.code, id, areaCode }));
  const { verdicts } = await engine.bind({ engineSql: sql, rights: administrator, today, counting: true }).evaluate({ subjects });
  const block = await engine.sweep({ sql, at: { asOf: today, knownAt: null }, checks: null }).of(
    farm.code,
    farms.map(({ id }) => id),
  );
  return { single: farms.map(({ id }) => verdicts.find((verdict) => verdict.subject.id === id)), column: block.columns[0]! };
}

/** What a column says of a row, in the words of a verdict. */
const inWords = ({ outcome, fulfilled, amount: fen }: SweptColumn, row: number) =>
  outcome[row] === NONE
    ? undefined
    : {
        outcome: outcomes[outcome[row]!],
        fulfilled: satisfied[fulfilled[row]!],
        money: fen === null || Number.isNaN(fen[row]) ? null : fen[row],
      };

test('whatever is asked of whatever is known, columns say what a single question is told', async () => {
  await fc.assert(
    fc.asyncProperty(
      condition('FARM', 3),
      fc.option(condition('FARM', 1)),
      fc.oneof(amount, fc.constant(blank)),
      known,
      async (when, fulfilled, given, world) => {
        const check = checkOf(when, fulfilled, given);
        const { single, column } = await both(check, world);
        const told = single.map(
          (verdict) =>
            verdict && {
              outcome: verdict.outcome,
              fulfilled: fulfilled === null ? undefined : verdict.fulfilled,
              money: verdict.benefits[0]?.amount?.money ?? null,
            },
        );
        expect(farms.map((_, row) => inWords(column, row))).toEqual(told);
      },
    ),
    { numRuns: 400 },
  );
});

test('whatever is asked of several years, one met, unmet or open after the other, columns say what a single question is told', async () => {
  await fc.assert(
    fc.asyncProperty(overYears, years, async (when, world) => {
      const { single, column } = await both(checkOf(when, null, null), world);
      expect(farms.map((_, row) => inWords(column, row)?.outcome)).toEqual(single.map((verdict) => verdict?.outcome));
    }),
    { numRuns: 400 },
  );
});

test('who holds a benefit is known like any other fact', async () => {
  await fc.assert(
    fc.asyncProperty(known, async (world) => {
      const held: Condition = {
        op: 'includes',
        left: { term: 'fact', fact: facts.FARM.set, period: null },
        code: 'C',
        title: { zh: 'c', en: 'c' },
      };
      const { single, column } = await both(checkOf(held, held, null), world);
      expect(Array.from(column.held, (code) => satisfied[code])).toEqual(single.map((verdict) => verdict?.fulfilled));
    }),
  );
});

test('a source that fails leaves its farms undetermined, and says so once', async () => {
  const failures: unknown[] = [];
  const world: KnownOf = { FARM: [], WORKER: [], coverage: [], fails: 'FARM' };
  const when: Condition = { op: 'within', left: { term: 'fact', fact: facts.FARM.number, period: null }, right: range };
  const engine = createEligibility([moduleOf(checkOf(when, null, null), world)], ({ error }) => failures.push(error));
  const sweep = engine.sweep({ sql: sqlOf(world), at: { asOf: today, knownAt: null }, checks: null });
  const { columns } = await sweep.of(farm.code, ['farm1']);
  expect([...columns[0]!.outcome]).toEqual(farms.map(() => OPEN));
  expect(failures).toEqual([new Error('the source is out of order')]);
});
