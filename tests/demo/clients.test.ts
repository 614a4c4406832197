import { describe, expect, test } from 'vitest';
import { departments } from '../../schema/facts/departments.js';
import { roles, scopeObstacles } from '../../plugins/auth/index.js';
import { policyModule as education } from '../../modules/education/index.js';
import { policyModule as employment } from '../../modules/employment/index.js';
import { demoClients } from '../../prisma/demo/clients.js';
import { coreFeeds } from '../../schema/index.js';
import { holds } from 'xianjie/schema';

const clients = demoClients(['core', 'education', 'employment']);
const client = (id: string) => {
  const found = clients.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
};

describe('every client of the demo could be registered by an administrator', () => {
  test.each(clients)('$id: its kind may have its rights', ({ kind, scopes }) => {
    expect(scopeObstacles(kind, scopes)).toEqual([]);
  });

  test.each(clients)('$id: it speaks for departments that there are, and only an administration for any', ({ kind, departments: own }) => {
    if (own === undefined) expect(kind).toBe('ADMIN');
    else expect(own.filter((code) => !departments.some((one) => one.code === code))).toEqual([]);
  });
});

describe('the demo’s portal', () => {
  test('speaks for the departments whose feeds and records its people hand in, and for no other', () => {
    const own = client('demo-portal').departments ?? [];
    const feeds = [...coreFeeds, ...(education.feeds ?? []), ...(employment.feeds ?? [])];
    expect(new Set(own)).toEqual(new Set(['TOWNSHIP', 'VILLAGE', ...feeds.map(({ source }) => source)]));
    expect(Object.values(roles).some(({ coreVerbs }) => coreVerbs.includes('feed'))).toBe(true);
  });
});

describe('the demo’s privacy officer', () => {
  test('may be shown everything about a person in the county, for a correction or an inspection, and hands nothing in', () => {
    const { kind, area, scopes, purposes, departments: own } = client('privacy-officer');
    expect({ kind, area, purposes, own }).toEqual({
      kind: 'DEPARTMENT',
      area: '150623',
      purposes: ['CORRECTION', 'INSPECTION'],
      own: ['RRB'],
    });
    for (const module of ['core', 'education', 'employment']) expect(holds({ scopes }, `${module}:read:sensitive`)).toBe(true);
    expect(holds({ scopes }, 'core:write')).toBe(true);
    expect(scopes.filter((scope) => /feed|administer/.test(scope))).toEqual([]);
  });
});
