import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { projectRoot } from '../../plugins/storage/index.js';
import { sweepBench, TOWN, type SweepBench } from './support.js';

// Whole sweeps of a town, one after each row of writes.
vi.setConfig({ testTimeout: 400_000 });

let bench: SweepBench;
beforeAll(async () => {
  bench = await sweepBench();
  await bench.start({ area: '150623' });
  await bench.parts.sweeps.settle();
}, 180_000);
afterAll(() => bench.close());

type Row = Readonly<Record<string, string>>;
/** The rows of a sample file, by header. */
function sample(name: string): Row[] {
  const [header = '', ...lines] = readFileSync(join(projectRoot, 'clients/samples', `${name}.csv`), 'utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  const titles = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [titles[i] ?? '', cell])));
}

const yuan = fc.integer({ min: 0, max: 40_000 }).map((n) => `${n}.00`);
/** A few rows of a sample, with other values in some of its columns. */
const some = (
  feed: string,
  file: string,
  others: Readonly<Record<string, fc.Arbitrary<string>>>,
  complete: fc.Arbitrary<boolean> = fc.constant(false),
) =>
  fc.record({
    feed: fc.constant(feed),
    complete,
    rows: fc
      .array(fc.tuple(fc.constantFrom(...sample(file)), fc.record(others)), { minLength: 1, maxLength: 12 })
      .map((rows) => rows.map(([row, changed]): Row => ({ ...row, ...changed }))),
  });

const batch = fc.oneof(
  some('core.incomes', 'incomes', {
    年度: fc.constantFrom('2023', '2024'),
    人均纯收入: yuan,
    家庭年人均收入: yuan,
    纯收入: fc.constant(''),
  }),
  some('core.expenditures', 'expenditures', { 金额: yuan, 是否刚性: fc.constantFrom('是', '否') }),
  some('core.households', 'households', {
    登记状态: fc.constantFrom('NEVER_REGISTERED', 'OUT_OF_POVERTY_WITH_POLICY'),
    登记日期: fc.constant('2020-11-01'),
    监测类型: fc.constantFrom('', 'UNSTABLE_OUT_OF_POVERTY'),
  }),
  some('core.people', 'people', { 劳动能力: fc.constantFrom('FULL', 'WEAK_OR_HALF', 'TOTAL_LOSS'), 重度残疾: fc.constantFrom('是', '否') }),
  some(
    'employment.records',
    'employment-records',
    { 是否就业: fc.constantFrom('是', '否'), 务工地点: fc.constantFrom('省外', '省内县外'), 月工资: yuan },
    fc.boolean(),
  ),
  some('employment.workshopPay', 'employment-workshop-pay', { 年度累计支付劳动报酬: yuan }),
  some('education.aid', 'education-aid', { 应享受: fc.constantFrom('是', '否') }, fc.boolean()),
);

it('whatever is handed in, what is asked again between sweeps is what a sweep of everybody finds', async () => {
  let written = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { minLength: 2, maxLength: 5 }), async (batches) => {
      for (const { feed, rows, complete } of batches) {
        const receipt = await bench.submit({ feed, rows, observedOn: '2025-06-30', area: TOWN, complete });
        written += receipt.createdRows + receipt.changedRows;
      }
      await bench.parts.sweeps.settle();
      const kept = { states: await bench.states(), counts: await bench.counts() };
      await bench.start({ area: '150623' });
      await bench.parts.sweeps.settle();
      expect({ states: await bench.states(), counts: await bench.counts() }).toEqual(kept);
    }),
    { numRuns: 6, endOnFailure: true },
  );
  expect(written).toBeGreaterThan(0);
});
