import {
  defineBenefit,
  defineFact,
  defineStatus,
  humanResources,
  person,
  personBenefits,
  township,
  villageCommittee,
} from 'xianjie/schema';

/** Who is on a public post: posted publicly, so seen within the area. Not on the complete attendance list of the bureau: no. */
export const holdsPost = defineFact({
  code: 'employment.holdsPost',
  title: { zh: '在公益性岗位', en: 'is on a public welfare post' },
  subject: person,
  type: 'BOOLEAN',
  level: 'INTERNAL',
  suppliers: [villageCommittee, township, humanResources],
  source: 'RECORDED',
  absent: false,
});

export const postWage = defineBenefit({
  code: 'employment.publicPost',
  title: { zh: '公益性岗位报酬', en: 'wage of a public welfare post' },
  form: 'WAGE',
  recordedIn: personBenefits,
});

export const dailyPostWage = defineBenefit({
  code: 'employment.dailyPost',
  title: { zh: '非固定性公益岗报酬', en: 'pay of a non-fixed public post' },
  form: 'WAGE',
  recordedIn: personBenefits,
});

/** Who comes first for a public post: a place in an order, no right to a place. */
export const postFirst = defineStatus({
  code: 'employment.publicPostFirst',
  title: { zh: '公益性岗位优先安置', en: 'comes first for a public welfare post' },
});

export const dailyPostFirst = defineStatus({
  code: 'employment.dailyPostFirst',
  title: { zh: '非固定性公益岗优先吸纳', en: 'is taken on for non-fixed public posts' },
});
