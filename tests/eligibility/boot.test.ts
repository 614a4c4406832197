import { describe, expect, test } from 'vitest';
import {
  count,
  defineBenefit,
  defineCheck,
  defineFact,
  defineParameter,
  equals,
  gt,
  household,
  householdBenefits,
  lastYear,
  lt,
  membersOf,
  nonPolicy,
  outOfPoverty,
  perCapitaNetIncome,
  registerStatus,
  source,
  status,
  townA,
  type PolicyModule,
} from 'xianjie/schema';
import { createEligibility } from '../../plugins/eligibility/index.js';
import { revitalisationBureau } from '../../schema/facts/departments.js';
import { administrator, adoptionsOnly, corePolicy, today } from './support.js';

const empty: PolicyModule = {
  id: 'second',
  contract: 1,
  title: { zh: '乙', en: 'Second' },
  owner: { code: 'RRB', title: { zh: 'x', en: 'x' } },
};
const rule = {
  kind: 'STATUS',
  force: 'MUST',
  subject: household,
  title: { zh: 'x', en: 'x' },
  policy: { document: townA, place: 'L1', quote: 'x' },
} as const;
const boot = (module: Partial<PolicyModule>) => () => createEligibility([corePolicy, { ...empty, ...module }]);

describe('at boot', () => {
  test('the core alone fits together, and so does a module without anything', () => {
    expect(boot({})).not.toThrow();
    expect(() => createEligibility([corePolicy])).not.toThrow();
  });

  test('a check that only counts whom a link leads to is not for everybody', () => {
    const crowded = defineCheck({ ...rule, code: 'second.crowded', when: gt(count(membersOf), nonPolicy(9, 'a test')) });
    const engine = createEligibility([corePolicy, { ...empty, checks: [crowded] }]);
    const service = engine.bind({ engineSql: adoptionsOnly([]), rights: administrator, today });
    expect(service.checks({ codes: ['second.crowded'] })).toMatchObject([{ level: 'INTERNAL' }]);
  });

  test('a parameter that no module lists is named, with the cure', () => {
    const stray = defineParameter({
      code: 'second.line',
      title: { zh: 'x', en: 'x' },
      type: 'MONEY',
      concept: 'NET',
      unit: 'yuan',
      use: 'LINE',
      values: [],
    });
    const check = defineCheck({ ...rule, code: 'second.check', when: lt(lastYear(perCapitaNetIncome), stray) });
    expect(boot({ checks: [check] })).toThrow(
      /module "second": check "second.check" reads parameter "second.line", which no module lists: add it to "parameters"/,
    );
    expect(boot({ checks: [check], parameters: [stray] })).not.toThrow();
  });

  test('a benefit that no module lists is named', () => {
    const stray = defineBenefit({ code: 'STRAY', title: { zh: 'x', en: 'x' }, form: 'CASH', recordedIn: householdBenefits });
    expect(boot({ checks: [defineCheck({ ...rule, code: 'second.check', when: outOfPoverty, gives: status(stray) })] })).toThrow(
      /gives "STRAY"/,
    );
  });

  test('a fact with two sources names both modules', () => {
    const twice = source({ subject: household, columns: { status: registerStatus }, load: () => Promise.resolve([]) });
    expect(boot({ facts: [twice] })).toThrow(/the fact "household.registerStatus" is loaded by module "core" and by module "second"/);
  });

  test('two facts of one code are refused', () => {
    const same = defineFact({
      code: 'household.registerStatus',
      title: { zh: 'x', en: 'x' },
      subject: household,
      type: 'BOOLEAN',
      level: 'PUBLIC',
      suppliers: [revitalisationBureau],
      source: 'RECORDED',
    });
    expect(boot({ checks: [defineCheck({ ...rule, code: 'second.check', when: equals(same, true) })] })).toThrow(/two facts have the code/);
  });

  test('a fact says what it may hold and who supplies it', () => {
    const bare = defineFact({
      code: 'second.bare',
      title: { zh: 'x', en: 'x' },
      subject: household,
      type: 'CODE',
      level: 'PUBLIC',
      suppliers: [],
      source: 'RECORDED',
    });
    const facts = [source({ subject: household, columns: { bare }, load: () => Promise.resolve([]) })];
    expect(boot({ facts })).toThrow(/without "codes"[\s\S]*names no supplier/);
    const judgement = defineFact({
      code: 'second.judged',
      title: { zh: 'x', en: 'x' },
      subject: household,
      type: 'BOOLEAN',
      level: 'PUBLIC',
      suppliers: [],
      source: 'JUDGEMENT',
    });
    expect(boot({ facts: [source({ subject: household, columns: { judgement }, load: () => Promise.resolve([]) })] })).toThrow(
      /names no role/,
    );
  });

  test('an empty quote is no citation', () => {
    const check = defineCheck({ ...rule, code: 'second.check', policy: { document: townA, place: 'L1', quote: ' ' } });
    expect(boot({ checks: [check] })).toThrow(/no place or no quote/);
  });
});
