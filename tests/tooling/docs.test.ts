import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { errorsPage } from '../../api/commands/errors-page.js';
import { scopesPage } from '../../api/commands/scopes-page.js';
import { errorCodes } from '../../schema/contract/errors.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
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

  it('shows only GraphQL that the graph answers', () => {
    const schema = buildSchema(read('schema/schema.graphql'));
    const blocks = pages.flatMap((page) => [...read(page).matchAll(/^```graphql\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? ''));
    expect(blocks.length).toBeGreaterThan(0);
    expect(blocks.flatMap((block) => validate(schema, parse(block)).map((error) => error.message))).toEqual([]);
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
