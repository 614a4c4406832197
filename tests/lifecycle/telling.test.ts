import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StepTaken } from 'xianjie/schema';
import { openDoor, type Door } from '../../api/testing/door.js';
import { kitViewer } from '../../api/testing/kit-viewer.js';
import { testApp, type TestApp } from '../support/app.js';
import { bridges, bridgesModule } from './fixture.js';

const taken: StepTaken[] = [];
const followed = { ...bridges, after: (_tx: unknown, step: StepTaken) => Promise.resolve(void taken.push(step)) };
let app: TestApp;
let builder: Door;
const homes: Record<string, string> = {};
beforeAll(async () => {
  app = await testApp({ modules: [{ ...bridgesModule(), lifecycles: [followed] }] });
  builder = openDoor(app, pino({ level: 'silent' }), { ...kitViewer(app.modules), roles: ['TOWNSHIP_BUILDER'] });
  const rows = ['A', 'B', 'C'].map((number) => ({ number, villageCode: '150623100201' }));
  await app.submit({ feed: 'core.households', observedOn: '2024-08-01', area: '150623100', rows });
  for (const number of ['A', 'B', 'C'])
    homes[number] = ((await app.ask(`{ household(number: "${number}") { id } }`)) as { household: { id: string } }).household.id;
}, 60_000);
afterAll(() => app.close());

const ask = async (number: string): Promise<string> => {
  const input = { household: homes[number], on: '2025-01-01' };
  const { askForBridge } = await app.ask(
    `mutation ($input: AskForBridgeInput!) { askForBridge(input: $input) { bridge { id } userErrors { code } } }`,
    { input },
  );
  return askForBridge.bridge.id;
};
const look = async (door: Door, record: string, key: string) => {
  const { body } = await door.post({
    query: `mutation ($input: TransitionBridgeInput!, $key: String!) { transitionBridge(input: $input) @idempotent(key: $key) {
      bridge { steps { transition stays } } userErrors { code } } }`,
    variables: { input: { record, transition: 'LOOK' }, key },
  });
  return body;
};

describe('what may come next', () => {
  test('is not possible for whoever has none of the roles of a step, and says so as the step itself does', async () => {
    const id = await ask('A');
    const told = async (door: Door) => {
      const { node } = await door.ask(
        `query ($id: ID!) { node(id: $id) { ... on Bridge { availableTransitions { code possible unmet { code satisfied message { en } } } } } }`,
        { id },
      );
      return node.availableTransitions[0];
    };
    expect(await told(app)).toEqual({
      code: 'LOOK',
      possible: 'FALSE',
      unmet: [{ code: 'core.ROLE_NEEDED', satisfied: 'FALSE', message: { en: 'this step is taken by: TOWNSHIP_BUILDER' } }],
    });
    expect((await look(app, id, 'no-role')).data.transitionBridge.userErrors).toEqual([{ code: 'core.ROLE_NEEDED' }]);
    expect(await told(builder)).toEqual({ code: 'LOOK', possible: 'TRUE', unmet: [] });
  });
});

describe('steps that leave a record where it stands', () => {
  test('are both taken when two officials take them at the same time: the second is counted after the first', async () => {
    const id = await ask('B');
    const owner = await app.storage.owner();
    await owner.query('begin');
    await owner.query('select id from xianjie.bridges_bridge for update');
    const both = [look(builder, id, 'first'), look(builder, id, 'second')];
    // Both wait for the same record, each with what it saw before.
    for (let waiting = 0, end = Date.now() + 8_000; waiting < 2 && Date.now() < end;) {
      await owner.query('select pg_stat_clear_snapshot()');
      const { rows } = await owner.query<{ n: number }>(
        `select count(*)::int as n from pg_locks where not granted and pid in (select pid from pg_stat_activity where datname = current_database())`,
      );
      waiting = rows[0]?.n ?? 0;
    }
    await owner.query('commit');
    await owner.end();
    for (const { errors, data } of await Promise.all(both)) {
      expect(errors).toBeUndefined();
      expect(data.transitionBridge.userErrors).toEqual([]);
    }
    const steps = await app.storage.db.system((tx) =>
      tx.sql(
        `select s.nth, s.transition from lifecycle_step s where s.record_id in (select record_id from lifecycle_step where transition = 'LOOK') order by 1`,
      ),
    );
    expect(steps).toEqual([
      { nth: 1, transition: 'ASK' },
      { nth: 2, transition: 'LOOK' },
      { nth: 3, transition: 'LOOK' },
    ]);
  }, 30_000);
});

describe('what follows from a step', () => {
  test('follows from an opening, too: there was no state before', async () => {
    taken.length = 0;
    await ask('C');
    expect(taken).toMatchObject([{ from: null, to: 'ASKED', on: '2025-01-01', areaCode: '150623100201' }]);
    expect(await app.storage.db.system((tx) => tx.sql('select id from bridges_bridge where id = $1', [taken[0]?.id]))).toHaveLength(1);
  });
});
