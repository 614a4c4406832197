import { lastYear, thisYear, yearBefore } from '../contract/fact.js';
import { minus } from '../contract/arithmetic.js';
import { defineValue } from '../contract/value.js';
import { expectedPerCapitaNetIncome, perCapitaNetIncome } from '../facts/household.js';
import { household } from '../facts/subjects.js';
import { hljSys } from './policies.js';

const policy = { document: hljSys, place: 'L17', quote: '2023年度预计减收户和2022年度减收户' };
const note = {
  zh: '原文为2023年度方案，写明2022、2023两个年度；此处读作上年度与本年度，以家庭人均纯收入计。',
  en: 'The source is a plan for 2023 and names 2022 and 2023; read here as last year and this year, by per-capita net income.',
};

/** What a household's income grew by last year; below zero it declined. The check of declining income says the same of the two years. */
export const incomeChange = defineValue({
  code: 'income.change',
  title: { zh: '上年度人均纯收入较前一年度增减', en: 'change of per-capita net income last year' },
  subject: household,
  policy,
  is: minus(lastYear(perCapitaNetIncome), yearBefore(perCapitaNetIncome)),
  note,
});

/** The same of this year, by what is expected. */
export const expectedIncomeChange = defineValue({
  code: 'income.expectedChange',
  title: { zh: '本年度预计人均纯收入较上年度增减', en: 'expected change of per-capita net income this year' },
  subject: household,
  policy,
  is: minus(thisYear(expectedPerCapitaNetIncome), lastYear(perCapitaNetIncome)),
  note,
});

export const values = [incomeChange, expectedIncomeChange];
