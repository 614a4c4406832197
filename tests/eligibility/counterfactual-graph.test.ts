import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pino } from 'pino';
import { openDoor } from '../../api/testing/door.js';
import { testApp, type TestApp } from '../support/app.js';
import { viewerOf } from '../support/viewer.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true });
});
afterAll(() => app.close());

interface Found {
  readonly outcome: string;
  readonly text: { readonly en: string; readonly zh: string };
  readonly changes: readonly {
    readonly kind: string;
    readonly code: string;
    readonly actual: { readonly money: string | null } | null;
    readonly value: { readonly money: string | null } | null;
    readonly distance: { readonly money: string | null } | null;
  }[];
}
interface Said {
  readonly outcome: string;
  readonly counterfactuals: { readonly cutOff: boolean; readonly found: readonly Found[] };
}
const FIELDS = `counterfactuals { cutOff found { outcome text { zh en } changes { kind code actual { money } value { money } distance { money } } } }`;
const WHAT_IF = `query ($income: Money!) { evaluateEligibility(input: { subject: HOUSEHOLD, area: "150623100201", checks: ["monitoring.incomeLine"],
  facts: [{ code: "household.perCapitaYearlyIncome", money: $income, year: 2024 }] }) { outcome ${FIELDS} } }`;
const whatIf = async (income: string): Promise<Said | undefined> =>
  ((await app.ask(WHAT_IF, { income })) as { evaluateEligibility: Said[] }).evaluateEligibility[0];

describe('what would have to be different, asked of a verdict', () => {
  test('tells a household above the line by how much, and one just below it that one fen more would end it', async () => {
    const above = await whatIf('8000.00');
    expect(above?.outcome).toBe('NOT_ELIGIBLE');
    const [way] = above?.counterfactuals.found ?? [];
    expect(way).toMatchObject({ outcome: 'ELIGIBLE', changes: [{ kind: 'VALUE', actual: { money: '8000.00' } }] });
    const line = way?.changes[0]?.value?.money ?? '';
    expect((await whatIf(line))?.outcome).toBe('ELIGIBLE');
    const below = await whatIf(line);
    expect(below?.counterfactuals.found[0]).toMatchObject({ outcome: 'NOT_ELIGIBLE', changes: [{ distance: { money: '0.01' } }] });
  });

  test('stands beside the verdicts of a stored household', async () => {
    const { households } = (await app.ask(
      `{ households(first: 20) { nodes { eligibility(checks: ["monitoring.incomeLine", "income.watchLine"]) { outcome ${FIELDS} } } } }`,
    )) as { households: { nodes: { eligibility: Said[] }[] } };
    const said = households.nodes.flatMap((one) => one.eligibility);
    expect(said.length).toBeGreaterThan(0);
    for (const { outcome, counterfactuals } of said) {
      expect(counterfactuals.cutOff).toBe(false);
      for (const one of counterfactuals.found) expect(one.outcome).not.toBe(outcome);
    }
  });

  test('is told to nobody who may not see the verdict', async () => {
    const clerk = openDoor(app, pino({ level: 'silent' }), viewerOf({ upTo: 'INTERNAL' }));
    const { body } = await clerk.post({
      query: `{ households(first: 1) { nodes { eligibility(checks: ["income.watchLine"]) { ${FIELDS} } } } }`,
    });
    expect(body.data).toBeNull();
    expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
