import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
let tree: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}

function build(...args: string[]): { readonly code: number | null; readonly said: string; readonly printed: string } {
  const done = spawnSync(process.execPath, ['api/commands/build.mjs', ...args], { cwd: tree, encoding: 'utf8' });
  return { code: done.status, said: done.stderr, printed: done.stdout.trim() };
}

const start = ['--if-stale', '--run', 'dist/api/main.js'] as const;

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'xianjie-build-'));
  for (const file of ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'])
    cpSync(join(root, file), join(tree, file));
  mkdirSync(join(tree, 'api/commands'), { recursive: true });
  cpSync(join(root, 'api/commands/build.mjs'), join(tree, 'api/commands/build.mjs'));
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'dir');
  cpSync(join(root, 'prisma/schema.prisma'), join(tree, 'prisma/schema.prisma'), { recursive: true });
  write('prisma/one.prisma', 'model Thing {\n  id Int @id\n}\n');
  write('schema/index.ts', "export const word = 'first';\n");
  write(
    'api/main.ts',
    "import { word } from 'xianjie/schema';\nimport { PrismaClient } from '../prisma/generated/client.js';\nconsole.log(word, typeof PrismaClient, process.argv.slice(2).join(' '));\n",
  );
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe('the build', () => {
  it('generates and compiles what is missing, then runs the program in the same process', () => {
    expect(build(...start, 'with', 'arguments')).toMatchObject({ code: 0, printed: 'first function with arguments' });
  });

  it('does nothing when the contents are the same, whatever their times', () => {
    utimesSync(join(tree, 'schema/index.ts'), new Date(), new Date());
    expect(build(...start)).toEqual({ code: 0, said: '', printed: 'first function' });
  });

  it('compiles again what changed, and generates only for a change of the tables', () => {
    write('schema/index.ts', "export const word = 'second';\n");
    const again = build(...start);
    expect(again.printed).toBe('second function');
    expect(again.said).not.toContain('generate');
    write('prisma/one.prisma', 'model Thing {\n  id Int @id\n  name String\n}\n');
    expect(build('--if-stale', '--only', 'generate').said).toContain('generate');
  });

  it('brings the tables of modules beside their compiled code, and takes away what is gone', () => {
    write('modules/trees/trees.prisma', 'model Tree {\n  id Int @id\n}\n');
    write('modules/trees/migrations/0001_first/migration.sql', 'select 1;\n');
    write('modules/trees/migrations/0002_second/migration.sql', 'select 2;\n');
    const there = (path: string) => existsSync(join(tree, 'dist/modules/trees', path));
    expect(build(...start).said).toContain('tables of modules');
    expect(['trees.prisma', 'migrations/0001_first/migration.sql', 'migrations/0002_second/migration.sql'].filter(there)).toHaveLength(3);
    rmSync(join(tree, 'modules/trees/migrations/0002_second'), { recursive: true });
    build(...start);
    expect(there('migrations/0001_first/migration.sql')).toBe(true);
    expect(there('migrations/0002_second')).toBe(false);
  });

  it('fails and says why when the sources are wrong, and never takes the result for whole', () => {
    write('schema/index.ts', 'export const word: string = 3;\n');
    const failed = build(...start);
    expect(failed.code).toBe(1);
    expect(failed.said).toContain('TS2322');
    expect(failed.printed).toBe('');
    write('schema/index.ts', "export const word = 'second';\n");
    expect(build(...start).printed).toBe('second function');
  });
});
