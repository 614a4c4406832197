import { cell, type DemoPlace, type DemoRows, type DemoVillage, type ModuleDemo } from 'xianjie/schema';
import { chanceOf, dayAfter, idOf, numberOf, pickOf } from '../work/demo/chance.js';
import { workersOf } from '../work/demo/index.js';
import type { Worker } from '../work/demo/people.js';

type Line = (string | number | null)[];
type Rows = Record<string, DemoRows[string][number][]>;
const add = (rows: Rows, table: string, row: DemoRows[string][number]): void => void (rows[table] ??= []).push(row);

/** An invented credit code with a check character that holds. */
function creditCode(township: string, nth: number): string {
  const body = `92${township.slice(0, 6)}MA${township.slice(6)}${String(nth).padStart(4, '0')}`;
  const last = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].find((character) => 'value' in cell.creditCode.read(body + character));
  return body + (last ?? '0');
}

const WORKSHOPS = 4;
const firms = [['龙头企业', 'LEADING_ENTERPRISE'], ['种养殖合作社', 'COOPERATIVE'], ['农机合作社', 'COOPERATIVE'], ['家庭农场', 'FAMILY_FARM'], ['建材厂', null], ['物流公司', null]] as const; // prettier-ignore
const workshops = ['服装加工', '手工编织', '肉制品初加工', '来料加工'] as const;

export const organisationId = (township: string, nth: number) => idOf(township, nth, 'organisation');
const homeBased = (nth: number): boolean => nth === 2;

function organisationRows(township: string): Rows {
  const rows: Rows = {};
  const all = [...workshops.map((name) => [`${name}帮扶车间`, 'WORKSHOP'] as const), ...firms];
  all.forEach(([name, kind], i) => {
    const nth = i + 1;
    const id = organisationId(township, nth);
    const seed = [township, nth] as const;
    add(rows, 'employment_organisation', {
      id,
      area_code: township,
      credit_code: creditCode(township, nth),
      name: `示例${name}`,
      kind,
      workshop_form: kind === 'WORKSHOP' ? (homeBased(nth) ? 'HOME_BASED' : 'HALL') : null,
      small_firm: chanceOf(...seed, 'size unknown') < 0.1 ? null : chanceOf(...seed, 'small') < 0.8,
      rural: kind === null ? false : chanceOf(...seed, 'rural unknown') < 0.08 ? null : true,
      closed_on: null,
      source: 'HRSS',
      said_on: '2025-01-15',
    });
    for (const year of [2024, 2025]) {
      const staff = numberOf(6, 60, ...seed, year, 'staff');
      const hires = numberOf(0, Math.ceil(staff / 4), ...seed, year, 'hires');
      const unknown = chanceOf(...seed, year, 'layoffs unknown') < 0.12;
      add(rows, 'employment_organisation_year', {
        area_code: township,
        organisation_id: id,
        year,
        staff,
        hires,
        qualifying_hires: Math.min(hires, numberOf(0, 5, ...seed, year, 'qualifying')),
        layoffs: unknown ? null : chanceOf(...seed, year, 'lays off') < 0.7 ? 0 : numberOf(1, 4, ...seed, year, 'layoffs'),
        observed_on: year === 2024 ? '2025-02-20' : '2025-06-20',
        source: 'HRSS',
      });
    }
    if (kind !== 'WORKSHOP') return;
    const visit = { area_code: township, organisation_id: id, source: 'HRSS' };
    const irregular = chanceOf(...seed, 'irregular') < 0.3;
    add(rows, 'employment_inspection', { ...visit, finding: irregular ? 'IRREGULAR' : 'REGULAR', problem: irregular ? '用工台账不全' : null, observed_on: '2025-04-16' }); // prettier-ignore
    if (irregular && chanceOf(...seed, 'rectified') < 0.6)
      add(rows, 'employment_inspection', { ...visit, finding: 'RECTIFIED', problem: null, observed_on: '2025-05-21' });
  });
  return rows;
}

/** What a workshop has paid one worker: by the year, up to the end of May. */
function jobRows({ person, area, job }: Worker, rows: Rows): void {
  const nth = numberOf(1, WORKSHOPS, person.id, 'workshop');
  const township = area.slice(0, 9);
  const id = idOf(person.id, 'workshop job');
  const startedOn = job?.startedOn ?? '2024-03-01';
  const whose = { person_id: person.id, area_code: area };
  add(rows, 'employment_workshop_job', {
    id,
    ...whose,
    organisation_id: organisationId(township, nth),
    organisation_area: township,
    started_on: startedOn,
    ended_on: null,
    source: 'HRSS',
    said_on: '2025-06-05',
  });
  // Work at home is done beside other work, so its pay is small.
  const monthly = Math.round((job?.monthlyPay ?? 200_000) * (homeBased(nth) || chanceOf(person.id, 'part-time') < 0.2 ? 0.35 : 1));
  const paid = (year: number, until: string): number => {
    const from = startedOn > `${year}-01-01` ? startedOn : `${year}-01-01`;
    return Math.max(0, Math.round((Date.parse(until) - Date.parse(from)) / (30.4 * 86_400_000))) * monthly;
  };
  const lastYear = paid(2024, '2024-12-31');
  const pay = (year: number, amount: number, on: string): void =>
    add(rows, 'employment_workshop_pay', { ...whose, job_id: id, year, paid_to_date: amount, observed_on: on, source: 'HRSS' });
  if (lastYear > 0) pay(2024, lastYear, '2025-01-20');
  if (chanceOf(person.id, 'not reported') > 0.06) pay(2025, paid(2025, '2025-05-31'), '2025-06-05');
  // Last year's rewards: claimed in the winter, most of them paid in spring.
  if (lastYear < 600_000 || chanceOf(person.id, 'claimed') < 0.3) return;
  const isPaid = chanceOf(person.id, 'paid') < 0.75;
  add(rows, 'employment_workshop_reward', {
    ...whose,
    job_id: id,
    year: 2024,
    state: isPaid ? 'PAID' : 'CLAIMED',
    amount: 100_000,
    claimed_on: '2025-02-10',
    paid_on: isPaid ? '2025-04-18' : null,
    fund_source: isPaid ? (chanceOf(person.id, 'fund') < 0.8 ? 'EMPLOYMENT_SUBSIDY' : 'LINKAGE') : null,
  });
}

const offers = [
  ['缝纫工', 'IN_COUNTY', 2_400, 3_200, 6, [], false],
  ['养殖场饲养员', 'IN_COUNTY', 3_000, 3_800, 3, [], true],
  ['电焊工', 'IN_PROVINCE_OUT_OF_COUNTY', 5_000, 6_500, 8, ['电焊'], true],
  ['家政服务员', 'OUT_OF_PROVINCE', 4_500, 6_000, 20, ['家政'], false],
  ['建筑小工', 'IN_PROVINCE_OUT_OF_COUNTY', 4_200, 5_400, 15, [], true],
  ['电子厂普工', 'OUT_OF_PROVINCE', 4_800, 6_200, 40, [], null],
] as const;

function offerRows(township: string): Rows {
  const rows: Rows = {};
  offers.forEach(([title, place, from, to, places, skills, fullLabour], i) => {
    const local = place === 'IN_COUNTY';
    add(rows, 'employment_posting', {
      area_code: township,
      organisation_id: local ? organisationId(township, i === 0 ? 1 : 6) : null,
      organisation_area: local ? township : null,
      title,
      place,
      work_area: local ? null : pickOf([['本省省会', 1], ['宁夏银川市', 1], ['北京市', 1]] as const, township, title), // prettier-ignore
      work_kind: title,
      pay_from: from * 100,
      pay_to: to * 100,
      places,
      skills: [...skills],
      full_labour: fullLabour,
      published_on: dayAfter('2025-05-20', numberOf(0, 38, township, title, 'published')),
      closed_on: i === 4 ? '2025-06-28' : null,
    });
  });
  return rows;
}

const agreements = (county: string): Rows => ({
  employment_agreement: [
    ['LW-2024-01', '示例市人力资源和社会保障局（省外）', 'OUT_OF_PROVINCE', 300, '2024-03-01', '2026-02-28'],
    ['LW-2025-01', '示例劳务合作中心（省内）', 'IN_PROVINCE_OUT_OF_COUNTY', 180, '2025-01-15', null],
  ].map(([number, partner, place, places, startsOn, endsOn]) => ({
    area_code: county,
    number,
    partner,
    place,
    places,
    starts_on: startsOn,
    ends_on: endsOn,
  })) as never,
});

/** Organisations in the demo: their workers are those whom the bureau's list shows at a workshop. */
export const organisationDemo: ModuleDemo = {
  places: (place: DemoPlace) => {
    const all: Rows = agreements(place.county);
    for (const township of place.townships)
      for (const part of [organisationRows(township), offerRows(township)])
        for (const [table, rows] of Object.entries(part)) (all[table] ??= []).push(...rows);
    return all;
  },
  village: (village: DemoVillage, place: DemoPlace) => {
    const rows: Rows = {};
    for (const worker of workersOf(village, place))
      if (worker.job?.employed === true && worker.job.form === 'WORKSHOP') jobRows(worker, rows);
    return rows;
  },
  // Pay up to the end of June. Refused on purpose: an unknown workshop, a sum that falls, a word for an amount.
  samples: (village, place) => {
    const township = village.code.slice(0, 9);
    const rows = workersOf(village, place)
      .filter(({ job }) => job?.employed === true && job.form === 'WORKSHOP')
      .map(({ person, job }): Line => {
        const code = creditCode(township, numberOf(1, WORKSHOPS, person.id, 'workshop'));
        return [person.residentId, code, 2025, (((job?.monthlyPay ?? 0) * 6) / 100).toFixed(2), job?.startedOn ?? null];
      });
    const bad = rows.slice(0, 1).flatMap(([who = null, code = null]): Line[] => [
      [who, creditCode(township, 999), 2025, '9000.00', null],
      [who, code, 2024, '0.01', null],
      [who, code, 2023, '九千', null],
    ]);
    const header = ['证件号码', '统一社会信用代码', '年度', '年度累计支付劳动报酬', '入职日期'];
    return { 'employment-workshop-pay.csv': [header, ...rows, ...bad] };
  },
};
