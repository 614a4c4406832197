import { readOtogFrontBanner, type AreaLine } from '../areas/areas.js';
import type { Adoption, Plan, Settlement } from './plan.js';

export const DEMO_TOWN = '150623100';

/**
 * The documents are adopted level by level, from their own dates, as if this place had decided so. Each level shows a later document
 * beside an earlier one; at a town the newer one replaces it where they speak of the same thing.
 */
function adoptions(province: string, prefecture: string, county: string, towns: readonly string[]): Adoption[] {
  return [
    { document: 'HEBEI', area: province, from: '2021-03-29' },
    { document: 'HLJ-SYS', area: prefecture, from: '2023-05-08' },
    { document: 'HN-COUNTY', area: county, from: '2021-01-01' },
    { document: 'COUNTY-C', area: county, from: '2022-01-01' },
    ...towns.flatMap((area) => [
      { document: 'TOWN-A', area, from: '2022-08-29' },
      { document: 'NM-ALZQ', area, from: '2024-07-19' },
    ]),
  ];
}

/** The real town 敖勒召其镇: its 12 villages and 7 communities, 5,000 synthetic rural households with 16,000 people. */
export function townPlan(): Plan {
  const areas = readOtogFrontBanner();
  const inTown = areas.filter((a) => a.parent === DEMO_TOWN);
  const inCommunities = 28;
  const villages = inTown.filter((a) => a.level === 'VILLAGE');
  const left = 5_000 - inCommunities * (inTown.length - villages.length);
  const settlements = inTown.map((place): Settlement => {
    const community = place.level === 'COMMUNITY';
    const nth = villages.indexOf(place);
    // Villages differ in size by up to a third; the last one takes the rest.
    const share = (n: number): number => Math.round((left / villages.length) * (1 + 0.06 * (((n * 5) % 11) - 5)));
    const before = villages.slice(0, -1).reduce((sum, _, n) => sum + share(n), 0);
    const households = community ? inCommunities : nth === villages.length - 1 ? left - before : share(nth);
    return { code: place.code, households, mongolian: place.local_term === '嘎查' ? 0.62 : community ? 0.25 : 0.06, community };
  });
  return {
    seed: 'xianjie demo town 1',
    areas: areas.map((a) => ({ ...a, synthetic: false })),
    county: '150623',
    together: false,
    townships: [DEMO_TOWN],
    adoptions: adoptions('15', '1506', '150623', [DEMO_TOWN]),
    settlements,
    idPlace: '150623',
    firstPhone: 19_900_000_000,
    registered: { households: 700, people: 2_450 },
    others: { households: 4_300, people: 13_550, borderline: 40, sudden: 14 },
    measures: 1_260,
    incomeYears: [2022, 2023, 2024],
    runningYear: true,
    gapsInYears: true,
    projects: 40,
  };
}

const digits = [...'〇一二三四五六七八九'];
const number = (n: number): string =>
  n < 10 ? (digits[n] ?? '') : `${n < 20 ? '' : (digits[Math.floor(n / 10)] ?? '')}十${n % 10 === 0 ? '' : (digits[n % 10] ?? '')}`;

/**
 * A county that does not exist, under a province code that nobody has (99): 25 townships, 425 villages, 35,000 households,
 * 125,000 people. Its household sizes are those of the documents: 3.5 people in registered households, 3.8 in others.
 */
export function countyPlan(): Plan {
  const lines: AreaLine[] = [
    { code: '0', level: 'NATIONAL', name_zh: '中华人民共和国', local_term: '国家', parent: '' },
    { code: '99', level: 'PROVINCE', name_zh: '示例省', local_term: '省', parent: '0' },
    { code: '9901', level: 'PREFECTURE', name_zh: '示例市', local_term: '市', parent: '99' },
    { code: '990101', level: 'COUNTY', name_zh: '示例县', local_term: '县', parent: '9901' },
  ];
  const townships: string[] = [];
  const settlements: Settlement[] = [];
  for (let t = 0; t < 25; t++) {
    const town = `990101${100 + t}`;
    townships.push(town);
    lines.push({ code: town, level: 'TOWNSHIP', name_zh: `示例${number(t + 1)}镇`, local_term: '镇', parent: town.slice(0, 6) });
    for (let v = 0; v < 17; v++) {
      const code = `${town}${200 + v}`;
      lines.push({ code, level: 'VILLAGE', name_zh: `示例${number(t + 1)}镇${number(v + 1)}村`, local_term: '村', parent: town });
      // 35,000 households over 425 villages: 150 villages with 83, 275 with 82.
      settlements.push({ code, households: settlements.length < 150 ? 83 : 82, mongolian: 0.05, community: false });
    }
  }
  return {
    seed: 'xianjie demo county 1',
    areas: lines.map((a) => ({ ...a, synthetic: a.code !== '0' })),
    county: '990101',
    together: true,
    townships,
    adoptions: adoptions('99', '9901', '990101', townships),
    settlements,
    idPlace: '990101',
    firstPhone: 19_910_000_000,
    registered: { households: 26_250, people: 91_875 },
    others: { households: 8_750, people: 33_125, borderline: 260, sudden: 90 },
    measures: 52_500,
    incomeYears: [2020, 2021, 2022, 2023, 2024],
    runningYear: false,
    gapsInYears: false,
    projects: 400,
  };
}
