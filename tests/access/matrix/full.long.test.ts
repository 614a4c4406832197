import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installed } from '../../../api/compose.js';
import { policyModule as education } from '../../../modules/education/index.js';
import { policyModule as employment } from '../../../modules/employment/index.js';
import { openMatrix, type Matrix } from './ask.js';
import { tableOf, objectTypes } from './graph.js';
import { probing, questionsOf, type Probe } from './probes.js';
import { covering, run, summary, told } from './run.js';
import { matrixTown } from './town.js';
import { OWN, type Place } from './places.js';
import { askers } from './viewers.js';

const seed = Number(process.env['XIANJIE_SEED'] ?? Date.now() % 1_000_000);
const modules = [education, employment];
const AROUND: readonly Place[] = ['own', 'sibling', 'parent'];

let matrix: Matrix;
beforeAll(async () => {
  matrix = await openMatrix(modules, await matrixTown(modules));
});
afterAll(() => matrix.close());

function* everything(): Generator<Probe> {
  const { plain, ways } = questionsOf(matrix.app.schema, installed(modules));
  const probe = probing(matrix.app.schema, matrix.world);
  let n = seed;
  for (const asker of askers([OWN]))
    for (const place of AROUND) {
      for (const question of plain) yield probe(question, asker, place, n++);
      if (place !== 'parent') for (const question of ways) yield probe(question, asker, place, n++);
    }
  // The same clients with the areas that the demo gives them: what lies in another county is outside.
  for (const asker of askers(['150623']).filter((_, i) => i % 3 === 0))
    for (const question of plain) yield probe(question, asker, 'elsewhere', n++);
}

describe('nobody sees what they may not', () => {
  test('there are rows of every kind inside and outside', () => {
    const missing = objectTypes(matrix.app.schema).flatMap((type) => {
      const table = tableOf(type);
      if (!table || table.keyKind !== 'uuid' || !matrix.world.tables.some((t) => t.name === table.table)) return [];
      return (['own', 'sibling', 'elsewhere'] as const)
        .filter((place) => matrix.world.keys(table.table, place).length === 0 && !['Adoption', 'ReferenceIncome'].includes(type.name))
        .map((place) => `${type.name} ${place}`);
    });
    expect(missing).toEqual([]);
  });

  test('every field, by every asker, everywhere, by every filter, order and named check', { timeout: 3_600_000 }, async () => {
    const outcome = await run(matrix, everything());
    process.stdout.write(`${summary('matrix, full', outcome, seed)}\n`);
    expect(told(outcome.findings)).toBe('');
    expect(outcome.probes).toBeGreaterThan(10_000);
    const { plain } = questionsOf(matrix.app.schema, installed(modules));
    const missing = askers([OWN]).flatMap(({ name }) =>
      AROUND.flatMap((place) =>
        plain
          .map(({ type, field }) => `${type.name}.${field.name}`)
          .filter((field) => !outcome.covered.has(covering(field, name, place)))
          .map((field) => `${field} was not asked by ${name} (${place})`),
      ),
    );
    expect(missing).toEqual([]);
  });
});
