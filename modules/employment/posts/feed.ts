import {
  aboutPerson,
  cell,
  defineFeed,
  judged,
  needed,
  ofPeople,
  optional,
  personOfRow,
  sheet,
  type Judgement,
  type ModuleTx,
  type Observation,
  type ResolvedRow,
  type RowOf,
} from 'xianjie/schema';
import { attendanceWays } from './codes.js';
import { attendanceRefusal, attendanceTarget } from './month-writes.js';
import { coversMonth, daysOf } from './pay.js';
import { postRefusals } from './refusals.js';

const columns = {
  residentId: needed('证件号码', 'resident_id', cell.residentId, '110101190001011009'),
  postNumber: needed('岗位编号', 'post_number', cell.registerNumber, 'GY-012'),
  month: needed('月份', 'month', cell.month, '2025-05'),
  days: needed('出勤天数', 'days', cell.count(0, 31), '21'),
  way: optional('考勤方式', 'way', cell.oneOf(attendanceWays), '打卡'),
};
const file = sheet(columns);
type AttendanceRow = RowOf<typeof columns>;

interface Term {
  readonly id: string;
  readonly person_id: string;
  readonly number: string;
  readonly starts_on: string | null;
  readonly ends_on: string | null;
  readonly exited_on: string | null;
}

/** The contracts that these rows may speak of, in one query. */
async function termsOf(tx: ModuleTx, rows: readonly ResolvedRow<AttendanceRow>[]): Promise<ReadonlyMap<string, readonly Term[]>> {
  const found = await tx.sql<Term>(
    `select c.id, c.person_id, p.number, c.starts_on, c.ends_on, c.exited_on
     from employment_post_contract c join employment_post p on p.id = c.post_id
     where c.person_id = any($1::uuid[]) and p.number = any($2::text[]) and c.starts_on is not null`,
    [rows.map((row) => personOfRow(row).personId), rows.map(({ row }) => row.postNumber)],
  );
  const terms = new Map<string, Term[]>();
  for (const term of found) {
    const key = `${term.person_id} ${term.number}`;
    terms.set(key, [...(terms.get(key) ?? []), term]);
  }
  return terms;
}

const dates = (term: Term) => ({ from: term.starts_on, to: term.ends_on, exitedOn: term.exited_on });

export const attendanceFeed = defineFeed<AttendanceRow>({
  code: 'employment.postAttendance',
  title: { zh: '公益性岗位考勤', en: 'Attendance of public welfare posts' },
  description: {
    zh: '每人每岗每月一行：出勤天数和考勤方式。全量名单须列全本区划内当月所有在岗人员：未列入者视为当日不在公益性岗位',
    en: 'One row per person, post and month: days at work and how they were seen. A complete list holds everybody on a post in the area: whoever it leaves out is on none on its day',
  },
  source: 'HRSS',
  columns: file.columns,
  naturalKey: ['residentId', 'postNumber', 'month'],
  canBeComplete: true,
  ...ofPeople,
  parse: file.read,
  write: async ({ tx }, batch, rows) => {
    const terms = await termsOf(tx, rows);
    const judge = (line: ResolvedRow<AttendanceRow>): Judgement<Observation> => {
      const { month, days, postNumber, way } = line.row;
      const mine = terms.get(`${personOfRow(line).personId} ${postNumber}`) ?? [];
      const term = mine.find((one) => coversMonth(dates(one), month)) ?? mine[0];
      if (!term) return { refusals: [postRefusals.row('POST_CONTRACT_NOT_FOUND', 'postNumber')] };
      const refusal = attendanceRefusal(dates(term), month, days, batch.observedOn);
      if (refusal === null) return { said: aboutPerson(line, { contract_id: term.id, month, days, way: way ?? null }) };
      const column = refusal === 'ATTENDANCE_DAYS' ? 'days' : 'month';
      return { refusals: [postRefusals.row(refusal, column, { month, days: daysOf(month) })] };
    };
    return judged(rows, judge, (said) => tx.observe(attendanceTarget, batch, said));
  },
});
