import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDMMF } from '@prisma/get-dmmf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coreMigrations, projectRoot, type Storage } from '../../plugins/storage/index.js';
import { testDatabase } from '../support/database.js';

let storage: Storage;
beforeAll(async () => {
  storage = await testDatabase();
});
afterAll(() => storage.close());

async function ask<R>(sql: string): Promise<R[]> {
  const owner = await storage.owner();
  try {
    return (await owner.query(sql)).rows as R[];
  } finally {
    await owner.end();
  }
}

const postgresTypes: Record<string, string> = {
  'String/': 'text', 'String/Uuid': 'uuid', 'Int/': 'integer', 'BigInt/': 'bigint', 'Boolean/': 'boolean', 'Bytes/': 'bytea', 'Json/': 'jsonb',
  'DateTime/Date': 'date', 'DateTime/Timestamptz': 'timestamp with time zone', 'Decimal/Decimal': 'numeric',
}; // prettier-ignore

describe('the reviewed migration and the Prisma schema', () => {
  test('describe the same tables, columns, types and nullability', async () => {
    const schemas = readdirSync(join(projectRoot, 'prisma')).filter((f) => f.endsWith('.prisma'));
    const dmmf = getDMMF({ datamodel: schemas.map((f) => [f, readFileSync(join(projectRoot, 'prisma', f), 'utf8')]) });
    if (!('datamodel' in dmmf)) throw new Error('the Prisma schema is not valid');
    const declared = dmmf.datamodel.models.flatMap((model) =>
      model.fields.map((field) => {
        const type = postgresTypes[`${field.type}/${field.nativeType?.[0] ?? ''}`] ?? `${field.type}/${field.nativeType?.[0] ?? ''}`;
        return `${model.dbName}.${field.dbName ?? field.name}: ${field.isList ? 'list' : `${type}${field.isRequired ? '' : '?'}`}`;
      }),
    );
    const columns = await ask<{ t: string; c: string; type: string; nullable: string }>(`
      select table_name as t, column_name as c, data_type as type, is_nullable as nullable from information_schema.columns
      where table_schema = 'xianjie' and table_name <> 'schema_migration'`);
    const real = columns.map(
      ({ t, c, type, nullable }) => `${t}.${c}: ${type === 'ARRAY' ? 'list' : `${type}${nullable === 'YES' ? '?' : ''}`}`,
    );
    expect(declared.sort()).toEqual(real.sort());
  });
});

describe('the tables', () => {
  test('every table with an area code of its own has row security, for every role that reads or writes it', async () => {
    const open = await ask(`
      select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'area_code'
      where c.relnamespace = 'xianjie'::regnamespace and c.relkind = 'r' and not c.relrowsecurity order by 1`);
    expect(open).toEqual([]);
  });

  test('no role of the platform owns a table, bypasses row security, or is a superuser', async () => {
    const roles = await ask(
      `select rolname from pg_roles where rolname like 'xj\\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
    );
    expect(roles).toEqual([]);
    const owners = await ask(`select distinct tableowner from pg_tables where schemaname = 'xianjie'`);
    expect(owners).toEqual([{ tableowner: 'xj_owner' }]);
  });

  test('every reference to a household or person carries its area code, so that nobody can point into another area', async () => {
    const bare = await ask(`
      select conrelid::regclass::text as t from pg_constraint
      where contype = 'f' and confrelid in ('household'::regclass, 'person'::regclass) and array_length(conkey, 1) = 1`);
    expect(bare).toEqual([]);
  });

  test('the audit role may add and do nothing else', async () => {
    const grants = await ask(`select table_name, privilege_type from information_schema.role_table_grants where grantee = 'xj_audit'`);
    expect(grants).toEqual([{ table_name: 'audit_entry', privilege_type: 'INSERT' }]);
  });

  test('an area range is answered from an index under row security', async () => {
    const plan = await storage.db.read({ areas: ['150623100'], domains: 'ALL' }, 'MASKED', async (tx) => {
      await tx.sql(`select set_config('enable_seqscan', 'off', true)`);
      return tx.sql<{ 'QUERY PLAN': string }>(
        `explain select id from household where area_code >= '150623100' and area_code < '150623101' order by area_code, register_number, id limit 20`,
      );
    });
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('household_area');
  });
});

describe('the migration runner', () => {
  test('applies nothing twice', async () => {
    expect(await storage.migrate([coreMigrations])).toEqual([]);
    expect(await storage.pending([coreMigrations])).toEqual([]);
  });

  test('refuses a migration that was edited after it had been applied', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xianjie-migrations-'));
    cpSync(coreMigrations.folder, folder, { recursive: true });
    const [first] = readdirSync(folder);
    writeFileSync(join(folder, first ?? '', 'migration.sql'), 'select 1;');
    await expect(storage.migrate([{ owner: 'core', folder }])).rejects.toThrow(
      'was changed after it had been applied: restore the file and write a new migration',
    );
    rmSync(folder, { recursive: true });
  });

  test('a migration that fails leaves nothing behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xianjie-migrations-'));
    cpSync(coreMigrations.folder, folder, { recursive: true });
    cpSync(join(folder, readdirSync(folder)[0] ?? ''), join(folder, '9999_broken'), { recursive: true });
    writeFileSync(join(folder, '9999_broken', 'migration.sql'), 'create table half (id int); select 1/0;');
    await expect(storage.migrate([{ owner: 'core', folder }])).rejects.toThrow('migration core/9999_broken failed and was rolled back');
    expect(await ask(`select to_regclass('xianjie.half') as t`)).toEqual([{ t: null }]);
    rmSync(folder, { recursive: true });
  });

  test('a database that knows more than the files is refused', async () => {
    await expect(storage.migrate([{ owner: 'core', folder: join(tmpdir(), 'no-such-folder') }])).rejects.toThrow(
      'run the version that wrote it, or a newer one',
    );
  });
});
