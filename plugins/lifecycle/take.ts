import {
  Refused,
  expectVersion,
  keyOfGlobalId,
  type LifecycleService,
  type ModuleTx,
  type OpeningAsked,
  type RefusalParams,
  type StepAsked,
  type StepWords,
  type Transition,
  type UserError,
  type Viewer,
  type Written,
} from 'xianjie/schema';
import type { Installed } from './declared.js';
import { isThere, weigh, type Scales } from './guards.js';
import { insertRecord, noteStep, recordsOf, updateRecord, type Standing } from './rows.js';
import { sayField } from './said.js';
import { spokenBy } from './spoken.js';
import { ROLE_NEEDED, mayTake, rolesOf } from './roles.js';
import { chooseStep, notPossible, wordsOf } from './words.js';

/** One operation, as steps need it. */
export interface Stepping extends Scales {
  readonly viewer: Viewer;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** Where a step starts: a record, or nothing yet. */
type Start = Pick<Standing, 'areaCode' | 'subjectId' | 'values' | 'since'> & { readonly state: string | null; readonly id: string };

/** A step that may be taken, with everything it says. */
interface Decided {
  readonly transition: Transition;
  readonly from: string | null;
  readonly to: string;
  readonly on: string;
  readonly source: string | null;
  readonly values: Readonly<Record<string, unknown>>;
  /** What it changes of the record, by column. */
  readonly columns: Readonly<Record<string, unknown>>;
}

export function stepsOf(stepping: Stepping): Pick<LifecycleService, 'open' | 'take'> {
  const { lifecycles, viewer, today } = stepping;

  return {
    async open(tx, lifecycle, asked) {
      const installed = lifecycles.of(lifecycle);
      const id = asked.about.id ?? null;
      const start: Start = {
        id: id ?? '',
        state: null,
        areaCode: asked.about.areaCode,
        subjectId: id,
        values: { ...asked.known },
        since: null,
      };
      const step = await decide(tx, installed, start, asked);
      const { openedBy } = lifecycle.record;
      const opened = openedBy === undefined ? {} : { [openedBy]: step.source };
      const made = await insertRecord(tx, installed, asked.about, { ...asked.columns, ...opened, ...step.columns });
      if (made === null) throw new Refused([error(asked.taken.code, asked.taken.path)]);
      await follow(tx, installed, { ...start, id: made }, step);
      await note(tx, installed, { ...start, id: made }, step, 1, asked);
      return written(installed, made, start);
    },
    async take(tx, lifecycle, asked) {
      const installed = lifecycles.of(lifecycle);
      const found = await locked(tx, installed, asked);
      const step = await decide(tx, installed, found, asked);
      await follow(tx, installed, found, step);
      await updateRecord(tx, installed, found.id, step.columns);
      await note(tx, installed, found, step, found.steps + 1, asked);
      return written(installed, found.id, found);
    },
  };

  async function follow(tx: ModuleTx, { lifecycle }: Installed, { id, areaCode, values: before }: Start, step: Decided): Promise<void> {
    const { from, to, on, values: after } = step;
    await lifecycle.after?.(tx, { id, areaCode, from, to, on, before, after });
  }

  async function locked(tx: ModuleTx, installed: Installed, { record, called, expectedVersion }: StepAsked): Promise<Standing> {
    const { refusals, record: of } = installed.lifecycle;
    const id = keyOfGlobalId(of.type, String(record));
    const [found] = id === null ? [] : await recordsOf(tx.sql, installed, [id], true);
    if (found === undefined) throw new Refused([error(refusals.notFound ?? 'core.NOT_FOUND', ['input', called?.record ?? 'record'])]);
    expectVersion(found, expectedVersion);
    return found;
  }

  /** The step, if it may be taken. @throws Refused with everything that stands against it, in a stable order */
  async function decide(tx: ModuleTx, installed: Installed, start: Start, asked: StepWords): Promise<Decided> {
    const { lifecycle } = installed;
    const input = (name: string): string[] => ['input', name];
    const where = input(asked.called?.to ?? (asked.transition == null ? 'to' : 'transition'));
    const { on, source } = await spokenBy(tx, installed, today, asked);
    const { transition, weighed, values, elsewhere } = await chosen();
    const to = transition.to ?? start.state ?? '';
    const params = wordsOf(lifecycle, start.state, transition);
    const against: UserError[] = [
      ...(mayTake(viewer, transition) ? [] : [error(ROLE_NEEDED, where, rolesOf(transition))]),
      ...elsewhere.map(({ code, name }) => error(code, input(name))),
      ...(transition.noNote !== null && isThere(asked.note) ? [error(transition.noNote, input('note'))] : []),
      ...weighed.unmet.map((unmet): UserError => ({ code: unmet.code, message: unmet.message, path: ['input'], unmet })),
      ...(transition.evidence && !isThere(asked.evidence)
        ? [error(lifecycle.refusals.evidence ?? 'core.EVIDENCE_NEEDED', input('evidence'), params)]
        : []),
    ];
    // Said alone: what else stands against a step is told of the day it could be of.
    if (against.length === 0 && start.since !== null && on < start.since)
      against.push(error(lifecycle.refusals.beforeLastStep ?? 'core.DAY_BEFORE_LAST_STEP', input(asked.called?.on ?? 'on'), { since: start.since })); // prettier-ignore
    if (against.length > 0) throw new Refused(against);
    return {
      transition,
      from: start.state,
      to,
      on,
      source,
      values,
      columns: changes(installed, transition, asked, { from: start.state, to, on }),
    };

    /** The step that is asked for, weighed. Of variants the first that is in force here. */
    async function chosen() {
      const candidates = chooseStep(lifecycle, start.state, asked);
      const said = candidates.map((transition) => ({ transition, ...sayField(lifecycle, transition, start.values, asked.said ?? {}) }));
      const ground = { id: start.subjectId ?? start.id, areaCode: start.areaCode };
      const answers = await weigh(stepping, installed, said.map(({ transition, values }) => ({ transition, values, ...ground })), on); // prettier-ignore
      const first = said.findIndex((_, i) => answers[i]?.inForce === true);
      const [one, weighed] = [said[first], answers[first]];
      if (one !== undefined && weighed !== undefined) return { ...one, weighed };
      throw new Refused([error(lifecycle.refusals.notPossible ?? 'core.STEP_NOT_POSSIBLE', where, notPossible(lifecycle, start.state, asked))]); // prettier-ignore
    }
  }

  function note(tx: ModuleTx, installed: Installed, start: Start, step: Decided, nth: number, { note: words, evidence }: StepWords) {
    return noteStep(tx, installed, {
      recordId: start.id,
      subjectId: start.subjectId,
      areaCode: start.areaCode,
      nth,
      transition: step.transition.code,
      from: step.from,
      to: step.to,
      on: step.on,
      source: step.source,
      note: words ?? null,
      evidence: evidence ?? null,
      clientId: viewer.clientId,
      userId: viewer.user?.id ?? null,
    });
  }

  function error(code: string, path: readonly string[], params?: RefusalParams): UserError {
    return { code, message: lifecycles.message(code, params), path };
  }
}

/** What a step writes into the record: where it stands, since when, and what was said with it. */
function changes(
  { lifecycle: { record }, stateColumn }: Installed,
  transition: Transition,
  { said = {} }: Pick<OpeningAsked, 'said'>,
  { from, to, on }: { readonly from: string | null; readonly to: string; readonly on: string },
): Record<string, unknown> {
  const columns: Record<string, unknown> = { [stateColumn]: to };
  if (record.since !== undefined && from !== to) columns[record.since] = on;
  if (transition.dayIn !== null) columns[transition.dayIn] = on;
  for (const { column } of transition.anew) if (column !== null) columns[column] = null;
  for (const { name, column } of transition.asks) if (column !== null && said[name] != null) columns[column] = said[name];
  return columns;
}

const written = ({ lifecycle }: Installed, id: string, { areaCode, subjectId }: Pick<Start, 'areaCode' | 'subjectId'>): Written => ({
  id,
  subjectType: lifecycle.record.type,
  ...(subjectId !== null && { subjectIds: [subjectId] }),
  areaCode,
});
