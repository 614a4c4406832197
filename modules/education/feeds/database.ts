import { cell, defineFeed, needed, observing, sheet } from 'xianjie/schema';
import { listOfPeople, schoolYear, yearAhead } from './cells.js';

const file = sheet({
  residentId: needed('证件号码', 'resident_id', cell.residentId, '110101201201011004'),
  schoolYear: needed('学年', 'school_year', schoolYear, '2024-2025'),
  entered: needed('已纳入', 'entered', cell.yesNo, '是'),
});

/** The database of students in difficulty is another system's: this is what it exports. */
export const databaseFeed = defineFeed({
  ...listOfPeople,
  code: 'education.database',
  title: { zh: '家庭经济困难学生基础信息数据库', en: 'Database of students in difficulty' },
  description: {
    zh: '已纳入数据库的学生，每人一行。声明全量即表示：不在列者未纳入',
    en: 'The students entered in the database, one row each. Declared complete, whoever is not listed is not entered',
  },
  naturalKey: ['residentId'],
  columns: file.columns,
  parse: file.read,
  write: observing(
    { table: 'education_database', subject: 'person_id', columns: { school_year: 'int', entered: 'boolean' } },
    (row) => ({ school_year: row.schoolYear, entered: row.entered }),
    (row, batch) => yearAhead(row, batch),
  ),
});
