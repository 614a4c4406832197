import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  all,
  any,
  defineCheck,
  defineFact,
  defineSubject,
  equals,
  exists,
  household,
  linkToMany,
  registerStatus,
  rightsOf,
  type Sql,
} from 'xianjie/schema';
import { createEligibility } from '../../plugins/eligibility/index.js';
import { education, health } from '../../schema/facts/departments.js';
import { covers, h, module as core, plain, row, rule, state, stored } from '../eligibility/in-memory.js';
import { adoptionsOnly, inMemorySource, today } from '../eligibility/support.js';
import { viewerOf } from '../support/viewer.js';

const codes = { YES: { zh: '是', en: 'yes' }, NO: { zh: '否', en: 'no' } };
const ill = defineFact({
  code: 'clinic.ill',
  title: { zh: '患病', en: 'ill' },
  subject: household,
  type: 'CODE',
  codes,
  level: 'PERSONAL',
  suppliers: [health],
  source: 'RECORDED',
});
const well = defineSubject({ code: 'WELL', title: { zh: '水井', en: 'well' } });
const clean = defineFact({
  code: 'clinic.clean',
  title: { zh: '水质', en: 'clean' },
  subject: well,
  type: 'CODE',
  codes,
  level: 'PUBLIC',
  suppliers: [education],
  source: 'RECORDED',
});
const wells = linkToMany({
  code: 'HOUSEHOLD.wells',
  title: { zh: '水井', en: 'wells' },
  from: household,
  to: well,
  complete: 'ALWAYS',
  load: (_sql, ids) => Promise.resolve(ids.flatMap((id) => ['1', '2'].map((n) => ({ from: id, to: `${id}/${n}` })))),
  itemTitle: (_id, n) => ({ zh: `井${n}`, en: `well ${n}` }),
});
const said: { rows: ReturnType<typeof row>[]; ofWells: ReturnType<typeof row>[] } = { rows: [], ofWells: [] };
const clinic = {
  ...core,
  id: 'clinic',
  departments: [],
  policies: [],
  parameters: [],
  benefits: [],
  subjects: [well],
  facts: [inMemorySource(household, { ill }, () => said.rows).source, inMemorySource(well, { clean }, () => said.ofWells).source],
  checks: [
    defineCheck({ ...rule, code: 'clinic.ill', subject: household, when: equals(ill, 'YES') }),
    defineCheck({
      ...rule,
      code: 'clinic.poor',
      subject: household,
      when: all(equals(ill, 'YES'), equals(registerStatus, 'OUT_OF_POVERTY')),
    }),
    defineCheck({ ...rule, code: 'clinic.wells', subject: household, when: exists(wells, equals(clean, 'YES')) }),
    defineCheck({
      ...rule,
      code: 'clinic.either',
      subject: household,
      when: any(equals(plain, 'YES'), equals(ill, 'YES')),
      fulfilled: equals(ill, 'NO'),
    }),
  ],
};
const register = inMemorySource(household, { status: registerStatus }, []).source;
const engine = createEligibility([{ ...core, checks: [], facts: [stored.source, register] }, clinic]);

/** Everybody or nobody has authorised the matching of their data. */
const sqlOf =
  (authorised: boolean): Sql =>
  (text, values) =>
    text.includes(' from household_authorisation ') && !authorised
      ? Promise.resolve([])
      : adoptionsOnly([{ document: 'TOWN-A', area: '15', from: '2022-08-29' }], state.coverage)(text, values);
const serviceOf = (scopes: readonly string[], { authorised = true, counting = false } = {}) =>
  engine.bind({ engineSql: sqlOf(authorised), rights: rightsOf(viewerOf({ scopes })), today, counting });

const EVERYTHING = ['core:read:personal', 'clinic:read:personal'];
const asked = async (scopes: readonly string[], checks?: readonly string[]) => {
  const { verdicts, withheld } = await serviceOf(scopes).evaluate({
    subjects: [h('h1')],
    ...(checks ? { checks } : { modules: ['clinic'] }),
  });
  return { shown: verdicts.map((v) => v.check), withheld: withheld.map(({ check, reason }) => [check, reason]) };
};

describe('a verdict is shown to whoever may read every fact of its check, each in the domain that declares it', () => {
  test('what a module’s check reads of the core needs the right in the core', async () => {
    expect(await asked(EVERYTHING)).toEqual({ shown: ['clinic.ill', 'clinic.poor', 'clinic.wells', 'clinic.either'], withheld: [] });
    expect(await asked(['core:read:internal', 'clinic:read:personal'])).toEqual({
      shown: ['clinic.ill', 'clinic.wells', 'clinic.either'],
      withheld: [['clinic.poor', 'LEVEL']],
    });
  });

  test('with the right in the core alone nothing of a module is shown: its domain is not open', async () => {
    expect(await asked(['core:read:personal'])).toEqual({
      shown: [],
      withheld: ['clinic.ill', 'clinic.poor', 'clinic.wells', 'clinic.either'].map((check) => [check, 'DOMAIN']),
    });
  });

  test('the public part of a module opens nothing: its own checks are an official’s matter', async () => {
    expect((await asked(['core:read:personal', 'clinic:read'])).shown).toEqual([]);
  });

  test('without a stated purpose nothing personal is read, and the verdict is a level away', async () => {
    const rights = rightsOf(viewerOf({ scopes: EVERYTHING, purpose: null }));
    const { withheld } = await engine
      .bind({ engineSql: sqlOf(true), rights, today })
      .evaluate({ subjects: [h('h1')], checks: null, modules: ['clinic'] });
    expect(withheld.map(({ check, reason }) => [check, reason])).toContainEqual(['clinic.ill', 'LEVEL']);
  });

  test('a check that is named and may not be seen is FORBIDDEN, and says which scopes are missing', async () => {
    await expect(asked(['core:read:internal', 'clinic:read:internal'], ['clinic.poor'])).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: 'a verdict of the check "clinic.poor" needs clinic:read:personal, core:read:personal and a stated purpose',
    });
    await expect(asked(['core:read:personal'], ['clinic.wells'])).rejects.toMatchObject({
      message: 'a verdict of the check "clinic.wells" needs clinic:read:internal',
    });
  });

  test('every check says the scopes that its verdicts need', () => {
    const needs = new Map(
      serviceOf(EVERYTHING)
        .checks({ module: 'clinic' })
        .map((c) => [c.code, c.needs]),
    );
    expect(needs.get('clinic.ill')).toEqual(['clinic:read:personal']);
    expect(needs.get('clinic.poor')).toEqual(['clinic:read:personal', 'core:read:personal']);
    expect(needs.get('clinic.wells')).toEqual(['clinic:read:internal', 'core:read:internal']);
    expect(needs.get('clinic.either')).toEqual(['clinic:read:personal', 'core:read:internal']);
  });

  test('a question that names no check means the domains that are open to the viewer', async () => {
    const codes = async (scopes: readonly string[]) =>
      (await serviceOf(scopes).evaluate({ subjects: [h('h1')] })).verdicts.map((v) => v.check);
    expect(await codes(['core:read:personal'])).toEqual([]);
    expect(await codes(EVERYTHING)).toHaveLength(4);
  });
});

describe('without the household’s authorisation', () => {
  const evaluate = async (options: { authorised?: boolean; counting?: boolean; checks?: readonly string[] } = {}) => {
    const service = serviceOf(EVERYTHING, { authorised: false, ...options });
    const answer = await service.evaluate({ subjects: [h('h1')], checks: options.checks ?? null, path: ['household', 'eligibility'] });
    return { shown: answer.verdicts.map((v) => v.check), service };
  };

  test('what one department said is shown, what two have said is not put together', async () => {
    Object.assign(said, { rows: [row({ ill: 'YES' }, '2025-01-01', 'HEALTH')], ofWells: [] });
    state.rows = [row({ plain: 'YES', ageing: null, judged: null }, '2025-01-01', 'EDU')];
    const { shown, service } = await evaluate();
    expect(shown).toEqual(['clinic.ill', 'clinic.poor', 'clinic.wells']);
    expect(service.withheld()).toEqual([
      { check: 'clinic.either', level: 'PERSONAL', reason: 'NOT_AUTHORISED', count: 1, path: ['household', 'eligibility'] },
    ]);
    expect((await evaluate({ authorised: true })).shown).toHaveLength(4);
    expect((await evaluate({ counting: true })).shown).toHaveLength(4);
  });

  test('a check that is named is not shown either: it stands among what was withheld, with its place', async () => {
    Object.assign(said, { rows: [row({ ill: 'YES' }, '2025-01-01', 'HEALTH')], ofWells: [] });
    state.rows = [row({ plain: 'NO', ageing: null, judged: null }, '2025-01-01', 'EDU')];
    const { shown, service } = await evaluate({ checks: ['clinic.either'] });
    expect(shown).toEqual([]);
    expect(service.withheld()).toMatchObject([{ check: 'clinic.either', reason: 'NOT_AUTHORISED', count: 1 }]);
  });

  test('a complete list has spoken of everybody whom it could have named, on it or not', async () => {
    Object.assign(said, { rows: [row({ ill: 'YES' }, '2025-01-01', 'HEALTH')], ofWells: [] });
    state.coverage = [covers('2025-01-01')];
    expect((await evaluate()).shown).not.toContain('clinic.either');
  });

  test('two departments about one list, and two about one fact, are two departments', async () => {
    Object.assign(said, {
      rows: [row({ ill: 'YES' }, '2025-01-01', 'HEALTH'), row({ ill: 'YES' }, '2025-01-01', 'MIB')],
      ofWells: [row({ clean: 'NO' }, '2025-01-01', 'EDU', 'h1/1'), row({ clean: 'NO' }, '2025-01-01', 'WATER', 'h1/2')],
    });
    expect((await evaluate()).shown).toEqual([]);
  });

  test('a rule that is not in force rests on no fact, and says so', async () => {
    said.rows = [row({ ill: 'YES' }, '2020-01-01', 'HEALTH'), row({ ill: 'NO' }, '2020-01-01', 'MIB')];
    const { verdicts } = await serviceOf(EVERYTHING, { authorised: false }).evaluate({
      subjects: [h('h1')],
      checks: ['clinic.ill'],
      asOf: '2021-01-01',
    });
    expect(verdicts).toMatchObject([{ outcome: 'UNDETERMINED', unknowns: [{ kind: 'NOT_IN_FORCE' }] }]);
  });

  test('costs one statement for all subjects and questions of an operation; counting and hypothetical questions cost none', async () => {
    const statements: string[] = [];
    const engineSql: Sql = (text, values) => {
      if (text.includes(' from household_authorisation ')) statements.push(text);
      return sqlOf(false)(text, values);
    };
    const bound = (counting: boolean) => engine.bind({ engineSql, rights: rightsOf(viewerOf({ scopes: EVERYTHING })), today, counting });
    const subjects = ['h1', 'h2', 'h3'].map(h);
    await bound(true).evaluate({ subjects });
    await bound(false).evaluateHypothetical({ subject: 'HOUSEHOLD', areaCode: '150623100201', facts: [] });
    expect(statements).toHaveLength(0);
    const service = bound(false);
    await service.evaluate({ subjects });
    await service.evaluate({ subjects: subjects.slice(1), checks: ['clinic.ill'] });
    expect(statements).toHaveLength(1);
  });

  test('what is withheld depends on who has spoken, never on what was said: no outcome can be read from it', async () => {
    const value = fc.constantFrom('YES', 'NO');
    const speakers = fc.subarray(['HEALTH', 'EDU', 'MIB']);
    const withheldFor = async (who: readonly string[], values: readonly string[], ofWells: readonly string[]) => {
      const ofWho = (column: string) => who.map((source, i) => row({ [column]: values[i % values.length] }, '2025-01-01', source));
      said.rows = ofWho('ill');
      state.rows = who.map((source, i) =>
        row({ plain: values[(i + 1) % values.length], ageing: null, judged: null }, '2025-01-01', source),
      );
      said.ofWells = who.map((source, i) => row({ clean: ofWells[i % ofWells.length] }, '2025-01-01', source, `h1/${(i % 2) + 1}`));
      const { service } = await evaluate();
      return service.withheld();
    };
    const some = fc.array(value, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(speakers, some, some, some, some, async (who, a, b, c, d) => {
        expect(await withheldFor(who, a, b)).toEqual(await withheldFor(who, c, d));
      }),
      { numRuns: 150 },
    );
  });
});
