import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await app.storage.db.write({ areas: ['0'], domains: 'ALL' }, async ({ sql }) => {
    await sql(`insert into household (area_code, register_number) values ('150623100204', 'M-1')`);
    for (const [kind, ended, observed] of [
      ['INDUSTRY', null, '2024-01-10'],
      ['INDUSTRY', '2025-03-31', '2025-04-02'],
      ['HEALTH', null, '2024-01-10'],
    ])
      await sql(
        `insert into assistance_measure (household_id, area_code, kind, started_on, ended_on, observed_on, source, digest)
         select id, area_code, $1, '2024-01-01', $2::date, $3::date, 'RRB', '\\x00' from household`,
        [kind, ended, observed],
      );
  });
});
afterAll(() => app.close());

test('a measure that a later observation ends is held no more after its end, and was held before it', async () => {
  const { household } = await app.ask(
    '{ household(number: "M-1") { now: assistanceHeld { kind } before: assistanceHeld(asOf: "2025-03-31") { kind } } }',
  );
  expect(household).toEqual({ now: [{ kind: 'HEALTH' }], before: [{ kind: 'HEALTH' }, { kind: 'INDUSTRY' }] });
});
