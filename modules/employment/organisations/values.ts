import { defineValue, lastYear, nmAlzq, ratio, thisYear } from 'xianjie/schema';
import { layoffs, qualifyingHires, staff } from './facts.js';
import { organisation } from './subjects.js';

/** 裁员率: told with its steps also where no source says how much of it is "few". */
export const shareLaidOff = defineValue({
  code: 'employment.shareLaidOff',
  title: { zh: '裁员率', en: 'share of staff laid off' },
  subject: organisation,
  policy: { document: nmAlzq, place: 'L191', quote: '对不裁员、少裁员的农村牧区企业,实施普惠性失业保险稳岗返还政策' },
  is: ratio({ title: { zh: '裁员率', en: 'share of staff laid off' }, part: lastYear(layoffs), whole: lastYear(staff) }),
  note: {
    zh: '年度与占谁的比例原文未写明，读作上一个完整年度、占职工人数。',
    en: 'The source says neither of which year nor a share of what; read as of the last complete year, of the staff.',
  },
});

export const shareOfQualifyingHires = defineValue({
  code: 'employment.shareOfQualifyingHires',
  title: { zh: '新招用符合条件人员占职工比例', en: 'share of qualifying new hires in the staff' },
  subject: organisation,
  policy: { document: nmAlzq, place: 'L187', quote: '当年新招用符合创业担保贷款申请条件的脱贫人口等人数达到现行政策要求比例的' },
  is: ratio({
    title: { zh: '新招用符合条件人员占职工比例', en: 'share of qualifying new hires in the staff' },
    part: thisYear(qualifyingHires),
    whole: thisYear(staff),
  }),
  note: {
    zh: '占谁的比例原文未写明，此处读作占职工人数。',
    en: 'The source does not say a share of what; read here as of the staff.',
  },
});

export const values = [shareLaidOff, shareOfQualifyingHires];
