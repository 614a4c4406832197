import {
  ApiError,
  isUuid,
  nearest,
  Refused,
  refuse,
  userError,
  type EligibilityService,
  type Rights,
  type Sql,
  type SweepFigure,
  type SweepRequest,
  type SweepService,
  type UserError,
  type Viewer,
  type Write,
} from 'xianjie/schema';
import type { Eligibility, Withheld } from '../eligibility/index.js';
import { shownChanges } from './changes.js';
import { addSweep, sweepLeases } from './records.js';
import { within } from './run.js';

/** What sweeps need of one operation. */
export interface SweepOperation {
  /** The operation's moment, read as the engine's role. */
  readonly engineSql: Sql;
  readonly eligibility: EligibilityService;
  readonly write: Write;
  readonly viewer: Viewer;
  readonly rights: Rights;
  readonly today: string;
}

/** The service of one operation, with the account of what it left out. */
export interface BoundSweeps extends SweepService {
  withheld(): readonly Withheld[];
}

export interface ServiceDeps {
  readonly eligibility: Pick<Eligibility, 'sweptChecks' | 'whyWithheld' | 'levelOf'>;
  /** The day of the oldest installed document; undefined: there is none. */
  readonly firstDay: string | undefined;
  /** Tells the workers that something waits. */
  readonly wake: () => void;
}

const FIGURES = `select area_code as area, check_code as "check", eligible, not_eligible as "notEligible", undetermined,
    newly_eligible as "newlyEligible", newly_not_eligible as "newlyNotEligible", newly_undetermined as "newlyUndetermined",
    newly_fulfilled as "newlyFulfilled", no_longer_fulfilled as "noLongerFulfilled"
  from sweep_figure where sweep_id = $1::uuid order by area_code, check_code`;

export function bindSweeps(deps: ServiceDeps, operation: SweepOperation): BoundSweeps {
  const { eligibility, wake } = deps;
  const { engineSql, rights, viewer, today, write } = operation;
  const codes = new Set(eligibility.sweptChecks.map(({ code }) => code));
  const left = new Map<string, Withheld>();
  const figures = new Map<string, Promise<readonly SweepFigure[]>>();

  function mayTell(check: string, path: readonly string[]): boolean {
    if (!codes.has(check)) return false;
    const reason = eligibility.whyWithheld(check, rights);
    if (reason === null) return true;
    const key = JSON.stringify([check, path]);
    left.set(key, { check, level: eligibility.levelOf(check), reason, path, count: (left.get(key)?.count ?? 0) + 1 });
    return false;
  }

  function problems({ area, checks, asOf }: SweepRequest): UserError[] {
    const unknown = (checks ?? []).findIndex((code) => !codes.has(code));
    const named = checks?.[unknown] ?? '';
    const day = asOf ?? today;
    return [
      ...(within(viewer, area) ? [] : [userError('AREA_NOT_FOUND', ['input', 'area'])]),
      ...(unknown < 0
        ? []
        : [userError('UNKNOWN_CHECK', ['input', 'checks', String(unknown)], { known: nearest(named, codes).join(', ') })]),
      ...(day > today ? [userError('DATE_IN_FUTURE', ['input', 'asOf'])] : []),
      ...(deps.firstDay !== undefined && day < deps.firstDay
        ? [userError('BEFORE_ANY_RULE', ['input', 'asOf'], { first: deps.firstDay })]
        : []),
    ];
  }

  return {
    async start(request, { idempotencyKey = null }) {
      for (const code of request.checks ?? [])
        if (codes.has(code) && eligibility.whyWithheld(code, rights) !== null)
          throw new ApiError('FORBIDDEN', `a sweep of the check "${code}" needs the right to see its verdicts`);
      const done = await write({ action: 'startSweep', idempotencyKey, input: request }, async ({ sql }) => {
        const wrong = problems(request);
        const [first] = wrong;
        if (first !== undefined) throw new Refused(wrong);
        if ((await sql('select 1 from area where code = $1', [request.area])).length === 0) refuse('AREA_NOT_FOUND', ['input', 'area']);
        const checks = request.checks === null ? null : [...new Set(request.checks)].sort();
        const asOf = request.asOf ?? today;
        const [client, user] = [viewer.clientId, viewer.user?.id ?? null];
        const id = await addSweep(sql, { area_code: request.area, checks, as_of: asOf, origin: 'REQUESTED', client, user });
        return { id, subjectType: 'Sweep', areaCode: request.area };
      });
      wake();
      return done;
    },
    cancel: (id, { idempotencyKey = null }) =>
      write({ action: 'cancelSweep', idempotencyKey, input: { id } }, async ({ sql }) => {
        const known = isUuid(id) ? await sql<{ area_code: string }>('select area_code from sweep where id = $1::uuid', [id]) : [];
        const [sweep = refuse('NOT_FOUND', ['input', 'sweep'])] = known;
        if (!(await sweepLeases.cancel(sql, id))) refuse('SWEEP_OVER', ['input', 'sweep']);
        return { id, subjectType: 'Sweep', areaCode: sweep.area_code };
      }),
    async figures(id, path) {
      const rows = figures.get(id) ?? engineSql<SweepFigure>(FIGURES, [id]);
      figures.set(id, rows);
      return (await rows).filter(({ check }) => mayTell(check, path));
    },
    changes: (id, page) => shownChanges(operation, (check) => mayTell(check, page.path), id, page),
    withheld: () => [...left.values()],
  };
}
