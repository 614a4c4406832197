import {
  ApiError,
  areaRange,
  clears,
  isUuid,
  nearest,
  reaches,
  Refused,
  refuse,
  userError,
  type Rights,
  type Sql,
  type SweepRequest,
  type SweepService,
  type UserError,
  type Viewer,
  type Write,
} from 'xianjie/schema';
import type { Eligibility, Withheld } from '../eligibility/index.js';
import { shownChanges } from './changes.js';
import { foundBy, toldOf, type FoundBySweep, type Told } from './figures.js';
import { kept } from './kept.js';
import { addSweep, sweepLeases } from './records.js';
import { wrongDay } from './wrong-day.js';

/** What sweeps need of one operation. */
export interface SweepOperation {
  /** The operation's moment, read as the engine's role. */
  readonly engineSql: Sql;
  readonly write: Write;
  readonly viewer: Viewer;
  readonly rights: Rights;
  readonly today: string;
  /** Told of every subject of which a personal verdict is shown: the graph's type, and its id. */
  readonly onClear?: (type: string, id: string) => void;
}

/** The service of one operation, with the account of what it left out. */
export interface BoundSweeps extends SweepService {
  withheld(): readonly Withheld[];
}

export interface ServiceDeps {
  readonly eligibility: Pick<Eligibility, 'sweptChecks' | 'whyWithheld' | 'levelOf' | 'firstDay'>;
  /** Tells the workers that something waits. */
  readonly wake: () => void;
}

export function bindSweeps({ eligibility, wake }: ServiceDeps, operation: SweepOperation): BoundSweeps {
  const { engineSql, rights, viewer, today, write, onClear } = operation;
  const nodeTypes = new Map(eligibility.sweptChecks.map(({ kind, nodeType }) => [kind, nodeType]));
  const codes = new Set(eligibility.sweptChecks.map(({ code }) => code));
  const left = new Map<string, Withheld>();
  const found = new Map<string, Promise<FoundBySweep | undefined>>();
  const told = new Map<string, Promise<Told>>();

  const sweepOf = (id: string): Promise<FoundBySweep | undefined> => kept(found, id, () => foundBy(engineSql, id));
  const NOTHING: Told = { figures: [], leftOut: [], unauthorised: 0 };
  const findings = (id: string): Promise<Told> =>
    kept(told, id, async () => {
      const sweep = await sweepOf(id);
      return sweep === undefined ? NOTHING : toldOf(engineSql, sweep);
    });

  /** The checks of a sweep that the viewer may be told of. The others are withheld, each once, whatever was found of anybody. */
  function tellable({ checks }: Pick<FoundBySweep, 'checks'>, path: readonly string[]): string[] {
    const asked = eligibility.sweptChecks.filter(({ code, listed }) => listed && (checks?.includes(code) ?? true));
    return asked.flatMap(({ code: check }) => {
      const reason = eligibility.whyWithheld(check, rights);
      if (reason === null) return [check];
      left.set(JSON.stringify([check, path]), { check, level: eligibility.levelOf(check), reason, path, count: 1 });
      return [];
    });
  }

  function problems({ area, checks, asOf }: SweepRequest): UserError[] {
    const unknown = (checks ?? []).findIndex((code) => !codes.has(code));
    const named = checks?.[unknown] ?? '';
    return [
      ...(reaches(viewer, area) ? [] : [userError('AREA_NOT_FOUND', ['input', 'area'])]),
      ...(unknown < 0
        ? []
        : [userError('UNKNOWN_CHECK', ['input', 'checks', String(unknown)], { known: nearest(named, codes).join(', ') })]),
      ...wrongDay(asOf ?? today, today, eligibility),
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
        if (request.replaceNewer !== true) await mustNotLookBack(sql, request.area, asOf);
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
      const sweep = await sweepOf(id);
      if (sweep === undefined) return [];
      const checks = new Set(tellable(sweep, path));
      return (await findings(id)).figures.filter(({ check }) => checks.has(check));
    },
    leftOut: async (id) => (await findings(id)).leftOut,
    unauthorised: async (id) => (await findings(id)).unauthorised,
    async changes(id, page) {
      const sweep = await sweepOf(id);
      if (sweep === undefined) return { changes: [], next: null };
      const shown = await shownChanges(engineSql, tellable(sweep, page.path), sweep, page);
      for (const { check, subject } of shown.changes)
        if (!clears('INTERNAL', eligibility.levelOf(check))) onClear?.(nodeTypes.get(subject.kind) ?? subject.kind, subject.id);
      return shown;
    },
    withheld: () => [...left.values()],
  };
}

/** What stands is of the newest day that anybody asked for. @throws Refused */
async function mustNotLookBack(sql: Sql, area: string, asOf: string): Promise<void> {
  const { low, high } = areaRange(area);
  const [newest] = await sql<{ as_of: string | null }>(
    `select max(as_of) as as_of from (select as_of from swept_area where area_code >= $1 and area_code < $2
       union all select as_of from sweep where area_code >= $1 and area_code < $2 and state in ('QUEUED','RUNNING')) s`,
    [low, high],
  );
  if (newest?.as_of != null && newest.as_of > asOf) refuse('SWEEP_LOOKS_BACK', ['input', 'asOf'], { sweptAsOf: newest.as_of });
}
