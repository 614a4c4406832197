import { alsoCalled, cell, defineFeed, needed, observing, optional, sheet, type ModuleTx } from 'xianjie/schema';
import { listedStatuses, schoolStages } from '../codes.js';
import { refusals } from '../refusals.js';
import { listOfPeople, schoolCode, schoolYear, yearAhead } from './cells.js';

export const stageWords = alsoCalled(schoolStages, {
  PRESCHOOL: ['学前', '幼儿园'],
  JUNIOR_HIGH: ['初级中学'],
  SENIOR_HIGH: ['高中'],
  SECONDARY_VOCATIONAL: ['中职', '职高', '技校'],
  HIGHER_VOCATIONAL: ['高等职业教育', '高职', '高职高专', '专科', '大专'],
  UNDERGRADUATE: ['本科', '大学本科'],
});

const file = sheet(
  {
    residentId: needed('证件号码', 'resident_id', cell.residentId, '110101201201011004'),
    schoolYear: needed('学年', 'school_year', schoolYear, '2024-2025'),
    schoolCode: optional('学校标识码', 'school_code', schoolCode, '2115000123'),
    schoolName: optional('校名', 'school_name', cell.words(100), '示例小学'),
    stage: needed('学段', 'stage', cell.oneOf(stageWords), '小学'),
    grade: optional('年级', 'grade', cell.count(1, 9), '3'),
    status: needed('就学状态', 'status', cell.oneOf(alsoCalled(listedStatuses, { ENROLLED: ['在校', '正常'] })), '在学'),
    boarding: optional('寄宿', 'boarding', cell.yesNo, '否'),
    twoAfter: optional('两后生', 'two_after', cell.yesNo, '否'),
  },
  [
    {
      column: 'schoolCode',
      refusal: refusals.code('SCHOOL_UNNAMED'),
      broken: (row) => row.schoolCode === undefined && row.schoolName === undefined,
    },
  ],
);

/** One line for each pupil and school year. */
export const schoolingTarget = {
  table: 'education_schooling',
  subject: 'person_id',
  key: ['school_year'],
  columns: {
    school_year: 'int',
    stage: 'text',
    grade: 'int',
    school_code: 'text',
    school_name: 'text',
    school_rural: 'boolean',
    status: 'text',
    boarding: 'boolean',
    two_after: 'boolean',
  },
} as const;

/**
 * A school's list, or several in one file. A complete batch is complete for each school and school year that it holds, so the period is
 * `2024/<school code>`; pupils of schools elsewhere have no code and make no list complete.
 */
export const enrolmentFeed = defineFeed({
  ...listOfPeople,
  code: 'education.enrolment',
  title: { zh: '学校在册学生名单', en: 'Enrolment lists of schools' },
  description: {
    zh: '每名学生每学年一行。声明全量即表示：文件所列各校该学年名单完整，台账应就读该校而不在册者视为未入学；未报名单的学校不作推断',
    en: 'One row for each pupil and school year. Declared complete, the lists of the schools in it are whole: whom the ledger expects there and who is on no list is not enrolled. Of a school without a list nothing follows',
  },
  columns: file.columns,
  parse: file.read,
  naturalKey: ['residentId', 'schoolYear'],
  periodOf: (row) => `${row.schoolYear}/${row.schoolCode ?? ''}`,
  write: async (context, batch, rows) => {
    const schools = await schoolsOf(
      context.tx,
      rows.flatMap(({ row }) => row.schoolCode ?? []),
    );
    const write = observing<(typeof rows)[number]['row']>(
      schoolingTarget,
      (row) => ({
        school_year: row.schoolYear,
        stage: row.stage,
        grade: row.grade ?? null,
        school_code: row.schoolCode ?? null,
        // Whether a school is rural is kept with each line, as it was when the list came.
        school_name: schools.get(row.schoolCode ?? '')?.name ?? row.schoolName ?? null,
        school_rural: schools.get(row.schoolCode ?? '')?.rural ?? null,
        status: row.status,
        boarding: row.boarding ?? null,
        two_after: row.twoAfter ?? null,
      }),
      (row) => [
        ...yearAhead(row, batch),
        ...(row.schoolCode === undefined || schools.has(row.schoolCode) ? [] : [refusals.row('SCHOOL_NOT_FOUND', 'schoolCode')]),
      ],
    );
    return write(context, batch, rows);
  },
});

/** Schools by their codes, within the area of the write. */
export async function schoolsOf(tx: ModuleTx, codes: readonly string[]) {
  const found =
    codes.length === 0
      ? []
      : await tx.sql<{ code: string; name: string; rural: boolean }>(
          'select code, name, rural from education_school where code = any($1)',
          [[...new Set(codes)]],
        );
  return new Map(found.map((school) => [school.code, school]));
}
