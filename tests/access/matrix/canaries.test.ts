import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coreFeeds } from 'xianjie/schema';
import { installed } from '../../../api/compose.js';
import { openDoor, type Answer, type Door } from '../../../api/testing/door.js';
import { policyModule as education } from '../../../modules/education/index.js';
import { policyModule as employment } from '../../../modules/employment/index.js';
import { openMatrix, unlimited, type Matrix } from './ask.js';
import { faulty } from './faulty-module.js';
import { dice } from './given.js';
import { mutationWith } from './mutation-inputs.js';
import { probing, questionsOf } from './probes.js';
import type { Field } from './graph.js';
import { townWith } from './town.js';
import { OWN } from './places.js';
import { asker } from './viewers.js';

/**
 * Every personal column of every table holds a canary: the town's marks of level PERSONAL and SENSITIVE. What clients send holds another.
 * Afterwards neither may lie where no personal data belong.
 */
const KEPT = /\|(PE|SE)\|/;
const SENT = '金丝雀张三的秘密';
const modules = [education, employment, faulty];
const who = asker(
  'everything here',
  'ADMIN',
  ['core', ...modules.map((m) => m.id)].flatMap((m) => [`${m}:read:personal`, `${m}:write`, `${m}:feed`, `${m}:administer`]),
  { areas: [OWN], departments: 'ALL' },
);

let matrix: Matrix;
let door: Door;
const logged: string[] = [];
const answers: Answer[] = [];

beforeAll(async () => {
  matrix = await openMatrix(modules, await townWith(faulty, [education, employment]));
  const log = pino({ level: 'trace' }, { write: (line) => void logged.push(line) });
  door = openDoor(unlimited(matrix.app), log, who.viewer);
  await everything();
}, 240_000);
afterAll(() => matrix.close());

const post = async (body: unknown): Promise<void> => void answers.push((await door.post(body)).body);

async function everything(): Promise<void> {
  const { schema } = matrix.app;
  const { plain, ways } = questionsOf(schema, installed(modules));
  const probe = probing(schema, matrix.world);
  for (const [n, question] of [...plain, ...ways].entries())
    if (n % 4 === 0) await post({ query: probe(question, who, 'own', n).document });
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {}) as Field[];
  for (const mutation of mutations) {
    const query = mutationWith(schema, matrix.world, mutation, undefined, 'own', dice(3));
    await post({ query });
    // The same, with what somebody might say of a person wherever a text goes; and with a text where none goes.
    await post({ query: query.replace(/"text-[^"]*"/g, JSON.stringify(SENT)) });
    await post({ query: query.replace(/: ("[^"]*"|\d+|true|false)/, `: ${JSON.stringify(SENT)}`) });
  }
  for (const feed of coreFeeds) {
    const right = Object.fromEntries(feed.columns.filter((c) => c.required).map((c) => [c.key, c.example]));
    const rows = feed.columns.map((column) => ({ ...right, [column.key]: SENT }));
    await door.submit({ feed: feed.code, observedOn: '2025-06-01', area: OWN, rows }).catch(() => undefined);
    const lines = [
      feed.columns.map((c) => c.key),
      ...rows.map((row) => feed.columns.map((c) => (row as Record<string, string>)[c.key] ?? '')),
    ];
    await door
      .submit({ feed: feed.code, observedOn: '2025-06-01', area: OWN, file: lines.map((l) => l.join(',')).join('\n') })
      .catch(() => undefined);
  }
  for (const sql of ['select name from person', 'select 1 / (length(name) - length(name)) from person', `select name::int from person`])
    await post({ query: `{ faultyRead(sql: [${JSON.stringify(sql)}]) }` });
  for (const sql of [
    'select name_masked from person',
    `insert into household (area_code, register_number) values ('${OWN}', '${SENT}') returning '${SENT}'::int`,
  ])
    await post({ query: `mutation { writeFaulty(input: { sql: [${JSON.stringify(sql)}] }) { userErrors { code } } }` });
  const wrong = [
    `{ household(number: ${JSON.stringify(SENT)}) { id } }`,
    `{ households(filter: { registryStatuses: ["${SENT}"] }) { totalCount } }`,
    `{ households(first: "${SENT}") { totalCount } }`,
    `{ ${SENT} }`,
    `{ households(after: "${SENT}") { totalCount } }`,
    `query ($n: Int!) { households(first: $n) { totalCount } }`,
    `{ node(id: "${SENT}") { id } }`,
  ];
  for (const query of wrong) await post({ query, variables: { n: SENT } });
  await post(`{"query": "${SENT}`);
  await post({ query: '{ viewer { scopes } }', operationName: SENT, extensions: { [SENT]: SENT } });
}

const hits = (texts: readonly string[]): string[] =>
  texts.filter((text) => KEPT.test(text) || text.includes(SENT)).map((text) => text.slice(0, 300));

describe('personal data', () => {
  test('stand in no line of the log, at its most talkative', () => {
    expect(logged.length).toBeGreaterThan(300);
    expect(hits(logged)).toEqual([]);
  });

  test('stand in no error and in no cursor', () => {
    expect(answers.filter((a) => a.errors).length).toBeGreaterThan(20);
    expect(hits(answers.flatMap((a) => (a.errors ?? []).map((error) => JSON.stringify(error))))).toEqual([]);
    const opaque = answers.flatMap((a) => JSON.stringify(a).match(/"[A-Za-z0-9_-]{24,}"/g) ?? []);
    expect(opaque.length).toBeGreaterThan(100);
    expect(hits(opaque.map((token) => Buffer.from(token.slice(1, -1), 'base64url').toString('utf8')))).toEqual([]);
  });

  test('stand in no table but those of the registry, of the modules and of what becomes of their records', async () => {
    const owner = await matrix.app.storage.owner();
    try {
      const { rows } = await owner.query<{ name: string }>(
        `select relname as name from pg_class where relnamespace = 'xianjie'::regnamespace and relkind in ('r', 'p') order by 1`,
      );
      const registry = new Set([
        ...matrix.world.tables.filter((t) => modules.some((m) => m.id === t.module)).map((t) => t.name),
        ...['household', 'person', 'project', 'village', 'area', 'expenditure', 'benefit_grant', 'lifecycle_step'],
        ...rows.map((t) => t.name).filter((name) => /_(status|statement|measure|authorisation|income|profile|designation)$/.test(name)),
      ]);
      const searched = rows.map((t) => t.name).filter((name) => !registry.has(name));
      expect(searched).toEqual(
        expect.arrayContaining(['feed_batch', 'feed_refusal', 'idempotency', 'audit_entry', 'upload', 'access_client']),
      );
      const found: string[] = [];
      for (const name of searched) {
        const { rows: all } = await owner.query<{ text: string }>(`select t::text as text from ${name} t`);
        // Columns of bytes come as hexadecimal: what is in them as it stands would show there.
        const hex = Buffer.from(SENT).toString('hex');
        found.push(...hits(all.map((row) => row.text)).map((text) => `${name}: ${text}`));
        found.push(...all.filter((row) => row.text.includes(hex)).map(() => `${name}: bytes`));
      }
      expect(found).toEqual([]);
    } finally {
      await owner.end();
    }
  });
});
