import { cell, defineFeed, needed, observing, optional, sheet } from 'xianjie/schema';
import { refusals } from '../refusals.js';
import { listOfPeople, schoolCode, schoolYear, yearAhead } from './cells.js';

const file = sheet(
  {
    residentId: needed('证件号码', 'resident_id', cell.residentId, '110101201201011004'),
    schoolYear: needed('学年', 'school_year', schoolYear, '2024-2025'),
    compulsory: needed('义务教育适龄', 'of_compulsory_age', cell.yesNo, '是'),
    exemptPhysical: needed('因身体原因不具备学习条件', 'physically_unable', cell.yesNo, '否'),
    schoolCode: optional('应就读学校标识码', 'expected_school_code', schoolCode, '2115000123'),
  },
  [
    {
      column: 'exemptPhysical',
      refusal: refusals.code('EXEMPT_NOT_OF_AGE'),
      broken: (row) => row.exemptPhysical && !row.compulsory,
    },
  ],
);

/** Of compulsory age is what the bureau says: the sources give no age. */
export const ledgerFeed = defineFeed({
  ...listOfPeople,
  code: 'education.ledger',
  title: { zh: '适龄儿童少年台账', en: 'Ledger of school-age children' },
  description: {
    zh: '凡应在学校就读者，学前至高等教育，每人一行：是否义务教育适龄由教体局认定。声明全量即表示：辖区内其余人员均不在学、亦无就学义务',
    en: 'Whoever is expected in a school, from pre-school to higher education: the bureau says who is of compulsory age. Declared complete, it says of everybody else in the area: in no school, and obliged to none',
  },
  naturalKey: ['residentId'],
  columns: file.columns,
  parse: file.read,
  write: observing(
    {
      table: 'education_ledger',
      subject: 'person_id',
      columns: { school_year: 'int', compulsory: 'boolean', exempt_physical: 'boolean', school_code: 'text' },
    },
    (row) => ({
      school_year: row.schoolYear,
      compulsory: row.compulsory,
      exempt_physical: row.exemptPhysical,
      school_code: row.schoolCode ?? null,
    }),
    (row, batch) => yearAhead(row, batch),
  ),
});
