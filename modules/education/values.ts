import { defineValue, household, jiangsu, later, leftPovertyOn } from 'xianjie/schema';
import { tuitionWaiverYears } from './parameters.js';

/** Until when a household's students are exempt: asked by itself by whoever tells the family. */
export const lastDayOfTuitionWaiver = defineValue({
  code: 'education.lastDayOfTuitionWaiver',
  title: { zh: '脱贫后继续免除学费的最后一日', en: 'last day of the tuition waiver after exit' },
  subject: household,
  policy: { document: jiangsu, place: '§4 L339', quote: '在实现脱贫后两年内,应继续享受免除学费的扶持政策' },
  is: later({
    title: { zh: '脱贫后两年', en: 'two years after exit' },
    date: leftPovertyOn,
    by: tuitionWaiverYears,
    unit: 'YEARS',
  }),
  note: {
    zh: '“两年内”读作自登记脱贫之日起满两年当日为止。',
    en: '"Within two years" is read as up to and including the day two years after the recorded exit.',
  },
});

export const values = [lastDayOfTuitionWaiver];
