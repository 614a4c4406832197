import { expect, test } from 'vitest';
import { coreModule, leftPovertyOn } from 'xianjie/schema';
import { testDatabase } from '../support/database.js';

const household = '00000000-0000-4000-8000-000000000001';
const village = '150623100200';

test('leaving poverty has the day of the first status after it; a corrected day counts, a later status does not move it', async () => {
  const storage = await testDatabase();
  try {
    const owner = await storage.owner();
    const said = (status: string, on: string | null, seen: string) =>
      `('${household}', '${village}', '${status}', ${on === null ? 'null' : `'${on}'`}, '${seen}', '${seen} 08:00+08', 'RRB', '\\x00')`;
    await owner.query(`
      insert into area (code, level, name_zh) values ('${village}', 'VILLAGE', '一村');
      insert into village (area_code) values ('${village}');
      insert into department (code, title_zh, title_en) values ('RRB', '乡村振兴局', 'x');
      insert into household (id, area_code, register_number) values ('${household}', '${village}', 'A');
      insert into register_status (household_id, area_code, status, status_on, observed_on, recorded_at, source, digest) values
        ${said('OUT_OF_POVERTY', '2018-12-31', '2021-01-01')}, ${said('OUT_OF_POVERTY', '2019-12-31', '2022-01-01')},
        ${said('STABLE_OUT_OF_POVERTY', '2022-06-30', '2022-07-01')}, ${said('STABLE_OUT_OF_POVERTY', null, '2024-01-01')}`);
    await owner.end();
    const source = coreModule.facts?.find((one) => Object.values(one.columns).includes(leftPovertyOn));
    const snapshot = storage.db.snapshot({ areas: [village], domains: 'ALL' }, 'PERSONAL');
    const on = (asOf: string) => source?.load(snapshot.engineSql, [household], { asOf, knownAt: null });
    expect(await on('2025-06-30')).toMatchObject([{ status: 'STABLE_OUT_OF_POVERTY', left_poverty_on: '2019-12-31' }]);
    expect(await on('2021-06-30')).toMatchObject([{ status: 'OUT_OF_POVERTY', left_poverty_on: '2018-12-31' }]);
    await snapshot.close();
  } finally {
    await storage.close();
  }
});
