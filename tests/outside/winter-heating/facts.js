// @ts-check
import { defineFact, factQuery, household, knownThen, source } from 'xianjie/schema';
import { stoveKinds } from './codes.js';
import { office } from './policy.js';

export const stove = defineFact({
  code: 'winterHeating.stove',
  title: { zh: '取暖方式', en: 'heating' },
  subject: household,
  type: 'CODE',
  codes: stoveKinds,
  level: 'INTERNAL',
  suppliers: [office],
  source: 'RECORDED',
  staleAfter: { months: 24 }, // older than two winters: not known any more
  absent: 'NONE', // not on the office's complete list
});

/** Each supplier's newest word, as of the day and as known then: one query for many households. */
export const stoves = source({
  subject: household,
  columns: { kind: stove },
  coveredBy: ['winter-heating.stoves'],
  load: factQuery(
    `select distinct on (household_id, source) household_id as subject_id, observed_on, source, kind
     from winter_heating_stove
     where household_id = any($1::uuid[]) and ${knownThen()}
     order by household_id, source, observed_on desc, recorded_at desc`,
  ),
});
