import { describe, expect, test } from 'vitest';
import { runCases } from 'xianjie/testing';
import { shipped } from '../../api/commands/shipped.js';
import { outcomesWithoutCase } from '../../plugins/contract/index.js';

/** The cases of everything that ships, run as any module runs its own. */
const modules = await Promise.all(
  (await shipped()).map(async ({ module, cases }) => ({ id: module.id, module, cases, results: await runCases(module, cases) })),
);

describe.each(modules.filter(({ cases }) => cases.length > 0))('cases of $id', ({ module, cases, results }) => {
  test.each(results.map((result) => [result.name, result.problems] as const))('%s', (_name, problems) => {
    expect(problems).toEqual([]);
  });

  test.each((module.checks ?? []).map((check) => [check.code, check] as const))(
    '%s has a case for each outcome it can have',
    (_code, check) => {
      expect(outcomesWithoutCase(check, cases)).toEqual([]);
    },
  );
});
