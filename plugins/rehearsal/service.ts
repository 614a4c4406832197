import {
  ApiError,
  holds,
  mayRead,
  monitoringKind,
  perCapitaNetIncome,
  registerStatus,
  type EligibilityService,
  isUuid,
  reaches,
  Refused,
  refuse,
  userError,
  type RehearsalRequest,
  type RehearsalService,
  type RehearsedChange,
  type Rights,
  type Sql,
  type UserError,
  type Viewer,
  type Write,
} from 'xianjie/schema';
import { parameterValue, type Eligibility, type Withheld } from '../eligibility/index.js';
import { kept, withdrawnSince, wrongDay } from '../sweeps/index.js';
import { checkedChanges, supposedOf } from './changes.js';
import type { Found } from './found.js';
import { addRehearsal, MOST_OPEN, openOf, rehearsalLeases } from './records.js';
import { REHEARSE_SCOPE } from './run.js';
import { VILLAGE } from './suppress.js';
import { resultOf } from './tell.js';

/** The service of one operation, with the account of what it left out. */
export interface BoundRehearsals extends RehearsalService {
  withheld(): readonly Withheld[];
}

/** What rehearsals need of one operation. */
export interface RehearsalOperation {
  /** The operation's moment, read as the engine's role. */
  readonly engineSql: Sql;
  readonly write: Write;
  readonly viewer: Viewer;
  readonly rights: Rights;
  readonly today: string;
  /** Tells the workers that something waits. */
  readonly wake: () => void;
  /** The engine's, of this operation. */
  readonly cliffScan: EligibilityService['cliffScan'];
}

export interface ServiceDeps {
  readonly eligibility: Pick<Eligibility, 'parameters' | 'whyWithheld' | 'levelOf' | 'affected' | 'firstDay'>;
}

/** By what households are told apart: core declares it, whatever check is asked. */
const grouping = [registerStatus, monitoringKind, perCapitaNetIncome];

interface Told {
  readonly area_code: string;
  readonly as_of: string;
  readonly started_at: string | Date | null;
  readonly changes: readonly RehearsedChange[];
  readonly state: string;
  readonly found: Found | null;
}

export function bindRehearsals(
  { eligibility }: ServiceDeps,
  { engineSql, write, viewer, rights, today, wake, cliffScan: scan }: RehearsalOperation,
): BoundRehearsals {
  const known = new Map<string, Promise<Told | null>>();
  const gone = new Map<string, Promise<boolean>>();
  const left = new Map<string, Withheld>();

  /** Row security keeps it to the viewer's areas; a node of the graph is asked for without the right, too. */
  const told = (id: string): Promise<Told | null> =>
    kept(known, id, async () => {
      if (!holds(viewer, REHEARSE_SCOPE)) return null;
      const [row] = await engineSql<Told>('select area_code, as_of, started_at, changes, state, found from rehearsal where id = $1::uuid', [
        id,
      ]);
      return row ?? null;
    });

  /** Each part of it is counted at a moment of its own, the first after it was begun. */
  const outdated = (id: string): Promise<boolean> =>
    kept(gone, id, async () => {
      const one = await told(id);
      if (one?.state !== 'DONE') return false;
      return (await withdrawnSince(engineSql, { ...one, since: one.started_at })).areas.length > 0;
    });

  /** Whether the viewer may see everything that figures over these checks rest on. */
  const seesAll = (checks: readonly { readonly code: string }[]): boolean =>
    grouping.every(({ level }) => mayRead(rights, 'core', level)) &&
    checks.every(({ code }) => eligibility.whyWithheld(code, rights) === null);

  async function mustBeTold(sql: Sql, area: string, asOf: string, changes: readonly RehearsedChange[]): Promise<void> {
    if (area.length < VILLAGE) return;
    const supposed = supposedOf(area, changes, eligibility.parameters);
    const { checks } = await eligibility.affected({ sql, at: { asOf, knownAt: null }, supposed });
    if (!seesAll(checks)) refuse('VILLAGE_NOT_EXACT', ['input', 'area']);
  }

  function problems({ area, asOf }: RehearsalRequest): UserError[] {
    return [
      ...(reaches(viewer, area) ? [] : [userError('AREA_NOT_FOUND', ['input', 'area'])]),
      ...wrongDay(asOf ?? today, today, eligibility),
    ];
  }

  return {
    start: async (request, { idempotencyKey = null }) => {
      const done = await write({ action: 'rehearsePolicy', idempotencyKey, input: request }, async ({ sql }) => {
        const wrong = problems(request);
        if (wrong.length > 0) throw new Refused(wrong);
        if ((await sql('select 1 from area where code = $1', [request.area])).length === 0) refuse('AREA_NOT_FOUND', ['input', 'area']);
        const changes = await checkedChanges(sql, eligibility.parameters, request.changes);
        await mustBeTold(sql, request.area, request.asOf ?? today, changes);
        const [client_id, user_id] = [viewer.clientId, viewer.user?.id ?? null];
        if ((await openOf(sql, client_id, user_id)) >= MOST_OPEN) refuse('TOO_MANY_REHEARSALS', ['input'], { max: MOST_OPEN });
        const id = await addRehearsal(sql, { area_code: request.area, as_of: request.asOf ?? today, changes, client_id, user_id });
        return { id, subjectType: 'Rehearsal', areaCode: request.area };
      });
      wake();
      return done;
    },
    cancel: (id, { idempotencyKey = null }) =>
      write({ action: 'cancelRehearsal', idempotencyKey, input: { id } }, async ({ sql }) => {
        const rows = isUuid(id) ? await sql<{ area_code: string }>('select area_code from rehearsal where id = $1::uuid', [id]) : [];
        const [one = refuse('NOT_FOUND', ['input', 'rehearsal'])] = rows;
        if (!(await rehearsalLeases.cancel(sql, id))) refuse('REHEARSAL_OVER', ['input', 'rehearsal']);
        return { id, subjectType: 'Rehearsal', areaCode: one.area_code };
      }),
    changes: async (id) =>
      (await told(id))?.changes.map(({ parameter: code, value, reference }) => {
        const parameter = eligibility.parameters.get(code);
        const shown = value === null || parameter === undefined ? null : parameterValue(parameter, value);
        return { parameter: code, value: shown, reference, installed: parameter !== undefined };
      }) ?? null,
    async cliffScan({ changes = [], ...request }) {
      if (changes.length === 0) return scan(request);
      if (!holds(viewer, REHEARSE_SCOPE))
        throw new ApiError('FORBIDDEN', `policy values are tried out by those who hold "${REHEARSE_SCOPE}"`);
      const checked = await asked(() => checkedChanges(engineSql, eligibility.parameters, changes));
      const { values } = supposedOf(request.household.areaCode, checked, eligibility.parameters);
      return scan({ ...request, supposed: values });
    },
    async result(id, path) {
      const one = await told(id);
      if (one === null || one.state !== 'DONE' || one.found === null || (await outdated(id))) return null;
      const { checks } = one.found;
      const closed = checks.map(({ code }) => code).filter((code) => eligibility.whyWithheld(code, rights) === 'DOMAIN');
      for (const check of closed)
        left.set(JSON.stringify([check, path]), { check, level: eligibility.levelOf(check), reason: 'DOMAIN', path, count: 1 });
      return resultOf(one.found, { exact: seesAll(checks), closed: new Set(closed), area: one.area_code });
    },
    outdated,
    withheld: () => [...left.values()],
  };
}

/** What a question is refused for is an error: it has no payload that could hold it. */
async function asked<T>(check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const userErrors = error.userErrors.map(({ code, message, path }) => ({ code, message, path: path.slice(1) }));
    throw new ApiError('BAD_USER_INPUT', userErrors.map(({ code, message }) => `${code}: ${message.en}`).join('; '), { userErrors });
  }
}
