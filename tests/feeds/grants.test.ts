import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cell,
  defineFeed,
  mapRow,
  needed,
  optional,
  residentIdCheck,
  sheet,
  type BatchContext,
  type Feed,
  type GrantFeedRow,
  type ModuleTx,
} from '../../schema/index.js';
import { createRegistry } from '../../plugins/registry/index.js';
import { feedBench, householdsFile, TODAY, TOWN, type Bench } from './support.js';

const first17 = '15062319800101001';
const worker = `${first17}${residentIdCheck(first17)}`;

const columns = {
  from: needed('起始日期', 'from', cell.day, '2024-01-01'),
  amount: optional('金额', 'amount', cell.money('ANY'), '1000'),
  paidOn: optional('发放日期', 'paid_on', cell.day, ''),
  payer: optional('发放部门', 'payer', cell.words(20), ''),
  form: optional('形式', 'form', cell.words(20), ''),
};
const common = {
  title: { zh: '发放名册', en: 'Grants' },
  description: { zh: '每笔一行', en: 'one row for each grant' },
  canBeComplete: true,
  write: ({ registry }, batch, rows) => registry.importGrants(batch, rows, { periodFrom: 'from' }),
} satisfies Partial<Feed<GrantFeedRow>>;
interface Cells {
  readonly from: string;
  readonly amount?: number | undefined;
  readonly paidOn?: string | undefined;
  readonly payer?: string | undefined;
  readonly form?: string | undefined;
}
const grant = ({ from, form = 'CASH', ...rest }: Cells): GrantFeedRow => ({ ...rest, benefit: 'wage.subsidy', form, periodFrom: from });

const ofPeople = sheet({ residentId: needed('证件号码', 'resident_id', cell.residentId, worker), ...columns });
const ofHouseholds = sheet({ householdNumber: needed('户编号', 'number', cell.registerNumber, 'H-1'), ...columns });
type PersonRow = GrantFeedRow & { readonly residentId: string };
type HouseholdRow = GrantFeedRow & { readonly householdNumber: string };

const peopleFeed = (source: string) =>
  defineFeed<PersonRow>({
    ...common,
    code: `wages.people${source}`,
    source,
    columns: ofPeople.columns,
    naturalKey: ['residentId'],
    resolves: 'EXISTING_PERSON',
    parse: (cells) => mapRow(ofPeople.read(cells), ({ residentId, ...row }) => ({ ...grant(row), residentId: residentId.number })),
    personOf: (row) => ({ residentId: row.residentId }),
  });
const householdFeed = defineFeed<HouseholdRow>({
  ...common,
  code: 'wages.households',
  source: 'CAB',
  columns: ofHouseholds.columns,
  naturalKey: ['householdNumber', 'amount' as never],
  resolves: 'EXISTING_HOUSEHOLD',
  parse: (cells) => mapRow(ofHouseholds.read(cells), ({ householdNumber, ...row }) => ({ ...grant(row), householdNumber })),
  householdOf: (row) => ({ householdNumber: row.householdNumber }),
});

let bench: Bench;
beforeAll(async () => {
  bench = await feedBench({ more: [peopleFeed('CAB'), peopleFeed('RRB'), householdFeed] });
  await bench.run('core.households', householdsFile(['H-1', 'H-2']));
  await bench.run('core.people', `户编号,姓名,证件号码\nH-1,甲,${worker}`);
});
afterAll(() => bench.storage.close());

const person = (amount: string, more = ',,'): string =>
  `证件号码,起始日期,金额,发放日期,发放部门,形式\n${worker},2024-01-01,${amount},${more}`;
const standing = () =>
  bench.rows(
    'select amount::int, source, person_id is not null as "ofPerson" from benefit_grant where withdrawn_at is null order by amount, source',
  );

describe('a list of grants', () => {
  it('records each with its household and person, and nothing the second time, also on a later day', async () => {
    expect((await bench.run('wages.peopleCAB', person('1000'), { observedOn: '2025-01-01' })).receipt).toMatchObject({ created_rows: 1 });
    expect((await bench.run('wages.peopleCAB', person('1000'))).receipt).toMatchObject({ created_rows: 0, unchanged_rows: 1 });
    expect(await standing()).toEqual([{ amount: 100000, source: 'CAB', ofPerson: true }]);
    const [household] = await bench.rows<{ version: number }>(`select version from household where register_number = 'H-1'`);
    expect(household?.version).toBeGreaterThan(1);
  });

  it('replaces what the same department said differently, and withdraws its earlier word', async () => {
    expect((await bench.run('wages.peopleCAB', person('1200'))).receipt).toMatchObject({ changed_rows: 1 });
    expect(await standing()).toEqual([{ amount: 120000, source: 'CAB', ofPerson: true }]);
    expect(await bench.rows('select 1 from benefit_grant where withdrawn_at is not null')).toHaveLength(1);
  });

  it('of another department: the same grant is known, a different word stands beside the first', async () => {
    expect((await bench.run('wages.peopleRRB', person('1200'))).receipt).toMatchObject({ unchanged_rows: 1 });
    expect((await bench.run('wages.peopleRRB', person('1300'))).receipt).toMatchObject({ created_rows: 1 });
    expect(await standing()).toHaveLength(2);
  });

  it('knows a grant that a mutation recorded', async () => {
    const viewer = bench.clients.get('town');
    const [household] = await bench.rows<{ id: string }>(`select id from household where register_number = 'H-2'`);
    if (viewer === undefined || household === undefined) throw new Error('the bench is empty');
    const registry = createRegistry(bench.storage.keys.protect).bind(bench.storage.db, { viewer, requestId: 'r', today: TODAY });
    const done = await registry.recordBenefit(
      household.id,
      { benefit: 'wage.subsidy', form: 'CASH', amount: 50000, periodFrom: '2024-01-01' },
      { operation: 'recordBenefit' },
    );
    expect(done).toMatchObject({ ok: true });
    const { receipt } = await bench.run('wages.households', `户编号,起始日期,金额\nH-2,2024-01-01,500`);
    expect(receipt).toMatchObject({ unchanged_rows: 1 });
  });

  it('refuses a second, different grant of one subject, benefit and day in one batch', async () => {
    const { refusals, receipt } = await bench.run('wages.households', `户编号,起始日期,金额\nH-1,2024-01-01,500\nH-1,2024-01-01,600`);
    expect(receipt).toMatchObject({ created_rows: 1, refused_rows: 1 });
    expect(refusals).toMatchObject([{ row: 3, column: '起始日期', code: 'core.GRANT_REPEATED' }]);
  });

  it('that comes late, about an earlier day, does not replace what was said since', async () => {
    const file = (amount: string) => `证件号码,起始日期,金额\n${worker},2023-01-01,${amount}`;
    const current = () =>
      bench.rows(
        `select amount::int from benefit_grant where withdrawn_at is null and period_from = '2023-01-01' and source = 'CAB' order by observed_on desc, recorded_at desc limit 1`,
      );
    await bench.run('wages.peopleCAB', file('700'), { observedOn: '2025-06-01' });
    const late = await bench.run('wages.peopleCAB', file('600'), { observedOn: '2025-02-01' });
    expect(late.receipt).toMatchObject({ refused_rows: 0 });
    expect(await current()).toEqual([{ amount: 70000 }]);
    // What was said late is no longer the last word: said again, it is news.
    await bench.run('wages.peopleCAB', file('600'), { observedOn: '2025-06-10' });
    expect(await current()).toEqual([{ amount: 60000 }]);
  });

  it('corrects its own word also where another department has said it already', async () => {
    const file = (amount: string) => `证件号码,起始日期,金额\n${worker},2022-01-01,${amount}`;
    await bench.run('wages.peopleRRB', file('800'), { observedOn: '2025-06-01' });
    await bench.run('wages.peopleCAB', file('900'), { observedOn: '2025-06-01' });
    expect((await bench.run('wages.peopleRRB', file('900'), { observedOn: '2025-06-02' })).receipt).toMatchObject({ changed_rows: 1 });
    const left = await bench.rows(
      `select amount::int, source from benefit_grant where withdrawn_at is null and period_from = '2022-01-01' order by source`,
    );
    expect(left).toEqual([{ amount: 90000, source: 'CAB' }]);
  });

  it('handed in twice at once is recorded once', async () => {
    const [who] = await bench.rows<{ personId: string; householdId: string; areaCode: string }>(
      'select id as "personId", household_id as "householdId", area_code as "areaCode" from person',
    );
    if (who === undefined) throw new Error('the bench is empty');
    const registry = createRegistry(bench.storage.keys.protect);
    const batch = { source: 'CAB', observedOn: TODAY, areaCode: TOWN, batchId: null } as unknown as BatchContext;
    const once = (wait: Promise<unknown>) =>
      bench.storage.db.write({ areas: [TOWN], domains: 'ALL' }, async ({ sql }) => {
        const row = { number: 1, row: grant({ from: '2021-01-01', amount: 500 }), person: { ...who, leftOn: null } };
        await registry.writer(registry.moduleTx({ sql }, { areas: [TOWN], departments: 'ALL' })).importGrants(batch, [row]);
        await wait;
      });
    await Promise.all([once(new Promise((resolve) => setTimeout(resolve, 200))), once(Promise.resolve())]);
    expect(await bench.rows(`select 1 from benefit_grant where withdrawn_at is null and period_from = '2021-01-01'`)).toHaveLength(1);
  });

  it('of a module’s own mutation becomes one like those of a list: said again it is known, said differently it is replaced', async () => {
    const [{ id = '', household = '' } = {}] = await bench.rows<{ id: string; household: string }>(
      'select id, household_id as household from person',
    );
    const give = (whom: Parameters<ModuleTx['grant']>[0], amount: number, areas = [TOWN]) =>
      bench.storage.db.write({ areas, domains: [] }, ({ sql }) =>
        createRegistry(bench.storage.keys.protect)
          .moduleTx({ sql }, { areas, departments: 'ALL' })
          .grant(whom, { source: 'CAB', observedOn: TODAY }, grant({ from: '2020-01-01', amount })),
      );
    const kept = () =>
      bench.rows(
        `select person_id, household_id, amount::int, batch_id from benefit_grant
         where withdrawn_at is null and period_from = '2020-01-01' order by amount`,
      );
    expect(await give({ personId: id }, 500)).toBe('CREATED');
    expect(await give({ personId: id }, 500)).toBe('UNCHANGED');
    expect(await give({ personId: id }, 600)).toBe('CHANGED');
    expect(await give({ householdId: household }, 700)).toBe('CREATED');
    const all = { household_id: household, batch_id: null };
    expect(await kept()).toEqual([
      { ...all, person_id: id, amount: 600 },
      { ...all, person_id: null, amount: 700 },
    ]);
    await expect(give({ personId: id }, -1)).rejects.toMatchObject({ userErrors: [{ code: 'core.NEGATIVE_AMOUNT' }] });
    await expect(give({ personId: id }, 1, ['150623101'])).rejects.toMatchObject({ userErrors: [{ code: 'core.PERSON_NOT_FOUND' }] });
    // A list of the same department that names it again knows it.
    const file = '证件号码,起始日期,金额\n' + `${worker},2020-01-01,6`;
    expect((await bench.run('wages.peopleCAB', file, { observedOn: TODAY })).receipt).toMatchObject({ unchanged_rows: 1 });
  });

  it.each([
    ['-1,,,', 'core.NEGATIVE_AMOUNT'],
    ['1,2025-07-01,,', 'core.DATE_AFTER_DATA'],
    ['1,,NOBODY,', 'core.UNKNOWN_DEPARTMENT'],
    ['1,,,GOLD', 'core.INVALID_VALUE'],
  ])('refuses %s as %s', async (cells, code) => {
    const [amount = '', ...more] = cells.split(',');
    const { refusals } = await bench.run('wages.peopleCAB', person(amount, more.join(',')));
    expect(refusals).toMatchObject([{ row: 2, code }]);
  });
});
