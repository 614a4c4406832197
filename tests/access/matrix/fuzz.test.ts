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

test(
  '1,000 operations, valid and not: each is answered or refused with a code, and tells nobody what is not theirs',
  { timeout: 120_000 },
  async () => {
    const { count, seconds, seen } = await fuzz(matrix, 1_000, seed);
    process.stdout.write(
      `random operations: ${count}, ${seconds.toFixed(1)} s, seed ${seed}, ${JSON.stringify(Object.fromEntries(seen))}\n`,
    );
    expect(seen.get('answered')).toBeGreaterThan(50);
  },
);
