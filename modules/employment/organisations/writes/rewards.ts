import type { ModuleTx, SubjectRef, Verdict, Written } from 'xianjie/schema';
import { dayOf, within } from '../../input.js';
import { organisationRefusals } from '../refusals.js';
import { lockedJob, writtenJob } from '../store.js';

/** What the check says of a job on a day. */
export type AskReward = (subject: SubjectRef, asOf: string) => Promise<Verdict | undefined>;

export interface ClaimReward {
  readonly job: string | null;
  readonly year: number;
  readonly claimedOn?: string | null | undefined;
  readonly expectedVersion?: number | null | undefined;
}

/** W17: claimed once the yearly pay reaches the monitoring line of the year; each worker counts once. */
export async function claimReward(tx: ModuleTx, input: ClaimReward, today: string, ask: AskReward): Promise<Written> {
  const job = await lockedJob(tx, input.job, input.expectedVersion);
  const claimedOn = dayOf(input.claimedOn, 'claimedOn', today);
  within(input.year, 'year', [1990, Number(claimedOn.slice(0, 4))]);
  const endOfYear = `${input.year}-12-31`;
  const verdict = await ask({ kind: 'WORKSHOP_JOB', id: job.id, areaCode: job.area_code }, endOfYear < claimedOn ? endOfYear : claimedOn);
  if (verdict === undefined || verdict.outcome === 'UNDETERMINED')
    return organisationRefusals.refuse('REWARD_NOT_DECIDED', ['input', 'job'], {
      unknown: (verdict?.unknowns ?? []).map((u) => u.code).join(', '),
    });
  if (verdict.outcome === 'NOT_ELIGIBLE') organisationRefusals.refuse('REWARD_NOT_DUE', ['input', 'job']);
  const amount = verdict.benefits[0]?.amount?.money ?? null;
  if (amount === null) return organisationRefusals.refuse('REWARD_NOT_DECIDED', ['input', 'job'], { unknown: 'employment.workshopReward' });
  const [made] = await tx.sql<{ id: string }>(
    `insert into employment_workshop_reward (person_id, area_code, job_id, year, state, amount, claimed_on) values ($1, $2, $3, $4, 'CLAIMED', $5, $6)
     on conflict (person_id) do nothing returning id`,
    [job.person_id, job.area_code, job.id, input.year, amount, claimedOn],
  );
  return made ? writtenJob(job) : organisationRefusals.refuse('WORKER_REWARDED', ['input', 'job']);
}

export interface PayReward {
  readonly job: string | null;
  readonly fundSource: string;
  readonly paidOn?: string | null | undefined;
  readonly expectedVersion?: number | null | undefined;
}

/** W17: paid once, to the workshop, from the employment subsidy fund or from linkage funds. */
export async function payReward(tx: ModuleTx, input: PayReward, today: string): Promise<Written> {
  const job = await lockedJob(tx, input.job, input.expectedVersion);
  const paidOn = dayOf(input.paidOn, 'paidOn', today);
  const [reward] = await tx.sql<{ id: string; state: string; claimed_on: string }>(
    'select id, state, claimed_on from employment_workshop_reward where job_id = $1 for update',
    [job.id],
  );
  if (!reward) return organisationRefusals.refuse('REWARD_NOT_CLAIMED', ['input', 'job']);
  if (reward.state === 'PAID') organisationRefusals.refuse('REWARD_PAID', ['input', 'job']);
  if (paidOn < reward.claimed_on) organisationRefusals.refuse('REWARD_PAID_BEFORE_CLAIM', ['input', 'paidOn']);
  await tx.sql(
    `update employment_workshop_reward set state = 'PAID', paid_on = $2, fund_source = $3, version = version + 1, updated_at = now() where id = $1`,
    [reward.id, paidOn, input.fundSource],
  );
  return writtenJob(job);
}
