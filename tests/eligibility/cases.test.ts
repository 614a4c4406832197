import { describe, expect, test } from 'vitest';
import { runCases } from 'xianjie/testing';
import { shipped } from '../../api/commands/shipped.js';
import { outcomesWithoutCase } from '../../plugins/contract/index.js';
import { caseSentence, explainChecks } from '../../plugins/eligibility/index.js';

/** The cases of everything that ships, run as any module runs its own, and printed as sentences that an official can read. */
const ships = await shipped();
const { facts } = explainChecks(ships.map(({ module }) => module));
const modules = await Promise.all(
  ships.map(async ({ module, cases }) => ({ id: module.id, module, cases, results: await runCases(module, cases) })),
);

describe.each(modules.filter(({ cases }) => cases.length > 0))('cases of $id', ({ module, cases, results }) => {
  test.each(
    results.map((result) => {
      const { zh, en } = caseSentence(result.case, facts);
      return [`${result.name}\n      ${zh}\n      ${en}`, result.problems] as const;
    }),
  )('%s', (_sentence, problems) => {
    expect(problems).toEqual([]);
  });

  test.each((module.checks ?? []).map((check) => [check.code, check] as const))(
    '%s has a case for each outcome it can have',
    (_code, check) => {
      expect(outcomesWithoutCase(check, cases)).toEqual([]);
    },
  );
});
