import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { policyModule as education } from '../../../modules/education/index.js';
import { policyModule as employment } from '../../../modules/employment/index.js';
import { openMatrix, type Matrix } from './ask.js';
import { checksums } from './checksums.js';
import { dice } from './given.js';
import { saidOf, type Field } from './graph.js';
import { mutationWith, reaching, type Reach } from './mutation-inputs.js';
import { comparable, leaks } from './oracle.js';
import { matrixTown } from './town.js';
import { OWN } from './places.js';
import { asker, askers, holdsScope } from './viewers.js';

const modules = [education, employment];
const random = dice(7);
let matrix: Matrix;
beforeAll(async () => {
  matrix = await openMatrix(modules, await matrixTown(modules));
});
afterAll(() => matrix.close());

const writer = asker(
  'a writer',
  'ADMIN',
  ['core', ...modules.map((m) => m.id)].flatMap((m) => [`${m}:read:personal`, `${m}:write`, `${m}:feed`, `${m}:administer`]),
  { areas: [OWN], departments: 'ALL' },
);
const mutations = (): Field[] => Object.values(matrix.app.schema.getMutationType()?.getFields() ?? {}) as Field[];
const ELSEWHERE: readonly Reach[] = ['sibling', 'elsewhere', 'parent', 'nobody', 'another type', 'garbage'];

describe('whoever reaches by a mutation for what is not theirs', () => {
  test('is refused alike for another area’s row, another type’s and none, and changes nothing', { timeout: 120_000 }, async () => {
    const { app, world } = matrix;
    const before = await checksums(app);
    const problems: string[] = [];
    for (const at of reaching(app.schema)) {
      const place = `${at.mutation.name}.${at.field}`;
      const answers = new Map<string, Reach[]>();
      for (const reach of ELSEWHERE) {
        const { status, body } = await matrix.answer(writer, mutationWith(app.schema, world, at.mutation, at, reach, dice(7)));
        const text = comparable(status, body);
        for (const leak of leaks(writer, body, world)) problems.push(`${place} (${reach}) told ${leak}`);
        if (status >= 500 || text.includes('"INTERNAL"')) problems.push(`${place} (${reach}) failed inside: ${text.slice(0, 200)}`);
        const [payload] = Object.values((body.data ?? {}) as Record<string, { userErrors?: unknown[] } | null>);
        if (!body.errors && (payload?.userErrors ?? []).length === 0) problems.push(`${place} (${reach}) was done: ${text.slice(0, 200)}`);
        // An area that is not there, and one that is somebody else's, are different mistakes: areas are published.
        const kind = at.by === 'area' ? reach : text;
        answers.set(kind, [...(answers.get(kind) ?? []), reach]);
      }
      if (at.by !== 'area' && answers.size > 1)
        problems.push(`${place} answers differently: ${JSON.stringify([...answers])}`.slice(0, 600));
    }
    expect(problems).toEqual([]);
    expect(await checksums(app)).toEqual(before);
  });

  test('is FORBIDDEN without the scope, whatever is given, and changes nothing', { timeout: 120_000 }, async () => {
    const { app, world } = matrix;
    const before = await checksums(app);
    const problems: string[] = [];
    let count = 0;
    for (const mutation of mutations())
      for (const one of askers([OWN])) {
        const { scope = '' } = saidOf(mutation);
        if (holdsScope(one, scope)) continue;
        count++;
        const { body } = await matrix.answer(one, mutationWith(app.schema, world, mutation, undefined, 'own', random));
        if (body.errors?.[0]?.extensions.code !== 'FORBIDDEN')
          problems.push(`${mutation.name} by ${one.name}: ${JSON.stringify(body).slice(0, 200)}`);
        for (const leak of leaks(one, body, world)) problems.push(`${mutation.name} told ${leak}`);
      }
    process.stdout.write(`mutations without their scope: ${count}\n`);
    expect(problems.slice(0, 20)).toEqual([]);
    expect(await checksums(app)).toEqual(before);
  });

  test('and what is done changes no other area', { timeout: 120_000 }, async () => {
    const { app, world } = matrix;
    const before = await checksums(app, { outside: OWN });
    let done = 0;
    for (const mutation of mutations()) {
      const { body } = await matrix.answer(writer, mutationWith(app.schema, world, mutation, undefined, 'own', random));
      if (!body.errors) done++;
      expect(leaks(writer, body, world), mutation.name).toEqual([]);
      for (const { extensions } of body.errors ?? []) expect(extensions.code, mutation.name).not.toBe('INTERNAL');
    }
    expect(done).toBeGreaterThan(10);
    expect(await checksums(app, { outside: OWN })).toEqual(before);
  });
});
