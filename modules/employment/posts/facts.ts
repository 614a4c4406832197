import { defineBenefit, defineFact, humanResources, person, personBenefits, township, villageCommittee } from 'xianjie/schema';

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

/**
 * Whether a public post is possible for the person at all: of a capacity that can do light work, and not found unfit for one. A no does not
 * tell which.
 */
export const suitsPosts = defineFact({
  code: 'employment.suitsPosts',
  title: { zh: '可从事公益性岗位', en: 'can serve on a public welfare post' },
  subject: person,
  type: 'BOOLEAN',
  level: 'PERSONAL',
  suppliers: [township, villageCommittee],
  source: 'DERIVED',
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
