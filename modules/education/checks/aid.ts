import {
  all,
  blank,
  cash,
  countyC,
  defineCheck,
  gte,
  hebei,
  hnCounty,
  householdOf,
  jiangsu,
  named,
  nmAlzq,
  not,
  of,
  outOfPoverty,
  person,
  ranked,
  theDay,
} from 'xianjie/schema';
import { nutritionMeals, rainDewAid, threeExemptionsOneAid, tuitionWaiver, twoExemptionsOneSubsidy, vocationalAid } from '../benefits.js';
import {
  allAidReceived,
  atRuralSchool,
  didNotGoOn,
  enteredInDatabase,
  hasReceived,
  inCollege,
  inCompulsoryStage,
  inVocationalEducation,
  isEntitledTo,
  ofFamilyAtRisk,
  ofFourKindsOfFamily,
  ofOutOfPovertyFamily,
  studies,
} from '../conditions.js';
import { nutritionAmount, rainDewAmount, tuitionWaiverAmount, twoExemptionsAmount, vocationalAmount } from '../parameters.js';
import { lastDayOfTuitionWaiver } from '../values.js';

/** No source says how often aid is paid. */
const each = { per: 'PERSON', every: blank } as const;

export const aidDatabase = defineCheck({
  code: 'education.aidDatabase',
  title: { zh: '纳入家庭经济困难学生数据库', en: 'Entry in the database of students in difficulty' },
  kind: 'DUTY',
  force: 'MUST',
  subject: person,
  policy: {
    document: nmAlzq,
    place: 'L103',
    quote: '对脱贫享受政策家庭学生、脱贫不稳定家庭学生、边缘易致贫家庭学生和突发严重困难家庭学生全部纳入家庭经济困难学生基础信息数据库',
  },
  when: all(ofFourKindsOfFamily, studies),
  fulfilled: enteredInDatabase,
  note: {
    zh: '“脱贫享受政策家庭”以登记状态为准；登记为“脱贫”而未注明是否享受政策的，情况不明，不作否定判断。',
    en: 'Families still entitled to policy are those so registered; registered as out of poverty without saying whether policy is still enjoyed is not known, and no answer is no.',
  },
});

export const aidPriority = defineCheck({
  code: 'education.aidPriority',
  title: { zh: '优先落实教育资助', en: 'Priority of student aid' },
  kind: 'DUTY',
  force: 'MUST',
  subject: person,
  policy: { document: hnCounty, place: '§B L210', quote: '对脱贫人口中的易返贫致贫家庭进行重点关注并优先落实教育资助' },
  when: all(ofFamilyAtRisk, studies),
  fulfilled: allAidReceived,
  rank: ranked(named({ zh: '应享受的资助尚未全部发放', en: 'aid entitled to is still to come' }, not(allAidReceived))),
  note: {
    zh: '原文只写优先，未写先后次序；此处把资助尚未发齐的排在前面。',
    en: 'The source says first in line and gives no order among them; those whose aid is still to come stand first here.',
  },
});

/** The source names both packages in one breath; each is a check, so that a verdict names the package it is about. */
const packages = {
  kind: 'BENEFIT',
  force: 'MUST',
  subject: person,
  policy: { document: countyC, place: '§C L278', quote: '继续落实“两免一补”“三免一助”“雨露计划”等政策,实现应助尽助' },
  rules: ['education.twoExemptions'],
  note: {
    zh: '原文未写明内容、对象和标准：谁应享受以“一单式”清单为准，应享受而未发放即为缺口。',
    en: 'The source says neither what the package holds nor who is entitled nor how much: the one-list says who, and entitled without having received is the gap.',
  },
} as const;

export const twoExemptions = defineCheck({
  ...packages,
  code: 'education.twoExemptions',
  title: { zh: '两免一补', en: 'Two exemptions, one subsidy' },
  when: isEntitledTo('TWO_EXEMPTIONS_ONE_SUBSIDY'),
  fulfilled: hasReceived('TWO_EXEMPTIONS_ONE_SUBSIDY'),
  gives: cash(twoExemptionsOneSubsidy, twoExemptionsAmount, each),
});

export const threeExemptions = defineCheck({
  ...packages,
  code: 'education.threeExemptions',
  title: { zh: '三免一助', en: 'Three exemptions, one aid' },
  when: isEntitledTo('THREE_EXEMPTIONS_ONE_AID'),
  fulfilled: hasReceived('THREE_EXEMPTIONS_ONE_AID'),
  gives: cash(threeExemptionsOneAid, twoExemptionsAmount, each),
});

export const rainDew = defineCheck({
  code: 'education.rainDew',
  title: { zh: '雨露计划', en: 'Rain-Dew plan' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: person,
  policy: { document: countyC, place: '§C L278', quote: '继续落实“两免一补”“三免一助”“雨露计划”等政策,实现应助尽助' },
  when: all(ofOutOfPovertyFamily, studies, inVocationalEducation),
  fulfilled: hasReceived('RAIN_DEW'),
  gives: cash(rainDewAid, rainDewAmount, each),
  note: {
    zh: '读作脱贫户中接受中、高等职业教育的学生；标准原文未载。“新成长劳动力”的范围原文未写明，不另作判断。',
    en: 'Read as students of out-of-poverty families in secondary or higher vocational education; the amount is not stated. Who else counts as "new labour" is not said and not judged.',
  },
});

export const vocational = defineCheck({
  code: 'education.vocational',
  title: { zh: '“两后生”职业教育资助', en: 'Aid for vocational education after junior or senior high school' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: person,
  policy: { document: hebei, place: 'L37', quote: '继续支持脱贫户“两后生”接受职业教育,并按规定给予相应资助' },
  when: all(ofOutOfPovertyFamily, didNotGoOn, studies, inVocationalEducation),
  fulfilled: hasReceived('VOCATIONAL_AID'),
  gives: cash(vocationalAid, vocationalAmount, each),
  note: {
    zh: '支持而非强制：未接受职业教育的“两后生”不列为缺口。资助标准原文未载。',
    en: 'Support, not compulsion: who does not choose vocational education is no gap. The amount is not stated.',
  },
});

export const nutrition = defineCheck({
  code: 'education.nutrition',
  title: { zh: '农村义务教育学生营养改善计划', en: 'School meals of rural compulsory education' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: person,
  policy: { document: hebei, place: 'L23', quote: '继续实施家庭经济困难学生资助政策和农村义务教育学生营养改善计划' },
  when: all(studies, inCompulsoryStage, atRuralSchool),
  fulfilled: hasReceived('NUTRITION'),
  gives: cash(nutritionMeals, nutritionAmount, each),
  note: {
    zh: '“农村”以教体局学校名册所列农村学校为准；膳食标准原文未载。',
    en: 'Rural is what the bureau’s list of schools calls rural; what the meals cost is not stated.',
  },
});

export const tuitionAfterExit = defineCheck({
  code: 'education.tuitionAfterExit',
  title: { zh: '脱贫后继续免除学费', en: 'Tuition waiver after exit' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: person,
  policy: {
    document: jiangsu,
    place: '§4 L339',
    quote: '普通高校本、专科阶段学习的建档立卡家庭经济困难学生,在实现脱贫后两年内,应继续享受免除学费的扶持政策',
  },
  when: all(of(householdOf, all(outOfPoverty, gte(lastDayOfTuitionWaiver, theDay))), studies, inCollege),
  fulfilled: hasReceived('TUITION_WAIVER'),
  gives: cash(tuitionWaiver, tuitionWaiverAmount, each),
  note: {
    zh: '“两年内”读作自登记脱贫之日起满两年当日为止。',
    en: '"Within two years" is read as up to and including the day two years after the recorded exit.',
  },
});

export const aidChecks = [aidDatabase, aidPriority, twoExemptions, threeExemptions, rainDew, vocational, nutrition, tuitionAfterExit];
