import type { PolicyModule, Viewer } from 'xianjie/schema';
import type { Eligibility } from '../eligibility/index.js';
import type { Db } from '../storage/index.js';
import type { LongWork } from '../sweeps/index.js';
import { rehearsalLeases, tidyRehearsals } from './records.js';
import { runRehearsal } from './run.js';
import { bindRehearsals, type BoundRehearsals, type RehearsalOperation } from './service.js';

export interface RehearsalsDeps {
  readonly db: Db;
  readonly eligibility: Eligibility;
  readonly modules: readonly PolicyModule[];
  /** A rehearsal is carried out with the rights that whoever asked for it has then. */
  readonly resolveClient: (clientId: string, userId: string | null) => Promise<Viewer> | Viewer;
}

/** Policy values tried out on everybody in an area. */
export interface Rehearsals {
  bind(operation: RehearsalOperation): BoundRehearsals;
  /** What carries them out, for whoever works jobs off. */
  readonly work: LongWork;
}

export function createRehearsals({ db, eligibility, modules, resolveClient }: RehearsalsDeps): Rehearsals {
  const days = modules.flatMap((m) => (m.policies ?? []).map((document) => document.issuedOn)).sort();
  const service = { eligibility, firstDay: days[0] };
  return {
    bind: (operation) => bindRehearsals(service, operation),
    work: {
      name: 'rehearsal',
      waiting: (sql) => rehearsalLeases.waiting(sql),
      run: (id, stopping) => runRehearsal({ db, eligibility, resolveClient, stopping }, id),
      tidy: tidyRehearsals,
    },
  };
}
