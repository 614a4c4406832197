import { defineRefusals } from 'xianjie/schema';

/** What this module refuses: cells and rows of its feeds, and steps of a dropout case. */
export const refusals = defineRefusals('education', {
  NOT_A_SCHOOL_YEAR: { zh: '不是学年：应为 2024 或 2024-2025', en: 'not a school year: write 2024 or 2024-2025' },
  SCHOOL_CODE_FORMAT: { zh: '学校标识码应为 1 至 20 位字母、数字或“-”', en: 'a school code has 1 to 20 letters, digits or "-"' },
  SCHOOL_YEAR_AHEAD: { zh: '学年晚于数据日期', en: 'the school year is later than the day the data speak of' },
  SCHOOL_NOT_FOUND: {
    zh: '本批辖区内没有此学校：请先报送学校名册，外地学校只填校名',
    en: 'no such school in the area of this batch: hand in the schools first, of a school elsewhere give the name only',
  },
  SCHOOL_ELSEWHERE: { zh: '此学校标识码已用于辖区外的学校', en: 'the code belongs to a school outside your area' },
  SCHOOL_UNNAMED: { zh: '学校标识码与校名须填其一', en: 'give the code of the school or its name' },
  EXEMPT_NOT_OF_AGE: {
    zh: '非义务教育适龄，无需填写“因身体原因不具备学习条件”',
    en: 'not of compulsory age, so there is nothing to be exempt from',
  },
  CASE_OPEN: { zh: '此人已有未结案的控辍保学档案', en: 'this child has an open case already' },
  STEP_NOT_ALLOWED: {
    zh: '不能从“{from}”变为“{to}”；可以变为：{allowed}（依据 {clause}）',
    en: 'no step leads from "{fromEn}" to "{toEn}"; there are steps to: {allowedEn} (by {clause})',
  },
  EVIDENCE_NEEDED: { zh: '此步骤须附证明材料（依据 {clause}）', en: 'this step needs evidence (by {clause})' },
  DAY_BEFORE_LAST_STEP: { zh: '日期早于上一步骤（{since}）', en: 'the day is before the last step ({since})' },
  EXEMPTION_ONLY_AT_END: {
    zh: '只有“不再负有就学义务”才说明身体原因',
    en: 'only the end of the obligation says whether it is for physical reasons',
  },
  GROUNDS_ARE_EVIDENCE: {
    zh: '“不再负有就学义务”的缘由可能涉及健康，请填入证明材料，不填工作记录',
    en: 'why a child is no longer obliged may be health data: put it into the evidence, not into a note',
  },
  CASE_NEEDED: { zh: '“三帮一”须指明控辍保学档案，“七长”须指明区划', en: '"three help one" names a case, the "seven chiefs" an area' },
  AREA_NOT_FOUND: { zh: '辖区内没有此区划', en: 'no such area in your scope' },
  ENDS_BEFORE_IT_BEGINS: { zh: '结束日期早于开始日期', en: 'the end is before the beginning' },
});
