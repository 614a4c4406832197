import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { errorsPage } from '../../api/commands/errors-page.js';
import { rolesPage } from '../../api/commands/roles-page.js';
import { scopesPage } from '../../api/commands/scopes-page.js';
import { composeSchema } from '../../api/compose.js';
import { contractKeys } from '../../plugins/contract/check-texts.js';
import { errorCodes } from '../../schema/contract/errors.js';
import { coreModule, type TableDeclaration } from '../../schema/index.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'modules/README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

describe('the documentation', () => {
  it('lists exactly the error codes of the contract', () => {
    const listed = [...read('docs/errors.md').matchAll(/^### ([A-Z_]+)$/gm)].map((match) => match[1]);
    expect(listed.sort()).toEqual([...errorCodes].sort());
  });

  it('lists exactly the refusals of the core and of the modules that ship with it, with their texts', async () => {
    expect(read('docs/errors.md')).toBe(await errorsPage());
  });

  it('lists exactly the scopes that the root fields name', async () => {
    expect(read('docs/scopes.md')).toBe(await scopesPage());
  });

  it('lists exactly the roles of the graph, with what each of them gives', () => {
    expect(read('docs/roles.md')).toBe(rolesPage());
  });

  it('shows only GraphQL that the graph answers', () => {
    const schema = buildSchema(read('schema/schema.graphql'));
    const blocks = pages.flatMap((page) => [...read(page).matchAll(/^```graphql\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? ''));
    expect(blocks.length).toBeGreaterThan(0);
    expect(blocks.flatMap((block) => validate(schema, parse(block)).map((error) => error.message))).toEqual([]);
  });

  it('lists exactly the keys of the contract in the guide', () => {
    const [, table = ''] = read('docs/writing-a-module.md').split('## The keys');
    expect([...table.matchAll(/^\| `(\w+)` /gm)].map((match) => match[1])).toEqual([...contractKeys]);
  });

  it('says in the guide which keys the core’s types offer to relations, as the graph has them', () => {
    const schema = composeSchema([coreModule]);
    const rows = [...read('docs/writing-a-module.md').matchAll(/^\| `(\w+)` +\| `(\w+)` +\| (`id`.*?) +\|$/gm)];
    expect(rows.map(([, type]) => type)).toEqual(['Household', 'Person', 'Village', 'Project']);
    for (const [, type = '', table, columns = ''] of rows) {
      const declared = (schema.getType(type)?.extensions as { table?: TableDeclaration }).table;
      expect([type, declared?.table, declared?.key]).toEqual([type, table, 'id']);
      expect(columns).toContain('`area_code`');
    }
  });

  it('shows in the guide only code of the modules that it is about, which is tested', () => {
    const blocks = [...read('docs/writing-a-module.md').matchAll(/^(?:<!-- from (\S+) -->\n\n)?```(\w+)\n([\s\S]*?)^```/gm)];
    const unlabelled = blocks.filter(([, file, language]) => file === undefined && language !== 'sh');
    expect(unlabelled.map(([block]) => block)).toEqual([]);
    const plain = (text: string): string => text.replace(/^ +/gm, '').trim();
    const shown = blocks.filter(([, file]) => file !== undefined);
    expect(shown.length).toBeGreaterThan(10);
    expect(
      shown
        .filter(
          ([, file = '', , code]) =>
            !plain(read(`tests/outside/${file.startsWith('forest-fire/') ? '' : 'winter-heating/'}${file}`)).includes(plain(code ?? '')),
        )
        .map(([block]) => block),
    ).toEqual([]);
  });

  it.each(pages)('%s names only commands that there are', (page) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
    const named = [...read(page).matchAll(/\bnpm (?:--prefix <[^>]+> )?run ([\w:]+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it.each(pages)('%s links only to what is there', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
  });

  it('numbers the decisions without a gap and lists each', () => {
    const files = readdirSync(join(root, 'docs/decisions')).filter((name) => /^\d{4}-/.test(name));
    expect(files.map((name) => Number(name.slice(0, 4)))).toEqual(files.map((_, index) => index + 1));
    const index = read('docs/decisions/README.md');
    expect(files.filter((name) => !index.includes(`(${name})`))).toEqual([]);
  });
});
