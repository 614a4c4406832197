import type { Viewer } from 'xianjie/schema';
import type { Eligibility } from '../eligibility/index.js';
import type { Db } from '../storage/index.js';
import type { LongWork } from '../sweeps/index.js';
import { rehearsalLeases, tidyRehearsals } from './records.js';
import { runRehearsal } from './run.js';
import { bindRehearsals, type BoundRehearsals, type RehearsalOperation } from './service.js';

export interface RehearsalsDeps {
  readonly db: Db;
  readonly eligibility: Eligibility;
  /** A rehearsal is carried out with the rights that whoever asked for it has then. */
  readonly resolveClient: (clientId: string, userId: string | null) => Promise<Viewer> | Viewer;
  /** How long one stays with a process that is not heard of any more. Default: 30 seconds. */
  readonly leaseSeconds?: number;
}

/** Policy values tried out on everybody in an area. */
export interface Rehearsals {
  bind(operation: RehearsalOperation): BoundRehearsals;
  /** What carries them out, for whoever works jobs off. */
  readonly work: LongWork;
}

export function createRehearsals(deps: RehearsalsDeps): Rehearsals {
  return {
    bind: (operation) => bindRehearsals(deps, operation),
    work: {
      name: 'rehearsal',
      waiting: (sql) => rehearsalLeases.waiting(sql),
      run: (id, stopping) => runRehearsal({ ...deps, stopping }, id),
      tidy: tidyRehearsals,
    },
  };
}
