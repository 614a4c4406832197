import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  coreModule,
  defineCheck,
  defineDepartment,
  defineDocument,
  defineFact,
  definePolicyModule,
  equals,
  household,
  labourClass,
  registerStatus,
  sharedFacts,
  source,
  townA,
  type Fact,
  type PolicyModule,
} from 'xianjie/schema';
import { checkModules } from '../../plugins/contract/index.js';

const office = defineDepartment({ code: 'OFFICE', title: { zh: '办公室', en: 'Office' } });
const module = (over: Partial<PolicyModule>): PolicyModule =>
  definePolicyModule({
    id: 'sample',
    contract: 1,
    title: { zh: '样例', en: 'Sample' },
    owner: { code: 'RRB', title: { zh: '甲', en: 'a' } },
    ...over,
  });
const boot =
  (...modules: readonly Partial<PolicyModule>[]) =>
  () =>
    checkModules([coreModule, ...modules.map(module)]);

const rule = { kind: 'STATUS', force: 'MUST', subject: household, title: { zh: '甲', en: 'a' } } as const;
const cited = { ...rule, policy: { document: townA, place: 'L1', quote: '甲' } } as const;
const fact = (code: string, origin: 'RECORDED' | 'JUDGEMENT' = 'RECORDED') =>
  defineFact({
    code,
    title: { zh: '甲', en: 'a' },
    subject: household,
    type: 'BOOLEAN',
    level: 'INTERNAL',
    suppliers: [office],
    source: origin,
    roles: ['TOWNSHIP_SPECIALIST'],
  });
const load = () => Promise.resolve([]);

describe('what carries a code carries it alone: both modules are named, with the cure', () => {
  const [check] = coreModule.checks ?? [];
  const [parameter] = coreModule.parameters ?? [];
  const [benefit] = coreModule.benefits ?? [];
  const [subject] = coreModule.subjects ?? [];
  const [document] = coreModule.policies ?? [];
  const [department] = coreModule.departments ?? [];
  test.each([
    ['check', { checks: [check] }],
    ['parameter', { parameters: [parameter] }],
    ['benefit', { benefits: [benefit] }],
    ['kind of subject', { subjects: [subject] }],
    ['document', { policies: [document] }],
    ['department', { departments: [department] }],
  ])('a %s', (what, over) => {
    expect(boot(over as Partial<PolicyModule>)).toThrow(
      new RegExp(`the ${what} "[^"]+" is declared by module "core" and by module "sample": rename one of them`),
    );
  });

  test('a feed has its module’s name in front, so two modules cannot have the same one', () => {
    expect(boot({ feeds: [...(coreModule.feeds ?? [])].slice(0, 1) })).toThrow('feed "core.households" must begin with "sample."');
  });

  test('a fact that two modules declare', () => {
    const [mine, yours] = [fact('sample.thing'), fact('sample.thing')];
    const facts = (one: Fact) => [source({ subject: household, columns: { one: one as typeof mine }, load })];
    expect(boot({ facts: facts(mine) }, { id: 'other', facts: facts(yours) })).toThrow(
      'the fact "sample.thing" is declared by module "sample" and once more by module "other": declare it once and import it, or rename one',
    );
  });

  test('a fact that two modules load', () => {
    expect(boot({ facts: [source({ subject: household, columns: { status: registerStatus }, load })] })).toThrow(
      'the fact "household.registerStatus" is loaded by module "core" and by module "sample": keep one source',
    );
  });
});

describe('what a rule stands on is there', () => {
  test('a check cites a document that somebody declares', () => {
    const stray = defineDocument({
      code: 'STRAY',
      title: { zh: '某文件', en: 'A document' },
      issuer: { zh: '某镇', en: 'A town' },
      issuedOn: '2024-01-01',
      precision: 'DAY',
      level: 'TOWNSHIP',
      sourceFile: 'x',
    });
    const check = defineCheck({ ...rule, code: 'sample.rule', policy: { document: stray, place: 'L1', quote: '甲' } });
    expect(boot({ checks: [check] })).toThrow(
      'module "sample": check "sample.rule" cites document "STRAY", which no module declares: add it to "policies"',
    );
    expect(boot({ checks: [check], policies: [stray] })).not.toThrow();
  });

  test('a fact that a check reads is loaded by somebody, or is one of the shared facts, or is a judgement', () => {
    const reading = (one: ReturnType<typeof fact>) => [defineCheck({ ...cited, code: 'sample.rule', when: equals(one, true) })];
    expect(boot({ checks: reading(fact('sample.thing')) })).toThrow(
      'check "sample.rule" reads the fact "sample.thing", which no installed module loads and which is none of the shared facts: add a source for it to "facts"',
    );
    expect(boot({ checks: reading(fact('sample.thing', 'JUDGEMENT')) })).not.toThrow();
    const unloaded = { ...coreModule, facts: [], checks: [], indicators: [] };
    const shared = defineCheck({ ...cited, code: 'sample.rule', when: equals(labourClass, 'HAS_LABOUR') });
    expect(() => checkModules([unloaded, module({ checks: [shared] })])).not.toThrow();
  });

  test('the shared facts are all that schema/facts declares', async () => {
    const folder = new URL('../../schema/facts/', import.meta.url);
    const files = await Promise.all(
      readdirSync(folder).map(async (name) => (await import(new URL(name, folder).href)) as Readonly<Record<string, unknown>>),
    );
    const declared = files.flatMap((file) => Object.values(file)).filter((value) => (value as Partial<Fact>).declares === 'fact');
    expect([...sharedFacts].sort(byCode)).toEqual((declared as Fact[]).sort(byCode));
  });
});

const byCode = (one: Fact, other: Fact): number => (one.code < other.code ? -1 : 1);
