import { beforeEach, describe, expect, test } from 'vitest';
import {
  all,
  defineCheck,
  defineFact,
  equals,
  exists,
  household,
  membersOf,
  person,
  townA,
  type FactRow,
  type PolicyModule,
  type Sql,
} from 'xianjie/schema';
import { createEligibility } from '../../plugins/eligibility/index.js';
import { monthsBefore } from '../../plugins/eligibility/observations.js';
import { education, revitalisationBureau, villageCommittee } from '../../schema/core/departments.js';
import { adoptionsOnly, corePolicy, inMemorySource, today, type RecordedCoverage } from './support.js';

/** What the engine makes of rows; the rows are in memory, so this says nothing of the SQL that loads them. */
const common = { level: 'INTERNAL', suppliers: [education, villageCommittee], source: 'RECORDED' } as const;
const codes = { YES: { zh: '是', en: 'yes' }, NO: { zh: '否', en: 'no' }, UNKNOWN: { zh: '不清楚', en: 'not known' } };
const plain = defineFact({
  ...common,
  code: 'test.plain',
  title: { zh: '甲', en: 'a' },
  subject: household,
  type: 'CODE',
  codes,
  unknownAs: ['UNKNOWN'],
  absent: 'NO',
});
const ageing = defineFact({
  ...common,
  code: 'test.ageing',
  title: { zh: '乙', en: 'b' },
  subject: household,
  type: 'BOOLEAN',
  staleAfter: { months: 12 },
});
const judged = defineFact({
  code: 'test.judged',
  title: { zh: '丙', en: 'c' },
  subject: household,
  type: 'BOOLEAN',
  level: 'SENSITIVE',
  suppliers: [],
  source: 'JUDGEMENT',
  roles: ['TOWNSHIP_SPECIALIST'],
});
const orphan = defineFact({ ...common, code: 'test.orphan', title: { zh: '丁', en: 'd' }, subject: household, type: 'BOOLEAN' });
const ofPerson = defineFact({ ...common, code: 'test.ofPerson', title: { zh: '戊', en: 'e' }, subject: person, type: 'BOOLEAN' });

const rule = { kind: 'STATUS', force: 'MUST', title: { zh: 'x', en: 'x' }, policy: { document: townA, place: 'L1', quote: 'x' } } as const;
const checks = [
  defineCheck({ ...rule, code: 'test.plain', subject: household, when: equals(plain, 'YES') }),
  defineCheck({ ...rule, code: 'test.ageing', subject: household, when: equals(ageing, true) }),
  defineCheck({ ...rule, code: 'test.judged', subject: household, when: equals(judged, true) }),
  defineCheck({ ...rule, code: 'test.orphan', subject: household, when: equals(orphan, true) }),
  defineCheck({ ...rule, code: 'test.both', subject: household, when: all(equals(plain, 'YES'), equals(ageing, true)) }),
  defineCheck({ ...rule, code: 'test.person', subject: person, when: equals(ofPerson, true) }),
];

let rows: FactRow[] = [];
let ofPeople: FactRow[] = [];
let coverage: RecordedCoverage[] = [];
let failures: unknown[] = [];
beforeEach(() => {
  rows = [];
  ofPeople = [];
  coverage = [];
  failures = [];
});
const stored = inMemorySource(household, { plain, ageing, judged }, () => rows, { coveredBy: ['test.list'] });
const people = inMemorySource(person, { it: ofPerson }, () => ofPeople);
const module: PolicyModule = { ...corePolicy, checks, facts: [stored.source, people.source] };
const engine = createEligibility([module], (failure) => failures.push(failure));

const h = (id: string) => ({ kind: 'HOUSEHOLD', id, areaCode: '150623100201' });
const bind = (clearUpTo: 'INTERNAL' | 'SENSITIVE' = 'SENSITIVE', domains: 'ALL' | readonly string[] = 'ALL') =>
  engine.bind({
    engineSql: adoptionsOnly([{ document: 'TOWN-A', area: '15', from: '2022-08-29' }], coverage),
    viewer: { clearUpTo, domains },
    today,
  });

async function ask(check: string) {
  const { verdicts } = await bind().evaluate({ subjects: [h('h1')], checks: [check] });
  const [verdict] = verdicts;
  if (verdict === undefined) throw new Error('no verdict');
  return { outcome: verdict.outcome, unknowns: verdict.unknowns, condition: verdict.conditions[0] };
}
const row = (values: Record<string, unknown>, observed_on: string, source = 'EDU', subject_id = 'h1'): FactRow => ({
  subject_id,
  observed_on,
  source,
  ...values,
});
const covers = (on: string, area = '150623100', source = 'EDU'): RecordedCoverage => ({ source, feed: 'test.list', area, on });

describe('what suppliers said', () => {
  test('the newest word of a supplier counts, with its name and day', async () => {
    rows = [row({ plain: 'NO' }, '2024-01-01'), row({ plain: 'YES' }, '2025-01-01')];
    expect(await ask('test.plain')).toMatchObject({
      outcome: 'ELIGIBLE',
      condition: { providedBy: 'EDU', observedOn: '2025-01-01', contradictedBy: [] },
    });
  });

  test('of two that differ the first in authority counts, though older, and the contradiction is shown', async () => {
    rows = [row({ plain: 'NO' }, '2025-05-01', 'VILLAGE'), row({ plain: 'YES' }, '2024-01-01')];
    expect(await ask('test.plain')).toMatchObject({ outcome: 'ELIGIBLE', condition: { providedBy: 'EDU', contradictedBy: ['VILLAGE'] } });
  });

  test('a source that is no declared supplier comes last', async () => {
    rows = [row({ plain: 'YES' }, '2025-05-01', revitalisationBureau.code), row({ plain: 'NO' }, '2024-01-01', 'VILLAGE')];
    expect(await ask('test.plain')).toMatchObject({
      outcome: 'NOT_ELIGIBLE',
      condition: { providedBy: 'VILLAGE', contradictedBy: ['RRB'] },
    });
  });

  test('a recorded "not known" is no answer: the next supplier’s counts, or it is missing', async () => {
    rows = [row({ plain: 'UNKNOWN' }, '2025-05-01'), row({ plain: 'YES' }, '2024-01-01', 'VILLAGE')];
    expect((await ask('test.plain')).outcome).toBe('ELIGIBLE');
    rows = [row({ plain: 'UNKNOWN' }, '2025-05-01')];
    expect(await ask('test.plain')).toMatchObject({
      outcome: 'UNDETERMINED',
      unknowns: [{ kind: 'MISSING_FACT', suppliers: ['EDU', 'VILLAGE'] }],
    });
  });

  test('an empty column of the newest row leaves the older word', async () => {
    rows = [row({ plain: 'YES' }, '2024-01-01'), row({ plain: null }, '2025-01-01')];
    expect((await ask('test.plain')).outcome).toBe('ELIGIBLE');
  });

  test('what is too old does not count, and says how old it is', async () => {
    rows = [row({ ageing: true }, '2024-06-29')];
    expect(await ask('test.ageing')).toMatchObject({
      outcome: 'UNDETERMINED',
      unknowns: [{ kind: 'STALE_FACT', code: 'test.ageing' }],
      condition: { observedOn: '2024-06-29', providedBy: 'EDU' },
    });
    rows = [row({ ageing: true }, '2024-06-30')];
    expect((await ask('test.ageing')).outcome).toBe('ELIGIBLE');
    rows = [row({ ageing: true }, '2024-06-29'), row({ ageing: false }, '2025-01-01', 'VILLAGE')];
    expect((await ask('test.ageing')).outcome).toBe('NOT_ELIGIBLE');
  });

  test('a judgement that nobody gave names the roles that may', async () => {
    expect(await ask('test.judged')).toMatchObject({
      outcome: 'UNDETERMINED',
      unknowns: [{ kind: 'JUDGEMENT_NEEDED', code: 'test.judged', suppliers: [], roles: ['TOWNSHIP_SPECIALIST'] }],
    });
  });

  test('a fact that no installed module supplies says so', async () => {
    expect(await ask('test.orphan')).toMatchObject({
      outcome: 'UNDETERMINED',
      unknowns: [{ kind: 'MODULE_NOT_INSTALLED', code: 'test.orphan' }],
    });
  });
});

describe('not being on a list', () => {
  test('is unknown without a complete list', async () => {
    expect((await ask('test.plain')).outcome).toBe('UNDETERMINED');
  });

  test('is a no as of the day a list for the area, or one around it, was complete', async () => {
    for (const area of ['150623100201', '150623100', '15', '0']) {
      coverage = [covers('2025-03-01', area)];
      expect(await ask('test.plain')).toMatchObject({
        outcome: 'NOT_ELIGIBLE',
        condition: { providedBy: 'EDU', observedOn: '2025-03-01' },
      });
    }
  });

  test('says nothing about another area, or about a fact without an absent value', async () => {
    coverage = [covers('2025-03-01', '150623101')];
    expect((await ask('test.plain')).outcome).toBe('UNDETERMINED');
    coverage = [covers('2025-03-01')];
    expect((await ask('test.ageing')).outcome).toBe('UNDETERMINED');
  });

  test('replaces an older word of the same supplier, not a later one, not another supplier’s rank', async () => {
    coverage = [covers('2025-03-01')];
    rows = [row({ plain: 'YES' }, '2025-02-28')];
    expect((await ask('test.plain')).outcome).toBe('NOT_ELIGIBLE');
    rows = [row({ plain: 'YES' }, '2025-03-01')];
    expect((await ask('test.plain')).outcome).toBe('ELIGIBLE');
    rows = [row({ plain: 'YES' }, '2025-05-01', 'VILLAGE')];
    expect(await ask('test.plain')).toMatchObject({
      outcome: 'NOT_ELIGIBLE',
      condition: { providedBy: 'EDU', contradictedBy: ['VILLAGE'] },
    });
    coverage = [covers('2025-03-01', '15', 'VILLAGE')];
    rows = [row({ plain: 'YES' }, '2024-01-01')];
    expect(await ask('test.plain')).toMatchObject({ outcome: 'ELIGIBLE', condition: { contradictedBy: ['VILLAGE'] } });
  });
});

describe('a list of everybody, whose empty cells say nothing', () => {
  const everybody = createEligibility([
    {
      ...module,
      facts: [
        inMemorySource(household, { plain, ageing, judged }, () => rows, { coveredBy: ['test.list'], listsEverybody: true }).source,
        people.source,
      ],
    },
  ]);
  const outcome = async () => {
    const service = everybody.bind({
      engineSql: adoptionsOnly([{ document: 'TOWN-A', area: '15', from: '2022-08-29' }], [covers('2025-03-01')]),
      viewer: { clearUpTo: 'SENSITIVE' },
      today,
    });
    return (await service.evaluate({ subjects: [h('h1')], checks: ['test.plain'] })).verdicts[0]?.outcome;
  };

  test('is a no only for whom nobody said anything', async () => {
    expect(await outcome()).toBe('NOT_ELIGIBLE');
    rows = [row({ plain: 'YES' }, '2024-01-01')];
    expect(await outcome()).toBe('ELIGIBLE');
    rows = [row({ plain: 'YES' }, '2024-01-01', 'VILLAGE')];
    expect(await outcome()).toBe('ELIGIBLE');
  });
});

describe('what goes wrong', () => {
  test('a value that does not fit its fact decides nothing', async () => {
    rows = [row({ plain: 'PERHAPS' }, '2025-01-01'), row({ plain: 'YES' }, '2024-01-01', 'VILLAGE')];
    expect(await ask('test.plain')).toMatchObject({
      outcome: 'UNDETERMINED',
      unknowns: [{ kind: 'CALCULATION_FAILED', code: 'test.plain' }],
    });
  });

  test('a source that fails decides nothing, and is reported without a value', async () => {
    const failing = createEligibility(
      [
        {
          ...module,
          facts: [
            inMemorySource(household, { plain, ageing, judged }, () => {
              throw new Error('no');
            }).source,
            people.source,
          ],
        },
      ],
      (failure) => failures.push(failure),
    ).bind({
      engineSql: adoptionsOnly([{ document: 'TOWN-A', area: '15', from: '2022-08-29' }]),
      viewer: { clearUpTo: 'SENSITIVE' },
      today,
    });
    const { verdicts } = await failing.evaluate({ subjects: [h('h1')], checks: ['test.plain'] });
    expect(verdicts).toMatchObject([{ outcome: 'UNDETERMINED', unknowns: [{ kind: 'CALCULATION_FAILED' }] }]);
    expect(failures).toMatchObject([{ facts: ['test.plain'] }]);
  });

  test('a link that fails decides nothing', async () => {
    const throughMembers = defineCheck({
      ...rule,
      code: 'test.members',
      subject: household,
      when: exists(membersOf, equals(ofPerson, true)),
    });
    const service = createEligibility([{ ...module, checks: [throughMembers] }]).bind({
      engineSql: adoptionsOnly([{ document: 'TOWN-A', area: '15', from: '2022-08-29' }]),
      viewer: { clearUpTo: 'SENSITIVE' },
      today,
    });
    const { verdicts } = await service.evaluate({ subjects: [h('h1')] });
    expect(verdicts).toMatchObject([{ outcome: 'UNDETERMINED', unknowns: [{ kind: 'CALCULATION_FAILED', code: 'HOUSEHOLD.members' }] }]);
  });
});

describe('many subjects and checks at once', () => {
  test('take one load of each source', async () => {
    const before = stored.counter.loads;
    rows = ['h1', 'h2', 'h3'].map((id) => row({ plain: 'YES', ageing: true }, '2025-01-01', 'EDU', id));
    const { verdicts } = await bind().evaluate({
      subjects: ['h1', 'h2', 'h3', 'h4'].map(h),
      checks: ['test.plain', 'test.ageing', 'test.both'],
    });
    expect(stored.counter.loads - before).toBe(1);
    expect(verdicts).toHaveLength(12);
    expect(verdicts.filter((v) => v.subject.id === 'h4').map((v) => v.outcome)).toEqual(['UNDETERMINED', 'UNDETERMINED', 'UNDETERMINED']);
  });

  test('a kind of subject gets its own checks only', async () => {
    ofPeople = [row({ it: true }, '2025-01-01', 'EDU', 'p1')];
    const { verdicts } = await bind().evaluate({ subjects: [{ kind: 'PERSON', id: 'p1', areaCode: '150623100201' }] });
    expect(verdicts).toMatchObject([{ check: 'test.person', outcome: 'ELIGIBLE', subject: { kind: 'PERSON', id: 'p1' } }]);
  });
});

test('adoptions and complete lists are read in one statement, and once', async () => {
  const statements: string[] = [];
  const answers = adoptionsOnly([{ document: 'TOWN-A', area: '15', from: '2022-08-29' }], [covers('2025-03-01')]);
  const engineSql: Sql = (text, values) => {
    statements.push(text);
    return answers(text, values);
  };
  const service = engine.bind({ engineSql, viewer: { clearUpTo: 'SENSITIVE' }, today });
  await Promise.all([service.evaluate({ subjects: [h('h1')] }), service.evaluate({ subjects: [h('h2')] })]);
  await service.resolveParameters({ area: '15' });
  expect(statements).toHaveLength(1);
  await service.evaluate({ subjects: [{ ...h('h3'), areaCode: '150623100202' }], asOf: '2024-01-01' });
  expect(statements).toHaveLength(2);
  expect(statements[1]).not.toMatch(/from adoption/);
});

describe('a viewer', () => {
  test('below a check’s level does not get its verdict: withheld from lists, refused by name', async () => {
    const service = bind('INTERNAL');
    const { verdicts, withheld } = await service.evaluate({ subjects: [h('h1')] });
    expect(verdicts.map((v) => v.check)).not.toContain('test.judged');
    expect(withheld).toMatchObject([{ check: 'test.judged', level: 'SENSITIVE' }]);
    expect(service.withheld()).toEqual([{ check: 'test.judged', level: 'SENSITIVE', count: 1 }]);
    await expect(service.evaluate({ subjects: [h('h1')], checks: ['test.judged'] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('gets the checks of their domains unless they name others', async () => {
    expect((await bind('SENSITIVE', ['housing']).evaluate({ subjects: [h('h1')] })).verdicts).toEqual([]);
    expect((await bind('SENSITIVE', ['core']).evaluate({ subjects: [h('h1')] })).verdicts).toHaveLength(5);
    expect((await bind('SENSITIVE', ['housing']).evaluate({ subjects: [h('h1')], modules: ['core'] })).verdicts).toHaveLength(5);
  });
});

test('months before a day end on a day that exists', () => {
  expect(monthsBefore('2025-06-30', 12)).toBe('2024-06-30');
  expect(monthsBefore('2024-02-29', 12)).toBe('2023-02-28');
  expect(monthsBefore('2025-03-31', 1)).toBe('2025-02-28');
  expect(monthsBefore('2025-01-15', 1)).toBe('2024-12-15');
});
