import type {
  CollectiveIncomeInput,
  ObservationTarget,
  ResolvedRow,
  RowEffect,
  Saying,
  VillageFeedRow,
  VillageProfileInput,
  WrittenRow,
} from 'xianjie/schema';
import type { Protect } from '../storage/index.js';
import { observe } from './observations.js';
import { refusedRow, type Tx } from './rows.js';

type Said<T> = { readonly [K in keyof T]?: unknown };

/** A profile's columns, as its fields are called. */
const profileFields = {
  village_class: ['villageClass', 'text'],
  exited_poor_village: ['exitedPoorVillage', 'boolean'],
  weak_economy_village: ['weakEconomyVillage', 'boolean'],
  hollow_village: ['hollowVillage', 'boolean'],
  natural_villages: ['naturalVillages', 'int'],
  large_natural_villages: ['largeNaturalVillages', 'int'],
  paved_road: ['pavedRoad', 'boolean'],
  paved_large_natural_villages: ['pavedLargeNaturalVillages', 'int'],
  connected_large_natural_villages: ['connectedLargeNaturalVillages', 'int'],
  power: ['power', 'boolean'],
  broadband: ['broadband', 'boolean'],
  mobile_4g: ['mobile4g', 'boolean'],
  water: ['water', 'boolean'],
  clinic: ['clinic', 'boolean'],
  culture_room: ['cultureRoom', 'boolean'],
  courtyards: ['courtyards', 'int'],
  waste_points: ['wastePoints', 'int'],
} as const satisfies Record<string, readonly [keyof VillageProfileInput, string]>;

const villageProfile: ObservationTarget = {
  table: 'village_profile',
  subject: 'village_id',
  columns: Object.fromEntries(Object.entries(profileFields).map(([column, [, type]]) => [column, type])),
};
const collectiveIncome: ObservationTarget = {
  table: 'collective_income',
  subject: 'village_id',
  key: ['year'],
  columns: { year: 'int', total: 'bigint', operating: 'bigint', dividends: 'bigint' },
};

const profileOf = (row: Said<VillageProfileInput>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(profileFields).map(([column, [field]]) => [column, row[field] ?? null]));
const incomeOf = (row: Said<CollectiveIncomeInput>): Record<string, unknown> => ({
  year: row.year,
  total: row.total ?? null,
  operating: row.operating ?? null,
  dividends: row.dividends ?? null,
});
const saysSomething = (values: Record<string, unknown>): boolean => Object.values(values).some((value) => value !== null);

/** A village within scope. */
export interface FoundVillage {
  readonly id: string;
  readonly area_code: string;
  readonly version: number;
}

export async function findVillages(tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, FoundVillage>> {
  const rows = await tx.sql<FoundVillage>('select id, area_code, version from village where area_code = any($1) for update', [
    [...new Set(codes)],
  ]);
  return new Map(rows.map((row) => [row.area_code, row]));
}

/** What is said of villages that are known: their profile and, with a year, their collective's income. None is ever created here. */
export async function writeVillages(
  tx: Tx,
  protect: Protect,
  saying: Saying,
  rows: readonly ResolvedRow<VillageFeedRow>[],
): Promise<WrittenRow[]> {
  const thisYear = Number(saying.observedOn.slice(0, 4));
  const villages = await findVillages(
    tx,
    rows.map((r) => r.row.villageCode),
  );
  const refused = new Map<number, WrittenRow>();
  const good = rows.flatMap(({ number, row }) => {
    const village = villages.get(row.villageCode);
    if (village === undefined) refused.set(number, refusedRow(number, 'villageCode', 'VILLAGE_NOT_FOUND'));
    else if (row.year != null && row.year > thisYear) refused.set(number, refusedRow(number, 'year', 'YEAR_IN_FUTURE'));
    else return [{ number, row, village }];
    return [];
  });
  const effects = new Map<number, RowEffect>();
  const say = async (table: ObservationTarget, values: (row: VillageFeedRow) => Record<string, unknown> | null): Promise<void> => {
    const said = good.flatMap(({ number, row, village }) => {
      const v = values(row);
      return v === null ? [] : [{ number, subjectId: village.id, areaCode: village.area_code, values: v }];
    });
    const found = await observe(tx, protect, table, saying, said);
    said.forEach(({ number }, i) => effects.set(number, stronger(effects.get(number), found[i] ?? 'UNCHANGED')));
  };
  await say(villageProfile, (row) => (saysSomething(profileOf(row)) ? profileOf(row) : null));
  await say(collectiveIncome, (row) => (row.year == null ? null : incomeOf(row as CollectiveIncomeInput)));
  const news = good.filter(({ number }) => (effects.get(number) ?? 'UNCHANGED') !== 'UNCHANGED').map(({ village }) => village.id);
  if (news.length > 0)
    await tx.sql('update village set version = version + 1, updated_at = now() where id = any($1::uuid[])', [[...new Set(news)]]);
  return rows.flatMap(({ number }) => refused.get(number) ?? { number, effect: effects.get(number) ?? 'UNCHANGED' });
}

/** A row that changes one of its parts has changed; one whose parts are all new is new. */
function stronger(one: RowEffect | undefined, other: RowEffect): RowEffect {
  return one === undefined || one === other ? other : 'CHANGED';
}
