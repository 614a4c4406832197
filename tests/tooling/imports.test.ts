import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A tree in which everybody keeps the rules. */
const lawful: Record<string, string> = {
  'schema/contract/text.ts': 'export interface Text { zh: string }',
  'schema/core/index.ts': 'export const core = 1;',
  'schema/index.ts': "export { type Text } from './contract/text.js';",
  'plugins/storage/inner.ts': "import 'pg'; export const inner = 1;",
  'plugins/storage/index.ts': "import './inner.js'; import 'xianjie/schema'; export const storage = 1;",
  'plugins/reader/index.ts': "import '../storage/index.js'; export const reader = 1;",
  'plugins/eligibility/figures/kleene.ts': 'export const kleene = 1;',
  'plugins/eligibility/rules/evaluate.ts': "import '../figures/kleene.js'; export const evaluate = 1;",
  'plugins/eligibility/service.ts': "import './rules/evaluate.js'; export const service = 1;",
  'plugins/feeds/index.ts': "import '../reader/index.js'; export const feeds = 1;",
  'modules/water/index.ts': "import './checks.js'; import 'xianjie/schema'; export const water = 1;",
  'modules/water/checks.ts': 'export const checks = 1;',
  'modules/housing/index.ts': 'export const housing = 1;',
  'prisma/demo/town.ts': "import 'xianjie/schema'; export const town = 1;",
  'prisma/generated/client.ts': 'export class PrismaClient {}',
  'api/main.ts': "import 'xianjie/schema'; import '../plugins/feeds/index.js'; import '../prisma/demo/town.js'; export const main = 1;",
  'api/testing/index.ts': "import '../main.js'; export const kit = 1;",
  'clients/typescript/client.ts': 'export const client = 1;',
  'tests/seed.ts': "import '../api/main.js'; import '../api/testing/index.js'; export const seed = 1;",
};

/** One broken import per rule: the rule's name, the file that breaks it, the import. */
const broken: readonly (readonly [rule: string, file: string, imports: string])[] = [
  ['schema-imports-nothing-of-ours', 'schema/contract/bad.ts', '../../plugins/storage/index.js'],
  ['facts-and-feeds-stand-below-the-core', 'schema/facts/upwards.ts', '../core/index.js'],
  ['facts-and-feeds-stand-below-the-core', 'schema/feeds/upwards.ts', '../core/index.js'],
  ['plugins-import-schema-and-plugins', 'plugins/reader/names-a-module.ts', '../../modules/water/index.js'],
  ['plugins-import-schema-and-plugins', 'plugins/reader/calls-the-door.ts', '../../api/main.js'],
  ['plugins-import-schema-and-plugins', 'plugins/reader/reads-the-demo.ts', '../../prisma/demo/town.js'],
  ['schema-is-entered-by-its-name', 'plugins/reader/by-path.ts', '../../schema/contract/text.js'],
  ['schema-is-entered-by-its-name', 'modules/water/by-path.ts', '../../schema/contract/text.js'],
  ['plugins-are-entered-by-their-index', 'plugins/feeds/inside.ts', '../storage/inner.js'],
  ['api-enters-plugins-by-their-index', 'api/inside.ts', '../plugins/storage/inner.js'],
  ['storage-imports-lower-layers-only', 'plugins/storage/upwards.ts', '../reader/index.js'],
  ['reader-imports-lower-layers-only', 'plugins/reader/upwards.ts', '../feeds/index.js'],
  ['every-plugin-has-a-layer', 'plugins/feeds/homeless.ts', '../novelty/index.js'],
  ['eligibility-figures-imports-lower-rooms-only', 'plugins/eligibility/figures/upwards.ts', '../rules/evaluate.js'],
  ['eligibility-rules-imports-lower-rooms-only', 'plugins/eligibility/rules/upwards.ts', '../service.js'],
  ['every-room-of-eligibility-has-a-layer', 'plugins/eligibility/homeless.ts', './novelty/index.js'],
  ['only-storage-drives-the-database', 'plugins/reader/drives.ts', 'pg'],
  ['only-storage-drives-the-database', 'modules/water/drives.ts', '../../prisma/generated/client.js'],
  ['modules-import-schema-only', 'modules/water/neighbour.ts', '../housing/index.js'],
  ['modules-import-schema-only', 'modules/water/machinery.ts', '../../plugins/reader/index.js'],
  ['api-names-no-module', 'api/names-a-module.ts', '../modules/water/index.js'],
  ['only-tests-use-the-kit', 'api/kit-user.ts', './testing/index.js'],
  ['prisma-imports-schema-only', 'prisma/demo/upwards.ts', '../../plugins/storage/index.js'],
  ['clients-import-nothing-of-ours', 'clients/typescript/insider.ts', '../../schema/index.js'],
  ['nobody-imports-tests', 'api/tested.ts', '../tests/seed.js'],
  ['no-cycles', 'plugins/storage/one.ts', './other.js'],
  ['what-is-imported-exists', 'plugins/storage/nowhere.ts', './nowhere-to-be-found.js'],
  ['the-product-needs-no-development-package', 'api/tooled.ts', 'vitest'],
];

let tree: string;
interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
}

function violations(): readonly Violation[] {
  const cli = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const folders = ['api', 'schema', 'plugins', 'modules', 'prisma', 'clients', 'tests'];
  const done = spawnSync(process.execPath, [cli, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const parsed = JSON.parse(done.stdout) as { summary: { violations: readonly Violation[] } };
  return parsed.summary.violations;
}

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'xianjie-imports-'));
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) cpSync(join(root, file), join(tree, file));
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'dir');
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe('the import rules', () => {
  it('leave a lawful tree alone', () => {
    write(lawful);
    expect(violations().map((v) => `${v.rule.name}: ${v.from}`)).toEqual([]);
  });

  it('refuse each broken import by name', () => {
    write({
      'plugins/novelty/index.ts': 'export const novelty = 1;',
      'plugins/eligibility/novelty/index.ts': 'export const novelty = 1;',
      'plugins/storage/other.ts': "import './one.js'; export const other = 1;",
    });
    write(Object.fromEntries(broken.map(([, file, imports]) => [file, `import '${imports}';\nexport const bad = 1;`])));
    const found = new Set(violations().map((v) => `${v.rule.name}: ${v.from}`));
    const missed = broken.map(([rule, file]) => `${rule}: ${file}`).filter((line) => !found.has(line));
    expect(missed).toEqual([]);
  });

  it('are all broken once above', () => {
    const { forbidden } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as {
      forbidden: readonly { name: string; comment: string }[];
    };
    const tried = new Set(broken.map(([rule]) => rule));
    const layered = /-imports-lower-(layers|rooms)-only$/;
    expect(forbidden.filter((rule) => !layered.test(rule.name) && !tried.has(rule.name)).map((rule) => rule.name)).toEqual([]);
    expect(forbidden.every((rule) => rule.comment.endsWith('.'))).toBe(true);
  });
});
