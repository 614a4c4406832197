import { MAX_FEN, expectVersion, type ModuleTx, type Written } from 'xianjie/schema';
import { areaOf, dayOf, text, within } from '../input.js';
import { organisationRefusals } from '../organisations/refusals.js';
import { lockedOrganisation } from '../organisations/store.js';
import type { Writing } from '../organisations/writes/organisations.js';

export interface PublishPosting {
  readonly area: string;
  readonly creditCode?: string | null | undefined;
  readonly title: string;
  readonly place?: string | null | undefined;
  readonly workArea?: string | null | undefined;
  readonly workKind?: string | null | undefined;
  readonly payFrom?: number | null | undefined;
  readonly payTo?: number | null | undefined;
  readonly places: number;
  readonly skills?: readonly string[] | null | undefined;
  readonly fullLabour?: boolean | null | undefined;
  readonly publishedOn?: string | null | undefined;
}

/** 及时发布就业信息: work on offer, for whoever lives in or under an area. */
export async function publishPosting(tx: ModuleTx, input: PublishPosting, { today }: Writing): Promise<Written> {
  text(input.title, 'title', 100);
  text(input.workArea, 'workArea', 100);
  text(input.workKind, 'workKind', 50);
  within(input.places, 'places', [1, 100_000]);
  within(input.payFrom, 'payFrom', [0, MAX_FEN]);
  within(input.payTo, 'payTo', [0, MAX_FEN]);
  for (const skill of input.skills ?? []) text(skill, 'skills', 50);
  if (input.payFrom != null && input.payTo != null && input.payFrom > input.payTo)
    organisationRefusals.refuse('PAY_ORDER', ['input', 'payFrom']);
  const publishedOn = dayOf(input.publishedOn, 'publishedOn', today);
  const area = await areaOf(tx, input.area);
  const organisation = input.creditCode == null ? null : await lockedOrganisation(tx, input.creditCode);
  const [made] = await tx.sql<{ id: string }>(
    `insert into employment_posting (area_code, organisation_id, organisation_area, title, place, work_area, work_kind, pay_from, pay_to, places, skills,
       full_labour, published_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id`,
    [
      area,
      organisation?.id ?? null,
      organisation?.area_code ?? null,
      input.title,
      input.place,
      input.workArea,
      input.workKind,
      input.payFrom,
      input.payTo,
      input.places,
      input.skills,
      input.fullLabour,
      publishedOn,
    ],
  );
  return { id: made?.id ?? '', subjectType: 'JobPosting', areaCode: area };
}

export interface ClosePosting {
  readonly posting: string | null;
  readonly closedOn?: string | null | undefined;
  readonly expectedVersion?: number | null | undefined;
}

export async function closePosting(tx: ModuleTx, input: ClosePosting, today: string): Promise<Written> {
  const on = dayOf(input.closedOn, 'closedOn', today);
  const [row] = await tx.sql<{ id: string; area_code: string; version: number; published_on: string; closed_on: string | null }>(
    'select id, area_code, version, published_on, closed_on from employment_posting where id = $1 for update',
    [input.posting],
  );
  if (!row) return organisationRefusals.refuse('POSTING_NOT_FOUND', ['input', 'posting']);
  expectVersion(row, input.expectedVersion);
  if (row.closed_on !== null) organisationRefusals.refuse('POSTING_CLOSED', ['input', 'posting']);
  if (on < row.published_on) organisationRefusals.refuse('TERM_ORDER', ['input', 'closedOn']);
  await tx.sql('update employment_posting set closed_on = $2, version = version + 1, updated_at = now() where id = $1', [row.id, on]);
  return { id: row.id, subjectType: 'JobPosting', areaCode: row.area_code };
}
