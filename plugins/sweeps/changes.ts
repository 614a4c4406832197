import { isUuid, type Sql, type VerdictChange, type VerdictChanges } from 'xianjie/schema';
import { ofUnauthorised, rangesOf, sweptAnswers, sweptOutcomes, unauthorised } from '../eligibility/index.js';
import type { FoundBySweep } from './figures.js';

interface ChangeRow {
  readonly id: string;
  readonly kind: string;
  readonly subject_id: string;
  readonly area_code: string;
  readonly check_code: string;
  readonly from_outcome: number;
  readonly from_fulfilled: number;
  readonly to_outcome: number;
  readonly to_fulfilled: number;
  readonly as_of: string;
  readonly cause: VerdictChange['cause'];
  readonly recorded_at: string;
}

/**
 * A page of a sweep's changes, told like verdicts: of these checks, and of nobody whose household has not authorised the matching of its data,
 * whatever changed there. Left out before the page is made: a page that is short would tell how many there were.
 */
export async function shownChanges(
  sql: Sql,
  told: readonly string[],
  sweep: FoundBySweep,
  { first, after }: { readonly first: number; readonly after: string | null },
): Promise<VerdictChanges> {
  const rows = await sql<ChangeRow>(
    `with unauthorised as materialized (${unauthorised})
     select id, kind, subject_id, area_code, check_code, from_outcome, from_fulfilled, to_outcome, to_fulfilled, as_of, cause, recorded_at
     from verdict_change v where $3::text is null and sweep_id = $1::uuid and check_code = any($6::text[]) and not ${ofUnauthorised}
       and ($7::uuid is null or (area_code, id) > (select area_code, id from verdict_change where id = $7::uuid)) order by area_code, id limit $8`,
    [sweep.id, sweep.as_of, null, ...rangesOf([sweep.area_code]), told, after !== null && isUuid(after) ? after : null, first + 1],
  );
  const page = rows.slice(0, first);
  return { changes: page.map(changeOf), next: rows.length > first ? (page.at(-1)?.id ?? null) : null };
}

const changeOf = (row: ChangeRow): VerdictChange => ({
  id: row.id,
  subject: { kind: row.kind, id: row.subject_id },
  check: row.check_code,
  from: { outcome: sweptOutcomes[row.from_outcome] ?? 'NOTHING_TO_SAY', fulfilled: sweptAnswers[row.from_fulfilled] ?? null },
  to: { outcome: sweptOutcomes[row.to_outcome] ?? 'NOTHING_TO_SAY', fulfilled: sweptAnswers[row.to_fulfilled] ?? null },
  asOf: row.as_of,
  cause: row.cause,
  recordedAt: row.recorded_at,
});
