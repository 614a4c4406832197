import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { householdOf, membersOf, type EligibilityService, type FactSource, type Snapshot, type Verdict } from 'xianjie/schema';
import { createEligibility } from '../../plugins/eligibility/index.js';
import type { Storage } from '../../plugins/storage/index.js';
import { departments } from '../../schema/facts/departments.js';
import { testDatabase } from '../support/database.js';
import { administrator, corePolicy, today } from './support.js';

/** The core's sources on a real database, as the engine's own role. */
const village = '150623100200';
const silent = '150623100201';
const foreign = '150623101200';
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const poor = id(1);
const other = id(2);
const elsewhere = id(3);
const late = id(4);
const child = id(11);

let storage: Storage;
const engine = createEligibility([corePolicy]);

/** One operation of somebody who may see the first town: a moment of the database, closed at the end. */
async function operation<T>(fn: (service: EligibilityService, snapshot: Snapshot) => Promise<T>): Promise<T> {
  const snapshot = storage.db.snapshot({ areas: ['150623100'], domains: 'ALL' }, 'PERSONAL');
  try {
    return await fn(engine.bind({ engineSql: snapshot.engineSql, rights: administrator, today, counting: true }), snapshot);
  } finally {
    await snapshot.close();
  }
}

async function verdictsOf(
  household: string,
  asked: { asOf?: string; knownAt?: string; areaCode?: string } = {},
): Promise<Record<string, Verdict>> {
  const { areaCode = village, ...rest } = asked;
  const { verdicts } = await operation((service) =>
    service.evaluate({ subjects: [{ kind: 'HOUSEHOLD', id: household, areaCode }], ...rest }),
  );
  return Object.fromEntries(verdicts.map((verdict) => [verdict.check, verdict]));
}

async function write(sql: string): Promise<void> {
  const owner = await storage.owner();
  try {
    await owner.query(sql);
  } finally {
    await owner.end();
  }
}

const observed = (on: string, source: string, recorded = on) => `'${on}', '${recorded} 08:00+08', '${source}', '\\x00'`;
const columns = 'observed_on, recorded_at, source, digest';

beforeAll(async () => {
  storage = await testDatabase();
  await write(`
    insert into area (code, level, parent_code, name_zh) values ('0', 'NATIONAL', null, '全国'), ('15', 'PROVINCE', '0', '甲区'), ('1506', 'PREFECTURE', '15', '乙市'),
      ('150623', 'COUNTY', '1506', '丙旗'), ('150623100', 'TOWNSHIP', '150623', '丁镇'), ('150623101', 'TOWNSHIP', '150623', '戊镇'),
      ('${village}', 'VILLAGE', '150623100', '一村'), ('${silent}', 'VILLAGE', '150623100', '二村'), ('${foreign}', 'VILLAGE', '150623101', '三村');
    insert into village (area_code) values ('${village}'), ('${silent}'), ('${foreign}');
    insert into department (code, title_zh, title_en) values ${departments.map((d) => `('${d.code}', '${d.title.zh}', 'x')`).join(', ')};
    insert into household (id, area_code, register_number, created_at) values ('${poor}', '${village}', 'A', '2023-12-01'), ('${other}', '${silent}', 'B', '2023-12-01'),
      ('${elsewhere}', '${foreign}', 'C', '2023-12-01'), ('${late}', '${village}', 'D', '2025-02-01');
    insert into person (id, household_id, area_code, name, is_head) values ('${id(10)}', '${poor}', '${village}', '甲', true), ('${child}', '${poor}', '${village}', '乙', false);
    insert into adoption (document_code, area_code, valid_from, basis, recorded_at) values ('TOWN-A', '150623100', '2022-08-29', 'DEMO', '2022-09-01'),
      ('TOWN-A', '150623101', '2022-08-29', 'DEMO', '2022-09-01'), ('HLJ-SYS', '1506', '2023-05-08', 'DEMO', '2023-05-09');
    insert into register_status (household_id, area_code, status, ${columns}) values
      ('${poor}', '${village}', 'OUT_OF_POVERTY', ${observed('2024-12-20', 'RRB')}),
      ('${poor}', '${village}', 'NEVER_REGISTERED', ${observed('2025-05-01', 'VILLAGE')}),
      ('${elsewhere}', '${foreign}', 'OUT_OF_POVERTY', ${observed('2024-12-20', 'RRB')});
    insert into income_statement (household_id, area_code, year, month, basis, member_count, per_capita_net, per_capita_yearly, ${columns}) values
      ('${poor}', '${village}', 2023, null, 'ACTUAL', 2, 900000, 950000, ${observed('2024-01-10', 'TOWNSHIP')}),
      ('${poor}', '${village}', 2024, null, 'ACTUAL', 2, 500000, 550000, ${observed('2025-01-10', 'TOWNSHIP')}),
      ('${poor}', '${village}', 2024, null, 'ACTUAL', 2, 600000, 700000, ${observed('2025-04-10', 'TOWNSHIP', '2025-05-02')}),
      ('${poor}', '${village}', 2024, 3, 'ACTUAL', 2, 1, 1, ${observed('2025-05-10', 'TOWNSHIP')}),
      ('${poor}', '${village}', 2025, null, 'EXPECTED', 2, 650000, null, ${observed('2025-06-01', 'TOWNSHIP')}),
      ('${elsewhere}', '${foreign}', 2024, null, 'ACTUAL', 2, 100, 100, ${observed('2025-01-10', 'TOWNSHIP')});
    insert into coverage (source, feed, area_code, complete_on, recorded_at) values ('RRB', 'core.households', '${village}', '2024-12-20', '2024-12-21');
    insert into guarantee_status (household_id, person_id, area_code, kind, state, ${columns}) values
      ('${poor}', null, '${village}', 'FOOD', 'MET', ${observed('2025-03-01', 'CAB')}), ('${poor}', null, '${village}', 'CLOTHING', 'MET', ${observed('2025-03-01', 'CAB')}),
      ('${poor}', null, '${village}', 'COMPULSORY_EDUCATION', 'MET', ${observed('2025-03-01', 'EDU')}), ('${poor}', null, '${village}', 'BASIC_MEDICAL', 'MET', ${observed('2025-03-01', 'MIB')}),
      ('${poor}', null, '${village}', 'SAFE_HOUSING', 'AT_RISK', ${observed('2025-03-01', 'HOUSING')}), ('${poor}', null, '${village}', 'SAFE_DRINKING_WATER', 'MET', ${observed('2025-03-01', 'WATER')});
  `);
});
afterAll(() => storage.close());

describe('the core’s facts from a real database', () => {
  test('the newest statement of the year counts, months and expectations apart', async () => {
    const verdicts = await verdictsOf(poor);
    expect(verdicts['monitoring.incomeLine']).toMatchObject({
      outcome: 'NOT_ELIGIBLE',
      conditions: [{ actual: { money: 700000 }, providedBy: 'TOWNSHIP', observedOn: '2025-04-10' }, {}, {}],
    });
    expect(verdicts['income.watchLine']?.outcome).toBe('ELIGIBLE');
    const [lastBelowBefore, expectedBelowLast] = verdicts['income.declined']?.conditions.filter((c) => c.distance !== null) ?? [];
    expect(lastBelowBefore).toMatchObject({ satisfied: 'TRUE', distance: { money: -300000 } });
    expect(expectedBelowLast).toMatchObject({ satisfied: 'FALSE', actual: { money: 650000 }, threshold: { money: 600000 } });
  });

  test('answers as of a day, and as of what was known', async () => {
    expect((await verdictsOf(poor, { asOf: '2025-04-09' }))['monitoring.incomeLine']).toMatchObject({
      outcome: 'ELIGIBLE',
      conditions: [{ actual: { money: 550000 } }, {}, {}],
    });
    expect((await verdictsOf(poor, { knownAt: '2025-05-01T00:00:00Z' }))['monitoring.incomeLine']).toMatchObject({
      outcome: 'ELIGIBLE',
      conditions: [{ actual: { money: 550000 } }, {}, {}],
    });
  });

  test('two suppliers that differ: the first in authority counts, the other is named', async () => {
    const condition = (await verdictsOf(poor))['income.watchLine']?.conditions.find((c) => c.contradictedBy.length > 0);
    expect(condition).toMatchObject({ satisfied: 'TRUE', providedBy: 'RRB', observedOn: '2024-12-20', contradictedBy: ['VILLAGE'] });
  });

  test('a contradiction about the figure that another is compared with is shown too', async () => {
    await write(`insert into income_statement (household_id, area_code, year, basis, per_capita_net, ${columns})
      values ('${poor}', '${village}', 2023, 'ACTUAL', 400000, ${observed('2024-02-01', 'VILLAGE')})`);
    const below = (await verdictsOf(poor))['income.declined']?.conditions.find((c) => c.distance !== null);
    expect(below).toMatchObject({ threshold: { money: 900000 }, contradictedBy: ['VILLAGE'] });
    await write(`delete from income_statement where source = 'VILLAGE'`);
  });

  test('not monitored: where the register was declared complete; elsewhere unknown', async () => {
    expect((await verdictsOf(poor))['monitoring.incomeLine']?.fulfilled).toBe('FALSE');
    const unknown = (await verdictsOf(other, { areaCode: silent }))['monitoring.incomeLine'];
    expect(unknown).toMatchObject({ outcome: 'UNDETERMINED', fulfilled: 'UNKNOWN' });
    expect(unknown?.unknowns.map((u) => [u.kind, u.code, u.affects])).toEqual([
      ['MISSING_FACT', 'household.perCapitaYearlyIncome', ['OUTCOME']],
      ['MISSING_FACT', 'household.monitoringKind', ['FULFILLED']],
    ]);
  });

  test('a complete register says nothing of a household that came onto it later', async () => {
    expect((await verdictsOf(late))['monitoring.incomeLine']?.fulfilled).toBe('UNKNOWN');
    await write(
      `insert into coverage (source, feed, area_code, complete_on, recorded_at) values ('RRB', 'core.households', '150623', '2025-03-01', '2025-03-02')`,
    );
    const later = (await verdictsOf(late))['monitoring.incomeLine'];
    expect(later?.conditions.find((c) => c.id === 'fulfilled.0')).toMatchObject({ providedBy: 'RRB', observedOn: '2025-03-01' });
    expect(later?.fulfilled).toBe('FALSE');
    expect((await verdictsOf(late, { asOf: '2025-02-28' }))['monitoring.incomeLine']?.fulfilled).toBe('UNKNOWN');
    expect((await verdictsOf(late, { knownAt: '2025-03-01T00:00:00Z' }))['monitoring.incomeLine']?.fulfilled).toBe('UNKNOWN');
    await write(`delete from coverage where area_code = '150623'`);
  });

  test('a complete register without anybody marked in the village says nothing of who is monitored', async () => {
    const batch = id(90);
    const fulfilled = async () => (await verdictsOf(other, { areaCode: silent }))['monitoring.incomeLine']?.fulfilled;
    await write(`
      insert into feed_batch (id, feed, module, area_code, client_id, observed_on, complete, state) values ('${batch}', 'core.households', 'core', '${silent}', 'x', '2025-01-10', true, 'DONE');
      insert into household (id, area_code, register_number, created_at) values ('${id(5)}', '${silent}', 'E', '2023-12-01');
      insert into coverage (source, feed, area_code, complete_on, recorded_at, batch_id) values ('RRB', 'core.households', '${silent}', '2025-01-10', '2025-01-11', '${batch}');`);
    expect(await fulfilled()).toBe('UNKNOWN');
    await write(`insert into monitoring_status (household_id, area_code, kind, batch_id, ${columns})
      values ('${id(5)}', '${silent}', 'BORDERLINE_AT_RISK', '${batch}', ${observed('2025-01-10', 'RRB')})`);
    expect(await fulfilled()).toBe('FALSE');
    await write(`delete from coverage where batch_id = '${batch}'`);
  });

  test('a later statement that leaves a figure out does not unsay it', async () => {
    const statement = (year: number, net: number, yearly: number | null, on: string) =>
      write(`insert into income_statement (household_id, area_code, year, basis, per_capita_net, per_capita_yearly, ${columns})
             values ('${late}', '${village}', ${year}, 'ACTUAL', ${net}, ${yearly}, ${observed(on, 'RRB')})`);
    await statement(2024, 540000, 550000, '2025-02-10');
    await statement(2024, 560000, null, '2025-04-10');
    expect((await verdictsOf(late))['monitoring.incomeLine']).toMatchObject({
      outcome: 'ELIGIBLE',
      conditions: [{ actual: { money: 550000 }, observedOn: '2025-02-10' }, {}, {}],
    });
    expect((await verdictsOf(late))['income.watchLine']?.conditions.find((c) => c.distance !== null)?.actual?.money).toBe(560000);
    await write(`delete from income_statement where household_id = '${late}'`);
  });

  test('a guarantee at risk is no gap; one member’s gap is the household’s until the supplier says otherwise', async () => {
    const outcome = async () => (await verdictsOf(poor))['monitoring.guaranteeGap']?.outcome;
    const say = (person: string | null, state: string, on: string) =>
      write(`insert into guarantee_status (household_id, person_id, area_code, kind, state, ${columns})
             values ('${poor}', ${person === null ? 'null' : `'${person}'`}, '${village}', 'COMPULSORY_EDUCATION', '${state}', ${observed(on, 'EDU')})`);
    expect(await outcome()).toBe('NOT_ELIGIBLE');
    await say(child, 'MET', '2025-03-10');
    expect(await outcome()).toBe('NOT_ELIGIBLE');
    await say(child, 'NOT_MET', '2025-04-01');
    expect(await outcome()).toBe('ELIGIBLE');
    await say(child, 'UNKNOWN', '2025-04-15');
    expect(await outcome()).toBe('UNDETERMINED');
    await say(null, 'MET', '2025-05-01');
    expect(await outcome()).toBe('NOT_ELIGIBLE');
  });

  test('a member’s gap of the day on which the household was called met is not covered up', async () => {
    await write(`insert into guarantee_status (household_id, person_id, area_code, kind, state, ${columns}) values
      ('${poor}', null, '${village}', 'BASIC_MEDICAL', 'MET', ${observed('2025-06-01', 'MIB')}),
      ('${poor}', '${child}', '${village}', 'BASIC_MEDICAL', 'NOT_MET', ${observed('2025-06-01', 'MIB')})`);
    expect((await verdictsOf(poor))['monitoring.guaranteeGap']?.outcome).toBe('ELIGIBLE');
    // The gap leaves with the member.
    await write(`update person set left_on = '2025-06-20' where id = '${child}'`);
    expect((await verdictsOf(poor))['monitoring.guaranteeGap']?.outcome).toBe('NOT_ELIGIBLE');
    expect((await verdictsOf(poor, { asOf: '2025-06-10' }))['monitoring.guaranteeGap']?.outcome).toBe('ELIGIBLE');
    await write(`update person set left_on = null where id = '${child}'`);
  });

  test('a withdrawn observation does not count, but did until it was withdrawn', async () => {
    await write(
      `insert into monitoring_status (household_id, area_code, kind, ${columns}) values ('${poor}', '${village}', 'BORDERLINE_AT_RISK', ${observed('2025-02-01', 'RRB')})`,
    );
    expect((await verdictsOf(poor))['monitoring.incomeLine']?.fulfilled).toBe('TRUE');
    await write(`update monitoring_status set withdrawn_at = '2025-06-01' where household_id = '${poor}'`);
    expect((await verdictsOf(poor))['monitoring.incomeLine']?.fulfilled).toBe('FALSE');
    expect((await verdictsOf(poor, { knownAt: '2025-03-01T00:00:00Z' }))['monitoring.incomeLine']?.fulfilled).toBe('TRUE');
  });

  test('a household outside the viewer’s areas gives no fact away', async () => {
    const { verdicts } = await operation((service) =>
      service.evaluate({ subjects: [{ kind: 'HOUSEHOLD', id: elsewhere, areaCode: foreign }] }),
    );
    expect(verdicts.length).toBeGreaterThan(0);
    for (const verdict of verdicts) expect(verdict.outcome).toBe('UNDETERMINED');
  });

  test('all checks about many households take one statement a source, and one for documents and lists', async () => {
    const subjects = [poor, other].map((household) => ({ kind: 'HOUSEHOLD', id: household, areaCode: village }));
    const statements = await operation(async (service, snapshot) => {
      await service.evaluate({ subjects });
      return snapshot.statements();
    });
    const sources = ['register_status', 'monitoring_status', 'income_statement', 'guarantee_status'];
    expect(statements).toBe(sources.length + 1);
  });
});

describe('every source of the core', () => {
  const at = { asOf: today, knownAt: null };

  const load = (source: FactSource | undefined, ids: readonly string[]) =>
    operation((_service, snapshot) => source?.load(snapshot.engineSql, ids, at) ?? Promise.resolve([]));

  test('is readable as the engine’s role', async () => {
    for (const source of corePolicy.facts ?? []) {
      const ids = source.subject.code === 'GUARANTEE' ? [`${poor}/FOOD`] : [source.subject.code === 'PERSON' ? child : poor];
      await expect(load(source, ids)).resolves.toBeInstanceOf(Array);
    }
  });

  test('a link gives the members, and the household of each', async () => {
    const [members, households] = await operation(async (_service, { engineSql }) => [
      await membersOf.load(engineSql, [poor, elsewhere], at),
      await householdOf.load(engineSql, [child], at),
    ]);
    expect(members).toEqual([
      { from: poor, to: id(10) },
      { from: poor, to: child },
    ]);
    expect(households).toEqual([{ from: child, to: poor }]);
  });

  test('labour: one able member decides, one of unknown capacity leaves it open', async () => {
    const labour = corePolicy.facts?.find((source) => 'class' in source.columns);
    const classes = async () => (await load(labour, [poor])).map((row) => row['class']);
    const capacity = (person: string, value: string, on: string) =>
      write(
        `insert into person_status (person_id, area_code, labour_capacity, ${columns}) values ('${person}', '${village}', '${value}', ${observed(on, 'VILLAGE')})`,
      );
    expect(await classes()).toEqual([]);
    await capacity(id(10), 'TOTAL_LOSS', '2025-01-01');
    expect(await classes()).toEqual([null]);
    await capacity(child, 'NOT_OF_WORKING_AGE', '2025-01-01');
    expect(await classes()).toEqual(['NO_LABOUR']);
    await capacity(id(10), 'PARTIAL_LOSS', '2025-02-01');
    expect(await classes()).toEqual(['WEAK_ONLY']);
    await capacity(id(10), 'FULL', '2025-03-01');
    expect(await classes()).toEqual(['HAS_LABOUR']);
    // Word of somebody's health does not unsay what they can do.
    await write(
      `insert into person_status (person_id, area_code, health, ${columns}) values ('${id(10)}', '${village}', 'CHRONIC_ILLNESS', ${observed('2025-05-01', 'HEALTH')})`,
    );
    expect(await classes()).toEqual(['HAS_LABOUR']);
    const capacities = corePolicy.facts?.find((source) => 'capacity' in source.columns);
    expect(await load(capacities, [id(10)])).toMatchObject([{ capacity: 'FULL', observed_on: '2025-03-01', source: 'VILLAGE' }]);
  });

  test('benefits held: those that run on the day, of the household and of a person apart', async () => {
    await write(`insert into benefit_grant (household_id, person_id, area_code, benefit, form, period_from, period_to, ${columns}) values
      ('${poor}', null, '${village}', 'ENDED', 'CASH', '2024-01-01', '2024-12-31', ${observed('2024-01-01', 'CAB')}),
      ('${poor}', null, '${village}', 'RUNNING', 'CASH', '2025-01-01', null, ${observed('2025-01-01', 'CAB')}),
      ('${poor}', null, '${village}', 'CUT', 'CASH', '2025-01-01', null, ${observed('2025-01-01', 'CAB')}),
      ('${poor}', null, '${village}', 'CUT', 'CASH', '2025-01-01', '2025-03-31', ${observed('2025-04-01', 'CAB')}),
      ('${poor}', '${child}', '${village}', 'SCHOOL', 'CASH', '2025-01-01', null, ${observed('2025-01-01', 'EDU')})`);
    const held = async (subject: string, of: string) => {
      const source = corePolicy.facts?.find((s) => s.subject.code === subject && 'held' in s.columns);
      return (await load(source, [of])).map((row) => [row.source, row['held']]);
    };
    expect(await held('HOUSEHOLD', poor)).toEqual([['CAB', ['RUNNING']]]);
    expect(await held('PERSON', child)).toEqual([['EDU', ['SCHOOL']]]);
  });
});
