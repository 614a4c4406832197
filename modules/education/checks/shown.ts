import { city5, defineCheck, hljSys, national2015, person } from 'xianjie/schema';

/** Rules that are shown with their citation and evaluated for nobody. */

export const rainDewPlus = defineCheck({
  code: 'education.rainDewPlus',
  title: { zh: '“雨露计划+”就业促进行动', en: 'Rain-Dew plus: jobs for its graduates' },
  kind: 'DUTY',
  force: 'MUST',
  subject: person,
  policy: { document: hljSys, place: 'L27', quote: '开展“雨露计划+”就业促进行动,帮助“雨露计划”毕业生实现就业' },
  rules: ['education.rainDew'],
  note: {
    zh: '谁是“雨露计划”毕业生，尚无部门名单可依，暂不判断。',
    en: 'No department has handed in who graduated under the plan, so nobody is judged yet.',
  },
});

export const highSchoolFree = defineCheck({
  code: 'education.highSchoolFree.hist',
  title: { zh: '普通高中、中等职业教育免除学杂费（历史）', en: 'Free senior high and vocational school (history)' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: person,
  policy: {
    document: national2015,
    place: '§2 L123',
    quote: '率先从建档立卡的家庭经济困难学生实施普通高中免除学杂费、中等职业教育免除学杂费',
  },
  note: {
    zh: '2015年的要求，“率先”未写明时限，“建档立卡的家庭经济困难学生”今无对应认定；仅供查阅，不作判断。',
    en: 'A demand of 2015: "first" has no date, and who counts as a registered pupil in difficulty is not determined so today. Shown for reference, nobody is judged.',
  },
});

export const consolidation = defineCheck({
  code: 'education.consolidationRate',
  title: { zh: '九年义务教育巩固率', en: 'Nine-year consolidation rate' },
  kind: 'STATUS',
  force: 'MUST',
  subject: person,
  policy: { document: city5, place: '§5a L391', quote: '九年义务教育巩固率达xx%以上' },
  note: {
    zh: '这是对一地的要求，比例原文隐去；逐人不作判断。',
    en: 'A demand on a place, its figure masked in the source; nobody is judged by it.',
  },
});

export const shownChecks = [rainDewPlus, highSchoolFree, consolidation];
