import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { localTermOf, parseCsv, readOtogFrontBanner, toCsv } from '../../prisma/areas/areas.js';
import { extract } from '../../prisma/areas/extract.js';

const file = new URL('../../prisma/areas/otog-front-banner.csv', import.meta.url);

describe('the administrative divisions that ship with the project', () => {
  const areas = readOtogFrontBanner();
  const byCode = new Map(areas.map((a) => [a.code, a]));

  it('are what the published source says, line by line', async () => {
    expect(await extract()).toBe(readFileSync(file, 'utf8'));
  }, 30_000);

  it('form one chain from village to nation', () => {
    for (const area of areas) {
      if (area.code === '0') expect(area.parent).toBe('');
      else expect(byCode.has(area.parent)).toBe(true);
      if (area.parent !== '0' && area.parent !== '') expect(area.code.startsWith(area.parent)).toBe(true);
    }
  });

  it('give 敖勒召其镇 the 12 villages and 7 communities of its own document', () => {
    const inTown = areas.filter((a) => a.parent === '150623100');
    expect(byCode.get('150623100')).toMatchObject({ name_zh: '敖勒召其镇', level: 'TOWNSHIP', local_term: '镇' });
    expect(inTown.filter((a) => a.level === 'VILLAGE')).toHaveLength(12);
    expect(inTown.filter((a) => a.level === 'COMMUNITY')).toHaveLength(7);
  });

  it('keep the region’s own words', () => {
    expect(byCode.get('150623')?.local_term).toBe('旗');
    expect(localTermOf('敖勒召其嘎查')).toBe('嘎查');
    expect(localTermOf('内蒙古自治区')).toBe('自治区');
  });

  it('are refused when a line is not one', () => {
    expect(() => parseCsv('code,level\n1,2')).toThrow('begins with');
    expect(() => parseCsv(toCsv(areas).replace('COUNTY', 'BANNER'))).toThrow('Line');
  });
});
