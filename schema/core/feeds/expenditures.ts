import { defineFeed } from '../../contract/feed.js';
import type { ExpenditureFeedRow } from '../../contract/registry.js';
import { expenditureKinds } from '../../facts/codes.js';
import { money, oneOf, registerNumber, year, yesNo } from '../../feeds/cells.js';
import { alsoCalled } from '../../feeds/labels.js';
import { needed, optional, sheet } from '../../feeds/sheet.js';

const kinds = alsoCalled(expenditureKinds, {
  MEDICAL: ['因病', '医疗', '医疗支出'],
  DISABILITY: ['因残'],
  EDUCATION: ['因学', '教育', '教育支出'],
  DISASTER: ['因灾'],
  ACCIDENT: ['意外', '意外事故'],
  EMPLOYMENT_COST: ['务工成本'],
  OTHER: ['其他'],
});

const file = sheet({
  householdNumber: needed('户编号', 'register_number', registerNumber, 'ALZQ-000123'),
  year: needed('年度', 'year', year, '2024'),
  kind: needed('支出类别', 'kind', oneOf(kinds), '因学支出'),
  amount: needed('金额', 'amount', money('NOT_NEGATIVE'), '12000.00'),
  rigid: optional('是否刚性', 'rigid', yesNo, '是'),
});

export const expendituresFeed = defineFeed<ExpenditureFeedRow>({
  code: 'core.expenditures',
  title: { zh: '家庭年度支出', en: 'Yearly household expenditures' },
  description: {
    zh: '每户每年每类支出一行；是否刚性留空表示未说明。声明全量时，未列出的户和类别视为没有支出',
    en: 'One row per household, year and kind; an empty cell does not say whether it is rigid. Declared complete: households and kinds that are not listed spent nothing',
  },
  source: 'RRB',
  columns: file.columns,
  naturalKey: ['householdNumber', 'year', 'kind'],
  canBeComplete: true,
  resolves: 'EXISTING_HOUSEHOLD',
  parse: file.read,
  householdOf: (row) => ({ householdNumber: row.householdNumber }),
  periodOf: (row) => String(row.year),
  write: ({ registry }, batch, rows) => registry.importExpenditures(batch, rows),
});
