import { readScope, type AreaLevel, type PrivacyLevel, type Purpose } from 'xianjie/schema';
import type { Grant } from './meet.js';
import { shortest } from './scopes.js';

/** What a role lets a person see and do, inside the person's areas. */
export interface RoleRights {
  /** The widest area that a holder may have; in a wider one the role gives nothing. */
  readonly widest: AreaLevel;
  /** How far the core (families, people, projects) is read. */
  readonly core: PrivacyLevel;
  /** How far the domains of the person's office are read; null: not at all. */
  readonly domains: PrivacyLevel | null;
  /** Other rights on the core: `write`, `feed`, `administer`. */
  readonly coreVerbs: readonly string[];
  /** The same on each domain of the office. */
  readonly domainVerbs: readonly string[];
  /** Rights on the platform itself. */
  readonly platform: readonly string[];
  /** What personal data may be asked for. */
  readonly purposes: readonly Purpose[];
  /** Why no more: what the sources say, in one line. */
  readonly because: string;
}

type Given = Partial<Omit<RoleRights, 'widest' | 'because'>>;
const role = (widest: AreaLevel, because: string, given: Given = {}): RoleRights => ({
  core: 'PUBLIC',
  domains: null,
  coreVerbs: [],
  domainVerbs: [],
  platform: [],
  purposes: [],
  ...given,
  widest,
  because,
});

const figures: Given = { core: 'INTERNAL', domains: 'INTERNAL' };
const families = (...purposes: readonly Purpose[]): Given => ({ core: 'PERSONAL', domains: 'PERSONAL', purposes });

/**
 * By the graph's `Role`. The sources say who looks after whom, and seldom what they may see: each role gets the least that its duties need.
 * Whoever answers for single households, patients or children would see those alone; nothing in the data says which they are, and an area
 * would show the neighbours, too: such roles see nothing personal.
 */
export const roles: Readonly<Record<string, RoleRights>> = {
  COUNTY_LEADER: role('COUNTY', 'all county figures', { ...figures, coreVerbs: ['rehearse'] }),
  TOWNSHIP_LEADER: role('TOWNSHIP', 'township figures, and cases for review', {
    ...figures,
    core: 'PERSONAL',
    coreVerbs: ['rehearse'],
    purposes: ['MONITORING'],
  }),
  VILLAGE_LEADER: role('VILLAGE', 'the own village; organises appraisal and notice', families('MONITORING', 'ASSISTANCE')),
  FIRST_SECRETARY: role('VILLAGE', 'the own village; screens the three groups and records what is found', {
    ...families('MONITORING', 'ASSISTANCE'),
    coreVerbs: ['write'],
  }),
  RESIDENT_TEAM_MEMBER: role('VILLAGE', 'the own village', families('MONITORING', 'ASSISTANCE')),
  ASSISTANCE_OFFICER: role('VILLAGE', 'the households assigned: not in the data', figures),
  LINKED_CADRE: role('VILLAGE', 'the linked households: not in the data', figures),
  MONITORING_OFFICER: role('VILLAGE', 'the case: its officer is not in the data', figures),
  VILLAGE_DATA_CLERK: role('VILLAGE', 'entry for the own village', {
    ...families('MONITORING'),
    coreVerbs: ['write'],
    domainVerbs: ['write'],
  }),
  GRID_WORKER: role('VILLAGE', 'the own grid: not in the data', figures),
  TOWNSHIP_SPECIALIST: role('TOWNSHIP', 'the township: full-time staff of its station', {
    ...families('MONITORING', 'ASSISTANCE', 'BENEFIT', 'CORRECTION'),
    coreVerbs: ['decide', 'feed', 'write'],
    domainVerbs: ['write'],
  }),
  CIVIL_AFFAIRS_ASSISTANT: role('TOWNSHIP', 'the households in their care: not in the data', figures),
  CHILD_DIRECTOR: role('VILLAGE', 'children of the village: an area shows everybody', figures),
  CHILD_SUPERVISOR: role('TOWNSHIP', 'children of the township: an area shows everybody', figures),
  SEVEN_CHIEF: role('TOWNSHIP', 'dropout cases; who the seven are is left blank', figures),
  FAMILY_DOCTOR: role('VILLAGE', 'the contracted patients: not in the data', figures),
  INDUSTRY_ADVISER: role('VILLAGE', 'industry records of the village', { domains: 'INTERNAL' }),
  ENTREPRENEURIAL_LEADER: role('VILLAGE', 'industry records of the village', { domains: 'INTERNAL' }),
  ASSET_CUSTODIAN: role('VILLAGE', 'the asset: its custodian is not in the data'),
  HOUSEHOLDER: role('VILLAGE', 'the own record: whose it is is not in the data; public notices'),
  PUBLIC: role('COUNTY', 'public notices'),
  INSPECTOR: role('PROVINCE', 'sampled records, for a stated inspection', families('INSPECTION')),
  SOCIAL_PARTNER: role('COUNTY', 'published needs'),
  SYSTEM_ADMINISTRATOR: role('NATIONAL', 'the platform’s reference data; no family', { coreVerbs: ['administer'] }),
  SECURITY_ADMINISTRATOR: role('NATIONAL', 'who gets in; no family', { platform: ['access:administer'] }),
  AUDIT_ADMINISTRATOR: role('NATIONAL', 'who did what; no family', { platform: ['audit:read'] }),
};

/** Roles that administer the platform. Each is held alone: who keeps the keys neither uses them nor checks the book. */
export const administrativeRoles = ['SYSTEM_ADMINISTRATOR', 'SECURITY_ADMINISTRATOR', 'AUDIT_ADMINISTRATOR'] as const;

/** From the widest to the narrowest; a village and a community are alike. */
const LEVELS = ['NATIONAL', 'PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP', 'VILLAGE'] as const;
const LENGTHS = [1, 2, 4, 6, 9, 12];

/** Whether somebody with this role may have this area: the role's widest level, or one below it. */
export function fits(rights: Pick<RoleRights, 'widest'>, area: string): boolean {
  return LENGTHS.indexOf(area.length) >= LEVELS.findIndex((level) => level === rights.widest);
}

/** What of a person's office decides about rights. */
export interface Office {
  readonly areas: readonly string[];
  readonly roles: readonly string[];
  /** Policy domains, by module id; the core is everybody's. */
  readonly domains: readonly string[];
}

/**
 * What follows from an office. A role that is not known, or not for one of the areas, gives nothing; nor does an administrative role that is
 * not held alone: what registration refuses is not believed either when it stands in the database.
 */
export function rightsOfOffice({ areas, roles: held, domains }: Office): Grant {
  const administers = held.some((name) => administrativeRoles.some((one) => one === name));
  const usable = administers && held.length > 1 ? [] : held.flatMap((name) => (Object.hasOwn(roles, name) ? (roles[name] ?? []) : []));
  const fitting = usable.filter((rights) => areas.every((area) => fits(rights, area)));
  return {
    areas,
    scopes: shortest(fitting.flatMap((rights) => scopesOfRole(rights, domains))),
    purposes: [...new Set(fitting.flatMap(({ purposes }) => purposes))],
  };
}

/** Namespaces of scopes that are no policy domain: nobody's office is one of them. */
const NO_DOMAINS = ['core', 'access', 'audit'];

function scopesOfRole(rights: RoleRights, domains: readonly string[]): readonly string[] {
  const { core, coreVerbs, domainVerbs, platform } = rights;
  return [
    readScope('core', core),
    ...coreVerbs.map((verb) => `core:${verb}`),
    ...platform,
    ...domains
      .filter((module) => !NO_DOMAINS.includes(module))
      .flatMap((module) => [
        ...(rights.domains === null ? [] : [readScope(module, rights.domains)]),
        ...domainVerbs.map((verb) => `${module}:${verb}`),
      ]),
  ];
}
