// @ts-check
import { defineFact, factQuery, knownThen, person, source } from 'xianjie/schema';
import { office } from './policy.js';

export const patrolDays = defineFact({
  code: 'forestFire.patrolDays',
  title: { zh: '巡护天数', en: 'days of patrol' },
  subject: person,
  type: 'NUMBER',
  period: 'YEAR',
  level: 'PERSONAL',
  suppliers: [office],
  source: 'RECORDED',
  absent: 0, // not on the office's complete list of the year: did not patrol
});

export const trained = defineFact({
  code: 'forestFire.trained',
  title: { zh: '已参加防火安全培训', en: 'trained in fire safety' },
  subject: person,
  type: 'BOOLEAN',
  period: 'YEAR',
  level: 'PERSONAL',
  suppliers: [office],
  source: 'RECORDED',
});

/** Each supplier's newest word of each year, as of the day and as known then: one query for many people. */
export const patrols = source({
  subject: person,
  columns: { days: patrolDays, trained },
  coveredBy: ['forest-fire.patrols'],
  load: factQuery(
    `select distinct on (person_id, source, year) person_id as subject_id, observed_on, source, year as period, days, trained
     from forest_fire_patrol
     where person_id = any($1::uuid[]) and ${knownThen()}
     order by person_id, source, year, observed_on desc, recorded_at desc`,
  ),
});
