import {
  ApiError,
  keyOfGlobalId,
  refuse,
  type DecisionRequest,
  type Sql,
  type SubjectRef,
  type Verdict,
  type Viewer,
  type Written,
} from 'xianjie/schema';
import type { BoundEligibility, KeptVerdict } from '../eligibility/index.js';
import type { Protect } from '../storage/index.js';

/** No row has it: garbage, another type's id and a foreign one are refused like an id that does not exist. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
const REASON = { min: 5, max: 2000 };

/** What a decision is made with. */
export interface Desk {
  readonly viewer: Viewer;
  readonly today: string;
  readonly protect: Protect;
  /** Facts in clear, inside the viewer's areas. */
  readonly engineSql: Sql;
  readonly eligibility: BoundEligibility;
}

/** Who confirms it: a person who has signed in. @throws ApiError FORBIDDEN */
export function decider({ user }: Viewer): { readonly id: string; readonly title: string } {
  if (user === null)
    throw new ApiError('FORBIDDEN', 'A decision is confirmed by a person who has signed in; a system by itself decides nothing.');
  return { id: user.id, title: user.title.zh };
}

/** What is to be confirmed: the verdict as it stands, with the moment at which its facts were read. */
export interface Proposed {
  readonly subject: SubjectRef;
  readonly kept: KeptVerdict;
  readonly knownAt: string;
}

/** @throws Refused; ApiError FORBIDDEN, UNKNOWN_CODE */
export async function propose({ engineSql, eligibility, today }: Desk, request: DecisionRequest): Promise<Proposed> {
  const asOf = request.asOf ?? today;
  if (asOf > today) refuse('DATE_IN_FUTURE', ['input', 'asOf']);
  const subject = (await subjectOf(engineSql, request.subject)) ?? refuse('NOT_FOUND', ['input', 'subject']);
  const [moment] = await engineSql<{ at: string }>(`select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`);
  const kept = await eligibility.keep({ subject, check: request.check, asOf, knownAt: null });
  if (typeof kept === 'string') return refuse('NOT_AUTHORISED', ['input', 'subject']);
  const { verdict } = kept.kept;
  if (verdict.citation === null) refuse('CHECK_NOT_IN_FORCE', ['input', 'check']);
  if (request.expectedVerdict != null && request.expectedVerdict !== verdict.outcome)
    refuse('VERDICT_CHANGED', ['input', 'expectedVerdict']);
  mustHaveReason(request, verdict);
  return { subject, kept, knownAt: moment?.at ?? '' };
}

async function subjectOf(sql: Sql, globalId: string): Promise<SubjectRef | null> {
  for (const [type, kind] of [
    ['Person', 'PERSON'],
    ['Household', 'HOUSEHOLD'],
  ] as const) {
    const id = keyOfGlobalId(type, globalId);
    if (id === null) continue;
    const [row] = await sql<{ id: string; area_code: string }>(`select id, area_code from ${kind.toLowerCase()} where id = $1`, [id]);
    if (row !== undefined) return { kind, id: row.id, areaCode: row.area_code };
  }
  return null;
}

/** Whoever decides otherwise than the rule says why. */
function mustHaveReason({ reason, outcome }: DecisionRequest, verdict: Verdict): void {
  const length = reason == null ? 0 : [...reason.trim()].length;
  if (length === 0) return outcome === verdict.outcome ? undefined : refuse('OVERRIDE_NEEDS_REASON', ['input', 'reason']);
  if (length < REASON.min || length > REASON.max) refuse('REASON_LENGTH', ['input', 'reason'], REASON);
}

/** Records it in the caller's transaction. One decision about a subject and a rule follows the other. @throws Refused */
export async function write(sql: Sql, desk: Desk, request: DecisionRequest, { subject, kept, knownAt }: Proposed): Promise<Written> {
  const { viewer, protect } = desk;
  const { verdict, version } = kept.kept;
  const by = decider(viewer);
  await sql(`select pg_advisory_xact_lock(hashtextextended('decision ' || $1 || ' ' || $2, 0))`, [subject.id, verdict.check]);
  const column = subject.kind === 'PERSON' ? 'person_id' : 'household_id';
  const [newest] = await sql<{ id: string }>(
    `select d.id from decision d where d.${column} = $1 and d.check_code = $2
       and not exists (select 1 from decision l where l.supersedes = d.id)`,
    [subject.id, verdict.check],
  );
  const follows = request.supersedes == null ? null : (keyOfGlobalId('Decision', request.supersedes) ?? NOBODY);
  if (follows === null && newest !== undefined) refuse('DECISION_EXISTS', ['input', 'supersedes']);
  if (follows !== null && follows !== newest?.id) refuse('DECISION_NOT_NEWEST', ['input', 'supersedes']);
  const reason = request.reason?.trim() ?? '';
  const [made] = await sql<{ id: string }>(
    `insert into decision (${column}, area_code, check_code, as_of, verdict, outcome, reason_enc, kept_enc, check_version, known_at, needs, matched,
                           supersedes, client_id, user_id, decided_by, roles)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) returning id`,
    [
      subject.id,
      subject.areaCode,
      verdict.check,
      verdict.asOf,
      verdict.outcome,
      request.outcome,
      reason === '' ? null : protect.encrypt(reason),
      protect.encrypt(JSON.stringify(kept.kept)),
      version,
      knownAt,
      kept.needs,
      kept.matched,
      follows,
      viewer.clientId,
      by.id,
      by.title,
      viewer.roles,
    ],
  );
  const subjectType = subject.kind === 'PERSON' ? 'Person' : 'Household';
  return { id: made?.id ?? '', subjectType, subjectIds: [subject.id], areaCode: subject.areaCode };
}
