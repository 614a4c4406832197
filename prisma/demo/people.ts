import { STORY_VILLAGE } from './stories.js';

/** A person of the demo, one for each role; the login is the role's name, the password `demo`. */
export interface DemoOfficial {
  readonly login: string;
  readonly role: string;
  readonly zh: string;
  readonly en: string;
  readonly area: string;
  /** Policy domains of the office. */
  readonly domains: readonly string[];
}

const COUNTY = '150623';
const TOWN = '150623100';

/** By role: what the office is called, where it is, and whether it is for every domain or for one. */
const offices: Readonly<Record<string, readonly [zh: string, en: string, area: string, domains?: 'ALL' | string]>> = {
  COUNTY_LEADER: ['旗委书记', 'County leader', COUNTY, 'ALL'],
  TOWNSHIP_LEADER: ['镇长', 'Township leader', TOWN, 'ALL'],
  VILLAGE_LEADER: ['嘎查村党组织书记', 'Village leader', STORY_VILLAGE, 'ALL'],
  FIRST_SECRETARY: ['第一书记', 'First secretary', STORY_VILLAGE, 'ALL'],
  RESIDENT_TEAM_MEMBER: ['驻村工作队员', 'Member of the resident team', STORY_VILLAGE, 'ALL'],
  ASSISTANCE_OFFICER: ['帮扶责任人', 'Assistance officer', STORY_VILLAGE],
  LINKED_CADRE: ['联户干部', 'Linked cadre', STORY_VILLAGE],
  MONITORING_OFFICER: ['监测责任人', 'Monitoring officer', STORY_VILLAGE],
  VILLAGE_DATA_CLERK: ['信息员', 'Village data clerk', STORY_VILLAGE, 'ALL'],
  GRID_WORKER: ['网格包联员', 'Grid worker', STORY_VILLAGE],
  TOWNSHIP_SPECIALIST: ['乡村振兴专干', 'Township specialist', TOWN, 'ALL'],
  CIVIL_AFFAIRS_ASSISTANT: ['民政助理员', 'Civil-affairs assistant', TOWN],
  CHILD_DIRECTOR: ['儿童主任', 'Child director', STORY_VILLAGE],
  CHILD_SUPERVISOR: ['儿童督导员', 'Child supervisor', TOWN],
  SEVEN_CHIEF: ['控辍保学责任人', 'Chief against dropout', TOWN, 'education'],
  FAMILY_DOCTOR: ['家庭医生', 'Family doctor', STORY_VILLAGE],
  INDUSTRY_ADVISER: ['产业指导员', 'Industry adviser', STORY_VILLAGE],
  ENTREPRENEURIAL_LEADER: ['致富带头人', 'Entrepreneurial leader', STORY_VILLAGE],
  ASSET_CUSTODIAN: ['管护责任人', 'Asset custodian', STORY_VILLAGE],
  HOUSEHOLDER: ['农户', 'Householder', STORY_VILLAGE],
  PUBLIC: ['群众', 'Villager', COUNTY],
  INSPECTOR: ['督查组成员', 'Inspector', COUNTY, 'ALL'],
  SOCIAL_PARTNER: ['爱心人士', 'Donor', COUNTY],
  SYSTEM_ADMINISTRATOR: ['系统管理员', 'System administrator', COUNTY],
  SECURITY_ADMINISTRATOR: ['安全管理员', 'Security administrator', COUNTY],
  AUDIT_ADMINISTRATOR: ['审计管理员', 'Audit administrator', COUNTY],
};

/** One person for each role. @param modules the ids of what is installed */
export function demoPeople(modules: readonly string[]): DemoOfficial[] {
  const installed = modules.filter((id) => id !== 'core');
  return Object.entries(offices).map(([role, [zh, en, area, domains]]) => ({
    login: role.toLowerCase().replaceAll('_', '-'),
    role,
    zh,
    en,
    area,
    domains: domains === 'ALL' ? installed : installed.filter((id) => id === domains),
  }));
}
