import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDoor, type Answer } from '../../api/testing/door.js';
import { policyModule as education } from '../../modules/education/index.js';
import { policyModule as employment } from '../../modules/employment/index.js';
import type { Viewer } from '../../schema/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { viewerOf } from '../support/viewer.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true, modules: [education, employment] });
});
afterAll(() => app.close());

const HERE = '1506231002040001';
const asking = async (scopes: readonly string[], query: string, given: Partial<Viewer> = {}): Promise<Answer> =>
  (await openDoor(app, pino({ enabled: false }), viewerOf({ areas: ['150623'], scopes, ...given })).post({ query })).body;
const refusals = ({ errors }: Answer) => (errors ?? []).map(({ message, extensions }) => `${extensions.code}: ${message}`);
const household = (fields: string): string => `{ household(number: "${HERE}") { ${fields} } }`;

describe('a field is shown by the rights in the module that declares it', () => {
  test('what a module tells of a person is masked without its right, whatever else one may read of the person', async () => {
    const query = '{ households(first: 10) { nodes { members { name schooling { stage } } } } }';
    const seen = await asking(['core:read:personal', 'education:read:personal'], query);
    const members = ({ data }: Answer) =>
      (data as { households: { nodes: { members: { name: string; schooling: unknown }[] }[] } }).households.nodes.flatMap(
        (one) => one.members,
      );
    expect(members(seen).some(({ schooling }) => schooling !== null)).toBe(true);
    const masked = await asking(['core:read:personal', 'employment:read:personal', 'education:write'], query);
    expect(masked.errors).toBeUndefined();
    expect(members(masked).map(({ name }) => name)).toEqual(members(seen).map(({ name }) => name));
    expect(members(masked).every(({ schooling }) => schooling === null)).toBe(true);
    expect((masked as { extensions?: { masked?: unknown } }).extensions?.masked).toContainEqual([
      'households',
      'nodes',
      '*',
      'members',
      '*',
      'schooling',
    ]);
  });

  test('and the other way round: the right in a module does not show the core’s names', async () => {
    const { data } = await asking(['core:read:internal', 'education:read:personal'], household('members { name schooling { stage } }'));
    for (const member of (data as { household: { members: { name: string; schooling: unknown }[] } }).household.members) {
      expect(member.name).toMatch(/^.\*+$/);
      expect(member.schooling).toBeNull();
    }
  });

  test('the public part of a module is there for whoever may read it: schools, organisations, openings for work', async () => {
    const query = '{ schools { totalCount } organisations { totalCount } jobPostings { totalCount } }';
    const counts = async (scopes: readonly string[]) =>
      Object.values((await asking(scopes, query)).data as Record<string, { totalCount: number } | null>).map(
        (list) => list?.totalCount ?? 0,
      );
    const all = await counts(['core:read:personal', 'education:read:personal', 'employment:read:personal']);
    expect(Math.min(...all)).toBeGreaterThan(0);
    expect(await counts(['core:read', 'education:read', 'employment:read'])).toEqual(all);
  });

  test('what is not personal cannot be masked: it is refused with the name of the scope, and nothing of its list is shown', async () => {
    expect(refusals(await asking(['core:read:internal', 'education:read'], '{ schools { nodes { id name } } }'))).toEqual([]);
    const { data, errors } = await asking(['core:read'], '{ villages { nodes { code households { totalCount } } } }');
    expect(data ?? null).toBeNull();
    expect(errors?.map(({ message }) => message)).toEqual(['Village.households is INTERNAL: it needs the scope "core:read:internal".']);
  });

  test('the public part alone shows villages, and no household by any way', async () => {
    const { data } = await asking(['core:read'], '{ villages(filter: { area: "150623100" }) { totalCount nodes { code name { zh } } } }');
    expect((data as { villages: { totalCount: number } }).villages.totalCount).toBeGreaterThan(0);
    const id = ((await app.ask(household('id'))) as { household: { id: string } }).household.id;
    expect(await asking(['core:read'], `{ node(id: "${id}") { id } }`)).toMatchObject({ data: { node: null } });
    expect(refusals(await asking(['core:read'], `{ node(id: "${id}") { ... on Household { number } } }`))).toEqual([
      'FORBIDDEN: Household.number is INTERNAL: it needs the scope "core:read:internal".',
    ]);
  });

  test('an object of another module is not had by its id: not even that it is there', async () => {
    const { schools } = (await app.ask('{ schools(first: 1) { nodes { id } } }')) as { schools: { nodes: [{ id: string }] } };
    const [{ id }] = schools.nodes;
    const asked = `{ node(id: "${id}") { id } }`;
    expect(await asking(['core:read', 'education:read:internal'], asked)).toMatchObject({ data: { node: { id } } });
    expect(refusals(await asking(['core:read:personal'], asked))).toEqual([
      'FORBIDDEN: School.id is PUBLIC: it needs the scope "education:read".',
    ]);
  });
});

describe('personal data are shown for a stated purpose only', () => {
  test('without one they come masked, and a filter by them says that a purpose is missing', async () => {
    const scopes = ['core:read:personal'];
    const { data } = await asking(scopes, household('registryStatus members { name }'), { purpose: null });
    const { registryStatus, members } = (data as { household: { registryStatus: unknown; members: { name: string }[] } }).household;
    expect(registryStatus).toBeNull();
    for (const { name } of members) expect(name).toMatch(/^.\*+$/);
    const filter = '{ households(filter: { registryStatuses: [OUT_OF_POVERTY] }) { totalCount } }';
    expect(refusals(await asking(scopes, filter, { purpose: null }))).toEqual([
      'FORBIDDEN: Filtering or sorting Household by a field that is PERSONAL: the request must state its purpose (header Xianjie-Purpose).',
    ]);
    expect(refusals(await asking(['core:read:internal'], filter))).toEqual([
      'FORBIDDEN: Filtering or sorting Household by a field that is PERSONAL: it needs the scope "core:read:personal".',
    ]);
  });
});
