import { MAX_FEN, expectVersion, refuse, type ModuleTx, type Written } from 'xianjie/schema';
import type { PostState } from './codes.js';
import { holderSteps, holdingStates, type HolderFacts } from './life.js';
import { dayOf, within } from '../input.js';
import { postRefusals } from './refusals.js';
import { takeStep } from './step.js';
import { keepTerm, lockedContract, lockedPost, mayGo, type ContractRow, type Deciding, type PostRow } from './store.js';

const written = (row: { readonly id: string; readonly area_code: string }): Written => ({
  id: row.id,
  subjectType: 'PostContract',
  areaCode: row.area_code,
});

export interface ApplyForPost {
  readonly post: string | null;
  readonly person: string | number;
  readonly appliedOn?: string | null | undefined;
}

/** 以岗聘任 begins with an application while the notice is out. */
export async function applyForPost(tx: ModuleTx, input: ApplyForPost, { today }: Deciding): Promise<Written> {
  const person = await tx.person(input.person);
  if (!person) return refuse('PERSON_NOT_FOUND', ['input', 'person']);
  const post = await lockedPost(tx, input.post);
  const on = dayOf(input.appliedOn, 'appliedOn', today);
  mayGo(takeStep(holderSteps, 'HIRING_NOTICE', 'APPLIED', factsOf(post, null, {}, on, on, null)), post.state, 'APPLIED', null);
  const [row] = await tx.sql<{ id: string; area_code: string }>(
    `insert into employment_post_contract (person_id, area_code, post_id, post_area, state, applied_on)
     values ($1, $2, $3, $4, 'APPLIED', $5) on conflict (person_id, post_id) where state <> 'EXITED' do nothing returning id, area_code`,
    [person.id, person.areaCode, post.id, post.area_code, on],
  );
  return row ? written(row) : postRefusals.refuse('POST_ALREADY_APPLIED', ['input', 'person']);
}

/** What is said together with a step; what is left out stays as it is. */
export interface Said {
  readonly meetsConditions?: boolean | null | undefined;
  readonly signedOn?: string | null | undefined;
  readonly startsOn?: string | null | undefined;
  readonly endsOn?: string | null | undefined;
  readonly payBasis?: string | null | undefined;
  readonly pay?: number | null | undefined;
  readonly exitReason?: string | null | undefined;
}

export interface AdvanceContract extends Said {
  readonly contract: string | null;
  readonly to: PostState;
  /** The day of the step. Default: today. */
  readonly on?: string | null | undefined;
  readonly expectedVersion?: number | null | undefined;
}

/** A step of one person on a post: selected, contract signed, on duty, renewal, exit. */
export async function advanceContract(tx: ModuleTx, input: AdvanceContract, { today, noticeDays }: Deciding): Promise<Written> {
  // Always the post first, then the person on it: two writes never wait for each other.
  const [known] = await tx.sql<{ post_id: string }>('select post_id from employment_post_contract where id = $1', [input.contract]);
  const post = known ? await lockedPost(tx, known.post_id) : postRefusals.refuse('POST_CONTRACT_NOT_FOUND', ['input', 'contract']);
  const row = await lockedContract(tx, input.contract);
  expectVersion(row, input.expectedVersion);
  const on = dayOf(input.on, 'on', today);
  within(input.pay, 'pay', [0, MAX_FEN]);
  const days = await noticeDays(post.area_code);
  const facts = factsOf(post, row, input, on, on, days);
  mayGo(takeStep(holderSteps, row.state, input.to, facts), row.state, input.to, days);
  if (row.state === 'RENEWAL_REVIEW' && input.to === 'CONTRACTED') await keepTerm(tx, row);
  await tx.sql(
    `update employment_post_contract set state = $2, conditions_met = $3, signed_on = $4, starts_on = $5, ends_on = $6, pay_basis = $7, pay = $8,
       exited_on = $9, exit_reason = $10, version = version + 1, updated_at = now() where id = $1`,
    [
      row.id,
      input.to,
      facts.conditionsMet,
      facts.signedOn,
      facts.from,
      facts.to,
      facts.payBasis,
      facts.pay,
      input.to === 'EXITED' ? on : null,
      facts.exitReason,
    ],
  );
  const change = Number(holdingStates.includes(input.to)) - Number(holdingStates.includes(row.state));
  if (change !== 0) await tx.sql('update employment_post set held = held + $2, updated_at = now() where id = $1', [post.id, change]);
  return written(row);
}

/** What a step is decided by: what is known of the post and the person, and what is said with the step. */
function factsOf(post: PostRow, row: ContractRow | null, said: Said, today: string, on: string, noticeDays: number | null): HolderFacts {
  const renews = row?.state === 'RENEWAL_REVIEW';
  return {
    today,
    postState: post.state,
    noticeFrom: post.notice_from,
    noticeTo: post.notice_to,
    noticeDays,
    places: post.places,
    held: post.held,
    conditionsMet: said.meetsConditions ?? row?.conditions_met ?? null,
    signedOn: said.signedOn ?? row?.signed_on ?? null,
    // A renewal goes on: the months of the first term stay payable.
    from: (renews ? row.starts_on : said.startsOn) ?? row?.starts_on ?? null,
    to: said.endsOn ?? row?.ends_on ?? null,
    formerTo: renews ? row.ends_on : null,
    payBasis: said.payBasis ?? row?.pay_basis ?? null,
    pay: said.pay ?? row?.pay ?? null,
    exitReason: said.exitReason ?? null,
    appliedOn: row?.applied_on ?? on,
    on,
  };
}
