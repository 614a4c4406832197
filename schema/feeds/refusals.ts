import { defineRefusals, type RefusalTexts } from '../contract/refusals.js';

/** What is wrong with one cell, whatever the feed: codes of the core, which any module's feed gives. */
export const cellTexts = {
  REQUIRED: { zh: '此栏必填', en: 'this column must be filled' },
  FORMULA_CELL: { zh: '单元格以公式符号开头，请改为纯文本或数值', en: 'the cell begins with a formula sign; write plain text or a number' },
  ILLEGAL_CHARACTER: { zh: '含有不可见或损坏的字符', en: 'holds an invisible or broken character' },
  TOO_LONG: { zh: '超过 {max} 个字', en: 'longer than {max} characters' },
  NOT_AN_AMOUNT: { zh: '不是金额：应为数字，单位元，例如 6000.00', en: 'not an amount: write a number of yuan, for example 6000.00' },
  AMBIGUOUS_DECIMAL_MARK: {
    zh: '小数点不清（使用了顿号、逗号或中文标点），请用“.”',
    en: 'the decimal mark is unclear (a comma or a Chinese mark); use "."',
  },
  TOO_MANY_DECIMALS: { zh: '金额最多两位小数', en: 'an amount has at most two decimals' },
  NEGATIVE_AMOUNT: { zh: '此项不能为负数', en: 'this amount cannot be negative' },
  AMOUNT_TOO_LARGE: { zh: '金额超出范围', en: 'the amount is out of range' },
  NOT_A_YEAR: { zh: '不是年份：应为 1990 至 2100 之间的四位数', en: 'not a year: four digits between 1990 and 2100' },
  NOT_A_DATE: { zh: '不是日期：应为 2024-06-30 或 2024年6月30日', en: 'not a date: write 2024-06-30' },
  NOT_A_COUNT: { zh: '不是 {min} 至 {max} 之间的整数', en: 'not a whole number between {min} and {max}' },
  NOT_A_MONTH: { zh: '不是年月：应为 2024-06 或 2024年6月', en: 'not a month: write 2024-06' },
  UNKNOWN_VALUE: { zh: '不在可选值之内：{allowed}', en: 'not one of the accepted values: {allowed}' },
  NOT_YES_OR_NO: { zh: '应为“是”或“否”', en: 'write yes or no' },
  RESIDENT_ID_FORMAT: { zh: '证件号码应为 18 位', en: 'a resident id has 18 characters' },
  RESIDENT_ID_BIRTH_DATE: { zh: '证件号码中的出生日期不存在', en: 'the birth date inside the resident id does not exist' },
  RESIDENT_ID_CHECK: { zh: '证件号码校验位不符', en: 'the check character of the resident id does not match' },
  CREDIT_CODE_FORMAT: {
    zh: '统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z）',
    en: 'a unified social credit code has 18 digits or capitals (without I, O, S, V and Z)',
  },
  CREDIT_CODE_CHECK: { zh: '统一社会信用代码校验位不符', en: 'the check character of the credit code does not match' },
  PHONE_FORMAT: { zh: '电话应为 11 位手机号或带区号的座机', en: 'a phone has 11 digits, or an area code and a number' },
  HOUSEHOLD_NUMBER_FORMAT: { zh: '户编号应为 1 至 40 位字母、数字或“-”', en: 'a register number has 1 to 40 letters, digits or "-"' },
  AREA_CODE_FORMAT: {
    zh: '区划代码应为村（社区）的 12 位统计用区划代码',
    en: 'write the 12-digit statistical division code of a village or community',
  },
} as const satisfies RefusalTexts;

/** The same, for readers of cells. */
export const cellCode = defineRefusals('core', cellTexts).code;
