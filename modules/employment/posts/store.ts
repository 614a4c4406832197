import type { ModuleTx, Sql, StepTaken } from 'xianjie/schema';
import { holdingStates, type PayBasis, type PostState } from './codes.js';
import { postRefusals } from './refusals.js';

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

type Values = Readonly<Record<string, unknown>>;

const forUpdate = (lock: boolean, table: string): string => (lock ? ` for update of ${table}` : '');

/** What an application is decided by: the post that it is for, locked. No such post, or out of scope: refused. */
export async function lockedPost(tx: ModuleTx, id: string | null): Promise<{ readonly id: string; readonly area_code: string } & Values> {
  const [row] = await tx.sql<{ readonly id: string; readonly area_code: string } & Values>(
    `select id, area_code, state as "postState", notice_from as "noticeFrom", notice_to as "noticeTo", places, held
     from employment_post where id = $1 for update`,
    [id],
  );
  return row ?? postRefusals.refuse('POST_NOT_FOUND', ['input', 'post']);
}

/** What the steps of a person on a post are decided by beside the contract. The post is locked: a place is given once. */
export async function postOfContracts(sql: Sql, ids: readonly string[], lock: boolean): Promise<ReadonlyMap<string, Values>> {
  const rows = await sql<{ readonly id: string } & Values>(
    `select c.id, c.ends_on as "formerTo", p.area_code as "postArea", p.state as "postState", p.notice_from as "noticeFrom",
       p.notice_to as "noticeTo", p.places, p.held
     from employment_post_contract c join employment_post p on p.id = c.post_id where c.id = any($1::uuid[])${forUpdate(lock, 'p')}`,
    [ids],
  );
  return new Map(rows.map(({ id, ...values }) => [id, values]));
}

/** A renewal keeps the term that is over; who comes on a post or leaves it is counted there. */
export async function contractFollows(tx: ModuleTx, { id, from, to }: StepTaken): Promise<void> {
  if (from === 'RENEWAL_REVIEW' && to === 'CONTRACTED') await keepTerm(tx, id);
  const holding = (state: string | null): number => Number((holdingStates as readonly (string | null)[]).includes(state));
  const change = holding(to) - holding(from);
  if (change !== 0)
    await tx.sql(
      `update employment_post set held = held + $2, updated_at = now() where id = (select post_id from employment_post_contract where id = $1)`,
      [id, change],
    );
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
async function keepTerm(tx: ModuleTx, contract: string): Promise<void> {
  await tx.sql(
    `insert into employment_post_term (person_id, area_code, contract_id, starts_on, ends_on, signed_on, pay_basis, pay)
     select person_id, area_code, id,
       coalesce((select max(ends_on) + 1 from employment_post_term where contract_id = $1), starts_on), ends_on, signed_on, pay_basis, pay
     from employment_post_contract where id = $1`,
    [contract],
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
