import { city5, defineCheck, national2015, person, household } from 'xianjie/schema';

const note = {
  zh: '2020年底以前的规则，仅供查阅，不作判断。',
  en: 'A rule of the years before 2021: shown, and evaluated for nobody.',
};

export const skillHistory = defineCheck({
  code: 'employment.skill.hist',
  title: { zh: '贫困家庭劳动力至少掌握一门技能', en: 'One skill for the labour of each poor household' },
  kind: 'DUTY',
  force: 'MUST',
  subject: household,
  policy: { document: national2015, place: '§2 L111', quote: '确保贫困家庭劳动力至少掌握一门致富技能' },
  note,
});

export const cityResidentsHistory = defineCheck({
  code: 'employment.cityResidents.hist',
  title: { zh: '输入地帮扶在城镇工作生活一年以上的农村贫困人口', en: 'Services at the destination for the migrant poor' },
  kind: 'DUTY',
  force: 'MUST',
  subject: person,
  policy: { document: national2015, place: '§2 L111', quote: '对在城镇工作生活一年以上的农村贫困人口,输入地政府要承担相应的帮扶责任' },
  note,
});

export const returnToWorkHistory = defineCheck({
  code: 'employment.returnToWork.hist',
  title: { zh: '贫困劳动力返岗复工', en: 'Return to work after the epidemic' },
  kind: 'DUTY',
  force: 'MUST',
  subject: person,
  policy: {
    document: city5,
    place: '§5a L401',
    quote: '继续组织有外出务工意愿的x.x万贫困劳动力尽快返岗复工,确保在x月xx日前返岗复工率达xxx%',
  },
  note,
});
