import {
  ApiError,
  areaRange,
  liesIn,
  reaches,
  type IndicatorInfo,
  type IndicatorService,
  type IndicatorsAsked,
  type IndicatorValue,
  type PeriodOfTime,
  type Sql,
} from 'xianjie/schema';
import type { CountedCheck, InForce } from '../eligibility/index.js';
import { timeOf, unauthorisedByVillage } from '../eligibility/index.js';
import { countsFor, type Counts } from './counts.js';
import { cellOf } from './cells.js';
import { before, periodOf, periodOn } from './periods.js';
import { known, type Installed } from './installed.js';
import { behind } from './behind.js';
import type { IndicatorOperation } from './operation.js';
import { FEWEST, toldAreas, type Meant } from './suppress.js';
import { levelOf, speaksOf, targetIn } from './target.js';
import { told } from './tell.js';

export interface ServiceDeps {
  readonly indicators: ReadonlyMap<string, Installed>;
  readonly checks: readonly CountedCheck[];
}

const LENGTHS: Readonly<Record<string, number>> = { PROVINCE: 2, PREFECTURE: 4, COUNTY: 6, TOWNSHIP: 9, VILLAGE: 12, COMMUNITY: 12 };
/** So many periods are told at most in one history. */
const MOST_PERIODS = 36;

/** The indicators of one operation: each is counted once for a period and an area, whatever is asked of it. */
export function bindIndicators(deps: ServiceDeps, operation: IndicatorOperation): IndicatorService {
  const { engineSql, rights, today, viewer, eligibility } = operation;
  const counts: Counts = countsFor(deps, operation);
  const toldIn = new Map<string, Promise<ReadonlySet<string>>>();
  const regimes = new Map<string, Promise<(area: string) => InForce>>();
  const areas = new Map<string, Promise<readonly string[]>>();
  const leftOut = new Map<string, Promise<readonly { area: string; n: number }[]>>();
  const asked = new WeakMap<IndicatorValue, string>();

  /** Who may see everybody is told of the area that is asked about; others of what is decided over all of theirs. */
  function rangeOf(one: Installed, area: string): string {
    if (one.sight(rights) === 'EXACT') return area;
    return [...viewer.areas].filter((own) => liesIn(area, own)).sort((a, b) => a.length - b.length)[0] ?? area;
  }

  /** @param within what is counted at once: the larger area of which it is a part */
  async function countedIn(one: Installed, area: string, period: PeriodOfTime, within: string) {
    const running = period.last >= today;
    const asOf = running ? today : period.last;
    const range = rangeOf(one, within);
    const counted = await counts.of(one, { period, asOf, area: range, today });
    const villages = counted.villages?.filter((village) => liesIn(village.area, area)) ?? null;
    return { running, asOf, range, counted, villages };
  }

  async function valueOf(one: Installed, area: string, period: PeriodOfTime, within = area): Promise<IndicatorValue> {
    const { running, asOf, range, counted, villages } = await countedIn(one, area, period, within);
    const { cells, meant, version } = counted;
    const exact = one.sight(rights) === 'EXACT';
    const open = exact || (await toldFor(one, period, range, meant)).has(area);
    const here = (await inForce(asOf))(area);
    const value = told(
      { one, area, period, asOf, running },
      { cell: cellOf(cells, area), swept: villages === null ? null : timeOf(villages), version },
      { suppressed: !open, exact },
      targetIn(one.indicator, area, here),
    );
    asked.set(value, within);
    return value;
  }

  const toldFor = (one: Installed, period: PeriodOfTime, range: string, meant: readonly Meant[]): Promise<ReadonlySet<string>> =>
    once(toldIn, `${one.indicator.code}|${period.code}|${range}`, () => Promise.resolve(toldAreas(meant, range)));

  /** The area that was asked about, with all that leads on from it: what is counted, is counted over all of it at once. */
  const within = (of: IndicatorValue): string => asked.get(of) ?? of.area;

  const inForce = (day: string): Promise<(area: string) => InForce> => once(regimes, day, () => eligibility.inForce([], day));

  function chosen({ area, codes }: IndicatorsAsked, period: PeriodOfTime | null): readonly Installed[] {
    if (codes != null)
      return [...new Set(codes)].map((code) => {
        const one = known(deps.indicators, code);
        if (one.sight(rights) === null) throw new ApiError('FORBIDDEN', `the indicator "${code}" needs ${one.needs.join(', ')}`);
        if (period !== null && !one.indicator.periods.includes(period.grain)) throw wrongGrain(one, period);
        return one;
      });
    return [...deps.indicators.values()].filter(
      (one) =>
        one.sight(rights) !== null &&
        speaksOf(one.indicator.levels, area) &&
        (period === null || one.indicator.periods.includes(period.grain)),
    );
  }

  const installed = ({ info }: IndicatorValue): Installed => known(deps.indicators, info.indicator.code);

  return {
    declared: ({ module } = {}) =>
      [...deps.indicators.values()].filter((one) => one.sight(rights) !== null && (module == null || one.module === module)).map(infoOf),
    async indicators(question) {
      // An area of others answers as one in which there is nothing.
      if (!reaches(viewer, question.area)) return [];
      const period = question.period == null ? null : mustBePeriod(question.period, today);
      const some = chosen(question, period);
      const values: IndicatorValue[] = [];
      for (const one of some) values.push(await valueOf(one, question.area, period ?? periodOn(grainOf(one), today)));
      return values;
    },
    async byArea(of, { level, byValue }) {
      const one = installed(of);
      if (byValue === true && !one.indicator.ranked)
        throw new ApiError('BAD_USER_INPUT', `areas are not put in an order by "${one.indicator.code}"`);
      const values: IndicatorValue[] = [];
      const [all, length] = [within(of), lengthOf(of.area, level ?? null)];
      for (const area of await once(areas, `${all}|${length}`, () => areasIn(engineSql, all, length)))
        if (liesIn(area, of.area)) values.push(await valueOf(one, area, of.period, all));
      const number = ({ value }: IndicatorValue): number => value?.money ?? value?.number ?? -Infinity;
      return byValue === true ? values.sort((a, b) => number(b) - number(a) || (a.area < b.area ? -1 : 1)) : values;
    },
    async history(of, periods) {
      const one = installed(of);
      const values = [of];
      for (let period = of.period; values.length < Math.min(periods, MOST_PERIODS);) {
        period = before(period);
        values.push(await valueOf(one, of.area, period, within(of)));
      }
      return values;
    },
    async subjects(of, page) {
      const one = installed(of);
      if (one.sight(rights) !== 'EXACT') return null;
      const { villages } = await countedIn(one, of.area, of.period, within(of));
      const swept = villages?.filter(({ first }) => first !== null).map(({ area }) => area) ?? [];
      return behind(operation, one, of, of.sweptState === 'PARTLY' ? swept : [of.area], page);
    },
    async unauthorised(of) {
      const one = installed(of);
      if (!one.indicator.matches && one.check === null) return null;
      const { range, counted } = await countedIn(one, of.area, of.period, within(of));
      const day = counted.authorisedOn;
      const all = await once(leftOut, `${range}|${day}`, () => unauthorisedByVillage(engineSql, [range], day));
      const n = all.reduce((sum, village) => (liesIn(village.area, of.area) ? sum + village.n : sum), 0);
      return one.sight(rights) === 'EXACT' || n >= FEWEST ? n : null;
    },
  };
}

export const infoOf = ({ indicator, module, needs, derived }: Installed): IndicatorInfo => ({ indicator, module, needs, derived });

/** The shortest period but a day that it is told of: the one that runs is told where none is named. */
const grainOf = ({ indicator: { periods } }: Installed) =>
  (['MONTH', 'QUARTER', 'YEAR', 'DAY'] as const).find((one) => periods.includes(one)) ?? 'DAY';

function mustBePeriod(code: string, today: string): PeriodOfTime {
  const period = periodOf(code);
  if (period === null)
    throw new ApiError(
      'BAD_USER_INPUT',
      'a period is written as a day (2025-06-30), a month (2025-06), a quarter (2025-Q2) or a year (2025)',
    );
  if (period.first > today) throw new ApiError('BAD_USER_INPUT', 'the period has not begun');
  return period;
}

const wrongGrain = ({ indicator: { code, periods } }: Installed, { grain }: PeriodOfTime): ApiError =>
  new ApiError('BAD_USER_INPUT', `"${code}" is told of ${periods.join(', ')}, not of ${grain}`, { periods: [...periods] });

/** Made once for one operation, whatever asks for it. */
function once<T>(kept: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = kept.get(key) ?? make();
  kept.set(key, found);
  return found;
}

/** How long the codes of a level in an area are; without a level, of the next smaller one. */
function lengthOf(area: string, level: string | null): number {
  const own = area === '0' ? 0 : area.length;
  const length = level === null ? ([2, 4, 6, 9, 12].find((one) => one > own) ?? 13) : (LENGTHS[level] ?? 0);
  if (length <= own) throw new ApiError('BAD_USER_INPUT', `a ${levelOf(area)} has no areas of the level ${level ?? 'below it'}`);
  return length;
}

/** The areas in an area whose codes are so long. */
async function areasIn(sql: Sql, area: string, length: number): Promise<readonly string[]> {
  const { low, high } = areaRange(area);
  const rows = await sql<{ code: string }>('select code from area where code >= $1 and code < $2 and length(code) = $3 order by code', [
    low,
    high,
    length,
  ]);
  return rows.map(({ code }) => code);
}
