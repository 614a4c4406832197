import type { Rights, Sql, Viewer } from 'xianjie/schema';
import type { BoundEligibility } from '../eligibility/index.js';

/** What indicators need of one operation. */
export interface IndicatorOperation {
  /** The operation's moment, read as the engine's role. */
  readonly engineSql: Sql;
  readonly viewer: Pick<Viewer, 'areas'>;
  readonly rights: Rights;
  readonly today: string;
  readonly eligibility: Pick<BoundEligibility, 'inForce' | 'lists'>;
  /** Told of every subject of which something personal is shown: the graph's type, and its id. */
  readonly onClear?: (type: string, id: string) => void;
}
