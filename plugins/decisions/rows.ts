import {
  areaRange,
  rightsOf,
  type DecidedOutcome,
  type Decision,
  type DecisionFilter,
  type DecisionService,
  type Sql,
  type Viewer,
} from 'xianjie/schema';
import type { Kept } from '../eligibility/index.js';
import type { Protect } from '../storage/index.js';

/** A decision as it lies in the table, read as the engine's role. */
export interface DecisionRow {
  readonly id: string;
  readonly kind: 'PERSON' | 'HOUSEHOLD';
  readonly subject_id: string;
  readonly area_code: string;
  readonly check_code: string;
  readonly as_of: string;
  readonly outcome: DecidedOutcome;
  readonly reason_enc: Buffer | null;
  readonly kept_enc: Buffer;
  readonly check_version: string;
  readonly known_at: string;
  readonly decided_by: string;
  readonly roles: readonly string[];
  readonly recorded_at: string;
  readonly supersedes: string | null;
  readonly superseded_by: string | null;
}

const utc = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/**
 * Those that the viewer may see: the scopes that a verdict of the check needed then ($1), and those that it needs now (not in $2); and where
 * several departments' words were put together, only while the household authorises it ($3: the day).
 */
const visible = `d.needs <@ $1::text[] and not (d.check_code = any($2::text[])) and (not d.matched or exists (
  select 1 from (
    select a.valid_from, a.valid_to from household_authorisation a
    where a.household_id = coalesce(d.household_id, (select p.household_id from person p where p.id = d.person_id))
      and a.scope = 'DATA_MATCHING' and a.observed_on <= $3::date and a.withdrawn_at is null
    order by a.observed_on desc, a.recorded_at desc limit 1) newest
  where newest.valid_from <= $3::date and coalesce(newest.valid_to, 'infinity') >= $3::date))`;

/** What decides who sees which decisions. */
export interface Sight {
  readonly viewer: Viewer;
  /** Checks whose verdicts the viewer may not see. */
  readonly unseen: readonly string[];
  readonly today: string;
}

/** Every reading scope that the viewer's rights come to. */
function readingScopes(viewer: Viewer): string[] {
  const rights = rightsOf(viewer);
  const modules = new Set(viewer.scopes.map((scope) => scope.split(':')[0] ?? ''));
  const levels = ['PUBLIC', 'INTERNAL', 'PERSONAL', 'SENSITIVE'] as const;
  return [...modules].flatMap((module) => {
    const own = rights.levelIn(module);
    const upTo = own === null ? [] : levels.slice(0, levels.indexOf(own) + 1);
    return upTo.map((level) => (level === 'PUBLIC' ? `${module}:read` : `${module}:read:${level.toLowerCase()}`));
  });
}

/** `where` with its values; the first three say what is visible. */
function conditions(
  sight: Sight,
  filter: DecisionFilter & { readonly id?: string },
): { readonly where: string; readonly values: unknown[] } {
  const values: unknown[] = [readingScopes(sight.viewer), sight.unseen, sight.today];
  const given = (value: unknown): string => `$${values.push(value)}`;
  const { id, area, subjects, checks, outcomes, overrides, current } = filter;
  const parts = [visible];
  if (id !== undefined) parts.push(`d.id = ${given(id)}::uuid`);
  if (area != null) {
    const { low, high } = areaRange(area);
    parts.push(`d.area_code >= ${given(low)} and d.area_code < ${given(high)}`);
  }
  if (subjects != null) parts.push(`d.${subjects.kind === 'PERSON' ? 'person_id' : 'household_id'} = any(${given(subjects.ids)}::uuid[])`);
  if (checks != null) parts.push(`d.check_code = any(${given(checks)}::text[])`);
  if (outcomes != null) parts.push(`d.outcome = any(${given(outcomes)}::text[])`);
  if (overrides != null) parts.push(`(d.outcome <> d.verdict) = ${given(overrides)}`);
  if (current != null) parts.push(`(not exists (select 1 from decision l where l.supersedes = d.id)) = ${given(current)}`);
  return { where: parts.join(' and '), values };
}

/** One more than the page holds where there are more; of a page from the end the oldest first. */
export function readDecisions(
  sql: Sql,
  sight: Sight,
  filter: DecisionFilter & { readonly id?: string },
  { size, backward = false, after, before }: Parameters<DecisionService['list']>[1] = { size: 0 },
): Promise<DecisionRow[]> {
  const { where, values } = conditions(sight, filter);
  const beyond = (cursor: string | null | undefined, operator: '<' | '>'): string =>
    cursor == null
      ? ''
      : `and (d.recorded_at, d.id) ${operator} (select a.recorded_at, a.id from decision a where a.id = $${values.push(cursor)}::uuid)`;
  const between = `${beyond(after, '<')} ${beyond(before, '>')}`;
  const direction = backward ? 'asc' : 'desc';
  return sql<DecisionRow>(
    `select d.id, case when d.person_id is null then 'HOUSEHOLD' else 'PERSON' end as kind, coalesce(d.person_id, d.household_id) as subject_id,
            d.area_code, d.check_code, d.as_of, d.outcome, d.reason_enc, d.kept_enc, d.check_version, ${utc('d.known_at')} as known_at,
            d.decided_by, d.roles, ${utc('d.recorded_at')} as recorded_at, d.supersedes,
            (select l.id from decision l where l.supersedes = d.id) as superseded_by
     from decision d
     where ${where} ${between}
     order by d.recorded_at ${direction}, d.id ${direction} limit $${values.push(size + 1)}`,
    values,
  );
}

export async function countDecisions(sql: Sql, sight: Sight, filter: DecisionFilter): Promise<number> {
  const { where, values } = conditions(sight, filter);
  const [row] = await sql<{ n: number }>(`select count(*)::int as n from decision d where ${where}`, values);
  return row?.n ?? 0;
}

export const keptOf = ({ kept_enc }: Pick<DecisionRow, 'kept_enc'>, protect: Protect): Kept =>
  JSON.parse(protect.decrypt(kept_enc)) as Kept;

/** A decision with what was sealed of it. */
export function decisionOf(row: DecisionRow, protect: Protect): Decision {
  const { verdict, facts, parameters } = keptOf(row, protect);
  return {
    id: row.id,
    subject: { kind: row.kind, id: row.subject_id, areaCode: row.area_code },
    check: row.check_code,
    asOf: row.as_of,
    outcome: row.outcome,
    verdict,
    reason: row.reason_enc === null ? null : protect.decrypt(row.reason_enc),
    facts: facts.map(({ code, title, shown, answer }) => ({
      code,
      title,
      value: shown,
      unknown: answer.known ? null : answer.why,
      providedBy: answer.providedBy,
      observedOn: answer.observedOn,
      contradictedBy: answer.known ? answer.contradictedBy : [],
    })),
    parameters: parameters.flatMap(({ shown }) => (shown === null ? [] : [shown])),
    version: row.check_version,
    knownAt: row.known_at,
    decidedBy: row.decided_by,
    roles: row.roles,
    recordedAt: row.recorded_at,
    supersedes: row.supersedes,
    supersededBy: row.superseded_by,
  };
}
