// @ts-check
import { defineIndicator, household } from 'xianjie/schema';
import { notice } from './policy.js';

export const coalAlarms = defineIndicator({
  code: 'winterHeating.coalAlarms',
  title: { zh: '燃煤户报警器安装率（示例）', en: 'Alarms in households with a coal stove (an example)' },
  formula: { zh: '装有报警器的燃煤户 ÷ 燃煤户', en: 'households with an alarm ÷ households with a coal stove' },
  levels: ['COUNTY', 'TOWNSHIP', 'VILLAGE', 'COMMUNITY'],
  periods: ['MONTH', 'YEAR'],
  measure: 'SHARE', // or COUNT, SUM, MEAN, AMOUNT_SHARE, RATIO, GROWTH
  subject: household,
  policy: { document: notice, place: 'L3', quote: '以燃煤炉或火炕取暖的' },
  // What is not known is null, never 0. Every table that is gone through is kept to the area of the question.
  from: ({ inside, known }) => `
    select household_id as subject_id, area_code, household_id, alarm::int as numerator, 1 as denominator
    from (select distinct on (household_id) household_id, area_code, kind, alarm from winter_heating_stove s
          where ${inside('s.area_code')} and ${known('s')} order by household_id, observed_on desc, recorded_at desc) s
    where kind = 'COAL_STOVE'`,
});
