import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execute, parse } from 'graphql';
import { viewerOf, type Asker } from '../support/viewer.js';
import { openOperation } from '../../api/operation.js';
import { testApp, type TestApp } from '../support/app.js';

const NUMBER = '1506231002040001';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true });
});
afterAll(() => app.close());

/** Asks as another viewer than the local administrator, whom nobody can be yet through the door. */
async function askAs(viewer: Asker, query: string) {
  const operation = openOperation(app.parts, viewerOf(viewer));
  try {
    const result = await execute({ schema: app.schema, document: parse(query), contextValue: operation.context });
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- read by path
    return { data: result.data as any, errors: result.errors, left: operation.left() as any };
  } finally {
    await operation.close();
  }
}

describe('the local administrator', () => {
  test('sees names and phones in clear, resident ids masked, and health not at all', async () => {
    const { data, left } = await askAs({}, `{ household(number: "${NUMBER}") { head { name phone residentId health } } }`);
    expect(data.household.head.name).not.toContain('*');
    expect(data.household.head.phone).toMatch(/^1\d{10}$/);
    expect(data.household.head.residentId).toMatch(/^1506\*{10}\d{3}[\dX]$/);
    expect(data.household.head.health).toBeNull();
    expect(left.masked).toEqual([['household', 'head', 'health']]);
  });
});

describe('a viewer up to INTERNAL', () => {
  const viewer = { upTo: 'INTERNAL' } as const;

  test('gets masked text for names and phones', async () => {
    const { data } = await askAs(viewer, `{ household(number: "${NUMBER}") { head { name phone } } }`);
    expect(data.household.head.name).toMatch(/^.\*+$/u);
    expect(data.household.head.phone).toMatch(/^1\d{2}\*{4}\d{4}$/);
  });

  test('gets null for every other masked value, and its path, list positions as *', async () => {
    const { data, left } = await askAs(viewer, `{ household(number: "${NUMBER}") { registryStatus members { birthDate } incomeYear } }`);
    expect(data.household.registryStatus).toBeNull();
    expect(data.household.incomeYear).toBe(2024);
    expect(left.masked).toEqual(
      expect.arrayContaining([
        ['household', 'registryStatus'],
        ['household', 'members', '*', 'birthDate'],
      ]),
    );
    expect(left.masked).toHaveLength(2);
  });

  test('may not filter or sort by what it may not see', async () => {
    const { errors } = await askAs(viewer, `{ households(filter: { registryStatuses: [OUT_OF_POVERTY] }) { nodes { number } } }`);
    expect(errors?.[0]?.originalError).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('gets only verdicts that rest on facts it may see; the others are counted with the reason, not shown', async () => {
    const { data, left } = await askAs(viewer, `{ household(number: "${NUMBER}") { eligibility { check { code level } } } }`);
    expect(data.household.eligibility.every((v: { check: { level: string } }) => ['PUBLIC', 'INTERNAL'].includes(v.check.level))).toBe(
      true,
    );
    expect(left.withheld.length).toBeGreaterThan(0);
    expect(left.withheld[0]).toMatchObject({ check: expect.any(String), level: 'PERSONAL', count: 1, path: ['household', 'eligibility'] });
  });

  test('is refused a verdict that it asks for by name and may not see', async () => {
    const { errors } = await askAs(viewer, `{ household(number: "${NUMBER}") { eligibility(checks: ["income.watchLine"]) { outcome } } }`);
    expect(errors?.[0]?.originalError).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a viewer of another area', () => {
  const elsewhere = { areas: ['150624'] };

  test('sees no household, no person, no receipt; its lists are empty and its ids answer null', async () => {
    const own = await askAs({}, `{ household(number: "${NUMBER}") { id head { id } } }`);
    const { data } = await askAs(
      elsewhere,
      `{ household(number: "${NUMBER}") { id } nodes(ids: ["${own.data.household.id}", "${own.data.household.head.id}"]) { id }
         households { totalCount nodes { id } } villages { totalCount } projects { totalCount } }`,
    );
    expect(data).toEqual({
      household: null,
      nodes: [null, null],
      households: { totalCount: 0, nodes: [] },
      villages: { totalCount: 0 },
      projects: { totalCount: 0 },
    });
  });

  test('is told the policy values of its own area when it names none', async () => {
    const { data } = await askAs(
      { areas: ['150623100204'] },
      '{ own: policyParameters { code } named: policyParameters(area: "150623100204") { code } }',
    );
    expect(data.own).toEqual(data.named);
    expect(data.own).toContainEqual({ code: 'monitoring.incomeLine' });
  });

  test('sees one village where its scope is one village', async () => {
    const { data } = await askAs(
      { areas: ['150623100204'] },
      '{ villages { nodes { code } } households(first: 1) { nodes { areaCode } } }',
    );
    expect(data.villages.nodes).toEqual([{ code: '150623100204' }]);
    expect(data.households.nodes).toEqual([{ areaCode: '150623100204' }]);
  });
});
