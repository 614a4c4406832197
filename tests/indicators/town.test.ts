import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { policyModule as education } from '../../modules/education/index.js';
import { policyModule as employment } from '../../modules/employment/index.js';
import { openDoor } from '../../api/testing/door.js';
import { silent } from '../access/support.js';
import { sweepArea } from '../eligibility/lists/swept.js';
import { TODAY, testApp, type TestApp } from '../support/app.js';
import { viewerOf, type Asker } from '../support/viewer.js';

const TOWN = '150623100';
let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true, modules: [education, employment] });
  await sweepArea(app, TOWN, TODAY);
}, 180_000);
afterAll(() => app.close());
const as = (asker: Asker) => openDoor(app, silent, viewerOf({ modules: ['core', 'education', 'employment'], ...asker }));

const VALUE = `indicator { code unit derived } area { code } period asOf running value { number money text { en } } numerator { number money } denominator { number money }
  unknown met reason target { operator value { number money } citation { place document { code } } } version unauthorised reckonedAt`;
interface Value {
  readonly indicator: { readonly code: string; readonly unit: string; readonly derived: boolean };
  readonly area: { readonly code: string };
  readonly period: string;
  readonly value: { readonly number: string | null; readonly money: string | null } | null;
  readonly numerator: { readonly number: string | null; readonly money: string | null } | null;
  readonly denominator: { readonly number: string | null; readonly money: string | null } | null;
  readonly unknown: number | null;
  readonly met: boolean | null;
  readonly reason: string | null;
  readonly target: { readonly operator: string | null; readonly value: { readonly number: string | null } | null } | null;
}
async function values(args: string, door: Pick<TestApp, 'ask'> = app): Promise<Value[]> {
  const { indicators } = await door.ask(`{ indicators(${args}) { ${VALUE} } }`);
  return indicators as Value[];
}
const rows = <T>(text: string): Promise<T[]> => app.storage.db.system(({ sql }) => sql<T & Record<string, unknown>>(text)) as Promise<T[]>;

test('all', async () => {
  for (const one of await values(`area: "${TOWN}"`)) console.log(JSON.stringify(one));
  for (const one of await values(`area: "${TOWN}", period: "2024"`)) if (!one.indicator.derived) console.log(JSON.stringify(one));
}, 120_000);
