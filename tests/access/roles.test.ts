import { describe, expect, test } from 'vitest';
import type { GraphQLEnumType } from 'graphql';
import { composeSchema, installed } from '../../api/compose.js';
import { underCeilings } from '../../plugins/auth/ceilings.js';
import { administrativeRoles, fits, rightsOfOffice, roles } from '../../plugins/auth/roles.js';
import { holds } from '../../schema/index.js';

const widest: Readonly<Record<string, string>> = {
  NATIONAL: '0',
  PROVINCE: '15',
  COUNTY: '150623',
  TOWNSHIP: '150623100',
  VILLAGE: '150623100201',
};
const of = (role: string, domains = ['education']) =>
  rightsOfOffice({ areas: [widest[roles[role]?.widest ?? ''] ?? ''], roles: [role], domains });

/** Core, then the domain of the office: P personal, I internal, U public only; then what is written (w core, W domain, f feeds); then A, S, R. */
const matrix: Readonly<Record<string, string>> = {
  COUNTY_LEADER: 'I I -',
  TOWNSHIP_LEADER: 'P I -',
  VILLAGE_LEADER: 'P P -',
  FIRST_SECRETARY: 'P P w',
  RESIDENT_TEAM_MEMBER: 'P P -',
  ASSISTANCE_OFFICER: 'I I -',
  LINKED_CADRE: 'I I -',
  MONITORING_OFFICER: 'I I -',
  VILLAGE_DATA_CLERK: 'P P wW',
  GRID_WORKER: 'I I -',
  TOWNSHIP_SPECIALIST: 'P P wWf',
  CIVIL_AFFAIRS_ASSISTANT: 'I I -',
  CHILD_DIRECTOR: 'I I -',
  CHILD_SUPERVISOR: 'I I -',
  SEVEN_CHIEF: 'I I -',
  FAMILY_DOCTOR: 'I I -',
  INDUSTRY_ADVISER: 'U I -',
  ENTREPRENEURIAL_LEADER: 'U I -',
  ASSET_CUSTODIAN: 'U - -',
  HOUSEHOLDER: 'U - -',
  PUBLIC: 'U - -',
  INSPECTOR: 'P P -',
  SOCIAL_PARTNER: 'U - -',
  SYSTEM_ADMINISTRATOR: 'U - A',
  SECURITY_ADMINISTRATOR: 'U - S',
  AUDIT_ADMINISTRATOR: 'U - R',
};

/** Every right that anybody may have on the core, on one domain and on the platform, with its sign in the matrix. */
function row(role: string): string {
  const asker = of(role);
  const level = (module: string): string =>
    holds(asker, `${module}:read:sensitive`)
      ? '!'
      : holds(asker, `${module}:read:personal`)
        ? 'P'
        : holds(asker, `${module}:read:internal`)
          ? 'I'
          : holds(asker, `${module}:read`)
            ? 'U'
            : '-';
  const others: readonly (readonly [string, string])[] = [
    ['core:write', 'w'],
    ['education:write', 'W'],
    ['core:feed', 'f'],
    ['education:feed', 'F'],
    ['core:administer', 'A'],
    ['access:administer', 'S'],
    ['audit:read', 'R'],
  ];
  const verbs = others.filter(([scope]) => holds(asker, scope)).map(([, sign]) => sign);
  return `${level('core')} ${level('education')} ${verbs.join('') || '-'}`;
}

describe('what each role sees and does', () => {
  test('is decided for exactly the roles of the graph', () => {
    const values = (composeSchema(installed([])).getType('Role') as GraphQLEnumType).getValues();
    expect(Object.keys(roles).sort()).toEqual(values.map(({ name }) => name).sort());
    expect(Object.keys(matrix).sort()).toEqual(Object.keys(roles).sort());
  });

  test.each(Object.entries(matrix))('%s: %s', (role, expected) => expect(row(role)).toBe(expected));

  test.each(Object.keys(roles))('%s sees nothing of a domain that is not its office’s, and no sensitive data', (role) => {
    expect(of(role, []).scopes.filter((scope) => !/^(core|access|audit):/.test(scope))).toEqual([]);
    expect(of(role).scopes.filter((scope) => scope.endsWith(':sensitive'))).toEqual([]);
  });

  test.each(Object.keys(roles))('%s has a purpose exactly if it sees personal data', (role) => {
    expect(of(role).purposes.length > 0).toBe(matrix[role]?.startsWith('P'));
  });

  test.each(Object.keys(roles))('%s gets nothing that a portal could not pass on', (role) => {
    const { scopes } = of(role);
    expect([...underCeilings('PORTAL', scopes)].sort()).toEqual([...scopes].sort());
  });

  test('an inspector looks at families for an inspection and for nothing else', () => {
    expect(of('INSPECTOR').purposes).toEqual(['INSPECTION']);
  });
});

describe('an office', () => {
  test('gives nothing in an area that is too wide for the role', () => {
    expect(rightsOfOffice({ areas: ['150623'], roles: ['FIRST_SECRETARY'], domains: [] }).scopes).toEqual([]);
    expect(rightsOfOffice({ areas: ['150623100201', '150623100'], roles: ['FIRST_SECRETARY'], domains: [] }).scopes).toEqual([]);
    expect(fits({ widest: 'TOWNSHIP' }, '150623100201')).toBe(true);
  });

  test('with two roles gives what each of them gives', () => {
    const both = rightsOfOffice({ areas: ['150623100201'], roles: ['INDUSTRY_ADVISER', 'VILLAGE_LEADER'], domains: ['education'] });
    expect([...both.scopes].sort()).toEqual(['core:read:personal', 'education:read:personal']);
  });

  test.each(administrativeRoles)('%s beside any other role gives nothing at all: who administers sees no family', (role) => {
    for (const other of Object.keys(roles).filter((name) => name !== role))
      expect(rightsOfOffice({ areas: ['150623100201'], roles: [role, other], domains: ['education'] }).scopes, other).toEqual([]);
  });

  test('gives nothing for a role that nobody knows, whatever objects inherit', () => {
    for (const name of ['MAYOR', '__proto__', 'constructor', 'toString', ''])
      expect(rightsOfOffice({ areas: ['150623100201'], roles: [name], domains: ['education'] }).scopes).toEqual([]);
  });

  test('is never of a domain that is none: nobody reads the audit log by calling it a domain', () => {
    const { scopes } = rightsOfOffice({ areas: ['150623100201'], roles: ['VILLAGE_DATA_CLERK'], domains: ['audit', 'access', 'core'] });
    expect([...scopes].sort()).toEqual(['core:read:personal', 'core:write']);
  });
});
