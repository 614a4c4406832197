import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRegistry } from '../../plugins/registry/index.js';
import type { Storage } from '../../plugins/storage/index.js';
import type { RegistryService, WriteResult } from '../../schema/index.js';
import { testDatabase } from '../support/database.js';
import { seedTown, viewerIn, villages } from './support.js';

let storage: Storage;
let town: RegistryService;
let householdId: string;

beforeAll(async () => {
  storage = await testDatabase();
  await seedTown(storage);
  const registry = createRegistry(storage.keys.protect);
  town = registry.bind(storage.db, { viewer: viewerIn('town', ['150623100']), requestId: 'r', today: '2025-06-30' });
  const made = await town.registerHousehold({ number: 'D-1', villageCode: villages.first }, { operation: 'registerHousehold' });
  householdId = made.ok ? made.id : '';
});
afterAll(() => storage.close());

const codes = (result: WriteResult): string[] => (result.ok ? [] : result.userErrors.map((e) => `${e.code} at ${e.path.join('.')}`));

describe('nothing that is said lies after the day it speaks of', () => {
  it('a birth', async () => {
    const born = (birthDate: string, observedOn?: string) =>
      town.recordPerson({ householdId, name: '示例', birthDate }, { operation: 'recordPerson', ...(observedOn && { observedOn }) });
    expect(codes(await born('2025-07-01'))).toEqual(['core.DATE_AFTER_DATA at input.birthDate']);
    expect(codes(await born('2025-06-01', '2025-05-31'))).toEqual(['core.DATE_AFTER_DATA at input.birthDate']);
    expect(codes(await born('2025-06-30'))).toEqual([]);
  });

  it('a birth inside a resident id', async () => {
    const result = await town.recordPerson({ householdId, name: '示例', residentId: '110101209901010010' }, { operation: 'recordPerson' });
    expect(codes(result).join()).toMatch(/core\.(DATE_AFTER_DATA|RESIDENT_ID_\w+) at input\.residentId/);
  });

  it('a register status', async () => {
    const registerStatusOn = '2025-07-01';
    const result = await town.registerHousehold(
      { number: 'D-2', villageCode: villages.first, registerStatus: 'STABLE_OUT_OF_POVERTY', registerStatusOn },
      { operation: 'registerHousehold' },
    );
    expect(codes(result)).toEqual(['core.DATE_AFTER_DATA at input.registerStatusOn']);
  });

  it('a payment', async () => {
    const benefit = { benefit: 'core.x', form: 'CASH', periodFrom: '2025-01-01', paidOn: '2025-07-01' };
    expect(codes(await town.recordBenefit(householdId, benefit, { operation: 'recordBenefit' }))).toEqual([
      'core.DATE_AFTER_DATA at input.paidOn',
    ]);
  });
});

describe('a move', () => {
  it('takes a group that a file would take', async () => {
    const move = (groupName: string) =>
      town.moveHousehold({ householdId, villageCode: villages.second, groupName }, { operation: 'moveHousehold' });
    expect(codes(await move('组'.repeat(51)))).toEqual(['core.TOO_LONG at input.groupName']);
    expect(codes(await move('=1+1'))).toEqual(['core.FORMULA_CELL at input.groupName']);
    expect(codes(await move('第三社'))).toEqual([]);
  });
});
