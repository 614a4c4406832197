import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOfGlobalId } from '../../schema/index.js';
import { reseal } from '../../plugins/storage/index.js';
import { doorOf, EXPORT, exampleIds, SIBLING } from '../privacy/support.js';
import { testApp, type TestApp } from '../support/app.js';
import { asks, officialOf, type Asks } from './support.js';

let app: TestApp;
let official: Asks;
let ids: { readonly head: string; readonly household: string };
let decision: string;
beforeAll(async () => {
  app = await testApp({ demo: true });
  official = asks(app, officialOf());
  ids = await exampleIds(app);
  const input = { subject: ids.household, check: 'monitoring.incomeLine', outcome: 'ELIGIBLE', reason: '村民代表评议同意纳入' };
  const made = await official.decide(input);
  expect(made.userErrors).toEqual([]);
  decision = made.decision?.id ?? '';
});
afterAll(() => app.close());
const system = <Row>(text: string, values: readonly unknown[] = []) => app.storage.db.system(({ sql }) => sql<Row>(text, values));

describe('a decision goes with whom it is about', () => {
  test('stands in the copy of what is held about the person, without the facts of others', async () => {
    const door = doorOf(app, { purpose: 'CORRECTION', purposes: ['CORRECTION'] });
    const { personDataExport } = await door.ask(EXPORT, { person: ids.head });
    const section = personDataExport.sections.find((one: { code: string }) => one.code === 'decision');
    const values = section.rows[0].values.map(({ column, text }: { column: string; text: string }) => [column, text]);
    expect(Object.fromEntries(values)).toMatchObject({ outcome: 'ELIGIBLE', reason_enc: '村民代表评议同意纳入' });
    expect(values.map(([column]: string[]) => column)).not.toContain('kept_enc');
  });

  test('moves to another village with the household', async () => {
    const input = { household: ids.household, village: SIBLING };
    const { data } = await official.ask('mutation ($input: MoveHouseholdInput!) { moveHousehold(input: $input) { userErrors { code } } }', {
      input,
    });
    expect(data.moveHousehold.userErrors).toEqual([]);
    const rows = await system<{ area_code: string }>('select area_code from decision where household_id = $1', [
      keyOfGlobalId('Household', ids.household),
    ]);
    expect(rows).toEqual([{ area_code: SIBLING }]);
    const there = asks(app, officialOf({ areas: [SIBLING] }));
    expect((await there.ask('query ($id: ID!) { decision(id: $id) { outcome } }', { id: decision })).data.decision).toEqual({
      outcome: 'ELIGIBLE',
    });
  });

  test('is audited like every write, and names nobody there', async () => {
    const rows = await system<{ text: string }>(`select to_jsonb(a)::text as text from audit_entry a where action = 'recordDecision'`);
    expect(rows.length).toBeGreaterThan(0);
    for (const { text } of rows) expect(text).not.toContain('评议');
  });

  test('keeps its text when the keys are changed', async () => {
    const { keys, db } = app.storage;
    keys.data.version(keys.addDataKey('aes'));
    await reseal(db, keys);
    const { data } = await official.ask('query ($id: ID!) { decision(id: $id) { reason facts { code } } }', { id: decision });
    expect(data.decision.reason).toBe('村民代表评议同意纳入');
    expect(data.decision.facts.length).toBeGreaterThan(0);
  }, 60_000);
});

test('of a connection that dies in the middle nothing stays, neither the decision nor its key', async () => {
  const { db } = app.storage;
  const counts = () => system<{ n: number }>(`select (select count(*) from decision)::int + (select count(*) from idempotency)::int as n`);
  const before = await counts();
  const slow = db.write({ areas: ['0'], domains: 'ALL' }, async ({ sql }) => {
    await sql(
      `insert into decision (household_id, area_code, check_code, as_of, verdict, outcome, kept_enc, check_version, known_at, needs, matched, client_id, user_id, decided_by, roles)
       select id, area_code, 'no.such', current_date, 'ELIGIBLE', 'ELIGIBLE', '\\x01', 'v', now(), '{}', false, 'c', 'u', 'u', '{}' from household limit 1`,
    );
    const [{ pid } = { pid: 0 }] = await sql<{ pid: number }>('select pg_backend_pid() as pid');
    await sql('select pg_terminate_backend($1)', [pid]);
  });
  await expect(slow).rejects.toThrow();
  expect(await counts()).toEqual(before);
});
