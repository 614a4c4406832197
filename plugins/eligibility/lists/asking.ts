import type { Check, Rights, Sql, Verdict, WithheldVerdict } from 'xianjie/schema';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Over } from '../telling/over.js';
import type { Regime } from '../in-force/regime.js';
import type { Setting } from '../rules/result.js';
import type { About } from '../facts/links.js';

/** What the lists need of the engine in one operation. */
export interface Asking {
  readonly catalogue: Catalogue;
  readonly sql: Sql;
  readonly rights: Rights;
  readonly today: string;
  readonly over: Over;
  /** One check about one subject, of which more may be asked. */
  readonly answer: (check: Check, about: About, setting: Setting) => Verdict;
  /** What is in force in the areas on a day. */
  readonly regimesOn: (day: string) => Promise<(area: string) => Regime>;
  /** Counts what is not told. */
  readonly account: (withheld: readonly Pick<WithheldVerdict, 'check' | 'level' | 'reason'>[], path: readonly string[]) => void;
}
