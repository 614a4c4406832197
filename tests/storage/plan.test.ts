import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrationSources, planMigration } from '../../plugins/storage/index.js';
import { testDatabase } from '../support/database.js';
import { planting, treesWith, visit } from './fixtures/fruit-trees/fruit-trees.js';

const models = readFileSync(fileURLToPath(new URL('./fixtures/fruit-trees/fruit-trees.prisma', import.meta.url)), 'utf8');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xianjie-plan-'));
  write(models);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (text: string): void => writeFileSync(join(folder, 'fruit-trees.prisma'), text);
const locked = (): string => join(folder, 'fruit-trees.locked.prisma');
const sqlOf = ({ file }: { readonly file: string | undefined }): string => readFileSync(file ?? '', 'utf8');

describe('the planner of migrations, which needs no database', () => {
  test('writes what makes the tables, then what changed, then says that nothing is to do', async () => {
    const first = await planMigration(folder, 'first');
    expect(first.file).toBe(join(folder, 'migrations', '0001_first', 'migration.sql'));
    expect(sqlOf(first)).toContain('CREATE TABLE "fruit_trees_planting"');
    expect(sqlOf(first)).toContain('"id" UUID NOT NULL DEFAULT gen_random_uuid()');

    write(models.replace(/complaint .*\n/, 'complaint String?\n  pickedOn DateTime? @map("picked_on") @db.Date\n'));
    expect(sqlOf(await planMigration(folder, 'picked_on'))).toMatch(/ALTER TABLE "fruit_trees_planting" ADD COLUMN\s+"picked_on" DATE;/);
    expect((await planMigration(folder, 'nothing')).file).toBeUndefined();
    expect(readdirSync(join(folder, 'migrations'))).toEqual(['0001_first', '0002_picked_on']);
  });

  test('says at the head what is added by hand and what is not', async () => {
    expect(sqlOf(await planMigration(folder, 'first'))).toMatch(
      /^-- fruit-trees\/0001_first: [^]*Add by hand: checks[^]*Not by hand: .*row security/,
    );
  });

  test('warns where something recorded would be lost, or a required column would fail', async () => {
    await planMigration(folder, 'first');
    write(models.replace(/trees +Int/, 'trunks Int'));
    const sql = sqlOf(await planMigration(folder, 'trunks'));
    expect(sql).toContain('CAREFUL: this drops what was recorded');
    expect(sql).toContain('CAREFUL: a required column without a default');
  });

  test('writes an empty migration only when asked to, for statements by hand', async () => {
    await planMigration(folder, 'first');
    expect(sqlOf(await planMigration(folder, 'correct_old_rows', { empty: true }))).not.toMatch(/^[^-\n]/m);
  });

  test('notices a locked copy that was edited or lost', async () => {
    await planMigration(folder, 'first');
    const text = readFileSync(locked(), 'utf8');
    writeFileSync(locked(), text.replace('advice', 'advices'));
    await expect(planMigration(folder, 'second')).rejects.toThrow(/was edited by hand: restore it/);
    rmSync(locked());
    await expect(planMigration(folder, 'second')).rejects.toThrow(/is missing, though the module has migrations: restore it/);
  });

  test.each([
    [
      'an enum',
      'enum Kind {\n  A\n}\nmodel Extra {\n  id Int @id\n  kind Kind\n  @@map("fruit_trees_extra")\n}\n',
      /has an enum.*use String, and a check/,
    ],
    [
      'a relation',
      'model Extra {\n  id Int @id\n  self Int?\n  up Extra? @relation("x", fields: [self], references: [id])\n  down Extra[] @relation("x")\n  @@map("fruit_trees_extra")\n}\n',
      /has a relation.*declare it in "references"/,
    ],
    ['a table without the prefix', 'model Extra {\n  id Int @id\n}\n', /makes the table "Extra": add @@map\("fruit_trees_…"\)/],
    [
      'a standard column',
      'model Extra {\n  id Int @id\n  version Int\n  @@map("fruit_trees_extra")\n}\n',
      /has the column "version": leave it out/,
    ],
    ['a datasource', 'generator client {\n  provider = "prisma-client"\n}\n', /has a datasource or a generator/],
  ])('refuses %s, with the cure, and writes nothing', async (_what, text, message) => {
    write(`${models}\n${text}`);
    await expect(planMigration(folder, 'first')).rejects.toThrow(message);
    expect(readdirSync(folder)).toEqual(['fruit-trees.prisma']);
  });

  test('names what it needs: one datamodel, a name for a folder, valid models', async () => {
    await expect(planMigration(folder, 'First Step')).rejects.toThrow(/names no migration/);
    writeFileSync(join(folder, 'other.prisma'), '');
    await expect(planMigration(folder, 'first')).rejects.toThrow(/several datamodels/);
    mkdirSync(join(folder, 'empty'));
    await expect(planMigration(join(folder, 'empty'), 'first')).rejects.toThrow(/has no <id>.prisma/);
    rmSync(join(folder, 'other.prisma'));
    write('model Broken {\n  id Nothing @id\n}\n');
    await expect(planMigration(folder, 'first')).rejects.toThrow(/Type "Nothing" is neither/);
  });

  test('what it writes is what the runner takes', async () => {
    await planMigration(folder, 'first');
    const sources = migrationSources([treesWith([planting, visit], pathToFileURL(`${folder}/`))]);
    const storage = await testDatabase();
    try {
      expect((await storage.migrate(sources)).map((m) => m.key)).toEqual(['fruit-trees/0001_first', 'fruit-trees#protection']);
      await storage.verify(sources);
    } finally {
      await storage.close();
    }
  });
});
