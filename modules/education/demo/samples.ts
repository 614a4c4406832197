import type { DemoPlace, DemoVillage } from 'xianjie/schema';
import { aidKinds, ledgerScopes, listedStatuses, schoolStages, terms } from '../codes.js';
import { pupilsOf, type DemoPupil } from './pupils.js';
import { schoolFor, schoolsOf, SCHOOL_YEAR } from './schools.js';

type Line = (string | number | null)[];
const yesNo = (value: boolean | null): string | null => (value === null ? null : value ? '是' : '否');
const YEAR = `${SCHOOL_YEAR}-${SCHOOL_YEAR + 1}`;

/** Files as the bureau hands them in: most rows repeat what the demo knows, some say something new, some must be refused. */
export function samples(village: DemoVillage, place: DemoPlace): Readonly<Record<string, readonly Line[]>> {
  const pupils = pupilsOf(village, place).filter((pupil) => pupil.person.residentId !== null);
  return {
    'education-schools.csv': schoolsFile(place),
    'education-ledger.csv': ledgerFile(pupils),
    'education-enrolment.csv': enrolmentFile(pupils, schoolFor(place, village.code, 'JUNIOR_HIGH') ?? ''),
    'education-aid.csv': aidFile(pupils),
    'education-database.csv': databaseFile(pupils),
  };
}

/** The demo's schools, one that is new, one in a village that does not exist. */
function schoolsFile(place: DemoPlace): Line[] {
  const known = schoolsOf(place).map(({ code, name, area, stages, rural }): Line => [
    code,
    name,
    area,
    stages.map((stage) => schoolStages[stage].zh).join('；'),
    yesNo(rural),
    yesNo(rural),
  ]);
  const [, , here = ''] = known[0] ?? [];
  return [
    ['学校标识码', '校名', '所在村（社区）代码', '学段', '农村学校', '寄宿制'],
    ...known,
    [`${place.county}-X`, '示例教学点', here, '小学', '是', '否'],
    [`${place.county}-Y`, '示例分校', `${place.county}999999`, '小学', '是', null],
  ];
}

/** The ledger of the village; one child who is exempt without being of age is refused. */
function ledgerFile(pupils: readonly DemoPupil[]): Line[] {
  const lines = pupils.map((pupil): Line => [
    pupil.person.residentId,
    YEAR,
    yesNo(pupil.compulsory),
    yesNo(pupil.exempt),
    pupil.schoolCode,
    ledgerScopes.ALL_PUPILS.zh,
  ]);
  const last = lines.at(-1);
  if (last !== undefined) [last[2], last[3]] = ['否', '是'];
  return [['证件号码', '学年', '义务教育适龄', '因身体原因不具备学习条件', '应就读学校标识码', '台账范围'], ...lines];
}

/**
 * The junior high school's list of this village's pupils: one of an out-of-poverty family has left meanwhile, one line names a school that
 * there is not. The school has pupils of other villages, so this is not its complete list.
 */
function enrolmentFile(pupils: readonly DemoPupil[], school: string): Line[] {
  const listed = pupils.filter((pupil) => pupil.schoolCode === school && pupil.stage === 'JUNIOR_HIGH' && pupil.status === 'ENROLLED');
  const left = listed.findLast((pupil) => pupil.aids.some(({ aid }) => aid === 'TWO_EXEMPTIONS_ONE_SUBSIDY'));
  const lines = listed.map((pupil): Line => [
    pupil.person.residentId,
    YEAR,
    pupil.schoolCode,
    pupil.schoolName,
    schoolStages[pupil.stage].zh,
    pupil.grade,
    (pupil === left ? listedStatuses.DROPPED_OUT : listedStatuses.ENROLLED).zh,
    yesNo(pupil.boarding),
    yesNo(pupil.twoAfter),
  ]);
  const [first] = lines;
  if (first !== undefined) first[2] = `${school}-0`;
  return [['证件号码', '学年', '学校标识码', '校名', '学段', '年级', '就学状态', '寄宿', '两后生'], ...lines];
}

/** The one-list of the spring term: what was still to come has come, but for the last; two lines are bad. */
function aidFile(pupils: readonly DemoPupil[]): Line[] {
  const lines = pupils.flatMap((pupil) =>
    pupil.aids.map(({ aid }): Line => [
      pupil.person.residentId,
      YEAR,
      terms.SPRING.zh,
      aidKinds[aid].zh,
      schoolStages[pupil.stage].zh,
      '是',
      null,
      '2025-04-10',
    ]),
  );
  const last = lines.at(-1);
  if (last !== undefined) last[7] = null;
  const [first] = lines;
  const bad: Line[] =
    first === undefined
      ? []
      : [
          [...first.slice(0, 3), '奖学金', ...first.slice(4)],
          [first[0] ?? null, '2024', terms.AUTUMN.zh, aidKinds.OTHER.zh, null, '是', '=1+1', null],
        ];
  return [['证件号码', '学年', '学期', '资助项目', '学段', '应享受', '金额', '发放日期'], ...lines, ...bad];
}

/** Everybody of the four kinds of family who must be entered. */
function databaseFile(pupils: readonly DemoPupil[]): Line[] {
  return [
    ['证件号码', '学年', '已纳入'],
    ...pupils.filter((pupil) => pupil.fourKinds).map((pupil): Line => [pupil.person.residentId, YEAR, '是']),
  ];
}
