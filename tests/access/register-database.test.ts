import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopeOf, type Scope } from '../../schema/index.js';
import { accessBench, register } from './support.js';

let bench: Awaited<ReturnType<typeof accessBench>>;
beforeAll(async () => {
  bench = await accessBench();
  const { db } = bench.storage;
  await register(bench.storage, { id: 'nation-wide', areas: ['0'] });
  await db.system(({ sql }) =>
    sql(`insert into area (code, level, name_zh, parent_code) values ('15', 'PROVINCE', '内蒙古', '0'), ('1506', 'PREFECTURE', '鄂尔多斯', '15'),
      ('150623', 'COUNTY', '鄂托克前旗', '1506'), ('150621', 'COUNTY', '达拉特旗', '1506')`),
  );
  await db.system(({ sql }) =>
    sql(`insert into access_client (id, kind, title_zh, title_en, area_code, areas) values
      ('here', 'DEPARTMENT', '甲', 'Here', '150623', '{150623}'), ('there', 'DEPARTMENT', '乙', 'There', '150621', '{150621}')`),
  );
  await db.system(({ sql }) =>
    sql(
      `insert into access_user (login, title_zh, title_en, area_code, areas, roles) values ('lin', '林', 'Lin', '150623', '{150623}', '{INSPECTOR}')`,
    ),
  );
});
afterAll(() => bench.close());

const scope = (...scopes: string[]): Scope => scopeOf({ areas: ['150623'], purpose: 'MONITORING', scopes });
const county = scope('core:read:sensitive', 'education:read:sensitive', 'core:write', 'education:write', 'core:administer', 'audit:read');
const security = scope('core:read', 'access:administer');
const write = (within: Scope, text: string) => bench.storage.db.write(within, ({ sql }) => sql(text));
const client = (id: string, areas: string, code = '150623') =>
  `insert into access_client (id, kind, title_zh, title_en, area_code, areas, scopes, secret_hash)
   values ('${id}', 'DEPARTMENT', '丙', 'New', '${code}', '${areas}', '{core:read:sensitive}', '\\x01')`;
const person = (areas: string) =>
  `insert into access_user (login, title_zh, title_en, area_code, areas, roles) values ('wang', '王', 'Wang', '150623', '${areas}', '{INSPECTOR}')`;

describe('the database, asked by the SQL of a module’s own mutation', () => {
  test.each([
    ['a client', client('made', '{150623}')],
    ['a person', person('{150623}')],
    ['a document', `insert into trusted_document values ('here', '150623', repeat('a', 64), 'x', '{ viewer { purpose } }')`],
  ])('lets nobody register %s who has every right but the one to do so', async (_what, text) => {
    await expect(write(county, text)).rejects.toThrow(/row-level security/);
  });

  test.each([
    `update access_client set areas = '{0}', secret_hash = '\\x01' returning id`,
    `update access_user set password_hash = '\\x01' returning id`,
    `select id from access_client`,
  ])('shows the writer no client and no person: %s', async (text) => {
    expect(await write(county, text)).toEqual([]);
  });
});

describe('the database, asked by who administers who gets in', () => {
  test('takes what lies inside the own areas', async () => {
    await write(security, client('bureau', '{150623}'));
    expect(await write(security, `update access_client set enabled = false where id in ('here', 'there') returning id`)).toEqual([
      { id: 'here' },
    ]);
    await write(security, person('{150623}'));
  });

  test.each([
    ['the nation', client('wide', '{0}')],
    ['a neighbour', client('beside', '{150623,150621}')],
    ['a neighbour’s registration', client('away', '{150621}', '150621')],
    ['the nation for a person', person('{0}')],
    ['a neighbour for who is there already', `update access_client set areas = '{150621}' where id = 'here'`],
  ])('refuses %s, also when the mutation’s own checks are forgotten', async (_what, text) => {
    await expect(write(security, text)).rejects.toThrow(/row-level security/);
  });
});
