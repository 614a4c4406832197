import { refuse, type PolicyDocument, type ProposedAdoption, type Sql, type Written } from 'xianjie/schema';
import { administers } from '../../storage/index.js';

/** Everything is done and then undone: nothing of a dry run stays, not even its key. */
export class DryRun extends Error {}

interface Tx {
  readonly sql: Sql;
}

interface Recorded {
  readonly id: string;
  readonly area_code: string;
  readonly document_code: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly basis: string;
}

const OPEN = '9999-12-31';

/** The last day that an adoption holds: without an own end it ends with its document, unless it prolongs it. */
const lastDayOf = (document: PolicyDocument | undefined, basis: string, to: string | null): string =>
  to ?? (basis === 'PROLONGATION' ? OPEN : (document?.until ?? OPEN));

/** One decision about a document after the other: what is checked must still hold when it is written. */
async function alone(tx: Tx, document: string): Promise<void> {
  await tx.sql(`select pg_advisory_xact_lock(hashtextextended('adoption ' || $1, 0))`, [document]);
}

/** Records that an area has adopted a document. @throws Refused */
export async function adopt(
  tx: Tx,
  documents: ReadonlyMap<string, PolicyDocument>,
  proposed: ProposedAdoption & { readonly note?: string | null },
): Promise<Written> {
  const { area, from, to, basis } = proposed;
  const document = documents.get(proposed.document) ?? refuse('UNKNOWN_DOCUMENT', ['input', 'document']);
  if (to !== null && to < from) refuse('SAME_PERIOD_ORDER', ['input', 'to']);
  if (from < document.issuedOn) refuse('BEFORE_DOCUMENT', ['input', 'from']);
  mustFitStatedEnd(document, proposed);
  if (!(await administers(tx.sql, area))) refuse('AREA_NOT_FOUND', ['input', 'area']);
  await alone(tx, document.code);
  const known = await tx.sql<Recorded>('select * from adoption where document_code = $1 and area_code = $2', [document.code, area]);
  const end = lastDayOf(document, basis, to);
  if (known.some((a) => a.valid_from <= end && lastDayOf(document, a.basis, a.valid_to) >= from))
    refuse('ADOPTION_OVERLAPS', ['input', 'from']);
  const [row] = await tx.sql<{ id: string }>(
    'insert into adoption (document_code, area_code, valid_from, valid_to, basis, note) values ($1, $2, $3, $4, $5, $6) returning id',
    [document.code, area, from, to, basis, proposed.note ?? null],
  );
  return { id: row?.id ?? '', subjectType: 'Adoption', areaCode: area };
}

/** Up to its stated end a document is adopted; beyond it, it is prolonged. */
function mustFitStatedEnd({ until }: PolicyDocument, { basis, from, to }: ProposedAdoption): void {
  if (basis === 'PROLONGATION') {
    if (until === undefined) return refuse('NO_STATED_END', ['input', 'basis']);
    if (from <= until) refuse('PROLONGED_TOO_EARLY', ['input', 'from']);
  } else if (until !== undefined && (from > until || (to !== null && to > until))) {
    refuse('BEYOND_STATED_END', ['input', from > until ? 'from' : 'to']);
  }
}

/** Ends a recorded adoption with a last day. @throws Refused */
export async function end(
  tx: Tx,
  documents: ReadonlyMap<string, PolicyDocument>,
  { adoption, lastDay, note }: { readonly adoption: string; readonly lastDay: string; readonly note?: string | null },
): Promise<Written> {
  const [seen] = await tx.sql<Recorded>('select * from adoption where id = $1::uuid', [adoption]);
  // Another area's decision is known to all, and its own administrator ends it.
  if (seen === undefined || !(await administers(tx.sql, seen.area_code))) return refuse('NOT_FOUND', ['input', 'adoption']);
  await alone(tx, seen.document_code);
  const [row = seen] = await tx.sql<Recorded>('select * from adoption where id = $1::uuid for update', [adoption]);
  if (lastDay < row.valid_from) refuse('SAME_PERIOD_ORDER', ['input', 'lastDay']);
  if (lastDayOf(documents.get(row.document_code), row.basis, row.valid_to) <= lastDay) refuse('ADOPTION_ENDED', ['input', 'lastDay']);
  await tx.sql(
    `update adoption set valid_to = $2, ended_at = now(), end_note = $3,
       ends = ends || jsonb_build_object('at', now(), 'was', valid_to) where id = $1::uuid`,
    [adoption, lastDay, note ?? null],
  );
  return { id: adoption, subjectType: 'Adoption', areaCode: row.area_code };
}
