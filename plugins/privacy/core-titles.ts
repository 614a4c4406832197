import type { LocalizedText } from 'xianjie/schema';

/** The core's tables about people and households, as a person would call them. A table that is missing here is shown by its name. */
export const tablesTitles: Readonly<Record<string, LocalizedText>> = {
  person: { zh: '本人登记信息', en: 'The person on the register' },
  household: { zh: '所在户登记信息', en: 'The household on the register' },
  person_status: { zh: '劳动能力、健康与残疾状况', en: 'Capacity for work, health, disability' },
  register_status: { zh: '建档立卡状态', en: 'Poverty register' },
  monitoring_status: { zh: '监测情况', en: 'Monitoring' },
  safety_net_status: { zh: '社会救助', en: 'Social assistance' },
  guarantee_status: { zh: '保障情况', en: 'Guarantees' },
  assistance_measure: { zh: '帮扶措施', en: 'Assistance measures' },
  household_authorisation: { zh: '数据比对授权', en: 'Authorisations to match data' },
  income_statement: { zh: '收入', en: 'Income' },
  expenditure: { zh: '支出', en: 'Spending' },
  benefit_grant: { zh: '享受的待遇', en: 'Benefits received' },
  decision: { zh: '资格决定', en: 'Decisions about rules' },
  lifecycle_step: { zh: '办理过程', en: 'Steps of cases and contracts' },
  person_correction: { zh: '更正申请', en: 'Requests for correction' },
};
