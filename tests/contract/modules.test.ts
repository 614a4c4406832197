import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { coreModule, definePolicyModule, printGraph, type PolicyModule } from 'xianjie/schema';
import { composeSchema, installed } from '../../api/compose.js';
import { checkModules, loadModules } from '../../plugins/contract/index.js';
import { beekeeping } from './fixtures/beekeeping.js';

const module = (over: Partial<PolicyModule>): PolicyModule =>
  definePolicyModule({
    id: 'sample',
    contract: 1,
    title: { zh: '样例', en: 'Sample' },
    owner: { code: 'RRB', title: { zh: '乡村振兴局', en: 'Rural revitalisation bureau' } },
    ...over,
  });

describe('modules that do not fit are refused at boot, with both parties and the cure', () => {
  test('an id that is not kebab-case', () => {
    expect(() => checkModules([module({ id: 'Sample Module' })])).toThrow('the id must be kebab-case');
  });

  test('two modules with one id', () => {
    expect(() => checkModules([module({}), module({})])).toThrow('two modules have the id "sample": rename one, or load it once');
    const [check] = coreModule.checks ?? [];
    const twice = module({ checks: check ? [check] : [] });
    expect(() => checkModules([twice, twice])).not.toThrow('is declared by module');
  });

  test('another version of the contract', () => {
    expect(() => checkModules([module({ contract: 2 as unknown as 1 })])).toThrow('was written for contract 2, this platform speaks 1');
  });

  test('a check that another module declares', () => {
    expect(() => checkModules([coreModule, module({ checks: [...(coreModule.checks ?? [])].slice(0, 1) })])).toThrow(
      'the check "monitoring.incomeLine" is declared by module "core" and by module "sample": rename one of them',
    );
  });

  test('a refusal code outside the module’s own names', () => {
    expect(() => checkModules([module({ errors: [{ code: 'core.MINE', text: { zh: '甲', en: 'a' } }] })])).toThrow(
      'refusal code "core.MINE" must begin with "sample."',
    );
  });

  test('a parameter value of a document that nobody declares', () => {
    const [parameter] = coreModule.parameters ?? [];
    if (!parameter) throw new Error('the core has parameters');
    expect(() => checkModules([module({ parameters: [parameter] })])).toThrow('which no module declares: add it to "policies"');
  });

  test('a feed that resolves households or people and does not say which', () => {
    const [incomes] = (coreModule.feeds ?? []).filter((feed) => feed.resolves === 'EXISTING_HOUSEHOLD');
    if (!incomes) throw new Error('the core has a feed that resolves households');
    const { householdOf: _left, ...feed } = incomes;
    expect(() => checkModules([module({ departments: coreModule.departments ?? [], feeds: [feed] })])).toThrow('add "householdOf"');
    const ofPeople = { ...feed, resolves: 'EXISTING_PERSON' } as const;
    expect(() => checkModules([module({ departments: coreModule.departments ?? [], feeds: [ofPeople] })])).toThrow('add "personOf"');
  });

  test('a field that a core type has already: the error names the module', () => {
    const clash = module({
      graphql: (builder) => builder.objectField('Household', 'number', (t) => t.string({ description: 'again', resolve: () => '' })),
    });
    expect(() => composeSchema(installed([clash]))).toThrow(/Household.*number|number.*Household/);
  });

  // What the compiler would say in TypeScript; a module from outside comes as JavaScript.
  test.each([
    ['a title in one language', { title: { zh: '样例' } }, 'the title has no text in "en": give { zh, en }'],
    ['a key that the contract does not know', { cheks: [] }, '"cheks" is no key of the contract; known are id, contract'],
    [
      'an owner that nobody declares',
      { owner: { code: 'NOBODY', title: { zh: '无', en: 'nobody' } } },
      'is owned by department "NOBODY", which no module declares',
    ],
    [
      'a value without its quote',
      { parameters: [{ ...coreModule.parameters?.[0], code: 'x', values: [{ ...coreModule.parameters?.[0]?.values[0], quote: '' }] }] },
      'the quote of a value of parameter "x" is missing',
    ],
    [
      'an income concept that there is not',
      { parameters: [{ ...coreModule.parameters?.[0], code: 'x', concept: 'PER_CAPITA_NET' }] },
      'known are NET, PER_CAPITA_YEARLY, DISPOSABLE',
    ],
    ['something covered by nothing', { covers: [{ item: 'W9', by: [] }] }, '"covers" says that it serves W9, but not by what'],
    [
      'something covered by what has no such name',
      { covers: [{ item: 'W9', by: ['schooling'] }] },
      'write Query.x, Mutation.x, Type.field',
    ],
    [
      'something left out without a reason',
      { notModelled: [{ rule: 'W9', state: 'NEVER', why: ' ' }] },
      '"notModelled" leaves W9 out without a reason',
    ],
    [
      'something left out neither for now nor for good',
      { notModelled: [{ rule: 'W9', state: 'MAYBE', why: 'x' }] },
      'the state "MAYBE"; known are LATER, NEVER',
    ],
    [
      'a check without its place',
      { checks: [{ ...coreModule.checks?.[0], code: 'x', policies: [{ ...coreModule.checks?.[0]?.policies[0], place: undefined }] }] },
      'the place of check "x" is missing',
    ],
  ])('%s', (_name, over, message) => {
    expect(() => checkModules([coreModule, module(over as Partial<PolicyModule>)])).toThrow(message);
  });

  test('a field of the graph without a description', () => {
    const silent = module({
      graphql: (builder) => builder.queryField('silent', (t) => t.string({ scope: 'sample:read', resolve: () => null })),
    });
    expect(() => composeSchema(installed([silent]))).toThrow('Query.silent has no description');
  });

  const field = (scope: string | undefined) =>
    module({
      graphql: (builder) =>
        builder.queryField('openThing', (t) => t.string({ scope: scope as string, description: 'A thing (事物).', resolve: () => null })),
    });
  test('a root field without a scope', () => {
    expect(() => composeSchema(installed([field(undefined)]))).toThrow(
      `the root field Query.openThing of module "sample" names no scope, so nobody could be refused it; add scope: 'sample:read' to its options`,
    );
  });

  test('a root field with another module’s scope, or with none that could be one', () => {
    expect(() => composeSchema(installed([field('core:read')]))).toThrow(
      'has the scope "core:read" of "core"; a module names its own scopes',
    );
    expect(() => composeSchema(installed([field('sample')]))).toThrow('a scope is "<module id>:<verb>[:<level>]"');
    expect(() => composeSchema(installed([field('sample:read:personal')]))).not.toThrow();
  });

  test('a personal field that may not be null, whichever way it is declared', () => {
    const strict = (level: 'INTERNAL' | 'SENSITIVE') =>
      module({
        graphql: (builder) =>
          builder.objectField('Household', 'sampleThing', (t) =>
            t.field({ type: 'String', nullable: false, extensions: { level }, description: 'A thing (事物).', resolve: () => '' }),
          ),
      });
    expect(() => composeSchema(installed([strict('SENSITIVE')]))).toThrow(
      'Household.sampleThing is SENSITIVE and has no masked text, so it must be nullable',
    );
    expect(() => composeSchema(installed([strict('INTERNAL')]))).not.toThrow();
  });

  test('everything wrong is told at once', () => {
    expect(() => checkModules([module({ id: 'A' }), module({ id: 'B' })])).toThrow(/module "A"[\s\S]*module "B"/);
  });
});

describe('loading', () => {
  const places = { listed: ['modules/education'], root: '/nowhere', cwd: '/' };

  test('an id that is not installed is refused with the list of those that are', async () => {
    await expect(loadModules(['educaton'], places)).rejects.toThrow(
      'XIANJIE_MODULES names "educaton", which is not installed. Installed: education',
    );
  });

  test('an empty list loads nothing', async () => {
    expect(await loadModules([], places)).toEqual([]);
  });

  test('a folder in place of a file is refused with the file to name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xianjie-module-'));
    await expect(loadModules([folder], places)).rejects.toThrow(`is a folder: name its file, ${folder}/index.js`);
    rmSync(folder, { recursive: true });
  });

  test('a file without a module says what it must export', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xianjie-module-'));
    writeFileSync(join(folder, 'index.mjs'), 'export const other = 1;');
    await expect(loadModules([join(folder, 'index.mjs')], places)).rejects.toThrow('exports no "policyModule"');
    rmSync(folder, { recursive: true });
  });
});

describe('the graph of any set of modules', () => {
  test('is valid with no module beside the core', () => {
    expect(printGraph(composeSchema(installed([])))).toContain('type Household implements Node');
  });

  test('is the same whatever the order of the modules', () => {
    const other = module({
      id: 'other',
      graphql: (builder) =>
        builder.queryField('otherThing', (t) => t.string({ scope: 'other:read', description: 'Another (其他).', resolve: () => null })),
    });
    expect(printGraph(composeSchema(installed([beekeeping, other])))).toBe(printGraph(composeSchema(installed([other, beekeeping]))));
  });

  test('can be built again and again in one process', () => {
    const print = (): string => printGraph(composeSchema(installed([beekeeping])));
    expect(print()).toBe(print());
  });
});
