import { all, city5, defineCheck, hebei, nmAlzq, person, townA } from 'xianjie/schema';
import { hasHomeTeaching, inclinedToLeave, mustAttend, ofOutOfPovertyFamily, studies, talkedWith, unableToAttend } from '../conditions.js';

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
    zh: '2020年文件所称贫困家庭，今读作脱贫户。“提前介入”以控辍保学档案中的谈话、走访记录为准；未建档案者情况不明。',
    en: 'The poor families of 2020 are read as those out of poverty today. Intervention is a talk or a visit recorded in the dropout case; without a case it is not known.',
  },
});

export const homeTeaching = defineCheck({
  code: 'education.homeTeaching',
  title: { zh: '送教上门', en: 'Home teaching' },
  kind: 'DUTY',
  force: 'MUST',
  subject: person,
  policy: { document: nmAlzq, place: 'L103', quote: '落实各项学生教育资助和送教上门等帮扶政策' },
  when: unableToAttend,
  fulfilled: hasHomeTeaching,
  note: {
    zh: '原文未写明对象，读作台账认定因身体原因不具备学习条件的适龄儿童少年。属敏感信息，核查结果须有相应权限方可查看。',
    en: 'The source does not say to whom; read as the children whom the ledger exempts for physical reasons. This is health data: the verdict needs the right to see it.',
  },
});

export const attendanceChecks = [noDropout, atRiskPupil, homeTeaching];
