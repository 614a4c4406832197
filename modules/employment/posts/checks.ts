import {
  all,
  any,
  blank,
  cash,
  city5,
  defineCheck,
  equals,
  hebei,
  hljSys,
  householdOf,
  labourCapacity,
  lowIncome,
  monitored,
  of,
  outOfPoverty,
  person,
  ranked,
  townA,
} from 'xianjie/schema';
import { dailyPostPay } from '../parameters.js';
import { dailyPostWage, holdsPost, postWage, suitsPosts } from './facts.js';
import { postPay } from './parameters.js';

const conditionsNote = {
  zh: '岗位的上岗身体条件在聘用时逐岗审核；此处只看劳动能力和是否曾被认定不符合。',
  en: 'The conditions of a post are examined when somebody is hired for it; here only the capacity for work counts, and whether somebody was found unfit.',
};
const wage = cash(postWage, postPay, { per: 'PERSON', every: blank });

export const publicPost = defineCheck({
  code: 'employment.publicPost',
  title: { zh: '公益性岗位优先安置', en: 'Public welfare post: who comes first' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: person,
  policy: { document: hljSys, place: 'L28', quote: '坚持优先安置符合条件脱贫人口和监测对象特别是其中的弱半劳动力' },
  when: all(of(householdOf, any(outOfPoverty, monitored)), equals(suitsPosts, true)),
  fulfilled: equals(holdsPost, true),
  rank: ranked(equals(labourCapacity, 'WEAK_OR_HALF')),
  gives: wage,
  note: {
    zh: `优先不等于人人都有：名额有限，名单按次序排列。${conditionsNote.zh}`,
    en: `First does not mean everybody: places are limited, the list is in order. ${conditionsNote.en}`,
  },
});

export const publicPostOutOfPoverty = defineCheck({
  code: 'employment.publicPostOutOfPoverty',
  title: { zh: '公益性岗位优先安置脱贫人口', en: 'Public welfare post: out-of-poverty people first' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: person,
  policy: { document: hebei, place: 'L21', quote: '乡村公益岗位优先安置脱贫人口' },
  rules: ['employment.publicPost'],
  when: all(of(householdOf, outOfPoverty), equals(suitsPosts, true)),
  fulfilled: equals(holdsPost, true),
  gives: wage,
  note: conditionsNote,
});

export const publicPostLowIncome = defineCheck({
  code: 'employment.publicPostLowIncome',
  title: { zh: '公益性岗位重点安排农村低收入人口', en: 'Public welfare post: above all low-income people' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: person,
  policy: { document: townA, place: '§A L94', quote: '重点安排农村低收入人口就业' },
  rules: ['employment.publicPost'],
  when: all(of(householdOf, lowIncome), equals(suitsPosts, true)),
  fulfilled: equals(holdsPost, true),
  gives: wage,
  note: conditionsNote,
});

export const dailyPosts = defineCheck({
  code: 'employment.dailyPosts',
  title: { zh: '非固定性村级公益性岗位', en: 'Non-fixed village posts' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: person,
  policy: { document: city5, place: '§5a L401', quote: '充分吸纳贫困劳动力就近就地就业' },
  when: all(of(householdOf, outOfPoverty), equals(suitsPosts, true)),
  fulfilled: equals(holdsPost, true),
  gives: cash(dailyPostWage, dailyPostPay, { per: 'PERSON', every: 'DAY' }),
  note: {
    zh: '2020年文件所称“贫困劳动力”为建档立卡户中的劳动力；本平台登记的建档立卡户均已脱贫，此处读作脱贫户。按事项上岗的按工作量计酬。',
    en: 'The "poor labour" of this document of 2020 is labour of registered households; all of them have left poverty since and are so recorded. Work by the piece is paid by the piece.',
  },
});

export const forestRanger = defineCheck({
  code: 'employment.forestRanger',
  title: { zh: '生态护林员', en: 'Ecological forest rangers' },
  kind: 'DUTY',
  force: 'MUST',
  subject: person,
  policy: { document: hebei, place: 'L21', quote: '过渡期内逐步调整优化生态护林员政策' },
  note: {
    zh: '原文只说逐步调整政策，未写明对象和条件，因此只列示，不作判断；护林员岗位按公益性岗位管理。',
    en: 'The source only says that the policy is adjusted and names nobody: the rule is shown, nobody is judged by it. A ranger’s post is kept like any public post.',
  },
});

export const checks = [publicPost, publicPostOutOfPoverty, publicPostLowIncome, dailyPosts, forestRanger];
