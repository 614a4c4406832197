import type { DemoCompleteList, DemoPlace, DemoRows } from 'xianjie/schema';
import type { SchoolStage } from '../codes.js';
import { ALL_PUPILS } from '../feeds/ledger.js';

/** The demo's school year, and the days on which its lists were made. */
export const SCHOOL_YEAR = 2024;
export const LEDGER_DAY = '2024-09-01';
export const LIST_DAY = '2024-09-20';
export const DATABASE_DAY = '2024-10-15';
export const ONE_LIST_DAY = '2025-04-20';

interface DemoSchool {
  readonly code: string;
  readonly name: string;
  readonly area: string;
  readonly stages: readonly SchoolStage[];
  readonly rural: boolean;
  /** Whether its list is complete: of the nine-year school it is not, so some children there stay unknown. */
  readonly listed: boolean;
  /** The area that its list covers. */
  readonly covers: string;
}

const villagesOf = (place: DemoPlace, township: string): readonly string[] =>
  place.villages.filter((village) => village.code.startsWith(township)).map((village) => village.code);

/** The community whose offices hand in nothing complete; a county has none. */
export const silentVillage = (place: DemoPlace): string | undefined => place.villages.findLast((village) => village.community)?.code;

/** A township's schools, and those of the county in its first township. All invented; their codes are not those of any school. */
export function schoolsOf(place: DemoPlace): DemoSchool[] {
  const schools = place.townships.flatMap((township): DemoSchool[] => {
    const villages = villagesOf(place, township);
    const at = (share: number): string => villages[Math.floor(share * (villages.length - 1))] ?? township;
    const school = (kind: string, name: string, area: string, stages: readonly SchoolStage[], rural: boolean): DemoSchool => ({
      code: `${township}-${kind}`,
      name: `示例${name}`,
      area,
      stages,
      rural,
      listed: kind !== 'N',
      covers: township,
    });
    return [
      school('K', '幼儿园', at(1), ['PRESCHOOL'], false),
      school('P', '中心小学', at(1), ['PRIMARY'], false),
      school('R', '农村小学', at(0.3), ['PRIMARY'], true),
      school('N', '九年一贯制学校', at(0.1), ['PRIMARY', 'JUNIOR_HIGH'], true),
      school('J', '初级中学', at(0.9), ['JUNIOR_HIGH'], false),
    ];
  });
  const seat = villagesOf(place, place.townships[0] ?? '').at(-1) ?? place.county;
  const ofCounty = { area: seat, rural: false, listed: true, covers: place.county };
  return [
    ...schools,
    { ...ofCounty, code: `${place.county}-S`, name: '示例高级中学', stages: ['SENIOR_HIGH'] },
    { ...ofCounty, code: `${place.county}-V`, name: '示例职业中学', stages: ['SECONDARY_VOCATIONAL'] },
  ];
}

/** Which school of its township a village's children go to. */
export function schoolFor(place: DemoPlace, village: string, stage: SchoolStage): string | null {
  const township = village.slice(0, 9);
  const nth = villagesOf(place, township).indexOf(village);
  switch (stage) {
    case 'PRESCHOOL':
      return `${township}-K`;
    case 'PRIMARY':
      return `${township}-${['P', 'R', 'N'][nth % 3] ?? 'P'}`;
    case 'JUNIOR_HIGH':
      return `${township}-${nth % 3 === 2 ? 'N' : 'J'}`;
    case 'SENIOR_HIGH':
      return `${place.county}-S`;
    case 'SECONDARY_VOCATIONAL':
      return `${place.county}-V`;
    default:
      return null;
  }
}

export const schoolRows = (place: DemoPlace): DemoRows => ({
  education_school: schoolsOf(place).map(({ code, name, area, stages, rural }) => ({
    code,
    name,
    area_code: area,
    stages,
    rural,
    boarding: rural,
  })),
});

/** The bureau's lists, village by village, and the schools' lists, school by school. */
export function completeLists(place: DemoPlace): DemoCompleteList[] {
  const silent = silentVillage(place);
  const villages = place.villages.map((village) => village.code).filter((code) => code !== silent);
  return [
    ...villages.flatMap((area) => [
      { feed: 'education.ledger', source: 'EDU', area, on: LEDGER_DAY, period: ALL_PUPILS },
      { feed: 'education.database', source: 'EDU', area, on: DATABASE_DAY },
      { feed: 'education.aid', source: 'EDU', area, on: ONE_LIST_DAY },
    ]),
    ...schoolsOf(place)
      .filter((school) => school.listed)
      .map(({ code, covers }) => ({
        feed: 'education.enrolment',
        source: 'EDU',
        area: covers,
        period: `${SCHOOL_YEAR}/${code}`,
        on: LIST_DAY,
      })),
  ];
}
