import { aboutPerson, cell, defineFeed, judged, needed, ofPeople, optional, sheet, type BatchContext, type ModuleTx } from 'xianjie/schema';
import { trainingKinds } from '../../codes.js';
import { refusals } from '../errors.js';
import { observeAttendance } from '../store.js';

const file = sheet(
  {
    residentId: needed('证件号码', 'resident_id', cell.residentId, '110101190001011009'),
    number: needed('培训班编号', 'course_number', cell.registerNumber, 'PX-2025-003'),
    title: needed('培训班名称', 'course_title', cell.words(100), '电焊工初级班'),
    kind: needed('培训类别', 'kind', cell.oneOf(trainingKinds), '就业技能'),
    startsOn: needed('开班日期', 'starts_on', cell.day, '2025-03-10'),
    endsOn: needed('结业日期', 'ends_on', cell.day, '2025-03-24'),
    organiser: optional('培训机构', 'organiser', cell.words(100), '示例职业培训学校'),
    completed: optional('是否结业', 'completed', cell.yesNo, '是'),
    certificate: optional('证书', 'certificate', cell.words(100), ''),
  },
  [{ column: 'endsOn', refusal: refusals.code('ENDS_BEFORE_START'), broken: (row) => row.endsOn < row.startsOn }],
);

interface CourseRow {
  readonly number: string;
  readonly title: string;
  readonly kind: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly organiser: string | undefined;
}

interface FoundCourse {
  readonly id: string;
  readonly number: string;
  readonly area_code: string;
}

/** The courses that rows name: those that are known within the batch's area, and new ones in it. What a course is called stays as it was. */
async function coursesOf(tx: ModuleTx, batch: BatchContext, rows: readonly CourseRow[]): Promise<ReadonlyMap<string, FoundCourse>> {
  const named = [...new Map(rows.map((row) => [row.number, row])).values()];
  const column = <K extends keyof CourseRow>(key: K) => named.map((row) => row[key] ?? null);
  await tx.sql(
    `insert into employment_course (area_code, number, title, kind, starts_on, ends_on, organiser)
     select $1, c.* from unnest($2::text[], $3::text[], $4::text[], $5::date[], $6::date[], $7::text[]) as c (number, title, kind, starts_on, ends_on, organiser)
     where not exists (select 1 from employment_course known where known.number = c.number)
     on conflict (area_code, number) do nothing`,
    [batch.areaCode, column('number'), column('title'), column('kind'), column('startsOn'), column('endsOn'), column('organiser')],
  );
  const found = await tx.sql<FoundCourse>(
    'select id, number, area_code from employment_course where number = any($1) order by area_code desc',
    [column('number')],
  );
  return new Map(found.map((course) => [course.number, course]));
}

export const trainingFeed = defineFeed({
  code: 'employment.training',
  title: { zh: '培训名册', en: 'Training' },
  description: {
    zh: '每人每班一行。全量名单须列全本区划当年结业的所有培训班学员：未列入者视为当年未参加培训',
    en: 'One row per person and course. A complete list holds everybody in the area who attended a course that ended in the year: whoever it leaves out attended none',
  },
  source: 'HRSS',
  columns: file.columns,
  naturalKey: ['residentId', 'number'],
  canBeComplete: true,
  ...ofPeople,
  parse: file.read,
  periodOf: (row) => row.endsOn.slice(0, 4),
  write: async ({ tx }, batch, rows) => {
    const courses = await coursesOf(
      tx,
      batch,
      rows.map(({ row }) => row),
    );
    const judge = (line: (typeof rows)[number]) => {
      const { number, kind, endsOn, completed, certificate } = line.row;
      const course = courses.get(number);
      return {
        said: { ...aboutPerson(line, { course_id: course?.id, course_area: course?.area_code, completed, certificate }), kind, endsOn },
      };
    };
    return judged(rows, judge, (said) => observeAttendance(tx, batch, said));
  },
});
