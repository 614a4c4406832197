import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definePolicyModule } from 'xianjie/schema';
import { composeSchema, installed } from '../../../api/compose.js';
import { policyModule as education } from '../../../modules/education/index.js';
import { policyModule as employment } from '../../../modules/employment/index.js';
import { openMatrix, type Finding, type Matrix } from './ask.js';
import { changes, escapes, readsOf } from './attacks.js';
import { checksums } from './checksums.js';
import { faulty } from './faulty-module.js';
import { dice } from './given.js';
import type { Probe } from './probes.js';
import { run, summary, told } from './run.js';
import { townWith } from './town.js';
import { OWN } from './places.js';
import { asker } from './viewers.js';

/** How many of all statements are drawn; XIANJIE_ALL=1 sends every one of them. */
export const SAMPLE = 400;
const seed = Number(process.env['XIANJIE_SEED'] ?? Date.now() % 1_000_000);
const modules = [education, employment, faulty];

/** Who uses the module: each may see something of it, and less of everything else. */
const who = [
  asker('a platform', 'PLATFORM', ['core:read', 'faulty:read'], { areas: [OWN], purpose: null }),
  asker('a school', 'INSTITUTION', ['core:read', 'education:read:internal', 'faulty:read:internal'], { areas: [OWN], purpose: null }),
  asker('a village cadre', 'DEPARTMENT', ['core:read:personal', 'core:write', 'faulty:read:internal', 'faulty:write'], { areas: [OWN] }),
  asker('an office without a purpose', 'DEPARTMENT', ['core:read:internal', 'faulty:read:personal'], { areas: [OWN], purpose: null }),
];

let matrix: Matrix;
beforeAll(async () => {
  matrix = await openMatrix(modules, await townWith(faulty, [education, employment]));
});
afterAll(() => matrix.close());

const literal = (statements: readonly string[]): string => JSON.stringify(statements);
/**
 * What a module's author can do with the viewer's own rights, inside the viewer's areas: see which clients work there and how far they may
 * go, what was asked there and by whom, and what became of batches (rows' numbers and codes, no values), whatever the module that they were for.
 */
const OPEN_TO_AUTHORS = /\b(access_client|access_user|audit_entry|feed_refusal|upload|batch_id)\b/;

/** Whether a finding is more than what an author may have; errors from inside are what a faulty module brings. */
function tells({ what, probe }: Finding): boolean {
  const table = /^told the id of a row of (\w+), which is closed/.exec(what)?.[1];
  // An open row's key of a closed one is opaque; what is behind it stays closed.
  if (table !== undefined && !new RegExp(`(from|join) ${table}\\b`).test(probe.document)) return false;
  if (OPEN_TO_AUTHORS.test(probe.document)) return /from (?!150623100204)\d{6}|PERSONAL|SENSITIVE/.test(what);
  return what.startsWith('told') || what.startsWith('answers otherwise');
}

describe('a module that forgets every check', () => {
  test('cannot call a field less personal than the column that it shows: the start is refused', () => {
    const understated = definePolicyModule({
      ...faulty,
      graphql: (builder) => {
        builder.tableType('FaultyNote', {
          table: 'faulty_note',
          description: 'A note (备注).',
          fields: (t) => ({
            note: t.column('note', { type: 'String', level: 'PUBLIC', description: 'What it says (内容).' }),
            secret: t.sql({ type: 'String', level: 'PUBLIC', description: 'A secret (隐私).', expression: (row) => row.column('secret') }),
          }),
        });
      },
    });
    const start = (): unknown => composeSchema(installed([understated]));
    expect(start).toThrow('FaultyNote.note is PUBLIC, but shows the column "faulty_note.note", which is PERSONAL');
    expect(start).toThrow('FaultyNote.secret is PUBLIC, but shows the column "faulty_note.secret", which is SENSITIVE');
  });

  test('cannot name the core’s scope instead of its own: the start is refused', () => {
    const borrowed = definePolicyModule({
      ...faulty,
      graphql: (builder) =>
        builder.queryField('faultyOther', (t) => t.string({ scope: 'core:read', description: 'Other (其他).', resolve: () => '' })),
    });
    expect(() => composeSchema(installed([borrowed]))).toThrow('has the scope "core:read" of "core"');
  });

  test('whatever statement it lets through, nothing from elsewhere and nothing withheld comes out', { timeout: 120_000 }, async () => {
    const owner = await matrix.app.storage.owner();
    const reads = (await readsOf(owner)).map((one) => [one]);
    await owner.end();
    const random = dice(seed);
    const drawn = reads.filter(() => random() < SAMPLE / (reads.length * who.length));
    const probes = [...escapes, ...(process.env['XIANJIE_ALL'] ? reads : drawn)].flatMap((sql) =>
      who.map((one): Probe => ({
        asker: one,
        place: 'own',
        field: 'Query.faultyRead',
        path: 'statement',
        document: `{ faultyRead(sql: ${literal(sql)}) }`,
        absent: null,
      })),
    );
    const outcome = await run(matrix, probes);
    process.stdout.write(`${summary('faulty module, statements', outcome, seed)}\n`);
    expect(told(outcome.findings.filter(tells), 6)).toBe('');
  });

  test('its fields, filters and facts neither', async () => {
    const documents = [
      '{ faultyNotes(first: 50) { totalCount nodes { id kind } } }',
      '{ faultyNotes(first: 50) { nodes { note } } }',
      '{ faultyNotes(first: 50) { nodes { shouted } } }',
      '{ faultyNotes(first: 50) { nodes { whispered } } }',
      '{ faultyNotes(first: 50) { nodes { others } } }',
      '{ faultyNotes(name: "张", first: 50) { totalCount edges { cursor } } }',
      '{ faultyNotes(status: "OUT_OF_POVERTY", first: 50) { totalCount edges { cursor } } }',
      '{ households(first: 20) { nodes { members { faultyNeighbours } } } }',
      '{ households(first: 20) { nodes { members { eligibility(checks: ["faulty.alone"]) { outcome conditions { actual { number } } } } } } }',
    ];
    const probes = documents.flatMap((document) =>
      who.map((one): Probe => ({ asker: one, place: 'own', field: document, path: 'field', document, absent: null })),
    );
    const outcome = await run(matrix, probes);
    expect(told(outcome.findings.filter(tells), 6)).toBe('');
  });

  test('it changes nothing elsewhere, nobody’s rights and no trail', async () => {
    const writer = who[2] as (typeof who)[number];
    const before = await checksums(matrix.app, { outside: OWN });
    for (const sql of changes) {
      const { body } = await matrix.answer(writer, `mutation { writeFaulty(input: { sql: ${literal(sql)} }) { faultyNote { id } } }`);
      expect(body.errors?.length, sql.join('; ')).toBeGreaterThan(0);
      expect(JSON.stringify(body), sql.join('; ')).not.toMatch(/⟦/);
    }
    expect(await checksums(matrix.app, { outside: OWN })).toEqual(before);
  });
});
