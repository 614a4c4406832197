import { alsoCalled, cell, defineFeed, needed, observing, optional, sheet } from 'xianjie/schema';
import { ledgerScopes } from '../codes.js';
import { refusals } from '../refusals.js';
import { listOfPeople, schoolCode, schoolYear, yearAhead } from './cells.js';

const file = sheet(
  {
    residentId: needed('证件号码', 'resident_id', cell.residentId, '110101201201011004'),
    schoolYear: needed('学年', 'school_year', schoolYear, '2024-2025'),
    compulsory: needed('义务教育适龄', 'of_compulsory_age', cell.yesNo, '是'),
    exemptPhysical: needed('因身体原因不具备学习条件', 'physically_unable', cell.yesNo, '否'),
    schoolCode: optional('应就读学校标识码', 'expected_school_code', schoolCode, '2115000123'),
    holds: optional(
      '台账范围',
      'ledger_holds',
      cell.oneOf(alsoCalled(ledgerScopes, { SCHOOL_AGE: ['适龄'], ALL_PUPILS: ['适龄及在校', '全部在校学生'] })),
      '适龄儿童少年',
    ),
  },
  [
    {
      column: 'exemptPhysical',
      refusal: refusals.code('EXEMPT_NOT_OF_AGE'),
      broken: (row) => row.exemptPhysical && !row.compulsory,
    },
  ],
);

/** One line of the ledger as it is stored. Obliged is of compulsory age and not exempt. */
export const ledgerTarget = {
  table: 'education_ledger',
  subject: 'person_id',
  columns: { school_year: 'int', compulsory: 'boolean', exempt_physical: 'boolean', obliged: 'boolean', school_code: 'text' },
} as const;

export const ledgerValues = (said: {
  readonly schoolYear: number;
  readonly compulsory: boolean;
  readonly exemptPhysical: boolean;
  readonly schoolCode?: string | null | undefined;
}) => ({
  school_year: said.schoolYear,
  compulsory: said.compulsory,
  exempt_physical: said.exemptPhysical,
  obliged: said.compulsory && !said.exemptPhysical,
  school_code: said.schoolCode ?? null,
});

/** The period under which a ledger that says of itself to hold every pupil and student is complete. */
export const ALL_PUPILS = 'ALL_PUPILS';

/** Of compulsory age is what the bureau says: the sources give no age. */
export const ledgerFeed = defineFeed({
  ...listOfPeople,
  code: 'education.ledger',
  title: { zh: '适龄儿童少年台账', en: 'Ledger of school-age children' },
  description: {
    zh: '适龄儿童少年每人一行：是否义务教育适龄由教体局认定。声明全量即表示：辖区内其余人员无就学义务；是否在学仍以学校名单为准。“台账范围”填“适龄儿童少年及在校学生”的，须列入全部在校学生（学前至高等教育，含在外地就读者），声明全量即同时表示：既不在此列、也不在任何学校名单上者不在学',
    en: 'Each child and youth of school age, one row each: the bureau says who is of compulsory age. Declared complete, it says of everybody else in the area: not obliged. Whether they attend a school is still for the schools to say. Rows that say of the ledger that it holds every pupil and student must be of one that does, from pre-school to higher education, those who study elsewhere too: then, declared complete, whoever is neither on it nor on any school’s list is in no school',
  },
  naturalKey: ['residentId'],
  columns: file.columns,
  parse: file.read,
  periodOf: (row) => (row.holds === 'ALL_PUPILS' ? ALL_PUPILS : ''),
  write: observing(
    ledgerTarget,
    (row) => ledgerValues(row),
    (row, batch) => yearAhead(row, batch),
  ),
});
