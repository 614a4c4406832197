import type { EligibilityService, LifecycleService, PolicyModule, Rights, Sql, Viewer } from 'xianjie/schema';
import { availableOf } from './available.js';
import { installedLifecycles } from './declared.js';
import { stepsOf, type Stepping } from './take.js';

/** Lifecycles of one operation. */
export interface LifecycleOperation {
  readonly viewer: Viewer;
  readonly rights: Rights;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** The operation's moment, read as the engine's role: what a guard rests on may be more than the viewer reads. */
  readonly engineSql: Sql;
  readonly eligibility: Pick<EligibilityService, 'weigh' | 'resolveParameters'>;
}

/** The lifecycles of the installed modules; made once, bound to each operation. */
export interface Lifecycles {
  bind(operation: LifecycleOperation): LifecycleService;
}

export function createLifecycles(modules: readonly PolicyModule[]): Lifecycles {
  const lifecycles = installedLifecycles(modules);
  return {
    bind: ({ viewer, rights, today, engineSql, eligibility }) => {
      const stepping: Stepping = { viewer, rights, today, eligibility, lifecycles };
      return { ...stepsOf(stepping), available: availableOf(stepping, engineSql) };
    },
  };
}

export { lifecycleGraph, lifecycleTypes } from './graph.js';
