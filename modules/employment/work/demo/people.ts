import type { DemoHousehold, DemoPerson, DemoRows } from 'xianjie/schema';
import type { TrainingKind } from '../../codes.js';
import { chanceOf, dayAfter, numberOf, pickOf } from './chance.js';
import { coursesOf } from './courses.js';
import { ageOn, registered, type DemoJob } from './jobs.js';

/** One person of the demo, with what is known of their work. */
export interface Worker {
  readonly household: DemoHousehold;
  readonly person: DemoPerson;
  readonly area: string;
  readonly job: DemoJob | null;
  readonly today: string;
}

type Rows = Record<string, DemoRows[string][number][]>;

const add = (rows: Rows, table: string, row: DemoRows[string][number]): void => void (rows[table] ??= []).push(row);
const whose = ({ person, area }: Worker) => ({ person_id: person.id, area_code: area });
const draws = ({ person }: Worker, what: string, share: number): boolean => chanceOf(person.id, what) < share;

/** What the bureau's list says of a person's work. A quarter of those at work were seen a quarter earlier too, some of them elsewhere. */
export function recordRows(worker: Worker, rows: Rows): void {
  const { person, job } = worker;
  if (job === null) return;
  const row = {
    ...whose(worker),
    employed: job.employed,
    place: job.place,
    form: job.form,
    stable: job.stable,
    work_area: job.workArea,
    employer: job.employer,
    employer_code: null,
    monthly_pay: job.monthlyPay,
    started_on: job.startedOn,
    ended_on: job.endedOn,
    returned: job.returned,
    returned_on: job.returnedOn,
  };
  const back = job.returnedOn !== null && job.returnedOn > '2025-03-28';
  if (job.employed && draws(worker, 'seen before', 0.25) && (job.startedOn ?? '') < '2025-03-28')
    add(rows, 'employment_record', { ...row, ended_on: null, observed_on: '2025-03-28', source: 'HRSS' });
  if (back)
    add(rows, 'employment_record', {
      ...row,
      employed: true,
      place: pickOf([['OUT_OF_PROVINCE', 5], ['IN_PROVINCE_OUT_OF_COUNTY', 5]] as const, person.id, 'was away'), // prettier-ignore
      form: 'FLEXIBLE',
      stable: false,
      returned: false,
      returned_on: null,
      observed_on: '2024-12-20',
      source: 'HRSS',
    });
  add(rows, 'employment_record', { ...row, observed_on: '2025-06-25', source: 'HRSS' });
}

/** Skills and wishes, asked of the register's people of working age by whoever visits; what was not asked is not known. */
export function fileRows(worker: Worker, rows: Rows): void {
  const { household, person, job, today } = worker;
  const age = ageOn(today, person.birthDate);
  if (
    person.schooling !== 'NONE' ||
    !registered(household) ||
    age < 16 ||
    age > 65 ||
    person.labourCapacity === 'TOTAL_LOSS' ||
    !draws(worker, 'file', 0.62)
  )
    return;
  const able = person.labourCapacity === 'FULL' || person.labourCapacity === 'WEAK_OR_HALF';
  const asked = (what: string, share: number, answered = 0.85) =>
    draws(worker, `${what} asked`, answered) ? draws(worker, what, share) : null;
  const college = person.educationLevel === '大专' || person.educationLevel === '本科';
  const wantsTraining = asked('training', able ? 0.26 : 0.05);
  const observed_on = dayAfter('2025-02-10', numberOf(0, 120, person.id, 'file'));
  add(rows, 'employment_file', {
    ...whose(worker),
    skills: draws(worker, 'skill', 0.4) ? [pickOf([['电焊', 2], ['砌筑', 4], ['驾驶', 4], ['家政', 3], ['烹饪', 2], ['养殖', 6], ['种植', 5]] as const, person.id, 'which skill')] : [], // prettier-ignore
    certificates: draws(worker, 'certificate', 0.12) ? ['职业资格证书'] : [],
    wants_work: job?.employed === true ? true : asked('work', able ? 0.66 : 0.15),
    willing_away: asked('away', job?.employed === true && job.place !== 'IN_COUNTY' ? 0.97 : able ? 0.3 : 0.03),
    wants_business: asked('business', able ? 0.07 : 0.01),
    wants_training: wantsTraining,
    graduate: age <= 24 ? college && age >= 21 : null,
    graduated_on: age <= 24 && college && age >= 21 ? `${Number(person.birthDate.slice(0, 4)) + 22}-06-30` : null,
    fit_for_work: asked('fit', able ? 0.97 : 0.4, 0.5),
    observed_on,
    source: pickOf([['TOWNSHIP', 6], ['VILLAGE', 3], ['HRSS', 1]] as const, person.id, 'who asked'), // prettier-ignore
  });
  if (wantsTraining === true) trainingRows(worker, observed_on, rows);
}

const kinds: readonly (readonly [TrainingKind, number])[] = [['WORK_SKILL', 5], ['BREEDING', 4], ['PLANTING', 3], ['BUSINESS', 1], ['CRAFT', 1]]; // prettier-ignore

/** A wish, and of more than half of them the course that met it. */
function trainingRows(worker: Worker, wanted_on: string, rows: Rows): void {
  const { person, area } = worker;
  const kind = pickOf(kinds, person.id, 'kind');
  const course = coursesOf(area.slice(0, 9)).find((one) => one.kind === kind && one.ends_on > wanted_on && one.ends_on <= '2025-06-20');
  const met = course !== undefined && draws(worker, 'met', 0.7);
  const withdrawn = !met && draws(worker, 'withdrawn', 0.06);
  add(rows, 'employment_training_need', {
    ...whose(worker),
    kind,
    trade: kind === 'WORK_SKILL' ? pickOf([['电焊', 3], ['家政', 3], ['电工', 2]] as const, person.id, 'trade') : null, // prettier-ignore
    wanted_on,
    closed_on: met ? course.ends_on : withdrawn ? '2025-06-18' : null,
    met: met ? true : withdrawn ? false : null,
    source: 'TOWNSHIP',
  });
  if (!met) return;
  const completed = draws(worker, 'completed', 0.93);
  add(rows, 'employment_attendance', {
    ...whose(worker),
    course_id: course.id,
    course_area: course.area_code,
    completed,
    certificate: completed && draws(worker, 'passed', 0.6) ? '培训合格证书' : null,
    observed_on: '2025-06-20',
    source: 'HRSS',
  });
}

/** Cases of help: of many returned workers and graduates there is one, of most of these a plan. */
export function caseRows(worker: Worker, rows: Rows): void {
  const { household, person, job, today } = worker;
  if (household.registerStatus === null || household.registerStatus === 'NEVER_REGISTERED') return;
  const age = ageOn(today, person.birthDate);
  const graduated =
    person.schooling === 'NONE' && age >= 21 && age <= 24 && (person.educationLevel === '大专' || person.educationLevel === '本科');
  const open = (kind: string, opened_on: string, planned: number): void => {
    const plan = draws(worker, `${kind} planned`, planned);
    add(rows, 'employment_case', {
      ...whose(worker),
      kind,
      opened_on,
      plan: plan ? (kind === 'RETURNEE' ? '推荐本地岗位两个，按意愿安排技能培训' : '登记求职意向，推荐岗位并落实见习') : null,
      planned_on: plan ? dayAfter(opened_on, numberOf(0, 12, person.id, kind)) : null,
      closed_on: null,
      outcome: null,
      source: 'TOWNSHIP',
    });
  };
  if (job?.returned === true && draws(worker, 'returnee case', job.employed ? 0.35 : 0.75)) open('RETURNEE', job.returnedOn ?? today, 0.68);
  if (graduated && job?.employed !== true && draws(worker, 'graduate case', 0.7)) open('GRADUATE', '2025-03-10', 0.72);
}
