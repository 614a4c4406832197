import type { HouseholdRow, VillageRows } from './rows.js';
import { toCsv } from './sample-csv.js';

const labels: Readonly<Record<string, string>> = {
  MEDICAL: '因病支出',
  DISABILITY: '因残支出',
  EDUCATION: '因学支出',
  DISASTER: '因灾支出',
  ACCIDENT: '意外事故支出',
  EMPLOYMENT_COST: '就业成本',
  OTHER: '其他支出',
};

const words = (rigid: boolean | null): string => (rigid === null ? '' : rigid ? '是' : '否');

/** Twenty rows of one village and year that repeat what is known, three that are new, two that must be refused. */
export function expendituresSample(village: VillageRows): string {
  const numbers = new Map(village.household.map((h) => [h.id, h.register_number]));
  const told = new Set(village.expenditure.map((e) => e.household_id));
  const silent = village.household.filter((h: HouseholdRow) => !told.has(h.id)).slice(5, 8);
  const known = village.expenditure
    .slice(0, 20)
    .map((e) => [
      numbers.get(e.household_id) ?? '',
      e.year,
      labels[e.kind] ?? e.kind,
      ((e.amount ?? e.health_amount ?? 0) / 100).toFixed(2),
      words(e.rigid),
    ]);
  const year = village.expenditure[0]?.year ?? 2024;
  const lines = [
    ...known,
    ...silent.map((h) => [h.register_number, year, labels['EDUCATION'] ?? '', '8000.00', '是']),
    [silent[0]?.register_number ?? '', year, '人情往来', '600.00', '否'],
    [silent[1]?.register_number ?? '', year, labels['MEDICAL'] ?? '', '约五千', '是'],
  ];
  return toCsv(['户编号', '年度', '支出类别', '金额', '是否刚性'], lines);
}
