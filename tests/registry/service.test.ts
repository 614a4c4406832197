import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRegistry, type Registry } from '../../plugins/registry/index.js';
import type { Storage } from '../../plugins/storage/index.js';
import type { RegistryService, WriteResult } from '../../schema/index.js';
import { testDatabase } from '../support/database.js';
import { seedTown, viewerIn, villages } from './support.js';

let storage: Storage;
let registry: Registry;
let town: RegistryService;
let neighbour: RegistryService;
const today = '2025-06-30';

beforeAll(async () => {
  storage = await testDatabase();
  await seedTown(storage);
  registry = createRegistry(storage.keys.protect);
  town = registry.bind(storage.db, { viewer: viewerIn('town', ['150623100']), requestId: 'r-town', today });
  neighbour = registry.bind(storage.db, { viewer: viewerIn('neighbour', ['150623101']), requestId: 'r-neighbour', today });
});
afterAll(() => storage.close());

const idOf = (result: WriteResult): string => {
  if (!result.ok) throw new Error(result.userErrors.map((e) => `${e.code} ${e.path.join('.')}`).join('; '));
  return result.id;
};
const codes = (result: WriteResult): string[] => (result.ok ? [] : result.userErrors.map((e) => `${e.code} at ${e.path.join('.')}`));
const rows = async <R>(text: string, values: unknown[] = []): Promise<R[]> => storage.db.system((tx) => tx.sql<R>(text, values));
let counter = 0;
const household = async (villageCode: string = villages.first): Promise<string> =>
  idOf(await town.registerHousehold({ number: `T-${++counter}`, villageCode }, { operation: 'registerHousehold' }));

describe('registering a household', () => {
  it('writes the household, what was said of it, its caches and an audit row together', async () => {
    const id = idOf(
      await town.registerHousehold(
        {
          number: 'R-1',
          villageCode: villages.first,
          registerStatus: 'OUT_OF_POVERTY',
          monitoringKind: 'UNSTABLE_OUT_OF_POVERTY',
          riskKinds: ['ILLNESS'],
          authorisedUntil: '2025-12-31',
          contractedLandMu: '7.20',
        },
        { operation: 'registerHousehold' },
      ),
    );
    expect(
      await rows(
        'select register_status, monitoring_kind, risk_kinds, authorised_until, contracted_land_mu, area_code from household where id = $1',
        [id],
      ),
    ).toEqual([
      {
        register_status: 'OUT_OF_POVERTY',
        monitoring_kind: 'UNSTABLE_OUT_OF_POVERTY',
        risk_kinds: ['ILLNESS'],
        authorised_until: '2025-12-31',
        contracted_land_mu: '7.20',
        area_code: villages.first,
      },
    ]);
    expect(await rows('select request_id, client_id, action, subject_ids from audit_entry where $1 = any(subject_ids)', [id])).toEqual([
      { request_id: 'r-town', client_id: 'town', action: 'registerHousehold', subject_ids: [id] },
    ]);
  });

  it('refuses a number in use, a village out of scope, and what contradicts itself', async () => {
    expect(
      codes(await town.registerHousehold({ number: 'R-1', villageCode: villages.second }, { operation: 'registerHousehold' })),
    ).toEqual(['core.NUMBER_TAKEN at input.number']);
    expect(
      codes(await neighbour.registerHousehold({ number: 'R-1', villageCode: villages.foreign }, { operation: 'registerHousehold' })),
    ).toEqual(['core.NUMBER_TAKEN at input.number']);
    for (const villageCode of [villages.foreign, '150623100999']) {
      expect(codes(await town.registerHousehold({ number: 'R-2', villageCode }, { operation: 'registerHousehold' }))).toEqual([
        'core.VILLAGE_NOT_FOUND at input.villageCode',
      ]);
    }
    expect(
      codes(
        await town.registerHousehold(
          { number: '=1', villageCode: 'x', registerStatus: 'NEVER_REGISTERED', monitoringKind: 'UNSTABLE_OUT_OF_POVERTY' },
          { operation: 'registerHousehold' },
        ),
      ),
    ).toEqual([
      'core.FORMULA_CELL at input.number',
      'core.AREA_CODE_FORMAT at input.villageCode',
      'core.CONTRADICTION at input.monitoringKind',
    ]);
    expect(await rows(`select 1 from household where register_number = 'R-2'`)).toEqual([]);
  });
});

describe('an idempotency key', () => {
  it('gives the same id again and writes nothing, for one client', async () => {
    const householdId = await household();
    const say = (wage: number, key: string) =>
      town.recordIncome(householdId, { year: 2024, wage }, { operation: 'recordIncome', idempotencyKey: key });
    const key = randomUUID();
    expect(await Promise.all([say(100, key), say(100, key), say(100, key)])).toEqual(Array(3).fill({ ok: true, id: householdId }));
    expect(await rows('select wage from income_statement where household_id = $1', [householdId])).toEqual([{ wage: 100 }]);
    expect(await rows(`select 1 from audit_entry where action = 'recordIncome' and $1 = any(subject_ids)`, [householdId])).toHaveLength(1);
    await expect(say(200, key)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('keeps no refusal: the corrected world may be asked again', async () => {
    const key = randomUUID();
    const ask = () =>
      town.moveHousehold({ householdId: randomUUID(), villageCode: villages.second }, { operation: 'moveHousehold', idempotencyKey: key });
    const kept = () => rows('select count(*)::int as count from idempotency');
    const before = await kept();
    expect(codes(await ask())).toEqual(['core.NOT_FOUND at input.householdId']);
    expect(await kept()).toEqual(before);
  });

  it('is nowhere kept as it was sent: it may be made from somebody’s number', async () => {
    const householdId = await household();
    const key = 'income-150623199001011237-2024';
    const say = () => town.recordIncome(householdId, { year: 2024, wage: 7 }, { operation: 'recordIncome', idempotencyKey: key });
    expect(await Promise.all([say(), say()])).toEqual(Array(2).fill({ ok: true, id: householdId }));
    const stored = await rows('select key from idempotency');
    expect(stored.length).toBeGreaterThan(0);
    for (const one of stored) expect(one).toEqual({ key: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown });
    expect(JSON.stringify(await rows('select i::text from idempotency i'))).not.toContain('150623199001011237');
  });
});

describe('a record out of scope', () => {
  it('answers like one that does not exist', async () => {
    const foreign = await household();
    for (const householdId of [foreign, randomUUID()]) {
      expect(codes(await neighbour.recordIncome(householdId, { year: 2024, wage: 1 }, { operation: 'recordIncome' }))).toEqual([
        'core.NOT_FOUND at input.householdId',
      ]);
      expect(codes(await neighbour.recordPerson({ householdId, name: '示例' }, { operation: 'recordPerson' }))).toEqual([
        'core.NOT_FOUND at input.householdId',
      ]);
      expect(
        codes(
          await neighbour.recordBenefit(
            householdId,
            { benefit: 'core.x', form: 'CASH', periodFrom: '2025-01-01' },
            { operation: 'recordBenefit' },
          ),
        ),
      ).toEqual(['core.NOT_FOUND at input.householdId']);
    }
  });
});

describe('expectedVersion', () => {
  it('refuses a change of what somebody else changed meanwhile', async () => {
    const householdId = await household();
    const move = (villageCode: string, expectedVersion: number) =>
      town.moveHousehold({ householdId, villageCode }, { operation: 'moveHousehold', expectedVersion });
    idOf(await move(villages.second, 1));
    expect(codes(await move(villages.first, 1))).toEqual(['core.VERSION_CONFLICT at input.expectedVersion']);
    idOf(await move(villages.first, 2));
  });
});

describe('a person', () => {
  const alone = { relation: 'HEAD', residentId: '11010119000101100９'.replace('９', '9') };

  it('is stored with sealed identifiers, a blind index and masked text; what is not said stays', async () => {
    const householdId = await household();
    const id = idOf(
      await town.recordPerson(
        { householdId, name: '示例人', ...alone, phone: '13800001234', ethnicity: '蒙古族', labourCapacity: 'FULL' },
        { operation: 'recordPerson' },
      ),
    );
    expect(
      idOf(await town.recordPerson({ householdId, name: '示例人改', residentId: alone.residentId }, { operation: 'recordPerson' })),
    ).toBe(id);
    const [person] = await rows<Record<string, unknown>>('select * from person where id = $1', [id]);
    expect(person).toMatchObject({
      name_masked: '示***',
      sex: 'FEMALE',
      birth_date: '1900-01-01',
      is_head: true,
      relation: 'HEAD',
      ethnicity: '蒙古族',
      resident_id_masked: '1101**********1009',
      phone_masked: '138****1234',
      labour_capacity: 'FULL',
      version: 2,
    });
    expect(storage.keys.protect.decrypt(person?.resident_id_enc as Buffer)).toBe(alone.residentId);
    expect(await rows('select member_count, labour_class from household where id = $1', [householdId])).toEqual([
      { member_count: 1, labour_class: 'HAS_LABOUR' },
    ]);
  });

  it('may move to another household; a new head takes over', async () => {
    const from = await household();
    const to = await household(villages.second);
    const id = idOf(
      await town.recordPerson(
        { householdId: from, name: '甲', residentId: '110101199001010015', relation: 'HEAD' },
        { operation: 'recordPerson' },
      ),
    );
    const host = idOf(await town.recordPerson({ householdId: to, name: '乙', relation: 'HEAD' }, { operation: 'recordPerson' }));
    idOf(await town.recordPerson({ householdId: to, personId: id, name: '甲', relation: 'HEAD' }, { operation: 'recordPerson' }));
    expect(await rows('select id, is_head, relation, area_code from person where household_id = $1 order by is_head', [to])).toEqual([
      { id: host, is_head: false, relation: null, area_code: villages.second },
      { id, is_head: true, relation: 'HEAD', area_code: villages.second },
    ]);
  });

  it('known elsewhere is refused in the same words, whether it can be seen or not', async () => {
    const theirs = idOf(
      await neighbour.registerHousehold({ number: 'N-1', villageCode: villages.foreign }, { operation: 'registerHousehold' }),
    );
    expect(
      codes(await neighbour.recordPerson({ householdId: theirs, name: '丙', residentId: alone.residentId }, { operation: 'recordPerson' })),
    ).toEqual(['core.PERSON_ELSEWHERE at input.residentId']);
    const some = idOf(await neighbour.recordPerson({ householdId: theirs, name: '丙' }, { operation: 'recordPerson' }));
    expect(
      codes(
        await neighbour.recordPerson(
          { householdId: theirs, personId: some, name: '丙', residentId: alone.residentId },
          { operation: 'recordPerson' },
        ),
      ),
    ).toEqual(['core.PERSON_ELSEWHERE at input.residentId']);
  });
});

describe('moving a household', () => {
  it('takes its people and everything observed along', async () => {
    const householdId = await household();
    const personId = idOf(await town.recordPerson({ householdId, name: '示例', health: 'HEALTHY' }, { operation: 'recordPerson' }));
    idOf(await town.recordIncome(householdId, { year: 2024, perCapitaNetIncome: 900000 }, { operation: 'recordIncome' }));
    idOf(
      await town.recordBenefit(
        householdId,
        { benefit: 'safetyNet.dibao', form: 'CASH', amount: 5000, periodFrom: '2025-01-01', personId },
        { operation: 'recordBenefit' },
      ),
    );
    idOf(await town.moveHousehold({ householdId, villageCode: villages.second, groupName: '一社' }, { operation: 'moveHousehold' }));
    for (const [table, key] of [
      ['household', 'id'],
      ['person', 'household_id'],
      ['income_statement', 'household_id'],
      ['benefit_grant', 'household_id'],
    ] as const) {
      expect(await rows(`select distinct area_code from ${table} where ${key} = $1`, [householdId]), table).toEqual([
        { area_code: villages.second },
      ]);
    }
    expect(await rows('select area_code from person_status where person_id = $1', [personId])).toEqual([{ area_code: villages.second }]);
  });
});

describe('an income', () => {
  it('keeps every column apart, corrects by a new observation, and refuses what cannot be', async () => {
    const householdId = await household();
    const say = (input: { year: number; wage?: number; perCapitaNetIncome?: number }) =>
      town.recordIncome(householdId, input, { operation: 'recordIncome' });
    idOf(await say({ year: 2023, perCapitaNetIncome: 800000 }));
    idOf(await say({ year: 2024, wage: 5 }));
    idOf(await say({ year: 2024, wage: 7 }));
    idOf(await say({ year: 2024, wage: 7 }));
    expect(
      await rows('select wage, per_capita_net from income_statement where household_id = $1 and year = 2024 order by recorded_at', [
        householdId,
      ]),
    ).toEqual([
      { wage: 5, per_capita_net: null },
      { wage: 7, per_capita_net: null },
    ]);
    expect(await rows('select income_year, per_capita_net from household where id = $1', [householdId])).toEqual([
      { income_year: 2024, per_capita_net: null },
    ]);
    expect(codes(await say({ year: 2026, wage: 1 }))).toEqual(['core.YEAR_IN_FUTURE at input.year']);
    expect(codes(await say({ year: 2024, wage: -1 }))).toEqual(['core.NEGATIVE_AMOUNT at input.wage']);
    expect(codes(await say({ year: 2024 }))).toEqual(['core.NOTHING_SAID at input.year']);
  });
});
