import { viewerOf } from '../support/viewer.js';
import type { Storage } from '../../plugins/storage/index.js';
import type { Viewer } from '../../schema/index.js';

/** Two villages of one town and one of the next. */
export const villages = { first: '150623100200', second: '150623100201', foreign: '150623101200' } as const;

export async function seedTown(storage: Storage): Promise<void> {
  const owner = await storage.owner();
  try {
    await owner.query(`
      insert into area (code, level, parent_code, name_zh) values
        ('0', 'NATIONAL', null, '全国'), ('15', 'PROVINCE', '0', '甲区'), ('1506', 'PREFECTURE', '15', '乙市'), ('150623', 'COUNTY', '1506', '丙旗'),
        ('150623100', 'TOWNSHIP', '150623', '丁镇'), ('150623101', 'TOWNSHIP', '150623', '戊镇'),
        ('${villages.first}', 'VILLAGE', '150623100', '一村'), ('${villages.second}', 'VILLAGE', '150623100', '二村'), ('${villages.foreign}', 'VILLAGE', '150623101', '三村');
      insert into village (area_code) values ('${villages.first}'), ('${villages.second}'), ('${villages.foreign}');
      insert into department (code, title_zh, title_en) values ('RRB', '乡村振兴局', 'x'), ('TOWNSHIP', '乡镇政府', 'x'), ('CAB', '民政局', 'x'), ('EDU', '教体局', 'x');`);
  } finally {
    await owner.end();
  }
}

export function viewerIn(clientId: string, areas: readonly string[]): Viewer {
  return viewerOf({ clientId, title: { zh: clientId, en: clientId }, areas });
}
