import { expectVersion, refuse, type ModuleTx, type Written } from 'xianjie/schema';
import type { PostState } from './codes.js';
import { dayOf, text, within } from '../input.js';
import { postSteps } from './life.js';
import { postRefusals } from './refusals.js';
import { takeStep } from './step.js';
import { lockedPost, mayGo, type Deciding } from './store.js';

export interface ProposePost {
  readonly village: string;
  readonly number: string;
  readonly kind: string;
  readonly need: string;
  readonly duties?: string | null | undefined;
  readonly fundSource?: string | null | undefined;
  readonly places: number;
}

/** 按需设岗: a post begins with the need. */
export async function proposePost(tx: ModuleTx, input: ProposePost): Promise<Written> {
  const [village] = await tx.sql<{ readonly area_code: string }>('select area_code from village where area_code = $1', [input.village]);
  if (!village) return refuse('VILLAGE_NOT_FOUND', ['input', 'village']);
  if (!/^[0-9A-Za-z][0-9A-Za-z-]{0,39}$/.test(input.number)) refuse('INVALID_VALUE', ['input', 'number']);
  checkPost(input);
  const [row] = await tx.sql<{ id: string }>(
    `insert into employment_post (area_code, number, kind, need, duties, fund_source, places, state)
     values ($1, $2, $3, $4, $5, $6, $7, 'NEED_ASSESSED') on conflict (area_code, number) do nothing returning id`,
    [village.area_code, input.number, input.kind, input.need, input.duties, input.fundSource, input.places],
  );
  if (!row) return postRefusals.refuse('POST_NUMBER_TAKEN', ['input', 'number']);
  return { id: row.id, subjectType: 'WelfarePost', areaCode: village.area_code };
}

function checkPost(
  input: { readonly [K in 'need' | 'duties']?: string | null | undefined } & { readonly places?: number | null | undefined },
): void {
  text(input.need, 'need', 500);
  text(input.duties, 'duties', 500);
  within(input.places, 'places', [1, 1000]);
}

export interface AdvancePost {
  readonly post: string | null;
  readonly to: PostState;
  readonly duties?: string | null | undefined;
  readonly fundSource?: string | null | undefined;
  readonly places?: number | null | undefined;
  readonly noticeStartsOn?: string | null | undefined;
  readonly noticeEndsOn?: string | null | undefined;
  /** The day of the step. Default: today. */
  readonly on?: string | null | undefined;
  readonly expectedVersion?: number | null | undefined;
}

/** A step of the post itself: approved, announced, ended. What is said with it counts for its guards. */
export async function advancePost(tx: ModuleTx, input: AdvancePost, { today, noticeDays }: Deciding): Promise<Written> {
  const row = await lockedPost(tx, input.post);
  expectVersion(row, input.expectedVersion);
  checkPost(input);
  const on = dayOf(input.on, 'on', today);
  const days = await noticeDays(row.area_code);
  // A new notice begins anew: the old one's days are no part of it.
  const announces = input.to === 'HIRING_NOTICE';
  const facts = {
    duties: input.duties ?? row.duties,
    fundSource: input.fundSource ?? row.fund_source,
    noticeFrom: announces ? (input.noticeStartsOn ?? null) : row.notice_from,
    noticeTo: announces ? (input.noticeEndsOn ?? null) : row.notice_to,
    noticeDays: days,
    held: row.held,
  };
  mayGo(takeStep(postSteps, row.state, input.to, facts), row.state, input.to, days);
  const places = input.places ?? row.places;
  if (places < row.held) postRefusals.refuse('POST_STILL_HELD', ['input', 'places']);
  await tx.sql(
    `update employment_post set state = $2, duties = $3, fund_source = $4, notice_from = $5, notice_to = $6, places = $7,
       approved_on = case $2 when 'POST_APPROVED' then $8::date else approved_on end, exited_on = case $2 when 'EXITED' then $8::date end,
       version = version + 1, updated_at = now() where id = $1`,
    [row.id, input.to, facts.duties, facts.fundSource, facts.noticeFrom, facts.noticeTo, places, on],
  );
  return { id: row.id, subjectType: 'WelfarePost', areaCode: row.area_code };
}
