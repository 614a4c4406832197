import {
  isUuid,
  type EligibilityService,
  type Satisfied,
  type Sql,
  type SweptOutcome,
  type VerdictChange,
  type VerdictChanges,
} from 'xianjie/schema';

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

const outcomes: readonly SweptOutcome[] = ['NOT_ELIGIBLE', 'UNDETERMINED', 'ELIGIBLE', 'NOTHING_TO_SAY'];
const satisfied: readonly (Satisfied | null)[] = ['FALSE', 'UNKNOWN', 'TRUE', null];

/**
 * A page of a sweep's changes, told like verdicts: of checks that the viewer may see, and not of a household that has not authorised what the
 * check puts together. The engine is asked of each, for it alone knows.
 */
export async function shownChanges(
  { engineSql, eligibility }: { readonly engineSql: Sql; readonly eligibility: EligibilityService },
  mayTell: (check: string) => boolean,
  sweep: string,
  { first, after, path }: { readonly first: number; readonly after: string | null; readonly path: readonly string[] },
): Promise<VerdictChanges> {
  const rows = await engineSql<ChangeRow>(
    `select id, kind, subject_id, area_code, check_code, from_outcome, from_fulfilled, to_outcome, to_fulfilled, as_of, cause, recorded_at
     from verdict_change where sweep_id = $1::uuid and ($2::uuid is null or (area_code, id) > (
       select area_code, id from verdict_change where id = $2::uuid)) order by area_code, id limit $3`,
    [sweep, after !== null && isUuid(after) ? after : null, first + 1],
  );
  const page = rows.slice(0, first);
  const told = page.filter((row) => mayTell(row.check_code));
  const shown = await authorised(eligibility, told, path);
  return {
    changes: told.filter((row) => shown.has(`${row.check_code} ${row.subject_id}`)).map(changeOf),
    next: rows.length > first ? (page.at(-1)?.id ?? null) : null,
  };
}

/** The pairs whose verdict the engine would show. */
async function authorised(
  eligibility: EligibilityService,
  rows: readonly ChangeRow[],
  path: readonly string[],
): Promise<ReadonlySet<string>> {
  const shown = new Set<string>();
  for (const check of new Set(rows.map((row) => row.check_code))) {
    const about = rows.filter((row) => row.check_code === check);
    const subjects = about.map((row) => ({ kind: row.kind, id: row.subject_id, areaCode: row.area_code }));
    const { verdicts } = await eligibility.evaluate({ subjects, checks: [check], path });
    for (const { subject } of verdicts) shown.add(`${check} ${subject.id}`);
  }
  return shown;
}

const changeOf = (row: ChangeRow): VerdictChange => ({
  id: row.id,
  subject: { kind: row.kind, id: row.subject_id },
  check: row.check_code,
  from: { outcome: outcomes[row.from_outcome] ?? 'NOTHING_TO_SAY', fulfilled: satisfied[row.from_fulfilled] ?? null },
  to: { outcome: outcomes[row.to_outcome] ?? 'NOTHING_TO_SAY', fulfilled: satisfied[row.to_fulfilled] ?? null },
  asOf: row.as_of,
  cause: row.cause,
  recordedAt: row.recorded_at,
});
