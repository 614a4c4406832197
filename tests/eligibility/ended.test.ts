import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true });
});
afterAll(() => app.close());

const VILLAGE = `village(code: "150623100204") { households(first: 50) { nodes { eligibility { outcome counterfactuals { cutOff found { outcome } } } values { known } } } }`;
/** Refused, and may not be null: the whole answer is null then, at once or after something was read. */
const REFUSED = {
  'before anything is read': `evaluateEligibility(input: { subject: HOUSEHOLD, area: "150623100", facts: [], checks: ["no.such"] }) { outcome }`,
  'after something was read': `policyGaps(area: "150699") { check { code } }`,
};

interface Line {
  readonly level: number;
  readonly msg: string;
}

test.each(Object.entries(REFUSED))(
  'what is under way when another part is refused %s is put down, and nothing is said to have failed',
  async (_, refused) => {
    const before = app.logged.length;
    const { body } = await app.post({ query: `{ ${VILLAGE} ${refused} }` });
    expect(body.data).toBeNull();
    expect(body.errors).toHaveLength(1);
    // Whatever still goes on has ended by then.
    await sleep(500);
    const lines = app.logged.slice(before).map((line) => JSON.parse(line) as Line);
    expect(lines.filter(({ level }) => level >= 40)).toEqual([]);
    expect(lines.at(-1)).toMatchObject({ msg: 'operation', errors: 1 });
  },
);
