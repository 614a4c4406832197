import { Refused, type ModuleTx } from 'xianjie/schema';
import type { PayBasis, PostState } from './codes.js';
import { postRefusals } from './refusals.js';
import type { StepTaken } from './step.js';

/** What a write is decided by, besides its input: the day, and what a document in force says. */
export interface Deciding {
  readonly today: string;
  /** Days that a hiring notice must run in an area; null: no document in force states a number. */
  readonly noticeDays: (area: string) => Promise<number | null>;
}

export interface PostRow {
  readonly id: string;
  readonly area_code: string;
  readonly state: PostState;
  readonly duties: string | null;
  readonly fund_source: string | null;
  readonly notice_from: string | null;
  readonly notice_to: string | null;
  readonly places: number;
  readonly held: number;
  readonly version: number;
}

export interface ContractRow {
  readonly id: string;
  readonly person_id: string;
  readonly area_code: string;
  readonly post_id: string;
  readonly state: PostState;
  readonly applied_on: string;
  readonly conditions_met: boolean | null;
  readonly signed_on: string | null;
  readonly starts_on: string | null;
  readonly ends_on: string | null;
  readonly pay_basis: PayBasis | null;
  readonly pay: number | null;
  readonly exited_on: string | null;
  readonly version: number;
}

/** Locks the post: two officials who hire for the same place come one after the other. No such post, or out of scope: refused. */
export async function lockedPost(tx: ModuleTx, id: string | null): Promise<PostRow> {
  const [row] = await tx.sql<PostRow>(
    `select id, area_code, state, duties, fund_source, notice_from, notice_to, places, held, version
     from employment_post where id = $1 for update`,
    [id],
  );
  return row ?? postRefusals.refuse('POST_NOT_FOUND', ['input', 'post']);
}

/** Locks somebody's place on a post. */
export async function lockedContract(tx: ModuleTx, id: string | null): Promise<ContractRow> {
  const [row] = await tx.sql<ContractRow>(
    `select id, person_id, area_code, post_id, state, applied_on, conditions_met, signed_on, starts_on, ends_on, pay_basis, pay, exited_on, version
     from employment_post_contract where id = $1 for update`,
    [id],
  );
  return row ?? postRefusals.refuse('POST_CONTRACT_NOT_FOUND', ['input', 'contract']);
}

/** A renewal replaces the term: the one that is over is kept, because its months are paid by it. */
export async function keepTerm(tx: ModuleTx, row: ContractRow): Promise<void> {
  await tx.sql(
    `insert into employment_post_term (person_id, area_code, contract_id, starts_on, ends_on, signed_on, pay_basis, pay)
     select $1, $2, $3, coalesce(max(ends_on) + 1, $4::date), $5, $6, $7, $8 from employment_post_term where contract_id = $3`,
    [row.person_id, row.area_code, row.id, row.starts_on, row.ends_on, row.signed_on, row.pay_basis, row.pay],
  );
}

/** What is agreed for a month: by the term in which it begins. @returns null: by the term that runs */
export async function formerTerm(
  tx: ModuleTx,
  contract: string,
  month: string,
): Promise<{ readonly pay_basis: PayBasis; readonly pay: number } | null> {
  const [term] = await tx.sql<{ pay_basis: PayBasis; pay: number }>(
    `select pay_basis, pay from employment_post_term where contract_id = $1 and ends_on >= to_date($2, 'YYYY-MM') order by ends_on limit 1`,
    [contract, month],
  );
  return term ?? null;
}

/** @throws Refused with every guard that does not hold */
export function mayGo(taken: StepTaken<PostState, never>, from: PostState, to: PostState, days: number | null): void {
  if (!taken.ok)
    throw new Refused(taken.refusals.map((name) => postRefusals.refusal(name, ['input'], { state: from, to, days: days ?? 0 })));
}
