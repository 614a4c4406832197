import { expectVersion, sayingOf, type ModuleTx, type Observation, type ObservationTarget, type Written } from 'xianjie/schema';
import { dayOf } from '../input.js';
import { postWage } from './facts.js';
import { coversMonth, daysOf, decidePay } from './pay.js';
import { postRefusals } from './refusals.js';
import { formerTerm, lockedContract, type ContractRow } from './store.js';

/** Attendance is observed: the newest word on a month counts. */
export const attendanceTarget: ObservationTarget = {
  table: 'employment_post_attendance',
  subject: 'person_id',
  columns: { contract_id: 'uuid', month: 'text', days: 'int', way: 'text' },
  key: ['contract_id', 'month'],
};

/** Why attendance of a month cannot stand in a contract; null: it can. */
export function attendanceRefusal(
  contract: { readonly from: string | null; readonly to: string | null; readonly exitedOn: string | null },
  month: string,
  days: number,
  on: string,
): 'POST_MONTH_OUTSIDE_CONTRACT' | 'POST_MONTH_NOT_OVER' | 'ATTENDANCE_DAYS' | null {
  if (days < 0 || days > daysOf(month)) return 'ATTENDANCE_DAYS';
  if (!coversMonth(contract, month)) return 'POST_MONTH_OUTSIDE_CONTRACT';
  return month > on.slice(0, 7) ? 'POST_MONTH_NOT_OVER' : null;
}

const termOf = (row: ContractRow) => ({ from: row.starts_on, to: row.ends_on, exitedOn: row.exited_on });
const written = (row: ContractRow): Written => ({ id: row.id, subjectType: 'PostContract', areaCode: row.area_code });

export interface RecordAttendance {
  readonly contract: string | null;
  readonly month: string;
  readonly days: number;
  readonly way?: string | null | undefined;
  readonly observedOn?: string | null;
  readonly source?: string | null;
}

/** 打卡、检查、绩效: how many days somebody was at work in a month. */
export async function recordAttendance(tx: ModuleTx, input: RecordAttendance, today: string): Promise<Written> {
  const row = await lockedContract(tx, input.contract);
  const saying = await sayingOf(tx, input, { today, source: 'VILLAGE' });
  const refusal = attendanceRefusal(termOf(row), input.month, input.days, saying.observedOn);
  if (refusal)
    postRefusals.refuse(refusal, ['input', refusal === 'ATTENDANCE_DAYS' ? 'days' : 'month'], {
      month: input.month,
      days: daysOf(input.month),
    });
  const said: Observation = {
    subjectId: row.person_id,
    areaCode: row.area_code,
    values: { contract_id: row.id, month: input.month, days: input.days, way: input.way ?? null },
  };
  await tx.observe(attendanceTarget, saying, [said]);
  return written(row);
}

export interface PayPost {
  readonly contract: string | null;
  readonly month: string;
  /** In fen; left out: what contract and attendance come to. */
  readonly amount?: number | null | undefined;
  readonly paidOn?: string | null | undefined;
  readonly expectedVersion?: number | null | undefined;
}

/** 在岗领补: pays a month, once, to whom attendance says that they were at work. */
export async function payPost(tx: ModuleTx, input: PayPost, today: string): Promise<Written> {
  const row = await lockedContract(tx, input.contract);
  expectVersion(row, input.expectedVersion);
  const paidOn = dayOf(input.paidOn, 'paidOn', today);
  const [known] = await tx.sql<{ days: number | null; paid: boolean }>(
    `select (select days from employment_post_attendance where contract_id = $1 and month = $2 and withdrawn_at is null
             order by observed_on desc, recorded_at desc limit 1) as days,
       exists (select from employment_post_payment where contract_id = $1 and month = $2) as paid`,
    [row.id, input.month],
  );
  const days = known?.days ?? null;
  const former = await formerTerm(tx, row.id, input.month);
  const decision = decidePay({
    ...termOf(row),
    today,
    month: input.month,
    payBasis: former ? former.pay_basis : row.pay_basis,
    pay: former ? former.pay : row.pay,
    days,
    paid: known?.paid ?? false,
    amount: input.amount ?? null,
  });
  if (!decision.ok) return postRefusals.refuse(decision.refusal, ['input', 'month'], { month: input.month });
  await tx.sql(
    `insert into employment_post_payment (person_id, area_code, contract_id, month, days, amount, paid_on) values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.person_id, row.area_code, row.id, input.month, days, decision.amount, paidOn],
  );
  await grantWage(tx, row.person_id, input.month, paidOn);
  return written(row);
}

/** The wage of a month is one grant of the core: of somebody on two posts, what both came to. */
async function grantWage(tx: ModuleTx, personId: string, month: string, paidOn: string): Promise<void> {
  const [paid] = await tx.sql<{ amount: number; paid_on: string }>(
    'select sum(amount)::bigint as amount, max(paid_on) as paid_on from employment_post_payment where person_id = $1 and month = $2',
    [personId, month],
  );
  await tx.grant(
    { personId },
    { source: 'HRSS', observedOn: paid?.paid_on ?? paidOn },
    {
      benefit: postWage.code,
      form: postWage.form,
      amount: paid?.amount ?? null,
      periodFrom: `${month}-01`,
      periodTo: `${month}-${String(daysOf(month)).padStart(2, '0')}`,
      paidOn: paid?.paid_on ?? paidOn,
      payer: 'HRSS',
    },
  );
}
