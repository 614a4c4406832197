import {
  all,
  any,
  city5,
  defineCheck,
  equals,
  hebei,
  hljSys,
  householdOf,
  labourCapacity,
  lowIncome,
  monitored,
  named,
  not,
  of,
  oneOf,
  outOfPoverty,
  person,
  ranked,
  status,
  townA,
} from 'xianjie/schema';
import { dailyPostFirst, holdsPost, postFirst } from './facts.js';

/** Of a capacity that light work asks for. Whether somebody is fit for one certain post is examined when that post is given, and stays there. */
const canServe = named(
  { zh: '有劳动能力、可从事公益性岗位的人员', en: 'of a capacity for work that a public welfare post asks for' },
  oneOf(labourCapacity, ['FULL', 'WEAK_OR_HALF', 'PARTIAL_LOSS']),
);
const onNone = not(named({ zh: '已在公益性岗位的人员', en: 'on a public welfare post' }, equals(holdsPost, true)));
const onNoneFirst = ranked(onNone);

const listNote = {
  zh: '优先不等于人人都有：名额有限，原文并要求“防止泛福利化”，没有岗位不算应享未享。已在岗者列在最后，为本平台的读法。报酬标准原文未载。岗位的上岗身体条件在聘用时逐岗审核；此处只看劳动能力。',
  en: 'First does not mean everybody: places are limited, and the source warns of making them a general benefit (防止泛福利化), so nobody is lacking one. Who is on a post already comes last: our reading. The pay is not in the source. The conditions of a post are examined when somebody is hired for it; here only the capacity for work counts.',
};

export const publicPost = defineCheck({
  code: 'employment.publicPost',
  title: { zh: '公益性岗位优先安置', en: 'Public welfare post: who comes first' },
  kind: 'STATUS',
  force: 'MUST',
  subject: person,
  policy: { document: hljSys, place: 'L28', quote: '坚持优先安置符合条件脱贫人口和监测对象特别是其中的弱半劳动力' },
  when: all(of(householdOf, any(outOfPoverty, monitored)), canServe),
  rank: ranked(all(onNone, equals(labourCapacity, 'WEAK_OR_HALF')), onNone),
  gives: status(postFirst),
  note: listNote,
});

export const publicPostOutOfPoverty = defineCheck({
  code: 'employment.publicPostOutOfPoverty',
  title: { zh: '公益性岗位优先安置脱贫人口', en: 'Public welfare post: out-of-poverty people first' },
  kind: 'STATUS',
  force: 'MUST',
  subject: person,
  policy: { document: hebei, place: 'L21', quote: '乡村公益岗位优先安置脱贫人口' },
  rules: ['employment.publicPost'],
  when: all(of(householdOf, outOfPoverty), canServe),
  rank: onNoneFirst,
  gives: status(postFirst),
  note: listNote,
});

export const publicPostLowIncome = defineCheck({
  code: 'employment.publicPostLowIncome',
  title: { zh: '公益性岗位重点安排农村低收入人口', en: 'Public welfare post: above all low-income people' },
  kind: 'STATUS',
  force: 'MUST',
  subject: person,
  policy: { document: townA, place: '§A L94', quote: '重点安排农村低收入人口就业' },
  rules: ['employment.publicPost'],
  when: all(of(householdOf, lowIncome), canServe),
  rank: onNoneFirst,
  gives: status(postFirst),
  note: listNote,
});

export const dailyPosts = defineCheck({
  code: 'employment.dailyPosts',
  title: { zh: '非固定性村级公益性岗位', en: 'Non-fixed village posts' },
  kind: 'STATUS',
  force: 'MUST',
  subject: person,
  policy: { document: city5, place: '§5a L401', quote: '充分吸纳贫困劳动力就近就地就业' },
  when: all(of(householdOf, outOfPoverty), canServe),
  rank: onNoneFirst,
  gives: status(dailyPostFirst),
  note: {
    zh: '2020年文件所称“贫困劳动力”为建档立卡户中的劳动力；本平台登记的建档立卡户均已脱贫，此处读作脱贫户。“充分吸纳”是对村的要求，不是人人都有的待遇，没有岗位不算应享未享。日报酬原文隐去；按事项上岗的按工作量计酬。',
    en: 'The "poor labour" of this document of 2020 is labour of registered households; all of them have left poverty since and are so recorded. That they be taken on fully is asked of villages and is no benefit of everybody: nobody is lacking a post. The daily pay is masked in the source; work by the piece is paid by the piece.',
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
