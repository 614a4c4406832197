import { cell, defineFeed, mapRow, needed, optional, sheet, type ModuleTx, type ResolvedRow, type RowOf } from 'xianjie/schema';
import { about, whom } from '../work/feeds/whom.js';
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
type AttendanceRow = Omit<RowOf<typeof columns>, 'residentId'> & { readonly residentId: string };

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
    [rows.map((row) => whom(row).personId), rows.map(({ row }) => row.postNumber)],
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
  resolves: 'EXISTING_PERSON',
  parse: (cells) => mapRow(file.read(cells), ({ residentId, ...row }) => ({ ...row, residentId: residentId.number })),
  personOf: (row) => ({ residentId: row.residentId }),
  write: async ({ tx }, batch, rows) => {
    const terms = await termsOf(tx, rows);
    const placed = rows.map((line) => {
      const { month, days, postNumber, way } = line.row;
      const mine = terms.get(`${whom(line).personId} ${postNumber}`) ?? [];
      const term = mine.find((one) => coversMonth(dates(one), month)) ?? mine[0];
      if (!term) return { line, refusal: postRefusals.row('POST_CONTRACT_NOT_FOUND', 'postNumber') };
      const refusal = attendanceRefusal(dates(term), month, days, batch.observedOn);
      if (refusal === null) return { line, said: about(line, { contract_id: term.id, month, days, way: way ?? null }) };
      return { line, refusal: postRefusals.row(refusal, refusal === 'ATTENDANCE_DAYS' ? 'days' : 'month', { month, days: daysOf(month) }) };
    });
    const good = placed.flatMap(({ line, said }) => (said ? [{ line, said }] : []));
    const effects = await tx.observe(
      attendanceTarget,
      batch,
      good.map(({ said }) => said),
    );
    return [
      ...placed.flatMap(({ line: { number }, refusal }) => (refusal ? [{ number, refusals: [refusal] }] : [])),
      ...good.map(({ line: { number } }, i) => ({ number, effect: effects[i] ?? ('UNCHANGED' as const) })),
    ];
  },
});
