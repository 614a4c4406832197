import {
  membersOf,
  perCapitaDisposableIncome,
  perCapitaNetIncome,
  perCapitaYearlyIncome,
  type CliffRequest,
  type CliffScan,
  type Fact,
  type Link,
  type Sql,
} from 'xianjie/schema';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { InPieces } from '../counterfactual/search.js';
import type { Over } from '../telling/over.js';
import { periodsRead } from '../in-force/periods.js';
import type { Need } from '../catalogue/reads.js';
import { regimeOf, type Regime } from '../in-force/regime.js';
import type { Reference } from '../in-force/reference.js';
import { supposedAdoption } from '../in-force/supposed.js';
import type { AskedOf } from './sample.js';
import { scanOf } from './scan.js';

/** What a scan asks of one operation. */
export interface Scanning {
  readonly catalogue: Catalogue;
  readonly sql: Sql;
  readonly today: string;
  readonly over: Over;
  readonly reference: () => Reference;
  readonly inPieces: InPieces;
}

/** The yearly per-capita incomes that can be looked through. */
const incomes: Readonly<Record<CliffRequest['income'], Fact>> = {
  NET: perCapitaNetIncome,
  PER_CAPITA_YEARLY: perCapitaYearlyIncome,
  DISPOSABLE: perCapitaDisposableIncome,
};

/** What a household and its members are given, over the household's income. */
export async function cliffScan(scanning: Scanning, request: CliffRequest): Promise<CliffScan> {
  const { catalogue, sql, today, over, inPieces } = scanning;
  const { household, income, from, to, step, supposed, path } = request;
  const asOf = request.asOf ?? today;
  const through: readonly Link[] = [membersOf];
  const { results, withheld } = await over({ subjects: [household], asOf, through, path: path ?? [] }, (one, about, setting): AskedOf => ({
    one,
    about,
    setting,
  }));
  const regime = supposed === undefined ? null : await supposedRegime(catalogue, scanning.reference(), household.areaCode, asOf, supposed);
  const asked = regime === null ? results : results.map((one) => ({ ...one, setting: { ...one.setting, regime } }));
  const fact = incomes[income];
  const years = asked.flatMap(({ one, setting }) => yearsRead(one.need, fact, setting.regime));
  const year = years.length === 0 ? null : Math.max(...years);
  const [row] = await sql<{ n: number }>(
    'select count(*)::int as n from person where household_id = $1::uuid and (left_on is null or left_on > $2::date)',
    [household.id, asOf],
  );
  const members = row?.n ?? 0;
  const reading = asked.find(({ one }) => one.reads.facts.has(fact));
  const answer = reading === undefined || year === null ? null : reading.setting.world.fact(household.id, fact, year);
  const scan = await scanOf(asked, { household: household.id, fact, year }, { from, to, step }, members, inPieces);
  const actual = answer?.known === true && typeof answer.value === 'number' ? answer.value : null;
  return { income, year, actual, members, ...scan, withheld: withheld.length };
}

async function supposedRegime(
  catalogue: Catalogue,
  reference: Reference,
  area: string,
  day: string,
  values: NonNullable<CliffRequest['supposed']>,
): Promise<Regime> {
  const adoptions = await reference.adoptions([area]);
  return regimeOf(catalogue, [...adoptions, supposedAdoption({ area, values }, day)], area, day);
}

/** The years of which a fact is read, wherever a check's links lead. */
function yearsRead({ facts, links }: Need, fact: Fact, regime: Regime): number[] {
  const own = [...(facts.get(fact) ?? [])].flatMap((read) => periodsRead(read, regime)).filter((year) => year !== null);
  return [...own, ...[...links.values()].flatMap((further) => yearsRead(further, fact, regime))];
}
