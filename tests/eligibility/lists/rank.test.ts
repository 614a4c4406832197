import { afterAll, beforeAll, expect, test } from 'vitest';
import { policyModule as education } from '../../../modules/education/index.js';
import type { Check } from '../../../schema/index.js';
import { TODAY, testApp, type TestApp } from '../../support/app.js';
import { sweepArea } from './swept.js';

const TOWN = '150623100';
const VILLAGE = '150623100204';
const CODE = 'education.aidPriority';

let explained = 0;
/** Whether it is fulfilled belongs to the explanation and not to the order. */
const watched = (check: Check): Check =>
  check.code !== CODE
    ? check
    : Object.defineProperty({ ...check }, 'fulfilled', {
        enumerable: true,
        get: () => {
          explained += 1;
          return check.fulfilled;
        },
      });

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true, modules: [{ ...education, checks: (education.checks ?? []).map(watched) }] });
  await sweepArea(app, TOWN, TODAY);
}, 300_000);
afterAll(() => app.close());

test('all are put in the order of their rank, and only who stands on the page is explained', async () => {
  const page = async (first: number) => {
    explained = 0;
    const { verdicts } = await app.ask(
      `query ($first: Int) { verdicts(filter: { area: "${VILLAGE}", checks: ["${CODE}"] }, first: $first, orderBy: RANK) { totalCount nodes { rank } } }`,
      { first },
    );
    return {
      read: explained,
      total: verdicts.totalCount as number,
      ranks: (verdicts.nodes as { rank: number | null }[]).map(({ rank }) => rank),
    };
  };
  const [three, six, hundred] = [await page(3), await page(6), await page(100)];
  expect(three.total).toBeGreaterThan(20);
  expect(six.read).toBe(2 * three.read);
  expect(hundred.read).toBeLessThanOrEqual((three.read / 3) * 100);
  expect(hundred.ranks.slice(0, 3)).toEqual(three.ranks);
});
