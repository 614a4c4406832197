import { randomUUID } from 'node:crypto';
import { mayRead, rightsOf, scopeOf, type Clearance, type GraphContext, type Services, type Snapshot, type Viewer } from 'xianjie/schema';
import type { Eligibility } from '../plugins/eligibility/index.js';
import { perform, type AskedOperation, type AuditNotes } from '../plugins/audit/index.js';
import type { Decisions } from '../plugins/decisions/index.js';
import type { Feeds } from '../plugins/feeds/index.js';
import type { Indicators } from '../plugins/indicators/index.js';
import type { Lifecycles } from '../plugins/lifecycle/index.js';
import type { Limits } from '../plugins/limits/index.js';
import type { PersonalData } from '../plugins/privacy/index.js';
import { createReader } from '../plugins/reader/index.js';
import type { Registry } from '../plugins/registry/index.js';
import type { Rehearsals } from '../plugins/rehearsal/index.js';
import type { Stacking } from '../plugins/stacking/index.js';
import type { BoundSweeps, Sweeps } from '../plugins/sweeps/index.js';
import type { Db, Protect } from '../plugins/storage/index.js';

/** What every operation is bound from. */
export interface Parts {
  readonly db: Db;
  readonly protect: Protect;
  readonly registry: Registry;
  readonly personal: PersonalData;
  readonly feeds: Feeds;
  readonly eligibility: Eligibility;
  readonly sweeps: Sweeps;
  readonly rehearsals: Rehearsals;
  readonly indicators: Indicators;
  readonly decisions: Decisions;
  readonly stacking: Stacking;
  readonly lifecycles: Lifecycles;
  readonly limits: Limits;
  /** What is noted beside a request. */
  readonly audit: AuditNotes;
  readonly today: () => string;
}

/** One operation: its context, and how it ends. */
export interface Operation {
  readonly context: GraphContext;
  /** What was left out of the answer, for `extensions`. */
  left(): Record<string, unknown>;
  /** Whose personal data it showed in clear: ids by the type of the subject. */
  shown(): ReadonlyMap<string, ReadonlySet<string>>;
  /** SQL statements sent for reading, those of transactions not counted. */
  statements(): number;
  close(): Promise<void>;
}

/** @param asked the operation as the audit names it; worked out only where something is noted */
export function openOperation(parts: Parts, viewer: Viewer, requestId: string = randomUUID(), asked?: () => AskedOperation): Operation {
  const today = parts.today();
  const rights = rightsOf(viewer);
  const scope = scopeOf(viewer);
  const clearance: Clearance = mayRead(rights, 'core', 'PERSONAL') ? 'PERSONAL' : 'MASKED';
  let current = parts.db.snapshot(scope, clearance);
  let earlier = 0;
  const renew = async (): Promise<void> => {
    earlier += current.statements();
    const old = current;
    current = parts.db.snapshot(scope, clearance);
    eligibility.forget();
    await old.close();
  };
  const snapshot: Snapshot = {
    sql: (text, values) => current.sql(text, values),
    engineSql: (text, values) => current.engineSql(text, values),
    statements: () => earlier + current.statements(),
    close: () => {
      ended = true;
      return current.close();
    },
  };
  const shown = new Map<string, Set<string>>();
  const onClear = (type: string, key: string): void => {
    const ids = shown.get(type) ?? new Set();
    shown.set(type, ids.add(key));
  };
  let ended = false;
  const reader = createReader({ snapshot, viewer, today, decrypt: (sealed) => parts.protect.decrypt(sealed), onClear });
  const eligibility = parts.eligibility.bind({ engineSql: snapshot.engineSql, rights, today, onClear, ended: () => ended });
  // Whatever writes, writes through here: the payload is read from a new moment, since the old one cannot see what was written.
  const db: Db = {
    ...parts.db,
    write: async (within, fn) => {
      const done = await parts.db.write(within, fn);
      await renew();
      return done;
    },
  };
  const write: Services['write'] = ({ action, ...wanted }, fn) =>
    perform(db, parts.protect, { viewer, requestId, asked, operation: action, ...wanted }, (tx) => fn(parts.registry.moduleTx(tx, viewer)));
  const sweeps: BoundSweeps = parts.sweeps.bind({ engineSql: snapshot.engineSql, write, viewer, rights, today, onClear });
  const rehearsals = parts.rehearsals.bind({
    wake: () => parts.sweeps.wake(),
    ...{ engineSql: snapshot.engineSql, write, viewer, rights, today },
    cliffScan: (request) => eligibility.cliffScan(request),
  });
  return {
    context: {
      requestId,
      viewer,
      today,
      services: {
        reader,
        eligibility,
        lists: eligibility.lists,
        decisions: parts.decisions.bind(db, { viewer, requestId, today, asked, engineSql: snapshot.engineSql, eligibility, onClear }),
        lifecycles: parts.lifecycles.bind({ viewer, rights, today, engineSql: snapshot.engineSql, eligibility }),
        stacking: parts.stacking.bind({ eligibility, engineSql: snapshot.engineSql, rights, today }),
        registry: parts.registry.bind(db, { viewer, requestId, today, asked }),
        feeds: parts.feeds.bind(db, { viewer, requestId, asked }),
        personal: parts.personal.bind(parts.db, db, { viewer, requestId, today, asked }),
        read: snapshot.sql,
        sweeps,
        rehearsals,
        indicators: parts.indicators.bind({ engineSql: snapshot.engineSql, viewer, rights, today, eligibility, onClear }),
        write,
      },
    },
    left: () => {
      const masked = reader.masked();
      const withheld = [...eligibility.withheld(), ...sweeps.withheld(), ...rehearsals.withheld()];
      return { ...(masked.length > 0 && { masked }), ...(withheld.length > 0 && { withheld }) };
    },
    shown: () => shown,
    statements: snapshot.statements,
    close: snapshot.close,
  };
}
