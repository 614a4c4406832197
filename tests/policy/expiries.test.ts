import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await app.ask(
    `mutation { a: adoptDocument(input: { document: "TOWN-A", area: "150623100", from: "2022-08-29", to: "2025-07-31" }) { userErrors { code } }
       b: adoptDocument(input: { document: "TOWN-A", area: "1506", from: "2022-08-29" }) { userErrors { code } }
       c: adoptDocument(input: { document: "HLJ-SYS", area: "150623100", from: "2023-05-08", to: "2025-07-31" }) { userErrors { code } } }`,
  );
});
afterAll(() => app.close());

const expiries = async (within: number, asOf = '2025-06-30') =>
  (
    await app.ask(
      `{ policyExpiries(area: "150623100", within: ${within}, asOf: "${asOf}") { kind code reason lastDay thenValue { suppliedBy { code } } thenCitation { document { code } } } }`,
    )
  ).policyExpiries as { kind: string; code: string; reason: string; lastDay: string }[];

test('what ends within so many days is told, with what falls back to what', async () => {
  const found = await expiries(31);
  const ends = { reason: 'ADOPTION_ENDS', lastDay: '2025-07-31' };
  expect(found).toContainEqual({ kind: 'DOCUMENT', code: 'TOWN-A', ...ends, thenValue: null, thenCitation: null });
  expect(found).toContainEqual({ kind: 'PARAMETER', code: 'monitoring.incomeLine', ...ends, thenValue: { suppliedBy: { code: '1506' } }, thenCitation: null }); // prettier-ignore
  expect(found).toContainEqual({ kind: 'PARAMETER', code: 'income.watchLine', ...ends, thenValue: null, thenCitation: null });
  expect(found).toContainEqual({ kind: 'CHECK', code: 'monitoring.incomeLine', ...ends, thenValue: null, thenCitation: { document: { code: 'TOWN-A' } } }); // prettier-ignore
  expect(found).toContainEqual({ kind: 'CHECK', code: 'income.watchLine', ...ends, thenValue: null, thenCitation: null });
  expect(found).toContainEqual({ kind: 'NAMED_VALUE', code: 'income.change', ...ends, thenValue: null, thenCitation: null });
});

test('a day earlier than that is too far ahead, and a plan of a year that has passed is told whenever it is in force', async () => {
  const found = await expiries(30);
  expect(found.filter(({ reason }) => reason === 'ADOPTION_ENDS')).toEqual([]);
  expect(found).toMatchObject([{ kind: 'DOCUMENT', code: 'HLJ-SYS', reason: 'YEAR_PASSED', lastDay: '2023-12-31' }]);
  const later = await expiries(0, '2026-01-01');
  expect(later.map(({ code, reason, lastDay }) => [code, reason, lastDay])).toContainEqual([
    'period.consolidatedBy',
    'YEAR_PASSED',
    '2025-12-31',
  ]);
});
