import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

test('a field that is computed in the database may be asked for twice, under two names', async () => {
  const { area } = await app.ask('{ area(code: "150623") { parent { exitedPoorCounty again: exitedPoorCounty ethnicArea } } }');
  expect(area.parent).toEqual({ exitedPoorCounty: null, again: null, ethnicArea: null });
});
