import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkDeclaration } from 'xianjie/testing';
import { shipped } from '../../api/commands/shipped.js';
import { composeSchema, installed } from '../../api/compose.js';

const modules = (await shipped()).map(({ module, cases }) => ({ id: module.id, module, cases }));
const readmeOf = (id: string): string | undefined => {
  const file = new URL(`../../modules/${id}/README.md`, import.meta.url);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

describe.each(modules)('the module $id', ({ id, module, cases }) => {
  test('is whole: nothing that the boot would refuse, cases for every outcome, its rules in its README', () => {
    const readme = readmeOf(id);
    expect(checkDeclaration(module, { cases, ...(readme !== undefined && { readme }) })).toEqual([]);
  });

  test('boots alone beside the core', () => {
    expect(() => composeSchema(installed(id === 'core' ? [] : [module]))).not.toThrow();
  });
});
