import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkDeclaration } from 'xianjie/testing';
import { loadCases } from '../../plugins/contract/index.js';
import { policyModule } from '../../modules/education/index.js';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../modules/education/', import.meta.url));

describe('the education module', () => {
  test('declares nothing that a start would refuse, has a case for each outcome, and its README names every rule', async () => {
    const readme = readFileSync(`${folder}README.md`, 'utf8');
    expect(checkDeclaration(policyModule, { cases: await loadCases(folder), readme })).toEqual([]);
  });

  test('has a check for every row of the catalogue’s section 5.4', () => {
    const ids = readFileSync(new URL('../../docs/coverage.ids.json', import.meta.url), 'utf8').match(/"id": "(education\.[^"]+)"/g) ?? [];
    const rules = new Set(policyModule.checks?.flatMap((check) => check.rules));
    expect(ids.map((line) => /"(education[^"]+)"$/.exec(line)?.[1]).filter((id) => !rules.has(String(id)))).toEqual([]);
    expect(ids.length).toBeGreaterThan(11);
  });
});
