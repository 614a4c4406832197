import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOfGlobalId } from '../../schema/index.js';
import { policyModule as education } from '../../modules/education/index.js';
import { policyModule as employment } from '../../modules/employment/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { audited, doorOf, exampleIds, EXPORT, FIND, REVEAL, residentIdOf, SIBLING } from './support.js';

interface Section {
  readonly code: string;
  readonly about: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly rows: readonly {
    readonly values: readonly { readonly column: string; readonly text: string; readonly title: { readonly zh: string } }[];
  }[];
}

let app: TestApp;
let head: string;
beforeAll(async () => {
  app = await testApp({ demo: true, modules: [education, employment] });
  ({ head } = await exampleIds(app));
});
afterAll(() => app.close());

const asker = { purposes: ['MONITORING', 'CORRECTION', 'INSPECTION', 'BENEFIT'], purpose: 'CORRECTION' } as const;

describe('a copy of everything that is held about a person', () => {
  test('holds every table from which a person can be reached, of the core and of every module, by itself', async () => {
    const { personDataExport: copy } = await doorOf(app, asker).ask(EXPORT, { person: head });
    expect(copy.missingModules).toEqual([]);
    const sections = new Map((copy.sections as Section[]).map((s) => [s.code, s]));
    const tables = await app.storage.db.system(({ sql }) =>
      sql<{ table: string }>(
        `select distinct table_name::text as table from information_schema.columns where table_schema = 'xianjie' and column_name = 'person_id'`,
      ),
    );
    // Who was shown the data stands in a part of its own.
    const apart = tables.map(({ table }) => table).filter((table) => !sections.has(table));
    expect(apart.sort()).toEqual(['disclosure']);
    expect(tables.length).toBeGreaterThan(15);
    for (const section of sections.values()) expect(section.title.zh, section.code).toMatch(/[\u4e00-\u9fff]/);
  });

  test('shows in clear what is held, SENSITIVE too, with names, money in yuan, and nothing of the machinery', async () => {
    const { personDataExport: copy } = await doorOf(app, asker).ask(EXPORT, { person: head });
    const sections = new Map((copy.sections as Section[]).map((s) => [s.code, s]));
    const person = Object.fromEntries((sections.get('person')?.rows[0]?.values ?? []).map((v) => [v.column, v]));
    expect(person['resident_id_enc']).toMatchObject({ text: expect.stringMatching(/^\d{17}[\dX]$/), title: { zh: '公民身份号码' } });
    expect(person['name']?.text).not.toContain('*');
    expect(person['health']?.title.zh).toBe('健康状况');
    const columns = (copy.sections as Section[]).flatMap((s) => s.rows.flatMap((r) => r.values.map((v) => v.column)));
    expect(columns.filter((c) => /(_index|_masked|digest|_id)$/.test(c))).toEqual([]);
    const income = sections.get('income_statement')?.rows[0]?.values.find((v) => v.column === 'per_capita_net');
    expect(income).toMatchObject({ text: expect.stringMatching(/^\d+\.\d\d$/), title: { zh: '人均纯收入' } });
    expect(sections.get('income_statement')).toMatchObject({ about: 'HOUSEHOLD' });
  });

  test('tells nothing of the other members of the household', async () => {
    const id = keyOfGlobalId('Person', head);
    const others = await app.storage.db.system(({ sql }) =>
      sql<{ name: string; sealed: Buffer | null }>(
        'select p.name, p.resident_id_enc as sealed from person p join person h on h.household_id = p.household_id where h.id = $1 and p.id <> $1',
        [id],
      ),
    );
    expect(others.length).toBeGreaterThan(0);
    const text = JSON.stringify(await doorOf(app, asker).ask(EXPORT, { person: head }));
    for (const { name, sealed } of others) {
      expect(text).not.toContain(name);
      if (sealed) expect(text).not.toContain(app.storage.keys.protect.decrypt(sealed));
    }
  });

  test('names when, to whom and what for the data were shown by name, this copy included', async () => {
    const door = doorOf(app, { ...asker, clientId: 'shown-to' });
    await door.ask(REVEAL, { subjects: [head], fields: ['NAME', 'HEALTH'] });
    const { number } = await residentIdOf(app, `id = '${keyOfGlobalId('Person', head)}'`);
    await door.ask(FIND, { residentId: number });
    const { personDataExport: copy } = await door.ask(EXPORT, { person: head });
    const mine = copy.shown.filter((one: { client: string }) => one.client === 'shown-to');
    expect(mine).toMatchObject([
      { kind: 'REVEAL', purpose: 'MONITORING', fields: ['NAME', 'HEALTH'], reason: '入户核查需要联系本人', byPerson: false },
      { kind: 'FIND', purpose: 'MONITORING', fields: [], reason: null },
      { kind: 'EXPORT', purpose: 'CORRECTION', fields: [], reason: '本人申请复制个人信息' },
    ]);
    expect((await audited(app, 'personDataExport')).at(-1)).toMatchObject({
      kind: 'REVEAL',
      outcome: 'DONE',
      client_id: 'shown-to',
      purpose: 'CORRECTION',
    });
  });

  test('leaves out a module whose SENSITIVE data the viewer may not see, and says so', async () => {
    const { personDataExport: copy } = await doorOf(app, { ...asker, modules: ['core', 'employment'] }).ask(EXPORT, { person: head });
    expect(copy.missingModules).toEqual(['education']);
    expect((copy.sections as Section[]).filter((s) => s.code.startsWith('education_'))).toEqual([]);
  });

  test('is null for whoever is not in the viewer’s area, is not there, or is no person', async () => {
    expect(await doorOf(app, { ...asker, areas: [SIBLING] }).ask(EXPORT, { person: head })).toEqual({ personDataExport: null });
    expect(await doorOf(app, asker).ask(EXPORT, { person: 'garbage' })).toEqual({ personDataExport: null });
  });

  test.each([
    ['without the right to SENSITIVE data', { upTo: 'PERSONAL' }, {}, 'FORBIDDEN'],
    ['for another purpose', { purpose: 'MONITORING' }, {}, 'FORBIDDEN'],
    ['without a purpose', { purpose: null }, {}, 'FORBIDDEN'],
    ['with a number in its reason', {}, { reason: '本人电话 13800138000' }, 'BAD_USER_INPUT'],
  ] as const)('%s it is refused, and nothing is shown', async (_title, who, asked, code) => {
    const { body } = await doorOf(app, { ...asker, ...who }).post({ query: EXPORT, variables: { person: head, ...asked } });
    expect(body.errors?.[0]?.extensions.code).toBe(code);
    expect(body.data?.personDataExport ?? null).toBeNull();
  });

  test('counts as one reveal of the day', async () => {
    const door = doorOf(app, { ...asker, clientId: 'copies' }, { revealsPerDay: 1 });
    await door.ask(EXPORT, { person: head });
    const { body } = await door.post({ query: EXPORT, variables: { person: head } });
    expect(body.errors?.[0]?.extensions.code).toBe('RATE_LIMITED');
  });
});

test('what a module keeps SENSITIVE is shown by name to whoever has that module’s right', async () => {
  const [row] = await app.storage.db.system(({ sql }) =>
    sql<{ id: string }>(
      'select person_id as id from education_ledger where exempt_physical is not null and withdrawn_at is null order by 1 limit 1',
    ),
  );
  const subjects = [Buffer.from(`Person:${row?.id}`).toString('base64url')];
  const fields = ['EDUCATION_LEDGER_EXEMPT_PHYSICAL'];
  const { revealPersonalData: done } = await doorOf(app, {}).ask(REVEAL, { subjects, fields });
  expect(done.revealed[0].fields[0].value).toMatch(/^(true|false)$/);
  const { body } = await doorOf(app, { modules: ['core', 'employment'] }).post({ query: REVEAL, variables: { subjects, fields } });
  expect(body.errors?.[0]).toMatchObject({
    extensions: { code: 'FORBIDDEN' },
    message: expect.stringContaining('education:read:sensitive'),
  });
});
