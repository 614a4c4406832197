import type { Rights, Sql } from 'xianjie/schema';
import type { CountedCheck, SweptVillage } from '../eligibility/index.js';
import { meantBy, type Cell } from './cells.js';
import type { Installed } from './installed.js';
import { cellsOf, meantByCheck, sayingsIn, sayingsOf, type OfCheck, type SweptSayings } from './of-checks.js';
import { countBy, overEverybody, type Counting, type Queried } from './statement.js';
import type { Meant } from './suppress.js';

/** What was counted of one indicator in an area, place by place. */
export interface CountedArea {
  readonly cells: readonly Cell[];
  /** Whom it means, for whoever is not told of few. */
  readonly meant: readonly Meant[];
  /** Of verdicts: which villages were swept as of a day of the period; null: it counts none. */
  readonly villages: readonly SweptVillage[] | null;
  /** Whose authorisation counts: that of this day. */
  readonly authorisedOn: string;
  readonly version: string;
}

/** The counts of one operation, each made once. */
export interface Counts {
  of(one: Installed, counting: Counting): Promise<CountedArea>;
}

export interface CountsDeps {
  readonly checks: readonly CountedCheck[];
}

/** Each indicator is one statement for an area and a period; all that count what checks say are one together. */
export function countsFor({ checks }: CountsDeps, { engineSql, rights }: { readonly engineSql: Sql; readonly rights: Rights }): Counts {
  const everybody = overEverybody(engineSql);
  const known = new Map<string, Promise<CountedArea>>();
  const sayings = new Map<string, Promise<SweptSayings>>();
  const open = checks.filter((check) => check.whyWithheld(rights) !== 'DOMAIN');

  function said(area: string): Promise<SweptSayings> {
    const found = sayings.get(area) ?? sayingsIn(engineSql, area, open);
    sayings.set(area, found);
    return found;
  }

  async function count(one: Installed, counting: Counting): Promise<CountedArea> {
    const { indicator, check, version } = one;
    if (check === null) {
      const cells = await countBy(everybody, indicator as Queried, counting);
      return { cells, meant: cells.map((cell) => meantBy(indicator.measure, cell)), villages: null, authorisedOn: counting.today, version };
    }
    const all = sayingsOf(await said(counting.area), counting.period);
    const { villages, asOf } = all;
    const cells = cellsOf(indicator as OfCheck, check, all);
    return { cells, meant: meantByCheck(check, all), villages, authorisedOn: asOf ?? counting.today, version };
  }

  return {
    of(one, counting) {
      const key = `${one.indicator.code}|${counting.period.code}|${counting.area}`;
      const found = known.get(key) ?? count(one, counting);
      known.set(key, found);
      return found;
    },
  };
}
