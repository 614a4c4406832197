import { defineFeed } from '../../contract/feed.js';
import type { IncomeFeedRow } from '../../contract/registry.js';
import { coreCode } from '../errors.js';
import { count, money, registerNumber, year } from '../../feeds/cells.js';
import { needed, optional, sheet } from '../../feeds/sheet.js';

const amounts = {
  wage: optional('工资性收入', 'wage', money('NOT_NEGATIVE'), '18000.00'),
  operating: optional('经营性收入', 'operating', money('ANY'), '12000.00'),
  property: optional('财产性收入', 'property', money('NOT_NEGATIVE'), '800.00'),
  transfer: optional('转移性收入', 'transfer', money('NOT_NEGATIVE'), '3600.00'),
  businessCost: optional('生产经营支出', 'business_cost', money('NOT_NEGATIVE'), '4000.00'),
  netIncome: optional('纯收入', 'net_income', money('ANY'), '30400.00'),
  // Three concepts of three documents: each its own column, each may be empty, never derived from one another.
  perCapitaNetIncome: optional('人均纯收入', 'per_capita_net', money('ANY'), '10133.33'),
  perCapitaYearlyIncome: optional('家庭年人均收入', 'per_capita_yearly', money('ANY'), ''),
  perCapitaDisposableIncome: optional('人均可支配收入', 'per_capita_disposable', money('ANY'), ''),
};
type Amount = keyof typeof amounts;
const amountKeys = Object.keys(amounts) as Amount[];

const file = sheet(
  {
    householdNumber: needed('户编号', 'register_number', registerNumber, 'ALZQ-000123'),
    year: needed('年度', 'year', year, '2024'),
    ...amounts,
    memberCount: optional('家庭人口', 'member_count', count(1, 99), '3'),
  },
  [{ column: 'year', refusal: coreCode('NOTHING_SAID'), broken: (row) => amountKeys.every((key) => row[key] === undefined) }],
);

export const incomesFeed = defineFeed<IncomeFeedRow>({
  code: 'core.incomes',
  title: { zh: '家庭年度收入', en: 'Yearly household incomes' },
  description: {
    zh: '每户每年一行：四类收入、支出、纯收入和三种人均口径，各自独立，互不推算',
    en: 'One row per household and year: four kinds, costs, net income and three per-capita concepts, each on its own',
  },
  source: 'RRB',
  columns: file.columns,
  naturalKey: ['householdNumber', 'year'],
  canBeComplete: true,
  resolves: 'EXISTING_HOUSEHOLD',
  parse: file.read,
  householdOf: (row) => ({ householdNumber: row.householdNumber }),
  periodOf: (row) => String(row.year),
  write: ({ registry }, batch, rows) => registry.importIncomes(batch, rows),
});
