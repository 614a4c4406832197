import { day } from './days.js';
import { observer } from './observe.js';
import type { Plan, Settlement } from './plan.js';
import { Random } from './random.js';
import type { CollectiveIncomeRow, ReferenceIncomeRow, VillageProfileRow, VillageRow } from './rows.js';

const fen = (yuan: number): number => Math.round(yuan) * 100;

/** One village: what it is, what stands there, and what its collective took in. `nth` counts within the plan, from 0. */
export function village(
  plan: Plan,
  at: Settlement,
  nth: number,
): { readonly row: VillageRow; readonly profile: VillageProfileRow; readonly incomes: CollectiveIncomeRow[] } {
  const { code, community, households } = at;
  const random = new Random(plan.seed, 'village', code);
  const weak = !community && random.chance(0.15);
  const row = { id: random.uuid(), area_code: code };
  const exited = !community && random.chance(0.21);
  const hollow = !community && random.chance(0.04);
  const detail = new Random(plan.seed, 'village profile', code);
  const observe = observer(detail, code);
  const natural = community ? 0 : Math.max(1, Math.round(households / detail.between(22, 55)));
  const large = Math.min(natural, Math.round(natural * detail.between(0.5, 1)));
  // Roads and power reach every village; other services nearly so, and of some nobody said.
  const nearly = (share: number): boolean | null => (detail.chance(0.03) ? null : detail.chance(share));
  const profile: VillageProfileRow = {
    ...observe('TOWNSHIP', day('2025-01-20') + detail.int(0, 30)),
    village_class: community ? null : nth % 6 === 0 ? 'DEMONSTRATION' : weak || nth % 5 === 0 ? 'KEY_ASSISTANCE' : 'OVERALL_ADVANCE',
    exited_poor_village: exited,
    weak_economy_village: weak,
    hollow_village: hollow,
    natural_villages: natural,
    large_natural_villages: large,
    paved_road: true,
    paved_large_natural_villages: Math.max(0, large - (detail.chance(0.2) ? 1 : 0)),
    connected_large_natural_villages: Math.max(0, large - (detail.chance(0.3) ? 1 : 0)),
    power: true,
    broadband: nearly(0.97),
    mobile_4g: nearly(0.98),
    water: nearly(0.96),
    clinic: nearly(0.92),
    culture_room: nearly(0.94),
    courtyards: community ? 0 : detail.int(0, Math.round(households * 0.08)),
    waste_points: community ? detail.int(4, 9) : detail.int(14, 23),
  };
  // All villages of the demo town passed 200,000 yuan, its communities are above zero; in a county, weak ones stay below the lines.
  const town = plan.townships.length === 1;
  let total = community
    ? detail.between(5_000, 60_000)
    : town
      ? detail.between(225_000, 900_000)
      : detail.between(weak ? 40_000 : 120_000, weak ? 170_000 : 700_000);
  const incomes = [2024, 2023].map((year): CollectiveIncomeRow => {
    const part = detail.between(0.35, 0.85);
    const sums = { total: fen(total), operating: fen(total * part), dividends: detail.chance(0.15) ? null : fen(total * (1 - part) * 0.8) };
    total *= detail.between(0.86, 0.97);
    return { ...observe('TOWNSHIP', day(`${year + 1}-02-10`) + detail.int(0, 20)), year, ...sums };
  });
  return { row, profile, incomes };
}

/** Farmers' disposable income per head, yuan: near the published series, and marked as demo data. */
const farmers: readonly (readonly [year: number, nation: number, province: number, county: number])[] = [
  [2022, 20_100, 19_600, 26_000],
  [2023, 21_700, 21_200, 28_136],
  [2024, 23_100, 22_700, 30_200],
];

export function referenceIncomes(plan: Plan): ReferenceIncomeRow[] {
  const random = new Random(plan.seed, 'reference incomes');
  return farmers.flatMap(([year, nation, province, county]) =>
    (
      [
        ['0', nation],
        [plan.county.slice(0, 2), province],
        [plan.county, county],
      ] as const
    ).map(([area_code, amount]) => ({
      id: random.uuid(),
      area_code,
      year,
      population: 'ALL_FARMERS' as const,
      concept: 'DISPOSABLE' as const,
      amount: fen(amount),
      document: '演示数据',
      note: '演示数据：未经核对 (demo: not a published figure)',
    })),
  );
}
