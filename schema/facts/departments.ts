import { defineDepartment } from '../contract/department.js';

/** The offices that supply facts and feeds (catalogue 2.2), and the two levels that visit households. */
export const revitalisationBureau = defineDepartment({ code: 'RRB', title: { zh: '乡村振兴局', en: 'Rural revitalisation bureau' } });
export const civilAffairs = defineDepartment({ code: 'CAB', title: { zh: '民政局', en: 'Civil affairs bureau' } });
export const education = defineDepartment({ code: 'EDU', title: { zh: '教体局', en: 'Education and sports bureau' } });
export const health = defineDepartment({ code: 'HEALTH', title: { zh: '卫健局', en: 'Health bureau' } });
export const medicalInsurance = defineDepartment({ code: 'MIB', title: { zh: '医保局', en: 'Medical insurance bureau' } });
export const housing = defineDepartment({ code: 'HOUSING', title: { zh: '住建局', en: 'Housing and construction bureau' } });
export const water = defineDepartment({ code: 'WATER', title: { zh: '水利局', en: 'Water resources bureau' } });
export const humanResources = defineDepartment({ code: 'HRSS', title: { zh: '人社局', en: 'Human resources and social security bureau' } });
export const disabledFederation = defineDepartment({ code: 'DPF', title: { zh: '残联', en: "Disabled persons' federation" } });
export const emergencyManagement = defineDepartment({ code: 'EMB', title: { zh: '应急管理局', en: 'Emergency management bureau' } });
export const trafficPolice = defineDepartment({ code: 'POLICE', title: { zh: '交警队', en: 'Traffic police' } });
export const agriculture = defineDepartment({ code: 'AGRI', title: { zh: '农业农村局', en: 'Agriculture and rural affairs bureau' } });
export const developmentAndReform = defineDepartment({ code: 'DRC', title: { zh: '发改局', en: 'Development and reform bureau' } });
export const naturalResources = defineDepartment({ code: 'NRB', title: { zh: '自然资源局', en: 'Natural resources bureau' } });
export const finance = defineDepartment({ code: 'FIN', title: { zh: '财政局', en: 'Finance bureau' } });
export const audit = defineDepartment({ code: 'AUDIT', title: { zh: '审计局', en: 'Audit bureau' } });
export const township = defineDepartment({ code: 'TOWNSHIP', title: { zh: '乡镇政府', en: 'Township government' } });
export const villageCommittee = defineDepartment({ code: 'VILLAGE', title: { zh: '村委会(嘎查委员会)', en: 'Village (gaqa) committee' } });

export const departments = [
  revitalisationBureau,
  civilAffairs,
  education,
  health,
  medicalInsurance,
  housing,
  water,
  humanResources,
  disabledFederation,
  emergencyManagement,
  trafficPolice,
  agriculture,
  developmentAndReform,
  naturalResources,
  finance,
  audit,
  township,
  villageCommittee,
];
