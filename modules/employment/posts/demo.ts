import { demoSteps, type DemoRows, type DemoStep, type DemoVillage, type ModuleDemo } from 'xianjie/schema';
import { chanceOf, dayAfter, idOf, numberOf, pickOf } from '../work/demo/chance.js';
import { registered } from '../work/demo/jobs.js';
import { workersOf } from '../work/demo/index.js';
import type { Worker } from '../work/demo/people.js';
import { postKinds, type PostKind } from './codes.js';
import { postWage } from './facts.js';
import { contractLife, postLife } from './life.js';
import { daysOf } from './pay.js';

const kinds: readonly (readonly [PostKind, number])[] = [
  ['CLEANING_AND_GREENING', 6], ['ROAD_UPKEEP', 4], ['ELDERLY_CARE', 3], ['PUBLIC_FACILITIES', 3], ['FOREST_PROTECTION', 2], ['FOREST_RANGER', 2], ['BOOK_ROOM', 1],
]; // prettier-ignore
const months = ['2025-04', '2025-05', '2025-06'] as const;
/** The day on which the bureau's list of a month came in. */
const listed = { '2025-04': '2025-05-06', '2025-05': '2025-06-05', '2025-06': '2025-06-25' } as const;

type Line = (string | number | null)[];
type Rows = Record<string, DemoRows[string][number][]>;
const add = (rows: Rows, table: string, row: DemoRows[string][number]): void => void (rows[table] ??= []).push(row);

/** What the village and the bureau noted of it, in order. */
const step = (transition: string, on: string, source = 'VILLAGE'): DemoStep => ({ transition, on, source });
const lived = (
  rows: Rows,
  of: { readonly post: string } | { readonly contract: string; readonly person: string },
  areaCode: string,
  steps: readonly DemoStep[],
): void => {
  const history =
    'post' in of
      ? demoSteps(postLife, 'employment', { id: of.post, areaCode }, steps)
      : demoSteps(contractLife, 'employment', { id: of.contract, areaCode, personId: of.person }, steps);
  for (const row of history) add(rows, 'lifecycle_step', row);
};

const postId = (village: string, kind: string) => idOf(village, kind, 'post');
const post = (village: string, kind: PostKind, number: string) => ({
  id: postId(village, kind),
  area_code: village,
  number,
  kind,
  need: `本村需要${postKinds[kind].zh}`,
  duties: `${postKinds[kind].zh}及村委会安排的相关工作`,
  fund_source: pickOf([['EMPLOYMENT_SUBSIDY', 5], ['LINKAGE', 3], ['FISCAL', 2]] as const, village, kind, 'fund'), // prettier-ignore
  exited_on: null,
});

/** Whoever the bureau's list shows on a public post holds a contract on one of the village's posts. */
function holderRows(holder: Worker, village: string, kind: PostKind, rows: Rows): void {
  const { household, person, job, today } = holder;
  const startsOn = job?.startedOn ?? '2024-07-01';
  const id = idOf(person.id, 'post contract');
  // Contracts run by the year; of some, nobody renewed the term that is over.
  const overdue = chanceOf(person.id, 'not renewed') < 0.04;
  const years = Math.ceil((Date.parse(today) - Date.parse(startsOn)) / (365 * 86_400_000));
  const endsOn = dayAfter(startsOn, 365 * Math.max(1, overdue ? years - 1 : years) - 1);
  add(rows, 'employment_post_contract', {
    id,
    person_id: person.id,
    area_code: village,
    post_id: postId(village, kind),
    post_area: village,
    state: endsOn < dayAfter(today, 30) ? 'RENEWAL_REVIEW' : 'ON_DUTY',
    applied_on: dayAfter(startsOn, -18),
    conditions_met: true,
    signed_on: dayAfter(startsOn, -3),
    starts_on: startsOn,
    ends_on: endsOn,
    pay_basis: 'MONTH',
    pay: job?.monthlyPay ?? 80_000,
    exited_on: null,
    exit_reason: null,
  });
  lived(rows, { contract: id, person: person.id }, village, [
    step('APPLY', dayAfter(startsOn, -18)),
    step('SELECT', dayAfter(startsOn, -5)),
    step('SIGN', dayAfter(startsOn, -3)),
    step('BEGIN', startsOn),
    ...(endsOn < dayAfter(today, 30) ? [step('REVIEW', dayAfter(endsOn, -30), 'HRSS')] : []),
  ]);
  for (const month of months) {
    if (month < startsOn.slice(0, 7) || month > endsOn.slice(0, 7) || chanceOf(person.id, month, 'no list') < 0.03) continue;
    const most = month === '2025-06' ? 18 : daysOf(month) - 6;
    const days = chanceOf(person.id, month, 'absent') < 0.01 ? 0 : numberOf(most - 6, most, person.id, month, 'days');
    const whose = { person_id: person.id, area_code: village, contract_id: id, month };
    add(rows, 'employment_post_attendance', { ...whose, days, way: pickOf([['CLOCK_IN', 6], ['CHECK', 4]] as const, person.id, 'way'), observed_on: listed[month], source: 'HRSS' }); // prettier-ignore
    // Of May some are in arrears; June is not over.
    if (days === 0 || month === '2025-06' || (month === '2025-05' && chanceOf(person.id, 'arrears') <= 0.06)) continue;
    const paid = { amount: job?.monthlyPay ?? 80_000, paid_on: dayAfter(listed[month], 9) };
    add(rows, 'employment_post_payment', { ...whose, days, ...paid });
    add(rows, 'benefit_grant', {
      household_id: household.id,
      person_id: person.id,
      area_code: village,
      benefit: postWage.code,
      form: postWage.form,
      ...paid,
      period_from: `${month}-01`,
      period_to: `${month}-${daysOf(month)}`,
      payer: 'HRSS',
      observed_on: paid.paid_on,
      source: 'HRSS',
    });
  }
}

/** A new post whose notice is out, with two who have applied; in other villages one that is only asked for. */
function newPost(village: DemoVillage, workers: readonly Worker[], number: string, rows: Rows): void {
  const kind = 'VILLAGE_SERVICE';
  const announced = chanceOf(village.code, 'announced') < 0.5;
  const notice = announced ? { notice_from: '2025-06-23', notice_to: '2025-07-04' } : { notice_from: null, notice_to: null };
  const state = announced ? 'HIRING_NOTICE' : chanceOf(village.code, 'approved') < 0.5 ? 'POST_APPROVED' : 'NEED_ASSESSED';
  const approved = state === 'NEED_ASSESSED' ? null : '2025-06-16';
  add(rows, 'employment_post', { ...post(village.code, kind, number), places: 1, held: 0, state, approved_on: approved, ...notice });
  lived(rows, { post: postId(village.code, kind) }, village.code, [
    step('PROPOSE', '2025-06-09'),
    ...(approved === null ? [] : [step('APPROVE', approved, 'HRSS')]),
    ...(announced ? [step('ANNOUNCE', '2025-06-23', 'HRSS')] : []),
  ]);
  if (!announced) return;
  const applicants = workers.filter(
    ({ household, person, job }) => registered(household) && person.labourCapacity === 'WEAK_OR_HALF' && !job?.employed,
  );
  for (const { person } of applicants.slice(0, 2)) {
    const id = idOf(person.id, 'post contract');
    lived(rows, { contract: id, person: person.id }, village.code, [step('APPLY', '2025-06-25')]);
    add(rows, 'employment_post_contract', {
      id,
      person_id: person.id,
      area_code: village.code,
      post_id: postId(village.code, kind),
      post_area: village.code,
      state: 'APPLIED',
      applied_on: '2025-06-25',
      conditions_met: null,
      signed_on: null,
      starts_on: null,
      ends_on: null,
      pay_basis: null,
      pay: null,
      exited_on: null,
      exit_reason: null,
    });
  }
}

const numbered = (nth: number): string => `GY-${String(nth).padStart(2, '0')}`;

/** The village's posts with those who are on them, in the order of their numbers. */
function heldPosts(
  workers: readonly Worker[],
): readonly { readonly kind: PostKind; readonly number: string; readonly on: readonly Worker[] }[] {
  const byKind = new Map<PostKind, Worker[]>();
  for (const holder of workers.filter(({ job }) => job?.employed === true && job.form === 'PUBLIC_POST')) {
    const kind = pickOf(kinds, holder.person.id, 'kind of post');
    byKind.set(kind, [...(byKind.get(kind) ?? []), holder]);
  }
  return [...byKind].map(([kind, on], i) => ({ kind, number: numbered(i + 1), on }));
}

/** Public posts in the demo: their people are those whom the bureau's list shows on one. */
export const postDemo: ModuleDemo = {
  village: (village, place) => {
    const rows: Rows = {};
    const workers = workersOf(village, place);
    const held = heldPosts(workers);
    for (const { kind, number, on } of held) {
      const first = on.map(({ job }) => job?.startedOn ?? '2024-07-01').sort()[0] ?? '2024-07-01';
      add(rows, 'employment_post', {
        ...post(village.code, kind, number),
        places: on.length + (chanceOf(village.code, kind, 'free') < 0.3 ? 1 : 0),
        held: on.length,
        state: 'HIRING_NOTICE',
        approved_on: dayAfter(first, -30),
        notice_from: dayAfter(first, -22),
        notice_to: dayAfter(first, -12),
      });
      lived(rows, { post: postId(village.code, kind) }, village.code, [
        step('PROPOSE', dayAfter(first, -40)),
        step('APPROVE', dayAfter(first, -30), 'HRSS'),
        step('ANNOUNCE', dayAfter(first, -22), 'HRSS'),
      ]);
      for (const holder of on) holderRows(holder, village.code, kind, rows);
    }
    newPost(village, workers, numbered(held.length + 1), rows);
    return rows;
  },
  // Of one village in fifteen the list of who is on a post is not complete: there, who is not on it is not known.
  completeLists: (place) =>
    place.villages
      .filter(({ code }) => chanceOf(code, 'posts complete') >= 1 / 15)
      .map(({ code }) => ({ feed: 'employment.postAttendance', source: 'HRSS', area: code, on: '2025-06-25' })),
  // Attendance of June to its end. Refused on purpose: a post that nobody has, a day more than April has, a month without a contract.
  samples: (village, place) => {
    const rows: Line[] = heldPosts(workersOf(village, place)).flatMap(({ number, on }) =>
      on.map(({ person }): Line => [person.residentId, number, '2025-06', numberOf(18, 25, person.id, 'sample days'), '打卡']),
    );
    const bad = rows.slice(0, 1).flatMap(([who = null, number = null]): Line[] => [
      [who, 'GY-99', '2025-06', 20, '打卡'],
      [who, number, '2025-04', 31, '检查'],
      [who, number, '2019-06', 20, '检查'],
    ]);
    return { 'employment-attendance.csv': [['证件号码', '岗位编号', '月份', '出勤天数', '考勤方式'], ...rows, ...bad] };
  },
};
