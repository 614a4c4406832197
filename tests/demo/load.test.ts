import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantDigest } from '../../plugins/registry/grants.js';
import { maskPhone as registryPhone, maskResidentId as registryResidentId } from '../../plugins/registry/person-columns.js';
import type { OwnerClient, Storage } from '../../plugins/storage/index.js';
import { syncReferenceData } from '../../api/reference-data.js';
import { maskPhone, maskResidentId } from '../../prisma/demo/columns.js';
import { loadDemo, type Loaded } from '../../prisma/demo/load.js';
import { storyNumbers } from '../../prisma/demo/stories.js';
import { testDatabase } from '../support/database.js';
import { demoDepartments } from './departments.js';

const digestOf = (columns: string): string => `md5(string_agg(md5(row(${columns})::text), '' order by h.id))`;
const householdCaches =
  'h.register_status, h.register_status_on, h.former_cause, h.monitoring_kind, h.monitored, h.risk_kinds, h.safety_net, h.labour_class, h.member_count, h.income_year, h.per_capita_net, h.authorised_until';
const personCaches = 'h.labour_capacity, h.health, h.disability_certified, h.disability_severe, h.special_groups';

interface GrantRow {
  readonly digest: Buffer;
  readonly subject: string;
  readonly benefit: string;
  readonly form: string;
  readonly amount: number | null;
  readonly period_from: string;
  readonly period_to: string | null;
  readonly paid_on: string | null;
  readonly payer: string;
}

describe('loading the demo town', () => {
  let storage: Storage;
  let owner: OwnerClient;
  let first: Loaded;
  const progress: number[] = [];
  const load = () =>
    loadDemo({
      client: owner,
      scale: 'town',
      protect: storage.keys.protect,
      departments: demoDepartments,
      onProgress: (done) => progress.push(done),
    });
  const one = async <T>(sql: string, values: unknown[] = []): Promise<T> => ((await owner.query(sql, values)).rows[0] as { v: T }).v;
  const caches = async (): Promise<unknown> => [
    await one(`select ${digestOf(householdCaches)} as v from household h`),
    await one(`select ${digestOf(personCaches)} as v from person h`),
  ];

  beforeAll(async () => {
    storage = await testDatabase();
    owner = await storage.owner();
    // As at every start: the places that ship with the project are there before the demo.
    await syncReferenceData(owner, []);
    first = await load();
  });
  afterAll(async () => {
    await owner.end();
    await storage.close();
  });

  it('writes the town and says how far it is', async () => {
    expect(first).toMatchObject({ loaded: true, households: 5_000, people: 16_000 });
    expect(await one('select count(*) as v from household')).toBe(5_000);
    expect(await one('select count(*) as v from person where synthetic')).toBe(16_000);
    expect(progress.at(-1)).toBe(5_000);
  });

  it('tells of its villages, and leaves those of other towns as they are', async () => {
    expect(await one('select count(*) as v from village')).toBe(86);
    expect(await one('select count(*) as v from village where exited_poor_village is not null')).toBe(19);
    expect(await one('select count(*) as v from village where village_class is not null')).toBe(12);
  });

  it('changes nothing when it is loaded again', async () => {
    const before = await one(`select count(*) || ' ' || (select count(*) from income_statement) as v from area`);
    expect(await load()).toMatchObject({ loaded: false, households: 0 });
    expect(await one(`select count(*) || ' ' || (select count(*) from income_statement) as v from area`)).toBe(before);
  });

  it('writes the cached columns as the database itself would', async () => {
    const written = await caches();
    await owner.query('select refresh_person(array(select id from person))');
    await owner.query('select refresh_members(array(select id from household)), refresh_household(array(select id from household))');
    expect(await caches()).toEqual(written);
  });

  it('leaves the triggers on', async () => {
    expect(await one(`select count(*) as v from pg_trigger where tgenabled = 'D'`)).toBe(0);
  });

  it('stores no identifier in clear, and finds a person by the blind index', async () => {
    const { rows } = await owner.query<{ enc: Buffer; index: Buffer; masked: string }>(
      'select resident_id_enc as enc, resident_id_index as index, resident_id_masked as masked from person order by id limit 20',
    );
    for (const { enc, index, masked } of rows) {
      const id = storage.keys.protect.decrypt(enc);
      expect(storage.keys.protect.blindIndex('resident-id', id).equals(index)).toBe(true);
      expect(masked).toBe(maskResidentId(id));
      expect(enc.toString('latin1')).not.toContain(id.slice(0, 8));
    }
  });

  it('hashes grants as the registry does, so that a file that repeats one changes nothing', async () => {
    const { rows } = await owner.query<GrantRow>(
      `select digest, coalesce(person_id, household_id) as subject, benefit, form, amount, period_from::text, period_to::text, paid_on::text, payer
       from benefit_grant order by id limit 20`,
    );
    expect(rows).toHaveLength(20);
    for (const { digest, subject, benefit, form, amount, period_from: periodFrom, period_to: periodTo, paid_on: paidOn, payer } of rows)
      expect(
        digest.equals(grantDigest(storage.keys.protect, subject, { benefit, form, amount, periodFrom, periodTo, paidOn, payer })),
      ).toBe(true);
  });

  it('masks as the registry masks', () => {
    expect(maskResidentId('150623199001019003')).toBe(registryResidentId('150623199001019003'));
    expect(maskPhone('19900000001')).toBe(registryPhone('19900000001'));
  });

  it('digests as the registry digests, so that a file that repeats the demo changes nothing', async () => {
    const { rows } = await owner.query<{ digest: Buffer; values: unknown[] }>(
      `select digest, jsonb_build_array(year, month, basis, member_count, wage, operating, property, transfer, business_cost, net_income,
              per_capita_net, per_capita_yearly, per_capita_disposable) as values
       from income_statement where household_id = (select id from household where register_number = $1) and year = 2024`,
      [storyNumbers.changes],
    );
    expect(rows).toHaveLength(1);
    for (const { digest, values } of rows) expect(storage.keys.protect.digest(values).equals(digest)).toBe(true);
  });

  it('shows the town to whoever may see it, and nothing of it next door', async () => {
    const count = (area: string): Promise<number> =>
      storage.db.read(
        { areas: [area], domains: 'ALL' },
        'MASKED',
        async (tx) => (await tx.sql<{ n: number }>('select count(*) as n from household'))[0]?.n ?? -1,
      );
    expect(await count('150623100204')).toBe(await one(`select count(*) as v from household where area_code = '150623100204'`));
    expect(await count('150623101')).toBe(0);
  });
});
