import { all, city5, countyC, defineCheck, hebei, hnCounty, nmAlzq, person, townA } from 'xianjie/schema';
import {
  hasHomeTeaching,
  inclinedToLeave,
  mustAttend,
  ofFourKindsOfFamily,
  ofOutOfPovertyFamily,
  studies,
  talkedWith,
  unableToAttend,
} from '../conditions.js';

export const noDropout = defineCheck({
  code: 'education.noDropout',
  title: { zh: '控辍保学', en: 'Dropout control' },
  kind: 'DUTY',
  force: 'MUST',
  subject: person,
  policy: [
    { document: hebei, place: 'L16', quote: '确保除身体原因不具备学习条件外脱贫家庭义务教育阶段适龄儿童少年不失学辍学' },
    { document: townA, place: '§A L72', quote: '确保除身体原因不具备学习条件外的脱贫家庭义务教育阶段学生不失学、不辍学' },
  ],
  when: all(ofOutOfPovertyFamily, mustAttend),
  fulfilled: studies,
  note: {
    zh: '原文未写明适龄的岁数，以教体局台账认定为准；台账认定因身体原因不具备学习条件的不在此列。学校未报完整名单时不作未入学的推断。',
    en: 'The sources give no age: of compulsory age is whom the bureau’s ledger names, those it exempts for physical reasons left out. Without a complete list of the school nobody is taken to be absent from it.',
  },
});

export const noDropoutAll = defineCheck({
  code: 'education.noDropoutAll',
  title: { zh: '控辍保学（全部适龄儿童少年）', en: 'Dropout control, whatever the family' },
  kind: 'DUTY',
  force: 'MUST',
  subject: person,
  rules: ['education.noDropout'],
  policy: [
    { document: countyC, place: '§C L278', quote: '确保义务教育阶段适龄儿童少年除身体原因外不失学辍学' },
    { document: hnCounty, place: '§B L154', quote: '确保除身体原因不具备学习条件的适龄儿童少年不失学辍学' },
  ],
  when: mustAttend,
  fulfilled: studies,
  note: {
    zh: '两县文件未限定家庭，读作全部适龄儿童少年。岁数原文未写明，以教体局台账认定为准；台账认定因身体原因不具备学习条件的不在此列。学校未报完整名单时不作未入学的推断。',
    en: 'Both counties name no kind of family: read as every child of compulsory age. The age is not stated and is whom the bureau’s ledger names, those it exempts for physical reasons left out. Without a complete list of the school nobody is taken to be absent from it.',
  },
});

export const atRiskPupil = defineCheck({
  code: 'education.atRiskPupil',
  title: { zh: '辍学苗头提前介入', en: 'Early intervention' },
  kind: 'DUTY',
  force: 'MUST',
  subject: person,
  policy: { document: city5, place: '§5a L391', quote: '对有辍学失学倾向的贫困家庭学生,提前介入' },
  when: all(ofOutOfPovertyFamily, inclinedToLeave),
  fulfilled: talkedWith,
  note: {
    zh: '2020年文件所称贫困家庭，今读作脱贫户。“提前介入”以控辍保学档案中列为有辍学倾向或辍学以来的谈话、走访记录为准；未建档案者情况不明。',
    en: 'The poor families of 2020 are read as those out of poverty today. Intervention is a talk or a visit recorded since the dropout case came to stand at risk; without a case it is not known.',
  },
});

export const homeTeaching = defineCheck({
  code: 'education.homeTeaching',
  title: { zh: '送教上门', en: 'Home teaching' },
  kind: 'DUTY',
  force: 'MUST',
  subject: person,
  policy: { document: nmAlzq, place: 'L103', quote: '落实各项学生教育资助和送教上门等帮扶政策' },
  when: all(ofFourKindsOfFamily, unableToAttend),
  fulfilled: hasHomeTeaching,
  note: {
    zh: '原文此句所列为四类家庭学生（脱贫享受政策、脱贫不稳定、边缘易致贫、突发严重困难），送教上门的对象未另写明，读作其中由台账认定因身体原因不具备学习条件的适龄儿童少年。登记为“脱贫”而未注明是否享受政策的，情况不明。属敏感信息，核查结果须有相应权限方可查看。',
    en: 'The sentence is about pupils of the four kinds of family and does not say who of them is taught at home; read as those whom the ledger exempts for physical reasons. Registered as out of poverty without saying whether policy is still enjoyed: not known. This is health data: the verdict needs the right to see it.',
  },
});

export const attendanceChecks = [noDropout, noDropoutAll, atRiskPupil, homeTeaching];
