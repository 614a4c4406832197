import { clears, invalidCursor, isUuid, type Decision, type DecisionService, type Sql, type Verdict, type Viewer } from 'xianjie/schema';
import { perform, type AskedOperation } from '../audit/index.js';
import type { BoundEligibility } from '../eligibility/index.js';
import type { Db, Protect } from '../storage/index.js';
import { decider, propose, write, type Desk } from './record.js';
import { replay } from './replay.js';
import { countDecisions, decisionOf, readDecisions, type Sight } from './rows.js';

/** What one operation brings. */
export interface Asking {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly today: string;
  readonly asked?: (() => AskedOperation) | undefined;
  /** Read as the engine's role. */
  readonly engineSql: Sql;
  readonly eligibility: BoundEligibility;
  /** Told of everybody of whom a personal decision is shown: the graph's type, and the id. */
  readonly onClear?: (type: string, id: string) => void;
}

/** Decisions, for every operation. */
export interface Decisions {
  /** @param db what it writes is read afterwards */
  bind(db: Db, asking: Asking): DecisionService;
}

/** Everything was done, and is undone: nothing of a dry run stays, not even its key. */
class DryRun extends Error {}

export function createDecisions({ protect }: { readonly protect: Protect }): Decisions {
  return {
    bind(db, { viewer, requestId, today, asked, engineSql, eligibility, onClear }) {
      const desk: Desk = { viewer, today, protect, engineSql, eligibility };
      const sight = (): Sight => ({ viewer, today, unseen: eligibility.unseen() });
      const shown = (decision: Decision): Decision => {
        const level = eligibility.checks().find(({ code }) => code === decision.check)?.level ?? 'SENSITIVE';
        if (!clears('INTERNAL', level)) onClear?.(decision.subject.kind === 'PERSON' ? 'Person' : 'Household', decision.subject.id);
        return decision;
      };
      const row = async (id: string) => (await readDecisions(engineSql, sight(), { id }))[0];
      return {
        async record(request, { idempotencyKey }) {
          decider(viewer);
          let verdict: Verdict | null = null;
          try {
            const deed = { viewer, requestId, asked, operation: 'recordDecision', input: request, idempotencyKey };
            const done = await perform(db, protect, deed, async ({ sql }) => {
              const proposed = await propose(desk, request);
              verdict = proposed.kept.kept.verdict;
              const written = await write(sql, desk, request, proposed);
              if (request.dryRun === true) throw new DryRun();
              return written;
            });
            return done.ok ? { id: done.id, verdict, userErrors: [] } : { id: null, verdict, userErrors: done.userErrors };
          } catch (error) {
            if (error instanceof DryRun) return { id: null, verdict, userErrors: [] };
            throw error;
          }
        },
        async byId(id) {
          const found = await row(id);
          return found === undefined ? null : shown(decisionOf(found, protect));
        },
        async list(filter, page) {
          for (const cursor of [page.after, page.before])
            if (cursor != null && (!isUuid(cursor) || (await row(cursor)) === undefined)) throw invalidCursor();
          return (await readDecisions(engineSql, sight(), filter, page)).map((one) => shown(decisionOf(one, protect)));
        },
        count: (filter) => countDecisions(engineSql, sight(), filter),
        async replay(id) {
          const found = await row(id);
          if (found === undefined) return null;
          shown(decisionOf(found, protect));
          return replay(eligibility, protect, found);
        },
      };
    },
  };
}
