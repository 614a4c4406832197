import type { Labels } from '../../feeds/labels.js';

/** The words that officials write for the catalogue's enumerations. */
export const registerStatusLabels = {
  NEVER_REGISTERED: ['未纳入', '从未登记', '一般农户', '一般户'],
  OUT_OF_POVERTY: ['脱贫户', '脱贫'],
  OUT_OF_POVERTY_WITH_POLICY: ['脱贫享受政策', '脱贫享受政策户', '享受政策脱贫户'],
  STABLE_OUT_OF_POVERTY: ['稳定脱贫', '稳定脱贫户'],
} satisfies Labels;

export const povertyCauseLabels = {
  ILLNESS: ['因病'],
  DISABILITY: ['因残'],
  SCHOOLING: ['因学'],
  LACK_OF_LABOUR: ['缺劳动力', '缺劳力', '无劳力'],
  LACK_OF_FUNDS: ['缺资金', '无资金'],
  LACK_OF_SKILL: ['缺技术', '无技术'],
  LACK_OF_MARKET_ACCESS: ['缺门路', '无门路'],
  OTHER: ['其他'],
} satisfies Labels;

export const monitoringKindLabels = {
  NONE: ['无', '非监测对象', '否'],
  UNSTABLE_OUT_OF_POVERTY: ['脱贫不稳定户', '脱贫不稳定'],
  BORDERLINE_AT_RISK: ['边缘易致贫户', '边缘易致贫'],
  SUDDEN_SEVERE_DIFFICULTY: ['突发严重困难户', '突发严重困难'],
} satisfies Labels;

export const riskKindLabels = {
  ILLNESS: ['因病'],
  DISABILITY: ['因残'],
  SCHOOLING: ['因学'],
  DISASTER: ['因灾', '因自然灾害'],
  EPIDEMIC: ['因疫情'],
  ACCIDENT: ['因意外事故', '因意外'],
  INCOME_DROP: ['收入骤减', '收入大幅缩减'],
  EXPENDITURE_SURGE: ['支出骤增', '刚性支出较大'],
  JOB_LOSS: ['失业', '务工就业不稳'],
  LACK_OF_LABOUR: ['缺劳动力', '缺劳力'],
  INDUSTRY_FAILURE: ['产业项目失败'],
  EDUCATION_GAP: ['义务教育未保障'],
  HOUSING_GAP: ['住房安全未保障'],
  WATER_GAP: ['饮水安全未保障'],
} satisfies Labels;

export const safetyNetLabels = {
  NONE: ['无', '否'],
  DIBAO: ['低保', '低保户', '低保对象'],
  DIBAO_MARGIN: ['低保边缘', '低保边缘家庭', '低保边缘户'],
  EXTREME_HARDSHIP: ['特困', '特困人员', '特困供养'],
} satisfies Labels;

export const sexLabels = { MALE: ['男', '男性'], FEMALE: ['女', '女性'] } satisfies Labels;

export const relationLabels = {
  HEAD: ['户主', '本人', '本人或户主'],
  SPOUSE: ['配偶', '妻', '夫'],
  CHILD: ['子女', '之子', '之女', '子', '女', '儿子', '女儿', '长子', '次子', '三子', '长女', '次女', '三女'],
  PARENT: ['父母', '之父', '之母', '父亲', '母亲', '之岳父', '之岳母', '之公公', '之婆婆'],
  GRANDCHILD: ['孙子女', '之孙子', '之孙女', '孙子', '孙女', '之外孙子', '之外孙女', '外孙', '外孙女'],
  GRANDPARENT: ['祖父母', '之祖父', '之祖母', '祖父', '祖母', '外祖父', '外祖母'],
  SIBLING: ['兄弟姐妹', '之兄弟姐妹', '兄弟', '姐妹', '兄', '弟', '姐', '妹'],
  CHILD_IN_LAW: ['儿媳女婿', '之儿媳', '之女婿', '儿媳', '女婿'],
  OTHER: ['其他', '其他亲属'],
} satisfies Labels;

export const labourCapacityLabels = {
  FULL: ['有劳动能力', '普通劳动力', '技能劳动力'],
  WEAK_OR_HALF: ['弱半劳动能力', '弱半劳动力', '弱劳动力或半劳动力'],
  PARTIAL_LOSS: ['部分丧失劳动能力', '部分丧失'],
  TOTAL_LOSS: ['完全丧失劳动能力', '丧失劳动力', '丧失劳动能力'],
  NOT_OF_WORKING_AGE: ['非劳动年龄', '不在劳动年龄'],
} satisfies Labels;

export const healthLabels = {
  HEALTHY: ['健康'],
  MAJOR_ILLNESS: ['大病', '重病', '患有大病'],
  CHRONIC_ILLNESS: ['慢病', '慢性病', '长期慢性病'],
} satisfies Labels;
