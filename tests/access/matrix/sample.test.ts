import { afterAll, beforeAll, expect, test } from 'vitest';
import { installed } from '../../../api/compose.js';
import { policyModule as education } from '../../../modules/education/index.js';
import { policyModule as employment } from '../../../modules/employment/index.js';
import { openMatrix, type Matrix } from './ask.js';
import { dice } from './given.js';
import { probing, questionsOf, type Probe } from './probes.js';
import { run, summary, told } from './run.js';
import { matrixTown } from './town.js';
import { OWN, type Place } from './places.js';
import { askers } from './viewers.js';

/** Some askers of every sight that differs most; npm run test:long asks as all of them, everywhere. */
const WHO = ['county-admin', 'county-admin without a purpose', 'village-cadre', 'education-bureau', 'shop-platform', 'demo-hospital'];
const AT_LEAST = 1_500;
const seed = Number(process.env['XIANJIE_SEED'] ?? Date.now() % 1_000_000);

const modules = [education, employment];
let matrix: Matrix;
beforeAll(async () => {
  matrix = await openMatrix(modules, await matrixTown(modules));
});
afterAll(() => matrix.close());

test(
  'nobody sees what they may not: every field once, by somebody, somewhere, and as many filters, orders and named checks',
  { timeout: 300_000 },
  async () => {
    const { plain, ways } = questionsOf(matrix.app.schema, installed(modules));
    const probe = probing(matrix.app.schema, matrix.world);
    const who = askers([OWN]).filter(({ name }) => WHO.includes(name));
    const random = dice(seed);
    const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
    const probes: Probe[] = [];
    const add = (question: (typeof plain)[number]): void =>
      void probes.push(probe(question, pick(who), pick<Place>(['own', 'own', 'sibling', 'parent']), Math.floor(random() * 2 ** 31)));
    plain.forEach(add);
    while (probes.length < AT_LEAST) add(pick(random() < 0.7 ? ways : plain));

    const outcome = await run(matrix, probes);
    process.stdout.write(`${summary('matrix, sample', outcome, seed)}\n`);
    expect(told(outcome.findings)).toBe('');
    const fields = new Set([...outcome.covered].map((one) => one.split('|')[0]));
    expect(plain.map(({ type, field }) => `${type.name}.${field.name}`).filter((field) => !fields.has(field))).toEqual([]);
  },
);
