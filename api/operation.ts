import { randomUUID } from 'node:crypto';
import {
  clears,
  type Clearance,
  type FeedService,
  type GraphContext,
  type RegistryService,
  type Snapshot,
  type Viewer,
} from 'xianjie/schema';
import type { Eligibility } from '../plugins/eligibility/index.js';
import { perform } from '../plugins/audit/index.js';
import type { Feeds } from '../plugins/feeds/index.js';
import { createReader } from '../plugins/reader/index.js';
import type { Registry } from '../plugins/registry/index.js';
import type { Db, Protect } from '../plugins/storage/index.js';

/** What every operation is bound from. */
export interface Parts {
  readonly db: Db;
  readonly protect: Protect;
  readonly registry: Registry;
  readonly feeds: Feeds;
  readonly eligibility: Eligibility;
  readonly today: () => string;
}

/** One operation: its context, and how it ends. */
export interface Operation {
  readonly context: GraphContext;
  /** What was left out of the answer, for `extensions`. */
  left(): Record<string, unknown>;
  /** SQL statements sent for reading, those of transactions not counted. */
  statements(): number;
  close(): Promise<void>;
}

export function openOperation(parts: Parts, viewer: Viewer, requestId: string = randomUUID()): Operation {
  const today = parts.today();
  const scope = { areas: viewer.areas };
  const clearance: Clearance = clears(viewer.clearUpTo, 'PERSONAL') ? 'PERSONAL' : 'MASKED';
  let current = parts.db.snapshot(scope, clearance);
  let earlier = 0;
  // After a write the payload is read from a new moment: the old one cannot see what was written.
  const renew = async (): Promise<void> => {
    earlier += current.statements();
    const old = current;
    current = parts.db.snapshot(scope, clearance);
    await old.close();
  };
  const snapshot: Snapshot = {
    sql: (text, values) => current.sql(text, values),
    engineSql: (text, values) => current.engineSql(text, values),
    statements: () => earlier + current.statements(),
    close: () => current.close(),
  };
  const reader = createReader({ snapshot, viewer, today, decrypt: (sealed) => parts.protect.decrypt(sealed) });
  const eligibility = parts.eligibility.bind({ engineSql: snapshot.engineSql, viewer, today });
  const writer = { viewer, requestId, today };
  return {
    context: {
      requestId,
      viewer,
      today,
      services: {
        reader,
        eligibility,
        registry: renewing<RegistryService>(parts.registry.bind(writer), renew),
        feeds: renewing<FeedService>(parts.feeds.bind(viewer, requestId), renew),
        write: async ({ action, ...asked }, fn) => {
          const done = await perform(parts.db, parts.protect, { viewer, requestId, operation: action, ...asked }, ({ sql }) => fn({ sql }));
          await renew();
          return done;
        },
      },
    },
    left: () => {
      const masked = reader.masked();
      const withheld = eligibility.withheld();
      return { ...(masked.length > 0 && { masked }), ...(withheld.length > 0 && { withheld }) };
    },
    statements: snapshot.statements,
    close: snapshot.close,
  };
}

/** The same service, each of whose calls is followed by a fresh moment for reading. */
function renewing<T extends object>(service: T, renew: () => Promise<void>): T {
  return new Proxy(service, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]) => {
        const result: unknown = await (member as (...a: unknown[]) => unknown).apply(target, args);
        await renew();
        return result;
      };
    },
  });
}
