import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, TODAY, type TestApp } from '../support/app.js';

const NUMBER = '1506231002040001';
const VILLAGE = '150623100204';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true });
});
afterAll(() => app.close());

/** The bureau’s list says until when a household has authorised the matching of its data. */
const says = async (until: string, observedOn: string) => {
  const receipt = await app.submit({
    feed: 'core.households',
    rows: [{ number: NUMBER, villageCode: VILLAGE, authorisedUntil: until }],
    observedOn,
    area: VILLAGE,
  });
  expect(receipt).toMatchObject({ state: 'DONE', refusedRows: 0 });
};

interface Left {
  readonly check: string;
  readonly reason: string;
  readonly count: number;
  readonly path: readonly string[];
}
const asked = async (args = '') => {
  const { body } = await app.post({
    query: `{ household(number: "${NUMBER}") { authorisation { inForce validTo } eligibility${args} { check { code } outcome } } }`,
  });
  expect(body.errors).toBeUndefined();
  const { authorisation, eligibility } = body.data.household as {
    authorisation: { inForce: boolean };
    eligibility: { check: { code: string } }[];
  };
  const withheld = (body.extensions?.['withheld'] ?? []) as Left[];
  return { inForce: authorisation.inForce, shown: eligibility.map((v) => v.check.code), withheld };
};

describe('a household that withdraws its authorisation', () => {
  test('has its verdicts as long as it holds', async () => {
    const { inForce, shown, withheld } = await asked();
    expect(inForce).toBe(true);
    expect(shown).toContain('monitoring.incomeLine');
    expect(withheld).toEqual([]);
  });

  test('has none any more that puts together what several departments said, and each is counted', async () => {
    await says('2025-06-19', '2025-06-20');
    const { inForce, shown, withheld } = await asked();
    expect(inForce).toBe(false);
    expect(shown).not.toContain('monitoring.guaranteeGap');
    expect(withheld).toContainEqual({
      check: 'monitoring.guaranteeGap',
      level: 'PERSONAL',
      reason: 'NOT_AUTHORISED',
      count: 1,
      path: ['household', 'eligibility'],
    });
    expect(withheld.every((left) => Object.keys(left).sort().join() === 'check,count,level,path,reason')).toBe(true);
  });

  test('a check that is named gives nothing, and says why: an empty list would read like a no', async () => {
    const { shown, withheld } = await asked('(checks: ["monitoring.guaranteeGap"])');
    expect(shown).toEqual([]);
    expect(withheld).toMatchObject([{ check: 'monitoring.guaranteeGap', reason: 'NOT_AUTHORISED', count: 1 }]);
  });

  test('a question about a day on which it held is answered', async () => {
    expect((await asked('(asOf: "2025-06-18")')).withheld).toEqual([]);
  });

  test('a question about nobody stored asks nobody for an authorisation', async () => {
    const { evaluateEligibility } = await app.ask(
      `{ evaluateEligibility(input: { subject: HOUSEHOLD, area: "${VILLAGE}", facts: [], checks: ["monitoring.guaranteeGap"] }) { outcome } }`,
    );
    expect(evaluateEligibility).toHaveLength(1);
  });

  test('has them again as soon as it authorises again', async () => {
    await says('2026-12-31', '2025-06-25');
    expect((await asked()).withheld).toEqual([]);
    expect((await asked('(asOf: "2025-06-21")')).shown).not.toContain('monitoring.guaranteeGap');
  });
});

describe('recording it', () => {
  test('a household that is registered with an authorisation has it from that day on', async () => {
    const { registerHousehold } = await app.ask(
      `mutation { registerHousehold(input: { number: "1506231002049999", village: "${VILLAGE}", authorisedUntil: "2026-01-31" }) @idempotent(key: "registers-one")
        { household { authorisation { validFrom validTo inForce } } userErrors { code } } }`,
    );
    expect(registerHousehold).toEqual({
      household: { authorisation: { validFrom: TODAY, validTo: '2026-01-31', inForce: true } },
      userErrors: [],
    });
  });
});
