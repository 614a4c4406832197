import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Storage } from '../../plugins/storage/index.js';
import type { Scope } from '../../schema/index.js';
import { testDatabase } from '../support/database.js';

let storage: Storage;
const nation = { areas: ['0'], domains: 'ALL' as const };
const here = { areas: ['150623100'], domains: 'ALL' as const };
const elsewhere = { areas: ['990101'], domains: 'ALL' as const };

beforeAll(async () => {
  storage = await testDatabase();
  const owner = await storage.owner();
  await owner.query(`
    insert into area (code, level, name_zh, parent_code) values ('0','NATIONAL','中国',null), ('15','PROVINCE','内蒙古','0'), ('1506','PREFECTURE','鄂尔多斯','15'),
      ('150623','COUNTY','鄂托克前旗','1506'), ('150623100','TOWNSHIP','敖勒召其镇','150623'), ('150623100201','VILLAGE','甲','150623100'),
      ('99','PROVINCE','示例','0'), ('9901','PREFECTURE','示例','99'), ('990101','COUNTY','示例','9901'), ('990101001','TOWNSHIP','示例','990101'), ('990101001201','VILLAGE','乙','990101001');
    insert into department values ('RRB','乡村振兴局','Rural revitalisation bureau');
    insert into village (area_code) values ('150623100201'), ('990101001201');
    insert into household (area_code, register_number) values ('150623100201','H1'), ('990101001201','H2');
    insert into person (household_id, area_code, name, is_head) select id, area_code, '张三丰', true from household where register_number = 'H1';
  `);
  await owner.end();
});
afterAll(() => storage.close());

describe('what the database itself refuses', () => {
  test('without a scope a query sees no row', async () => {
    expect(await storage.db.read({ areas: [], domains: 'ALL' }, 'MASKED', (tx) => tx.sql('select id from household'))).toEqual([]);
  });

  test('a scope shows its own area and nothing else', async () => {
    const numbers = (scope: Scope) => storage.db.read(scope, 'MASKED', (tx) => tx.sql('select register_number from household order by 1'));
    expect(await numbers(here)).toEqual([{ register_number: 'H1' }]);
    expect(await numbers(elsewhere)).toEqual([{ register_number: 'H2' }]);
    expect(await numbers(nation)).toHaveLength(2);
    expect(await numbers({ areas: ['150623100', '990101'], domains: 'ALL' })).toHaveLength(2);
  });

  test('the masked role reads the masked name and is refused the clear one', async () => {
    const rows = await storage.db.read(here, 'MASKED', (tx) => tx.sql('select name_masked from person'));
    expect(rows).toEqual([{ name_masked: '张**' }]);
    await expect(storage.db.read(here, 'MASKED', (tx) => tx.sql('select name from person'))).rejects.toThrow(/permission denied/);
    await expect(storage.db.read(here, 'MASKED', (tx) => tx.sql('select id from person order by name'))).rejects.toThrow(
      /permission denied/,
    );
    await expect(storage.db.read(here, 'MASKED', (tx) => tx.sql('select row_to_json(p) from person p'))).rejects.toThrow(
      /permission denied/,
    );
  });

  test('the clear role reads personal columns, never sensitive ones', async () => {
    expect(await storage.db.read(here, 'PERSONAL', (tx) => tx.sql('select name from person'))).toEqual([{ name: '张三丰' }]);
    await expect(storage.db.read(here, 'PERSONAL', (tx) => tx.sql('select health from person'))).rejects.toThrow(/permission denied/);
  });

  test('a reading transaction cannot write', async () => {
    await expect(storage.db.read(nation, 'MASKED', (tx) => tx.sql(`update household set group_name = 'x'`))).rejects.toThrow(
      /permission denied|read-only/,
    );
  });

  test('a write outside the scope is refused, and nothing of it stays', async () => {
    await expect(
      storage.db.write(here, (tx) => tx.sql(`insert into household (area_code, register_number) values ('990101001201', 'H3')`)),
    ).rejects.toThrow(/row-level security/);
    const rows = await storage.db.write(elsewhere, (tx) =>
      tx.sql(`update household set group_name = 'x' where register_number = 'H1' returning id`),
    );
    expect(rows).toEqual([]);
  });

  test('a person cannot be put into a household of another area', async () => {
    const [h2] = await storage.db.read(nation, 'MASKED', (tx) =>
      tx.sql<{ id: string }>(`select id from household where register_number = 'H2'`),
    );
    await expect(
      storage.db.write(here, (tx) =>
        tx.sql(`insert into person (household_id, area_code, name) values ($1, '150623100201', '李四')`, [h2?.id]),
      ),
    ).rejects.toThrow(/foreign key/);
  });

  test('a scope cannot be widened from inside a module by leaving the role', async () => {
    await expect(storage.db.read(here, 'MASKED', (tx) => tx.sql(`select set_config('role', 'xj_owner', true)`))).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe('one moment, two roles', () => {
  test('a snapshot does not see what is written after its first read, and the engine shares its moment', async () => {
    const snapshot = storage.db.snapshot(here, 'MASKED');
    const count = async (sql: typeof snapshot.sql) => (await sql<{ n: number }>('select count(*) as n from person'))[0]?.n;
    expect(await count(snapshot.sql)).toBe(1);
    await storage.db.write(here, (tx) =>
      tx.sql(`insert into person (household_id, area_code, name) select id, area_code, '李四' from household where register_number = 'H1'`),
    );
    expect(await count(snapshot.sql)).toBe(1);
    expect(await count(snapshot.engineSql)).toBe(1);
    expect(snapshot.statements()).toBe(3);
    await snapshot.close();
    await expect(snapshot.sql('select 1')).rejects.toThrow(/over/);
  });

  test('Prisma and SQL write in one transaction, and both are undone together', async () => {
    await expect(
      storage.db.write(here, async (tx) => {
        const household = await tx.prisma.household.findFirstOrThrow({ where: { registerNumber: 'H1' }, select: { id: true } });
        await tx.prisma.$transaction([
          tx.prisma.household.update({ where: { id: household.id }, data: { groupName: '一组' }, select: { id: true } }),
        ]);
        const rows = await tx.sql('select group_name from household');
        expect(rows).toEqual([{ group_name: '一组' }]);
        throw new Error('undo');
      }),
    ).rejects.toThrow('undo');
    expect(await storage.db.read(here, 'MASKED', (tx) => tx.sql('select group_name from household'))).toEqual([{ group_name: null }]);
  });
});
