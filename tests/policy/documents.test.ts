import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { policyModule as education } from '../../modules/education/index.js';
import { policyModule as employment } from '../../modules/employment/index.js';
import { clausesOf, passageAt, says } from '../../plugins/policy/index.js';
import { coreModule, type Sql } from '../../schema/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { as, notice, recordDocument, somebody } from './support.js';

const modules = [coreModule, education, employment];
const noDatabase = (() => Promise.reject(new Error('a declared text needs no database'))) as Sql;

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ modules: [education, employment] });
});
afterAll(() => app.close());

describe('the text of a declared document', () => {
  const quotes = modules.flatMap((m) => [
    ...(m.parameters ?? []).flatMap((p) => p.values.map((value) => ({ of: p.code, ...value }))),
    ...(m.checks ?? []).flatMap((c) => c.policies.map((place) => ({ of: c.code, ...place }))),
  ]);

  test.each(quotes.map((quote) => [quote.of, quote.document.code, quote.place, quote] as const))(
    'holds the words of %s in %s at %s',
    async (_of, _document, place, { document, quote }) => {
      const passage = passageAt(await clausesOf(document, noDatabase), place);
      expect(passage, 'there is no such place').not.toBeNull();
      expect(says(passage!.clause, quote), `${place} says: ${passage!.clause.text}`).toBe(true);
    },
  );

  test('is there for every document of the core, each place once', async () => {
    for (const document of coreModule.policies ?? []) {
      const clauses = await clausesOf(document, noDatabase);
      // Of a magazine report that tells of families by name, no more is there than what is quoted.
      expect(clauses.length, document.code).toBeGreaterThan(document.code === 'YN-WEISHAN' ? 1 : 5);
      expect(new Set(clauses.map(({ place }) => place)).size, document.code).toBe(clauses.length);
      for (const { text } of clauses) expect(text).not.toMatch(/\s/);
    }
  });
});

describe('a document is an entity', () => {
  test('with a global id that stays the same, and its text under its headings', async () => {
    const { policyDocument: document } = await app.ask(
      `{ policyDocument(code: "TOWN-A") { id module version clauses(place: "§A L36") { place section text } } }`,
    );
    expect(document).toMatchObject({
      module: 'core',
      version: null,
      clauses: [{ place: '§A L36', section: '二、健全动态监测和分类帮扶机制 · 1.健全完善动态监测机制' }],
    });
    expect(document.clauses[0].text).toContain('按家庭年人均收入是否低于6000元标准');
    expect(Buffer.from(document.id as string, 'base64url').toString()).not.toContain('TOWN-A');
    const { node, nodes } = await app.ask(
      `query ($id: ID!) { node(id: $id) { __typename id ... on PolicyDocument { code } } nodes(ids: [$id, "garbage"]) { id } }`,
      { id: document.id },
    );
    expect(node).toEqual({ __typename: 'PolicyDocument', id: document.id, code: 'TOWN-A' });
    expect(nodes).toEqual([{ id: document.id }, null]);
  });

  test('and a citation leads to its place in the text, with its neighbours', async () => {
    await app.ask(
      `mutation { adoptDocument(input: { document: "TOWN-A", area: "150623100", from: "2022-08-29" }) { userErrors { code } } }`,
    );
    const { policyParameters } = await app.ask(
      `{ policyParameters(area: "150623100", code: "monitoring.incomeLine") { citation { quote passage {
          clause { place text } before { place } after { place } } } } }`,
    );
    const [{ citation }] = policyParameters as [{ citation: { quote: string; passage: { clause: { place: string; text: string } } } }];
    expect(citation.passage).toMatchObject({ clause: { place: '§A L36' }, before: { place: '§A L34' }, after: { place: '§A L38' } });
    expect(citation.passage.clause.text).toContain(citation.quote);
  });

  test('that is found in a list by area, kind, time and words, ordered and in pages', async () => {
    const list = async (args: string) =>
      ((await app.ask(`{ policyDocuments${args} { code } }`)).policyDocuments as { code: string }[]).map(({ code }) => code);
    expect(await list('(filter: { area: "15" })')).toEqual(['NM-ALZQ']);
    expect(await list('(filter: { issued: { min: "2023-01-01" } }, orderBy: { by: ISSUED_ON, direction: DESC })')).toEqual([
      'NM-ALZQ',
      'HLJ-SYS',
    ]);
    expect(await list('(filter: { contains: "双鸭山" })')).toEqual(['HLJ-SYS']);
    const all = await list('');
    const first = await list('(first: 5)');
    expect([...first, ...(await list(`(first: 100, after: "${first.at(-1)}")`))]).toEqual(all);
    expect(all.length).toBeGreaterThanOrEqual(14);
  });

  test('and one that nobody knows is refused with the nearest names', async () => {
    const { body } = await app.post({ query: '{ policyDocument(code: "TOWN-B") { code } }' });
    expect(body.errors?.[0]).toMatchObject({ extensions: { code: 'UNKNOWN_CODE' } });
    expect(body.errors?.[0]?.message).toContain('TOWN-A');
  });
});

describe('an area records a document of its own', () => {
  test('first as a trial, then for good, in force in its area by itself', async () => {
    const door = as(app, somebody('li'));
    expect(await recordDocument(door, { ...notice, dryRun: true })).toEqual({ document: null, userErrors: [] });
    expect((await app.ask('{ policyDocuments(filter: { recorded: true }) { code } }')).policyDocuments).toEqual([]);
    const { document, userErrors } = await recordDocument(door, notice);
    expect(userErrors).toEqual([]);
    expect(document).toMatchObject({ code: notice.code, version: 1, title: { zh: notice.title.zh }, clauses: { length: 3 } });
    const { node } = await app.ask(`query ($id: ID!) { node(id: $id) { ... on PolicyDocument { code module issuerArea } } }`, {
      id: document?.id,
    });
    expect(node).toEqual({ code: notice.code, module: null, issuerArea: '150623100' });
  });

  test('and corrects it by a new version; the earlier one stays with its text', async () => {
    const door = as(app, somebody('li'));
    const clauses = notice.clauses.map((clause) =>
      clause.place === '第一条' ? { ...clause, text: '为做好监测工作，制定本通知。' } : clause,
    );
    const correction = { ...notice, clauses, note: '更正错字' };
    expect((await recordDocument(door, correction)).userErrors).toMatchObject([
      { code: 'core.DOCUMENT_RECORDED', path: ['input', 'expectedVersion'] },
    ]);
    expect((await recordDocument(door, { ...correction, expectedVersion: 7 })).userErrors).toMatchObject([
      { code: 'core.VERSION_CONFLICT' },
    ]);
    expect((await recordDocument(door, { ...correction, expectedVersion: 1 })).document).toMatchObject({ version: 2 });
    const { policyDocument } = await app.ask(
      `{ policyDocument(code: "${notice.code}") { version note versions { version clauses(place: "第一条") { text } } } }`,
    );
    expect(policyDocument).toEqual({
      version: 2,
      note: '更正错字',
      versions: [
        { version: 2, clauses: [{ text: '为做好监测工作，制定本通知。' }] },
        { version: 1, clauses: [{ text: notice.clauses[0].text }] },
      ],
    });
  });

  test('of two corrections of one version only the first is recorded', async () => {
    const door = as(app, somebody('li'));
    const both = await Promise.all(['一', '二'].map((note) => recordDocument(door, { ...notice, note, expectedVersion: 2 })));
    expect(both.map(({ userErrors }) => userErrors.map(({ code }) => code)).sort()).toEqual([[], ['core.VERSION_CONFLICT']].sort());
  });

  test.each([
    ['a code in small letters', { code: 'town' }, 'DOCUMENT_CODE_SHAPE', ['input', 'code']],
    ['the code of a module’s document', { code: 'TOWN-A' }, 'DOCUMENT_OF_A_MODULE', ['input', 'code']],
    ['an area that is not the recorder’s', { area: '11' }, 'AREA_NOT_FOUND', ['input', 'area']],
    [
      'another area under a code in use',
      { code: 'TOWN-2025-1', area: '150623', expectedVersion: 3 },
      'DOCUMENT_CODE_TAKEN',
      ['input', 'code'],
    ],
    ['a day that has not come', { issuedOn: '2030-01-01' }, 'DATE_IN_FUTURE', ['input', 'issuedOn']],
    ['an end before its beginning', { until: '2024-01-01' }, 'SAME_PERIOD_ORDER', ['input', 'until']],
    ['no text', { clauses: [] }, 'NO_CLAUSES', ['input', 'clauses']],
    ['an empty clause', { clauses: [{ place: '一', text: ' ' }] }, 'SAYS_NOTHING', ['input', 'clauses', '0', 'text']],
    [
      'one place twice',
      {
        clauses: [
          { place: '一', text: '甲' },
          { place: '一 ', text: '乙' },
        ],
      },
      'PLACE_TWICE',
      ['input', 'clauses', '1', 'place'],
    ],
    ['itself in its place', { replaces: 'X-1' }, 'REPLACES_ITSELF', ['input', 'replaces']],
    ['a document that nobody knows in its place', { replaces: 'HEBEII' }, 'UNKNOWN_DOCUMENT_NAMED', ['input', 'replaces']],
  ])('but not with %s', async (_what, wrong, code, path) => {
    const { document, userErrors } = await recordDocument(as(app, somebody('li')), { ...notice, code: 'X-1', ...wrong });
    expect(document).toBeNull();
    expect(userErrors).toMatchObject([{ code: `core.${code}`, path }]);
    if (code === 'UNKNOWN_DOCUMENT_NAMED') expect(userErrors[0]?.message.en).toContain('HEBEI');
  });

  test('that takes the place of another says so on both, and another area adopts it', async () => {
    const door = as(app, somebody('li'));
    await recordDocument(door, { ...notice, code: 'TOWN-2025-2', replaces: notice.code });
    const { policyDocument } = await app.ask(`{ policyDocument(code: "TOWN-2025-2") { replaces { code replacedBy { code } } } }`);
    expect(policyDocument).toEqual({ replaces: { code: notice.code, replacedBy: [{ code: 'TOWN-2025-2' }] } });
    const { adoptDocument } = await app.ask(
      `mutation { adoptDocument(input: { document: "TOWN-2025-2", area: "150623101", from: "2025-03-01" }) { adoption { document { code } } userErrors { code } } }`,
    );
    expect(adoptDocument).toEqual({ adoption: { document: { code: 'TOWN-2025-2' } }, userErrors: [] });
  });

  test('and the database keeps what it holds: no version is changed or removed, none is written for another area', async () => {
    const { db } = app.storage;
    const here = { areas: ['150623'], domains: 'ALL' } as const;
    for (const statement of [`update policy_document set title_zh = '改'`, 'delete from policy_document'])
      await expect(db.write(here, (tx) => tx.sql(statement))).rejects.toThrow(/permission denied/);
    const foreign = `insert into policy_document (id, version, code, area_code, title_zh, issuer_zh, issued_on, precision, level, clauses)
      values (gen_random_uuid(), 1, 'F-1', '15', '甲', '乙', '2025-01-01', 'DAY', 'PROVINCE', '[]')`;
    await expect(db.write(here, (tx) => tx.sql(foreign))).rejects.toThrow(/row-level security/);
  });
});
