import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../support/app.js';

const NUMBER = '1506231002040001';
let app: TestApp;
let household: string;
let stranger: string;
beforeAll(async () => {
  app = await testApp({ demo: true });
  const data = (await app.ask(
    `{ a: household(number: "${NUMBER}") { id } b: household(number: "1506231002040003") { members { id } } }`,
  )) as {
    a: { id: string };
    b: { members: { id: string }[] };
  };
  household = data.a.id;
  stranger = data.b.members[0]?.id ?? '';
});
afterAll(() => app.close());

const record = (key: string, input: Record<string, unknown>) =>
  app.ask(
    `mutation ($input: RecordGuaranteeInput!, $key: String!) { recordGuarantee(input: $input) @idempotent(key: $key) {
       household { guarantees { kind state source { code } } } userErrors { code path } } }`,
    { key, input: { household, ...input } },
  ) as Promise<{ recordGuarantee: { household: { guarantees: unknown[] } | null; userErrors: unknown[] } }>;
const outcome = async (): Promise<unknown> =>
  (
    (await app.ask(`{ household(number: "${NUMBER}") { eligibility(checks: ["monitoring.guaranteeGap"]) { outcome fulfilled } } }`)) as {
      household: { eligibility: unknown[] };
    }
  ).household.eligibility[0];

describe('recording how a guarantee stands', () => {
  test('a house that the housing bureau finds unsafe opens a gap, and closing it closes the gap', async () => {
    expect(await outcome()).toEqual({ outcome: 'NOT_ELIGIBLE', fulfilled: 'FALSE' });
    const { recordGuarantee } = await record('g1', { kind: 'SAFE_HOUSING', state: 'NOT_MET', source: 'HOUSING' });
    expect(recordGuarantee.userErrors).toEqual([]);
    expect(recordGuarantee.household?.guarantees).toContainEqual({ kind: 'SAFE_HOUSING', state: 'NOT_MET', source: { code: 'HOUSING' } });
    expect(await outcome()).toEqual({ outcome: 'ELIGIBLE', fulfilled: 'FALSE' });
    await record('g2', { kind: 'SAFE_HOUSING', state: 'MET', source: 'HOUSING' });
    expect(await outcome()).toEqual({ outcome: 'NOT_ELIGIBLE', fulfilled: 'FALSE' });
  });

  test('somebody who looked and could not tell leaves it undetermined', async () => {
    await record('g3', { kind: 'SAFE_DRINKING_WATER', state: 'UNKNOWN', source: 'WATER' });
    expect(await outcome()).toMatchObject({ outcome: 'UNDETERMINED' });
  });

  test('a member of another household is refused', async () => {
    const { recordGuarantee } = await record('g4', { kind: 'BASIC_MEDICAL', state: 'MET', source: 'MIB', person: stranger });
    expect(recordGuarantee).toMatchObject({ household: null, userErrors: [{ code: 'core.PERSON_NOT_FOUND' }] });
  });

  test('a day that is still to come, and a department that is not known, are refused', async () => {
    expect((await record('g5', { kind: 'FOOD', state: 'MET', observedOn: '2025-07-01' })).recordGuarantee.userErrors).toMatchObject([
      { code: 'core.DATE_IN_FUTURE' },
    ]);
    expect((await record('g6', { kind: 'FOOD', state: 'MET', source: 'NOBODY' })).recordGuarantee.userErrors).toMatchObject([
      { code: 'core.UNKNOWN_DEPARTMENT' },
    ]);
  });
});
