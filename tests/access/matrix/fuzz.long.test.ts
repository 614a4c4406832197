import { afterAll, beforeAll, expect, test } from 'vitest';
import { policyModule as education } from '../../../modules/education/index.js';
import { policyModule as employment } from '../../../modules/employment/index.js';
import { openMatrix, type Matrix } from './ask.js';
import { fuzz } from './fuzz.js';
import { matrixTown } from './town.js';

const seed = Number(process.env['XIANJIE_SEED'] ?? Date.now() % 1_000_000);
const modules = [education, employment];
let matrix: Matrix;
beforeAll(async () => {
  matrix = await openMatrix(modules, await matrixTown(modules));
}, 240_000);
afterAll(() => matrix.close());

test('20,000 operations: no failure of ours, every error coded, and memory stays where it is', { timeout: 3_600_000 }, async () => {
  const { count, seconds, heaps, seen } = await fuzz(matrix, 20_000, seed);
  const shown = heaps.map((mb) => mb.toFixed(0)).join(', ');
  process.stdout.write(
    `random operations: ${count}, ${seconds.toFixed(0)} s, seed ${seed}, heap ${shown} MB, ${JSON.stringify(Object.fromEntries(seen))}\n`,
  );
  // One server for each asker keeps the documents it has seen, up to a number: that is full by the middle, and then nothing may grow.
  expect((heaps.at(-1) ?? 0) - (heaps[2] ?? 0)).toBeLessThan(40);
});
