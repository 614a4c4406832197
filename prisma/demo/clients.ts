import { purposes, type ClientKind, type Purpose } from 'xianjie/schema';
import { STORY_VILLAGE } from './stories.js';

/** A client of the demo. Its secret is `demo`; a portal has none, since everybody could read it. */
export interface DemoAccess {
  readonly id: string;
  readonly kind: ClientKind;
  readonly zh: string;
  readonly en: string;
  readonly area: string;
  readonly scopes: readonly string[];
  readonly purposes?: readonly Purpose[];
  /** As which departments it speaks; left out: as any. */
  readonly departments?: readonly string[];
  /** Where people come back to after signing in. */
  readonly redirectUris?: readonly string[];
  readonly origins?: readonly string[];
}

const COUNTY = '150623';
const TOWN = '150623100';

/** Where a portal in development usually runs. */
const PORTAL_ORIGINS = ['http://127.0.0.1:5173', 'http://localhost:5173'];

/** One client for each kind of integrator. @param modules the ids of what is installed, the core among them */
export function demoClients(modules: readonly string[]): DemoAccess[] {
  const inEach = (...verbs: string[]): string[] => modules.flatMap((id) => verbs.map((verb) => `${id}:${verb}`));
  const where = (module: string, ...verbs: string[]): string[] =>
    modules.includes(module) ? verbs.map((verb) => `${module}:${verb}`) : [];
  return [
    {
      id: 'county-admin',
      kind: 'ADMIN',
      zh: '县级平台管理',
      en: 'County administration',
      area: COUNTY,
      scopes: [...inEach('read:personal', 'write', 'feed', 'administer'), 'core:rehearse'],
      purposes,
    },
    {
      id: 'township-officer',
      kind: 'DEPARTMENT',
      zh: '乡镇工作系统',
      en: 'Township office',
      area: TOWN,
      scopes: inEach('read:personal', 'write', 'feed'),
      purposes: ['MONITORING', 'ASSISTANCE', 'BENEFIT'],
      departments: ['TOWNSHIP', 'RRB'],
    },
    {
      id: 'village-cadre',
      kind: 'DEPARTMENT',
      zh: '嘎查村工作系统',
      en: 'Village office',
      area: STORY_VILLAGE,
      scopes: ['core:read:personal', 'core:write'],
      purposes: ['MONITORING', 'ASSISTANCE'],
      departments: ['VILLAGE'],
    },
    {
      id: 'education-bureau',
      kind: 'DEPARTMENT',
      zh: '教育局',
      en: 'Education bureau',
      area: COUNTY,
      scopes: ['core:read:personal', ...where('education', 'read:personal', 'write', 'feed')],
      purposes: ['MONITORING', 'BENEFIT'],
      departments: ['EDU'],
    },
    {
      id: 'medical-bureau',
      kind: 'DEPARTMENT',
      zh: '医保局',
      en: 'Medical insurance bureau',
      area: COUNTY,
      // No feed speaks in these departments' names: a module that brings one lists it.
      scopes: ['core:read:personal'],
      purposes: ['MONITORING', 'DATA_MATCHING'],
      departments: ['MIB', 'HEALTH'],
    },
    {
      id: 'privacy-officer',
      kind: 'DEPARTMENT',
      zh: '个人信息保护专员',
      en: 'Privacy officer',
      area: COUNTY,
      scopes: [...inEach('read:sensitive'), 'core:write'],
      purposes: ['CORRECTION', 'INSPECTION'],
      departments: ['RRB'],
    },
    {
      id: 'shop-platform',
      kind: 'PLATFORM',
      zh: '消费帮扶电商平台',
      en: 'Selling platform',
      area: COUNTY,
      scopes: ['core:read'],
      departments: [],
    },
    {
      id: 'auditor',
      kind: 'ADMIN',
      zh: '审计管理',
      en: 'Audit administration',
      area: COUNTY,
      scopes: ['core:read', 'audit:read'],
      departments: [],
    },
    {
      id: 'security-admin',
      kind: 'ADMIN',
      zh: '安全管理',
      en: 'Security administration',
      area: COUNTY,
      scopes: ['core:read', 'access:administer'],
      departments: [],
    },
    {
      id: 'demo-portal',
      kind: 'PORTAL',
      zh: '演示工作门户',
      en: 'Demo portal',
      area: COUNTY,
      scopes: [...inEach('read:personal', 'write', 'feed', 'administer'), 'access:administer', 'audit:read'],
      purposes,
      // Whatever their offices record and hand in; a person behind it chooses in whose name.
      departments: ['TOWNSHIP', 'VILLAGE', 'RRB', 'EDU', 'HRSS'],
      // The last one is a page of the server itself that shows the code: for trying with curl.
      redirectUris: [...PORTAL_ORIGINS.map((origin) => `${origin}/callback`), 'http://127.0.0.1:4000/oauth/done'],
      origins: PORTAL_ORIGINS,
    },
    {
      id: 'demo-hospital',
      kind: 'INSTITUTION',
      zh: '演示定点医院',
      en: 'Demo hospital',
      area: COUNTY,
      scopes: ['core:read'],
      departments: [],
    },
  ];
}
